//! The SQLite file: the only module that knows the database.
