//! A setting on its way in: its value read as what the setting wants.

use std::str::FromStr;

use super::SettingsError;

/// A setting on its way in.
pub(in crate::domain) struct Entry<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its value.
    pub value: &'a str,
}

impl Entry<'_> {
    /// The value is not what is wanted, a key of the words.
    pub fn bad(&self, wanted: &'static str) -> SettingsError {
        SettingsError::BadValue { key: self.key.to_owned(), value: self.value.to_owned(), wanted }
    }

    /// There is no such setting.
    pub fn unknown(&self) -> SettingsError {
        SettingsError::UnknownKey { key: self.key.to_owned() }
    }

    /// A whole number.
    pub fn number<T: FromStr>(&self) -> Result<T, SettingsError> {
        self.value.trim().parse().map_err(|_| self.bad("number"))
    }

    /// A number with at most two decimals, as hundredths.
    pub fn hundredths(&self) -> Result<i32, SettingsError> {
        let (whole, decimals) =
            self.value.trim().split_once('.').unwrap_or((self.value.trim(), ""));
        let digits = decimals.len() <= 2 && decimals.bytes().all(|byte| byte.is_ascii_digit());
        let number = format!("{whole}{decimals:0<2}").parse();
        number.ok().filter(|_| digits).ok_or_else(|| self.bad("hundredths"))
    }

    /// Whole numbers with blanks between them, as many as wanted.
    pub fn numbers<T: FromStr + Copy + Default, const N: usize>(
        &self,
    ) -> Result<[T; N], SettingsError> {
        let read: Result<Vec<T>, _> = self.value.split_whitespace().map(str::parse).collect();
        let read = read.map_err(|_| self.bad("numbers"))?;
        read.try_into().map_err(|_| self.bad("numbers"))
    }

    /// One of a few words.
    pub fn choice<T: Copy>(
        &self,
        wanted: &'static str,
        of: &[(&str, T)],
    ) -> Result<T, SettingsError> {
        let found = of.iter().find(|(key, _)| *key == self.value.trim());
        found.map(|(_, choice)| *choice).ok_or_else(|| self.bad(wanted))
    }
}

/// Numbers with blanks between them.
pub fn joined<T: ToString>(numbers: &[T]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Hundredths with two decimals: `-0.50`.
pub fn hundredths(number: i32) -> String {
    let (sign, size) = (if number < 0 { "-" } else { "" }, number.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}
