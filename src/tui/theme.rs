//! What a thing looks like: roles to styles, and the symbols. Views name roles, never colours.

use ratatui::style::{Color, Modifier, Style};
use toml::{Spanned, de::DeValue};

use super::{
    asset::{AssetError, Fault, Source},
    text,
};
use crate::domain::tier::Tier;

/// The built-in themes by name; `dark` has every role and symbol, the others differ from it.
const BUILT_IN: [(&str, &str); 4] = [
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("high-contrast", include_str!("../../assets/themes/high-contrast.toml")),
    ("ascii", include_str!("../../assets/themes/ascii.toml")),
];

/// What a piece of the screen means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "the names are the roles of assets/themes/dark.toml, explained there"
)]
pub enum Role {
    Text,
    Muted,
    Accent,
    Title,
    Header,
    Tab,
    TabSelected,
    Section,
    Border,
    Key,
    Selected,
    Marked,
    Matched,
    TierA,
    TierB,
    TierC,
    TierD,
    Promised,
    Overdue,
    Due,
    AtRisk,
    Greeting,
    Coming,
    Won,
    Lost,
    Money,
    Info,
    Success,
    Warning,
    Error,
    Status,
    Label,
    Placeholder,
    Marker,
    MarkerUnknown,
    Bar,
    BarRest,
    Overlay,
}

const ROLES: [(Role, &str); 38] = [
    (Role::Text, "text"),
    (Role::Muted, "muted"),
    (Role::Accent, "accent"),
    (Role::Title, "title"),
    (Role::Header, "header"),
    (Role::Tab, "tab"),
    (Role::TabSelected, "tab_selected"),
    (Role::Section, "section"),
    (Role::Border, "border"),
    (Role::Key, "key"),
    (Role::Selected, "selected"),
    (Role::Marked, "marked"),
    (Role::Matched, "matched"),
    (Role::TierA, "tier_a"),
    (Role::TierB, "tier_b"),
    (Role::TierC, "tier_c"),
    (Role::TierD, "tier_d"),
    (Role::Promised, "promised"),
    (Role::Overdue, "overdue"),
    (Role::Due, "due"),
    (Role::AtRisk, "at_risk"),
    (Role::Greeting, "greeting"),
    (Role::Coming, "coming"),
    (Role::Won, "won"),
    (Role::Lost, "lost"),
    (Role::Money, "money"),
    (Role::Info, "info"),
    (Role::Success, "success"),
    (Role::Warning, "warning"),
    (Role::Error, "error"),
    (Role::Status, "status"),
    (Role::Label, "label"),
    (Role::Placeholder, "placeholder"),
    (Role::Marker, "marker"),
    (Role::MarkerUnknown, "marker_unknown"),
    (Role::Bar, "bar"),
    (Role::BarRest, "bar_rest"),
    (Role::Overlay, "overlay"),
];

/// A small drawing. Each is as wide in every theme as it says there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "the names are the symbols of assets/themes/dark.toml, explained there"
)]
pub enum Symbol {
    Ellipsis,
    FoldOpen,
    FoldClosed,
    Cursor,
    Mark,
    Bullet,
    Separator,
    Rule,
    Divider,
    Prompt,
    Arrow,
    Up,
    Down,
    Dirty,
    Star,
    Check,
    Cross,
    Warning,
    BarSteps,
    BarRest,
    SparkSteps,
    Shades,
    Corners,
    Scroll,
}

const SYMBOLS: [(Symbol, &str); 24] = [
    (Symbol::Ellipsis, "ellipsis"),
    (Symbol::FoldOpen, "fold_open"),
    (Symbol::FoldClosed, "fold_closed"),
    (Symbol::Cursor, "cursor"),
    (Symbol::Mark, "mark"),
    (Symbol::Bullet, "bullet"),
    (Symbol::Separator, "separator"),
    (Symbol::Rule, "rule"),
    (Symbol::Divider, "divider"),
    (Symbol::Prompt, "prompt"),
    (Symbol::Arrow, "arrow"),
    (Symbol::Up, "up"),
    (Symbol::Down, "down"),
    (Symbol::Dirty, "dirty"),
    (Symbol::Star, "star"),
    (Symbol::Check, "check"),
    (Symbol::Cross, "cross"),
    (Symbol::Warning, "warning"),
    (Symbol::BarSteps, "bar_steps"),
    (Symbol::BarRest, "bar_rest"),
    (Symbol::SparkSteps, "spark_steps"),
    (Symbol::Shades, "shades"),
    (Symbol::Corners, "corners"),
    (Symbol::Scroll, "scroll"),
];

