//! The team's settings: each with its value, changed in place, checked together.

mod rows;
#[cfg(test)]
mod tests;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line as Text, Span},
};

use self::rows::{Line, Setting, lines};
use super::{Input, Mouse, View};
use crate::{
    command::{Command, CommandError},
    error::Error,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        text,
        theme::{Role, Symbol},
        widget::{line_input::LineInput, list::List},
    },
};

/// The settings screen.
#[derive(Debug, Default)]
pub struct Settings {
    lines: Vec<Line>,
    list: List,
    /// The new value while it is typed.
    typed: Option<LineInput>,
    /// What was typed is being written.
    is_written: bool,
    problem: Option<String>,
}

impl Settings {
    fn selected(&self) -> Option<&Line> {
        self.lines.get(self.list.selected()?)
    }

    fn ask(&mut self) {
        self.typed = match self.selected() {
            Some(Line::Setting(setting)) => Some(LineInput::new(&setting.typed)),
            Some(Line::NewStage | Line::NewMargin) => Some(LineInput::default()),
            Some(Line::Topic(_)) | None => None,
        };
        self.problem = None;
    }

    /// Writes what was typed.
    fn submit(&mut self, cx: &Cx<'_>) -> Effect {
        let Some(typed) = self.typed.as_ref().map(|line| line.value().trim().to_owned()) else {
            return Effect::None;
        };
        let values = match self.selected() {
            Some(Line::Setting(setting)) => rows::value(setting, &typed, cx.session().rules())
                .map(|value| vec![(setting.key.clone(), Some(value))]),
            Some(Line::NewStage) => Some(rows::new_stage(&typed)).filter(|_| !typed.is_empty()),
            Some(Line::NewMargin) => rows::new_margin(&typed),
            Some(Line::Topic(_)) | None => None,
        };
        match values {
            Some(values) => {
                self.is_written = true;
                Effect::Run(Command::ChangeSettings(values))
            }
            None => {
                let wanted = match self.selected() {
                    Some(Line::NewMargin) => "settings-new-margin-hint",
                    _ => "wanted-money",
                };
                self.problem = Some(cx.words.get(wanted).into_owned());
                Effect::None
            }
        }
    }

    /// Brings the default back.
    fn reset(&self, cx: &Cx<'_>) -> Effect {
        match self.selected() {
            Some(Line::Setting(Setting { key, is_default: false, .. })) => {
                Effect::Run(Command::ChangeSettings(vec![(key.clone(), None)]))
            }
            _ => Effect::Notice(Notice::new(Tone::Info, cx.words.get("settings-is-default"))),
        }
    }

    fn row(
        &self,
        setting: &Setting,
        is_selected: bool,
        columns: usize,
        cx: &Cx<'_>,
    ) -> Text<'static> {
        let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
        let value = (columns / 3).clamp(8, 40);
        let name = columns.saturating_sub(value + 4);
        let role = if setting.is_default { Role::Muted } else { Role::Accent };
        Text::from(vec![
            Span::styled(format!("{cursor} "), cx.theme.style(Role::Accent)),
            Span::styled(
                cx.theme.fit(&text::sanitise(&setting.name), name),
                cx.theme.style(Role::Text),
            ),
            Span::raw("  "),
            Span::styled(
                cx.theme.fit(&text::sanitise(&setting.shown), value),
                cx.theme.style(role),
            ),
        ])
    }

    fn draw_prompt(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let columns = usize::from(area.width);
        let (words, role) = match (&self.problem, self.selected()) {
            (Some(problem), _) => (text::sanitise(problem).into_owned(), Role::Error),
            (None, Some(Line::Setting(setting))) => (setting.key.clone(), Role::Muted),
            (None, Some(Line::NewMargin)) => {
                (cx.words.get("settings-new-margin-hint").into_owned(), Role::Muted)
            }
            (None, _) => (cx.words.get("settings-new-stage-hint").into_owned(), Role::Muted),
        };
        let hint = cx.theme.cut(&format!("  {words}"), columns);
        let style = cx.theme.style(role);
        frame.buffer_mut().set_stringn(area.x, area.y, hint, columns, style);
        let Some(line) = self.typed.as_ref().filter(|_| area.height > 1) else { return };
        let prompt = format!(" {} ", cx.theme.symbol(Symbol::Prompt));
        let style = cx.theme.style(Role::Key);
        let y = area.y + 1;
        let (x, _) = frame.buffer_mut().set_stringn(area.x, y, &prompt, columns, style);
        let input = Rect { x, y, width: area.right().saturating_sub(x), height: 1 };
        line.draw(frame, input, cx, &[], true);
    }
}

