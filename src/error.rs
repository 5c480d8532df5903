//! tmp
use crate::{command::CommandError, i18n::Words};
/// tmp
#[derive(Debug)]
pub struct Error(String);
impl From<CommandError> for Error {
    fn from(e: CommandError) -> Self {
        Self(e.to_string())
    }
}
impl Error {
    /// tmp
    pub fn in_words(&self, _w: &Words) -> String {
        self.0.clone()
    }
}