/// The looks of the workbench.
#[derive(Clone, Debug)]
pub struct Theme {
    styles: [Style; ROLES.len()],
    symbols: [String; SYMBOLS.len()],
}

impl Theme {
    /// A built-in theme: `dark`, `light`, `high-contrast` or `ascii`.
    ///
    /// # Errors
    /// If there is no such theme; the built-in files themselves are held right by a test.
    pub fn built_in(name: &str) -> Result<Self, AssetError> {
        let unknown = || AssetError {
            file: name.to_owned(),
            line: 1,
            fault: Fault::Unknown { what: "theme", name: name.to_owned() },
        };
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name).ok_or_else(unknown)?;
        let base = if name == "dark" { Self::bare() } else { Self::built_in("dark")? };
        base.patched(&Source::new(&format!("{name}.toml"), text))
    }

    /// The names of the built-in themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// The theme of a file. It says only what differs from the theme it names as `base`, or from
    /// `dark`.
    ///
    /// # Errors
    /// Names the file and the line of an unknown role, symbol or colour.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, AssetError> {
        let source = Source::new(file, text);
        let base = match source.parse()?.get("base") {
            Some(base) => Self::built_in(source.text("base", base)?)
                .map_err(|error| source.error(&base.span(), error.fault))?,
            None => Self::built_in("dark")?,
        };
        base.patched(&source)
    }

    /// This theme for a terminal without colours: what stood out by its background is reversed,
    /// weight and underlines stay.
    #[must_use]
    pub fn without_colours(mut self) -> Self {
        for style in &mut self.styles {
            let had_background = style.bg.is_some_and(|colour| colour != Color::Reset);
            *style = Style { fg: None, bg: None, underline_color: None, ..*style };
            if had_background {
                *style = style.add_modifier(Modifier::REVERSED);
            }
        }
        let overlay = self.styles.get_mut(Role::Overlay as usize);
        // An overlay is a whole area: its border sets it off.
        overlay.into_iter().for_each(|style| *style = Style::new());
        self
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The role of a tier's letter.
    pub const fn tier(tier: Tier) -> Role {
        match tier {
            Tier::A => Role::TierA,
            Tier::B => Role::TierB,
            Tier::C => Role::TierC,
            Tier::D => Role::TierD,
        }
    }

    /// A symbol.
    pub fn symbol(&self, symbol: Symbol) -> &str {
        self.symbols.get(symbol as usize).map_or("", String::as_str)
    }

    /// The text in exactly so many columns, the cut marked ([`text::fit`]).
    pub fn fit(&self, text: &str, columns: usize) -> String {
        text::fit(text, columns, self.symbol(Symbol::Ellipsis))
    }

    /// Like [`Theme::fit`], right-aligned.
    pub fn fit_right(&self, text: &str, columns: usize) -> String {
        text::fit_right(text, columns, self.symbol(Symbol::Ellipsis))
    }

    /// The text in at most so many columns, the cut marked ([`text::cut`]).
    pub fn cut(&self, text: &str, columns: usize) -> String {
        text::cut(text, columns, self.symbol(Symbol::Ellipsis)).into_owned()
    }

    fn bare() -> Self {
        Self {
            styles: [Style::new(); ROLES.len()],
            symbols: std::array::from_fn(|_| String::new()),
        }
    }

    fn patched(mut self, source: &Source<'_>) -> Result<Self, AssetError> {
        for (section, value) in &source.parse()? {
            match section.get_ref().as_ref() {
                "base" => {}
                "roles" => self.read_roles(source, value)?,
                "symbols" => self.read_symbols(source, value)?,
                other => return Err(source.unknown(&section.span(), "section", other)),
            }
        }
        Ok(self)
    }

    fn read_roles(
        &mut self,
        source: &Source<'_>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), AssetError> {
        for (name, value) in source.table("roles", value)? {
            let (role, _) = ROLES
                .iter()
                .find(|(_, known)| known == name.get_ref())
                .ok_or_else(|| source.unknown(&name.span(), "role", name.get_ref()))?;
            let style = read_style(source, name.get_ref(), value)?;
            self.styles.get_mut(*role as usize).into_iter().for_each(|place| *place = style);
        }
        Ok(())
    }

    fn read_symbols(
        &mut self,
        source: &Source<'_>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), AssetError> {
        for (name, value) in source.table("symbols", value)? {
            let (symbol, _) = SYMBOLS
                .iter()
                .find(|(_, known)| known == name.get_ref())
                .ok_or_else(|| source.unknown(&name.span(), "symbol", name.get_ref()))?;
            let drawing = text::sanitise(source.text(name.get_ref(), value)?).into_owned();
            self.symbols.get_mut(*symbol as usize).into_iter().for_each(|s| s.clone_from(&drawing));
        }
        Ok(())
    }
}