impl View for Settings {
    fn context(&self) -> Context {
        if self.typed.is_some() { Context::Search } else { Context::Settings }
    }

    fn hints(&self) -> &[Action] {
        if self.typed.is_some() {
            return &[Action::Submit, Action::Back];
        }
        &[Action::Open, Action::Delete, Action::Undo, Action::Leave, Action::Help]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.typed.is_some() {
            match action {
                Action::Submit => return self.submit(cx),
                Action::Back => (self.typed, self.problem) = (None, None),
                _ => return Effect::Pass,
            }
            return Effect::None;
        }
        if self.list.update(action) {
            return Effect::None;
        }
        match action {
            Action::Open | Action::Edit => self.ask(),
            Action::Delete | Action::ClearFilter => return self.reset(cx),
            _ => return Effect::Pass,
        }
        Effect::None
    }

    fn input(&mut self, input: &Input, _cx: &Cx<'_>) -> Effect {
        match self.typed.as_mut().is_some_and(|line| line.input(input)) {
            true => Effect::None,
            false => Effect::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, _cx: &Cx<'_>) -> Effect {
        if self.typed.is_none() && self.list.mouse(mouse).is_some_and(|hit| hit.again) {
            self.ask();
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let bottom = match area.height {
            0..=3 => 0,
            _ if self.typed.is_some() => 2,
            _ => 1,
        };
        let list = Rect { height: area.height - bottom, ..area };
        let columns = usize::from(list.width);
        self.list.draw(frame, list, cx, |line, is_selected| match self.lines.get(line) {
            Some(Line::Topic(name)) => {
                let name = cx.theme.cut(&format!(" {}", text::sanitise(name)), columns);
                Text::styled(name, cx.theme.style(Role::Section))
            }
            Some(Line::Setting(setting)) => self.row(setting, is_selected, columns, cx),
            Some(line @ (Line::NewStage | Line::NewMargin)) => {
                let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
                let is_stage = *line == Line::NewStage;
                let key = if is_stage { "settings-new-stage" } else { "settings-new-margin" };
                let words = format!("{cursor} + {}", cx.words.get(key));
                Text::styled(cx.theme.cut(&words, columns), cx.theme.style(Role::Muted))
            }
            None => Text::default(),
        });
        if bottom > 0 {
            self.draw_prompt(frame, Rect { y: list.bottom(), height: bottom, ..area }, cx);
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        if std::mem::take(&mut self.is_written) {
            self.typed = None;
        }
        match cx.reader().settings() {
            Ok(stored) => {
                self.lines = lines(&stored, cx.session().rules(), cx.words);
                let topics = self.lines.iter().enumerate();
                let topics = topics.filter(|(_, line)| matches!(line, Line::Topic(_)));
                self.list.set_rows(self.lines.len(), topics.map(|(at, _)| at).collect());
                self.problem = None;
            }
            Err(error) => {
                self.problem = Some(Error::from(CommandError::from(error)).message(cx.words));
            }
        }
    }

    fn refused(&mut self, error: &CommandError, cx: &Cx<'_>) -> Effect {
        self.is_written = false;
        if self.typed.is_none() {
            return Effect::Pass;
        }
        // What was typed stays, to be mended.
        let CommandError::Settings(error) = error else { return Effect::Pass };
        self.problem = Some(Error::from(error.clone()).message(cx.words));
        Effect::None
    }

    fn is_unsaved(&self) -> bool {
        let typed = self.typed.as_ref().map(LineInput::value);
        match self.selected() {
            Some(Line::Setting(setting)) => typed.is_some_and(|typed| typed != setting.typed),
            _ => typed.is_some_and(|typed| !typed.is_empty()),
        }
    }
}
