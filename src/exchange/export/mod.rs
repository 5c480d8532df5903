//! Every kind back out.
