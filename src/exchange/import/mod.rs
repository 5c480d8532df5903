//! Files of other programs read into neutral records.
