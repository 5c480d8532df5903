//! `field=value` arguments.

use crate::{
    command::field::{Spec, Values},
    config::nearest,
    error::{Error, Message, Piece, Result},
};

/// Reads the pairs; a field that is not among the known ones is refused here, where the known ones
/// can be named.
///
/// # Errors
/// An argument without `=`, or an unknown field.
pub fn read(args: &[String], specs: &[Spec], more: &[&str]) -> Result<Values> {
    let known: Vec<&str> = specs.iter().map(|spec| spec.name).chain(more.iter().copied()).collect();
    args.iter()
        .map(|arg| {
            let pair = arg.split_once('=').filter(|(field, _)| !field.trim().is_empty());
            let (field, value) = pair.ok_or_else(|| Error::input("pair").with("text", &**arg))?;
            let field = field.trim().to_lowercase().replace('-', "_");
            let custom = known.contains(&"custom.") && field.starts_with("custom.");
            if !custom && !known.contains(&field.as_str()) {
                let shown = known.iter().map(|name| match *name {
                    "custom." => "custom.NAME",
                    name => name,
                });
                let error = Error::input("field-unknown")
                    .with("field", &*field)
                    .with("choices", Piece::list(shown));
                return Err(match nearest(&field, &known) {
                    Some(near) => error.detail(Message::new("detail-nearest").with("name", near)),
                    None => error,
                });
            }
            Ok((field, value.to_owned()))
        })
        .collect()
}

/// The same where the first argument may be the value of `leading` alone: `张敏 title=采购`.
///
/// # Errors
/// As [`read`].
pub fn read_led(leading: &str, args: &[String], specs: &[Spec], more: &[&str]) -> Result<Values> {
    let (first, rest) = match args.split_first() {
        Some((first, rest)) if !first.contains('=') => (Some(first), rest),
        _ => (None, args),
    };
    let mut values: Values =
        first.map(|first| (leading.to_owned(), first.clone())).into_iter().collect();
    values.extend(read(rest, specs, more)?);
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::customer::FIELDS;

    #[test]
    fn pairs_are_read_and_unknown_fields_named() {
        let read = |text: &str| read(&[text.to_owned()], FIELDS, &["custom."]);
        assert_eq!(read("area=杭州=x").unwrap(), [("area".to_owned(), "杭州=x".to_owned())]);
        assert_eq!(read("Short-Name=a").unwrap()[0].0, "short_name");
        assert_eq!(read("custom.size=9").unwrap()[0].0, "custom.size");
        assert_eq!(read("aera=x").unwrap_err().name(), "field-unknown");
        assert_eq!(read("=x").unwrap_err().name(), "pair");
        assert_eq!(read("area").unwrap_err().name(), "pair");
    }
}
