//! The workbench: screens, keys, words on a terminal.