/// A style such as `"bold underline cyan on 236"`: words for the weight, a colour, `on` a colour.
fn read_style(
    source: &Source<'_>,
    name: &str,
    value: &Spanned<DeValue<'_>>,
) -> Result<Style, AssetError> {
    let mut style = Style::new();
    let mut words = source.text(name, value)?.split_whitespace();
    while let Some(word) = words.next() {
        style = match word {
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "underline" => style.add_modifier(Modifier::UNDERLINED),
            "reverse" => style.add_modifier(Modifier::REVERSED),
            "on" => style.bg(colour(source, value, words.next().unwrap_or_default())?),
            other => style.fg(colour(source, value, other)?),
        };
    }
    Ok(style)
}

fn colour(
    source: &Source<'_>,
    value: &Spanned<DeValue<'_>>,
    name: &str,
) -> Result<Color, AssetError> {
    name.parse().map_err(|_| source.unknown(&value.span(), "colour", name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_the_order_of_the_enums() {
        for (place, (role, _)) in ROLES.iter().enumerate() {
            assert_eq!(*role as usize, place);
        }
        for (place, (symbol, _)) in SYMBOLS.iter().enumerate() {
            assert_eq!(*symbol as usize, place);
        }
        assert_eq!(Role::Overlay as usize + 1, ROLES.len());
        assert_eq!(Symbol::Scroll as usize + 1, SYMBOLS.len());
    }

    #[test]
    fn every_built_in_theme_is_whole_and_its_symbols_are_as_wide_as_in_dark() {
        let dark = Theme::built_in("dark").unwrap();
        for name in Theme::names() {
            let theme = Theme::built_in(name).unwrap();
            for (symbol, of) in SYMBOLS {
                let drawing = theme.symbol(symbol);
                assert!(!drawing.is_empty(), "{name}: {of}");
                assert_eq!(text::sanitise(drawing), drawing);
                let steps =
                    [Symbol::BarSteps, Symbol::SparkSteps, Symbol::Shades, Symbol::Ellipsis];
                if !steps.contains(&symbol) {
                    assert_eq!(
                        text::width(drawing),
                        text::width(dark.symbol(symbol)),
                        "{name}: {of}"
                    );
                }
            }
        }
        let ascii = Theme::built_in("ascii").unwrap();
        assert!(ascii.symbols.iter().all(|symbol| symbol.is_ascii()));
    }

    #[test]
    fn without_colours_keeps_weight_and_reverses_backgrounds() {
        let theme = Theme::from_toml(
            "my.toml",
            "[roles]\noverdue = 'bold red'\nselected = 'white on blue'\nmuted = 'dim'",
        )
        .unwrap()
        .without_colours();
        assert_eq!(theme.style(Role::Overdue), Style::new().add_modifier(Modifier::BOLD));
        assert_eq!(theme.style(Role::Selected), Style::new().add_modifier(Modifier::REVERSED));
        assert_eq!(theme.style(Role::Muted), Style::new().add_modifier(Modifier::DIM));
    }

    #[test]
    fn a_users_theme_changes_what_it_names_and_faults_name_the_line() {
        let theme =
            Theme::from_toml("my.toml", "base = 'ascii'\n[roles]\ntier_a = 'green'").unwrap();
        assert_eq!(theme.style(Role::TierA).fg, Some(Color::Green));
        assert_eq!(theme.symbol(Symbol::Ellipsis), "~");
        for (text, line, message) in [
            ("[roles]\ntier_z = 'red'", 2, "unknown role \"tier_z\""),
            ("[roles]\n\ntier_a = 'reddish'", 3, "unknown colour \"reddish\""),
            ("[roles]\ntier_a = 'red on'", 2, "unknown colour \"\""),
            ("[symbols]\nsmile = ':)'", 2, "unknown symbol \"smile\""),
            ("base = 'x'", 1, "unknown theme \"x\""),
            ("[colours]", 1, "unknown section \"colours\""),
        ] {
            let error = Theme::from_toml("my.toml", text).unwrap_err();
            assert_eq!((error.line, error.fault.to_string().as_str()), (line, message));
        }
        assert!(Theme::built_in("pink").is_err());
    }
}
