//! A question to be answered with yes or no.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::panel::panel;
use crate::tui::{
    action::{Action, Context},
    cx::Cx,
    effect::Effect,
    text,
    theme::Role,
    view::{Placement, View},
};

const COLUMNS: u16 = 56;

/// Asks, and on yes has the effect.
#[derive(Debug)]
pub struct Confirm {
    question: String,
    yes: Effect,
}

impl Confirm {
    /// A question in the user's language, and what yes does.
    pub fn new(question: impl Into<String>, yes: Effect) -> Self {
        Self { question: question.into(), yes }
    }

    /// The effect that asks the question.
    pub fn ask(question: impl Into<String>, yes: Effect) -> Effect {
        Effect::Open(Box::new(Self::new(question, yes)))
    }
}

impl View for Confirm {
    fn context(&self) -> Context {
        Context::Confirm
    }

    fn placement(&self, _cx: &Cx<'_>) -> Placement {
        let lines = text::wrap(&self.question, usize::from(COLUMNS) - 4).len();
        let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(4);
        Placement::Middle { width: COLUMNS, height }
    }

    fn update(&mut self, action: Action, _cx: &Cx<'_>) -> Effect {
        match action {
            Action::Yes => Effect::Many(vec![Effect::Close, std::mem::take(&mut self.yes)]),
            Action::No => Effect::Close,
            _ => Effect::Pass,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let inside = panel(frame, area, "", cx);
        let mut lines: Vec<Line<'_>> = text::wrap(&self.question, usize::from(inside.width))
            .into_iter()
            .map(Line::from)
            .collect();
        // The answers stay visible, however long the question.
        let room = usize::from(inside.height).saturating_sub(1);
        lines.truncate(room);
        lines.resize(room, Line::default());
        let mut answers = Line::default();
        for action in [Action::Yes, Action::No] {
            let key = cx.keymap.key(Context::Confirm, action).unwrap_or_default();
            answers.push_span(Span::styled(key, cx.theme.style(Role::Key)));
            answers.push_span(format!(" {}   ", cx.words.get(&action.short_words())));
        }
        lines.push(answers);
        for (y, line) in (inside.y..inside.bottom()).zip(lines) {
            frame.render_widget(line, Rect { y, height: 1, ..inside });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{cx::tests::desk, widget::panel::tests::lines_of};

    #[test]
    fn yes_closes_and_acts_no_only_closes() {
        let desk = desk();
        let mut confirm = Confirm::new("真的吗？", Effect::Quit);
        let lines = lines_of(30, 5, |f, area| confirm.draw(f, area, &desk.cx()));
        assert!(lines[1].contains("真的吗？"));
        assert!(lines[3].contains("y short-yes   n short-no"));
        assert!(matches!(confirm.update(Action::No, &desk.cx()), Effect::Close));
        let Effect::Many(effects) = confirm.update(Action::Yes, &desk.cx()) else { panic!() };
        assert!(matches!(effects.as_slice(), [Effect::Close, Effect::Quit]));
    }
}
