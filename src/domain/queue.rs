//! Priority of who is due, and the plan of the next working days (DOMAIN 4.5, 4.6).
