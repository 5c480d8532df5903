//! Which language to speak, decided from everything that may say so.

use std::{fmt, str::FromStr};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, also when nothing says otherwise.
    #[default]
    En,
    /// Simplified Chinese.
    ZhCn,
}

/// What may name the language, strongest first. The caller reads the environment.
#[derive(Clone, Copy, Debug, Default)]
pub struct LanguageSources<'a> {
    /// `--lang`.
    pub flag: Option<&'a str>,
    /// `TOUCHLINE_LANG`.
    pub env: Option<&'a str>,
    /// `language` in the config file.
    pub config: Option<Language>,
    /// `LC_ALL`, `LC_MESSAGES`, `LANG`, in this order.
    pub locale: [Option<&'a str>; 3],
    /// What the operating system reports.
    pub system: Option<&'a str>,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::En, Self::ZhCn];

    /// The BCP 47 tag: `en`, `zh-CN`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }

    /// The language of a tag or POSIX locale name: `zh_CN.UTF-8`, `en-GB`, `C`. Any kind of Chinese
    /// is better served in Simplified Chinese than in English. `None` for other languages.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_', '.', '@']).next()?;
        match primary.to_ascii_lowercase().as_str() {
            "en" | "c" | "posix" => Some(Self::En),
            "zh" => Some(Self::ZhCn),
            _ => None,
        }
    }

    /// The language of the strongest source that names one we speak; else English.
    pub fn choose(sources: &LanguageSources<'_>) -> Self {
        let named = |tag: Option<&str>| tag.and_then(Self::from_tag);
        named(sources.flag)
            .or_else(|| named(sources.env))
            .or(sources.config)
            .or_else(|| sources.locale.into_iter().find_map(named))
            .or_else(|| named(sources.system))
            .unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = String;

    /// Parses a tag; the error lists what is spoken.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::from_tag(tag).ok_or_else(|| Self::ALL.map(Self::tag).join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_locale_names_are_understood() {
        for (tag, expected) in [
            ("zh-CN", Some(Language::ZhCn)),
            ("zh_CN.UTF-8", Some(Language::ZhCn)),
            ("zh-Hans-CN", Some(Language::ZhCn)),
            ("ZH", Some(Language::ZhCn)),
            ("en_US.UTF-8", Some(Language::En)),
            ("C.UTF-8", Some(Language::En)),
            ("POSIX", Some(Language::En)),
            ("de_DE@euro", None),
            ("zhuang", None),
            ("", None),
        ] {
            assert_eq!(Language::from_tag(tag), expected, "{tag}");
        }
    }

    #[test]
    fn the_strongest_source_wins() {
        let weakest = LanguageSources { system: Some("zh-CN"), ..Default::default() };
        assert_eq!(Language::choose(&weakest), Language::ZhCn);
        let locale = LanguageSources { locale: [None, Some(""), Some("C")], ..weakest };
        assert_eq!(Language::choose(&locale), Language::En);
        let first_locale = LanguageSources { locale: [Some("zh_CN"), None, Some("en")], ..locale };
        assert_eq!(Language::choose(&first_locale), Language::ZhCn);
        let config = LanguageSources { config: Some(Language::En), ..first_locale };
        assert_eq!(Language::choose(&config), Language::En);
        let env = LanguageSources { env: Some("zh-CN"), ..config };
        assert_eq!(Language::choose(&env), Language::ZhCn);
        let flag = LanguageSources { flag: Some("en"), ..env };
        assert_eq!(Language::choose(&flag), Language::En);
        assert_eq!(Language::choose(&LanguageSources::default()), Language::En);
    }
}
