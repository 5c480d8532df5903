//! Vectors.

use super::Handler;

pub const HANDLERS: &[(&str, Handler)] = &[];
