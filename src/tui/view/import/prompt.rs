//! Which file comes in: a line with a path, and what it may become.

use std::path::PathBuf;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    path::{self, Candidate},
    preview,
};
use crate::tui::{
    action::{Action, Context},
    cx::Cx,
    effect::{Effect, Notice, Tone},
    text,
    theme::{Role, Symbol},
    view::{Input, Mouse, Placement, View},
    widget::{line_input::LineInput, list::List, panel::panel},
};

const COLUMNS: u16 = 72;
const ROWS: u16 = 18;

/// The question for a file.
#[derive(Debug, Default)]
pub(super) struct Prompt {
    line: LineInput,
    found: Vec<Candidate>,
    list: List,
}

impl Prompt {
    /// With the files of the folder in which the workbench was started.
    pub(super) fn new(_cx: &Cx<'_>) -> Self {
        let mut prompt = Self::default();
        prompt.look();
        prompt
    }

    /// Finds what the line may become.
    fn look(&mut self) {
        let (folder, beginning) = path::parted(self.line.value());
        self.found = path::candidates(&path::meant(folder), beginning);
        self.list = List::default();
        self.list.set_rows(self.found.len(), Vec::new());
    }

    fn selected(&self) -> Option<&Candidate> {
        self.found.get(self.list.selected()?)
    }

    /// Puts a name behind the folder that was typed.
    fn put(&mut self, name: &str) {
        let (folder, _) = path::parted(self.line.value());
        let line = format!("{folder}{name}");
        self.line.set(&line);
        self.look();
    }

    /// Types as much as is certain; else what is selected.
    fn complete(&mut self) {
        let shared = path::shared(&self.found);
        let (_, beginning) = path::parted(self.line.value());
        let longer = shared.chars().count() > beginning.chars().count();
        match (self.found.as_slice(), self.selected().cloned()) {
            (found, _) if longer && found.len() > 1 => self.put(&shared),
            (_, Some(candidate)) => self.put(&full(&candidate)),
            (_, None) => {}
        }
    }

    /// Goes into a folder, or takes a file.
    fn submit(&mut self, cx: &Cx<'_>) -> Effect {
        let meant = path::meant(self.line.value());
        if !self.line.value().trim().is_empty() && meant.is_file() {
            return take(meant, cx);
        }
        match self.selected().cloned() {
            Some(candidate) if candidate.is_folder => {
                self.put(&full(&candidate));
                Effect::None
            }
            Some(candidate) => {
                self.put(&candidate.name);
                take(path::meant(self.line.value()), cx)
            }
            None => {
                let path = [("path", self.line.value().into())];
                let words = cx.words.format("import-no-file", &path);
                Effect::Notice(Notice::new(Tone::Error, words))
            }
        }
    }

    fn row(&self, place: usize, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let Some(candidate) = self.found.get(place) else { return Line::default() };
        let role = if candidate.is_folder { Role::Muted } else { Role::Text };
        let name = text::sanitise(&full(candidate)).into_owned();
        Line::styled(format!(" {}", cx.theme.cut(&name, columns)), cx.theme.style(role))
    }
}

fn full(candidate: &Candidate) -> String {
    let slash = if candidate.is_folder { "/" } else { "" };
    format!("{}{slash}", candidate.name)
}

fn take(path: PathBuf, cx: &Cx<'_>) -> Effect {
    Effect::Many(vec![Effect::Close, preview(path, cx)])
}

impl View for Prompt {
    fn context(&self) -> Context {
        Context::Search
    }

    fn placement(&self, _cx: &Cx<'_>) -> Placement {
        Placement::Middle { width: COLUMNS, height: ROWS }
    }

    fn hints(&self) -> &[Action] {
        &[Action::Complete, Action::Back]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        match action {
            Action::Submit => self.submit(cx),
            Action::Complete => {
                self.complete();
                Effect::None
            }
            _ => Effect::Pass,
        }
    }

    fn input(&mut self, input: &Input, _cx: &Cx<'_>) -> Effect {
        if !self.line.input(input) {
            return Effect::Pass;
        }
        self.look();
        Effect::None
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        match self.list.mouse(mouse) {
            Some(hit) if hit.again => self.submit(cx),
            _ => Effect::None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let inside = panel(frame, area, &cx.words.get("import-which"), cx);
        let prompt = format!("{} ", cx.theme.symbol(Symbol::Prompt));
        let indent = u16::try_from(text::width(&prompt)).unwrap_or(0).min(inside.width);
        let line = Rect { height: inside.height.min(1), ..inside };
        frame.render_widget(Span::styled(prompt, cx.theme.style(Role::Accent)), line);
        let input = Rect { x: line.x + indent, width: line.width - indent, ..line };
        self.line.draw(frame, input, cx, &[], true);
        let rest = Rect { y: line.bottom(), height: inside.height - line.height, ..inside };
        if self.found.is_empty() {
            let nothing = cx.words.get("import-no-candidates");
            for (y, said) in
                (rest.y..rest.bottom()).zip(text::wrap(&nothing, usize::from(rest.width)))
            {
                let place = Rect { y, height: 1, ..rest };
                frame.render_widget(Line::styled(said, cx.theme.style(Role::Muted)), place);
            }
        }
        let columns = usize::from(rest.width.saturating_sub(2));
        self.list.draw(frame, rest, cx, |place, _| self.row(place, columns, cx));
    }
}
