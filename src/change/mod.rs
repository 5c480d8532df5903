//! The change log: what is written, in which order it holds, who wins a field.
