//! One field of a form: its label, what is being typed into it, and what is wrong with it.

use std::fmt;

use chrono::{Days, NaiveDate};
use ratatui::{
    Frame,
    crossterm::event::{KeyCode, KeyModifiers},
    layout::Rect,
    text::{Line, Span},
};

use crate::tui::{
    cx::Cx,
    text,
    theme::{Role, Symbol},
    view::Input,
    widget::{line_input::LineInput, text_area::TextArea},
};

/// Looks at what was typed: a remark on it, such as the day that `fri` is, or what is wrong.
pub type Check = Box<dyn Fn(&str, &Cx<'_>) -> Result<String, String>>;

/// Rows of a field of several lines.
const LONG_ROWS: u16 = 4;

/// A field of a form.
pub struct Field {
    /// Stable name, by which its value is found.
    pub name: &'static str,
    label: String,
    content: Content,
    check: Option<Check>,
    placeholder: String,
    original: String,
    remark: String,
    error: Option<String>,
}

#[derive(Debug)]
enum Content {
    Text(LineInput),
    /// A date: up and down go to the day before and after.
    Date(LineInput),
    Long(Box<TextArea>),
    Choice {
        /// Stable value and words of each.
        options: Vec<(String, String)>,
        chosen: usize,
    },
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({} = {:?})", self.name, self.content)
    }
}

impl Field {
    /// A line of text; money is one too, with a check.
    pub fn text(name: &'static str, label: impl Into<String>, value: &str) -> Self {
        Self::new(name, label, Content::Text(LineInput::new(value)))
    }

    /// A date as text; what texts mean a date is up to the check.
    pub fn date(name: &'static str, label: impl Into<String>, value: &str) -> Self {
        Self::new(name, label, Content::Date(LineInput::new(value)))
    }

    /// A text of several lines.
    pub fn long(name: &'static str, label: impl Into<String>, value: &str) -> Self {
        Self::new(name, label, Content::Long(Box::new(TextArea::new(value))))
    }

    /// One of several options, each a stable value and its words; the first if `value` is none.
    pub fn choice(
        name: &'static str,
        label: impl Into<String>,
        options: Vec<(String, String)>,
        value: &str,
    ) -> Self {
        let chosen = options.iter().position(|(known, _)| known == value).unwrap_or(0);
        Self::new(name, label, Content::Choice { options, chosen })
    }

    fn new(name: &'static str, label: impl Into<String>, content: Content) -> Self {
        let mut field = Self {
            name,
            label: label.into(),
            content,
            check: None,
            placeholder: String::new(),
            original: String::new(),
            remark: String::new(),
            error: None,
        };
        field.original = field.value();
        field
    }

    /// With a check that runs while one types.
    #[must_use]
    pub fn checked(mut self, check: Check) -> Self {
        self.check = Some(check);
        self
    }

    /// With a grey text while it is empty.
    #[must_use]
    pub fn placeholder(mut self, text: impl Into<String>) -> Self {
        self.placeholder = text.into();
        self
    }

    /// What it holds: the text, or the stable value of the option.
    pub fn value(&self) -> String {
        match &self.content {
            Content::Text(line) | Content::Date(line) => line.value().trim().to_owned(),
            Content::Long(area) => area.value().trim_end().to_owned(),
            Content::Choice { options, chosen } => {
                options.get(*chosen).map(|(value, _)| value.clone()).unwrap_or_default()
            }
        }
    }

    /// Whether it holds something else than at the beginning.
    pub fn is_changed(&self) -> bool {
        self.value() != self.original
    }

    /// The text for the editor, if it is a field of text.
    pub fn editable(&self) -> Option<String> {
        (!matches!(self.content, Content::Choice { .. })).then(|| self.value())
    }

    pub(super) fn label_width(&self) -> usize {
        text::width(&self.label)
    }

    /// Says what is wrong with it, until it is changed.
    pub fn set_error(&mut self, error: impl Into<String>) {
        self.error = Some(error.into());
    }

    /// Runs the check and remembers what it says; whether it is content.
    pub fn run_check(&mut self, cx: &Cx<'_>) -> bool {
        match self.check.as_ref().map(|check| check(&self.value(), cx)) {
            None => {}
            Some(Ok(remark)) => self.remark = remark,
            Some(Err(error)) => {
                self.error = Some(error);
                return false;
            }
        }
        true
    }

    /// Takes a key or a text; says whether it was its own.
    pub fn input(&mut self, input: &Input, cx: &Cx<'_>) -> bool {
        let taken = match &mut self.content {
            Content::Text(line) => line.input(input),
            Content::Date(line) => step_day(line, input) || line.input(input),
            Content::Long(area) => area.input(input),
            Content::Choice { options, chosen } => choose(options, chosen, input),
        };
        if taken {
            self.error = None;
            self.remark = match &self.check {
                Some(check) => check(&self.value(), cx).unwrap_or_default(),
                None => String::new(),
            };
        }
        taken
    }

    /// Rows it takes, with the one that says what is wrong.
    pub(super) fn rows(&self) -> u16 {
        let content = if matches!(self.content, Content::Long(_)) { LONG_ROWS } else { 1 };
        content + u16::from(self.error.is_some())
    }

