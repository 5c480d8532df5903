//! Every word that is shown, in the user's language.
