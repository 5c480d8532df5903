//! Money as minor units of a currency: parsing, display, exact products and splits (DOMAIN 7.1, 7.2).