    pub(super) fn draw(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        label_width: usize,
        cx: &Cx<'_>,
        has_focus: bool,
    ) {
        let role = if has_focus { Role::Accent } else { Role::Label };
        let label = format!("{}  ", cx.theme.fit(&self.label, label_width));
        let indent = u16::try_from(text::width(&label)).unwrap_or(0).min(area.width);
        let line = Rect { height: area.height.min(1), ..area };
        frame.render_widget(Line::styled(label, cx.theme.style(role)), line);
        let content = Rect { x: area.x + indent, width: area.width - indent, ..area };
        let height = content.height.saturating_sub(u16::from(self.error.is_some())).max(1);
        let inner = Rect { height: height.min(content.height), ..content };
        match &self.content {
            Content::Text(input) | Content::Date(input) => {
                let remark = cx.theme.cut(&self.remark, usize::from(inner.width / 2));
                let taken = u16::try_from(text::width(&remark)).unwrap_or(0);
                let place = Rect { width: inner.width - taken, height: 1, ..inner };
                if input.value().is_empty() {
                    let grey = cx.theme.cut(&self.placeholder, usize::from(place.width));
                    let grey = Line::styled(grey, cx.theme.style(Role::Placeholder));
                    frame.render_widget(grey, place.intersection(inner));
                }
                input.draw(frame, place.intersection(inner), cx, &[], has_focus);
                let right = Rect { x: place.right(), width: taken, height: 1, ..inner };
                let remark = Line::styled(remark, cx.theme.style(Role::Muted));
                frame.render_widget(remark, right.intersection(inner));
            }
            Content::Long(input) => input.draw(frame, inner, cx, has_focus),
            Content::Choice { options, chosen } => {
                let line = options_line(options, *chosen, usize::from(inner.width), cx, has_focus);
                frame.render_widget(line, inner);
            }
        }
        if let Some(error) = &self.error {
            let y = (inner.bottom()).min(area.bottom().saturating_sub(1));
            let place = Rect { y, height: 1, ..content }.intersection(area);
            let error = cx.theme.cut(&text::sanitise(error), usize::from(place.width));
            frame.render_widget(Line::styled(error, cx.theme.style(Role::Error)), place);
        }
    }
}

/// All options beside each other, or where they have no room only the chosen one.
fn options_line<'a>(
    options: &'a [(String, String)],
    chosen: usize,
    columns: usize,
    cx: &Cx<'a>,
    has_focus: bool,
) -> Line<'a> {
    let style = |place: usize| match (place == chosen, has_focus) {
        (true, true) => cx.theme.style(Role::Selected).patch(cx.theme.style(Role::Accent)),
        (true, false) => cx.theme.style(Role::Accent),
        (false, _) => cx.theme.style(Role::Muted),
    };
    let mut line = Line::default();
    for (place, (_, words)) in options.iter().enumerate() {
        // A mark besides the colour: the choice is seen without colours too.
        let mark = if place == chosen { cx.theme.symbol(Symbol::Mark) } else { " " };
        line.push_span(Span::styled(mark, style(place)));
        line.push_span(Span::styled(words.as_str(), style(place)));
        line.push_span(" ");
    }
    if line.width() <= columns {
        return line;
    }
    let words = options.get(chosen).map_or("", |(_, words)| words.as_str());
    let words = cx.theme.cut(words, columns.saturating_sub(4));
    let arrows = (cx.theme.symbol(Symbol::Up), cx.theme.symbol(Symbol::Down));
    Line::from(vec![
        Span::styled(words, style(chosen)),
        Span::styled(format!(" {}{}", arrows.0, arrows.1), cx.theme.style(Role::Muted)),
    ])
}

/// Left, right, blank and the first letter of an option choose.
fn choose(options: &[(String, String)], chosen: &mut usize, input: &Input) -> bool {
    let Input::Key(key) = input else { return false };
    let count = options.len().max(1);
    match key.code {
        KeyCode::Left => *chosen = (*chosen + count - 1) % count,
        KeyCode::Right | KeyCode::Char(' ') => *chosen = (*chosen + 1) % count,
        KeyCode::Char(typed) if key.modifiers.difference(KeyModifiers::SHIFT).is_empty() => {
            let starts = |words: &str| {
                words
                    .chars()
                    .next()
                    .is_some_and(|first| first.to_lowercase().eq(typed.to_lowercase()))
            };
            let after = (1..=count).map(|step| (*chosen + step) % count);
            let next = after
                .into_iter()
                .find(|place| options.get(*place).is_some_and(|(_, words)| starts(words)));
            *chosen = next.unwrap_or(*chosen);
        }
        _ => return false,
    }
    true
}

/// Up and down on a written-out day go to the day before and after.
fn step_day(line: &mut LineInput, input: &Input) -> bool {
    let Input::Key(key) = input else { return false };
    let Ok(day) = line.value().trim().parse::<NaiveDate>() else {
        return false;
    };
    let stepped = match key.code {
        KeyCode::Up => day.checked_sub_days(Days::new(1)),
        KeyCode::Down => day.checked_add_days(Days::new(1)),
        _ => return false,
    };
    line.set(&stepped.unwrap_or(day).to_string());
    true
}
