//! The workbench: screens, keys, words on a terminal.

use crate::{command::Session, config::Config, error::Result, i18n::Words};

/// Opens the workbench on a file.
///
/// # Errors
/// Fails when the terminal or the file fails.
pub fn open(_session: Session, _config: Config, _words: Words) -> Result<()> {
    Ok(())
}
