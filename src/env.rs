//! Time, chance and identity: the only place that reads a clock or makes an id.
