//! Birthdays, solar and lunar, and when to be reminded of them (DOMAIN 6.6).
