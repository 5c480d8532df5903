//! What the edges show of a failure: its kind, what happened, what to do.
