//! What the workbench asks of the language files.

/// Words of the user's language, by key.
pub trait Words {
    /// The words of a key.
    fn get(&self, key: &str) -> String;
    /// The words of a key that has variables.
    fn format(&self, key: &str, values: &[(&str, Value<'_>)]) -> String;
}

/// What a variable in a text is filled with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// A number, written and counted in the way of the language.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Speaks in keys, so that tests read what was asked for.
    #[derive(Debug)]
    pub struct Keys;

    impl Words for Keys {
        fn get(&self, key: &str) -> String {
            key.to_owned()
        }

        fn format(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
            let values: Vec<String> = values
                .iter()
                .map(|(name, value)| match value {
                    Value::Text(text) => format!("{name}={text}"),
                    Value::Number(number) => format!("{name}={number}"),
                })
                .collect();
            format!("{key}({})", values.join(","))
        }
    }
}
