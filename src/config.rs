//! The user's taste: language, theme, keys, columns, paths, daily capacity.
