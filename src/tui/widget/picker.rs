//! A list to pick from by typing a few letters; the command palette is one.

use std::fmt;

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{line_input::LineInput, list::List, panel::panel};
use crate::tui::{
    action::{Action, Context, Group},
    cx::Cx,
    effect::Effect,
    text,
    theme::{Role, Symbol},
    view::{Input, Mouse, Placement, View},
};

const COLUMNS: u16 = 72;

/// One thing to pick.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What it is called.
    pub label: String,
    /// What stands muted at the right, such as its key.
    pub detail: String,
    /// Other words that find it, such as a stable name or the pinyin of the label.
    pub also: String,
}

/// What picking does: the place of the choice, to its effect. The picker is closed before.
pub type Pick = Box<dyn FnMut(usize, &Cx<'_>) -> Effect>;

/// A list to pick from.
pub struct Picker {
    title: String,
    choices: Vec<Choice>,
    pick: Pick,
    query: LineInput,
    /// Places of the choices that match, best first, with the matching characters of the label.
    found: Vec<(usize, Vec<usize>)>,
    list: List,
    matcher: SkimMatcherV2,
}

impl fmt::Debug for Picker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picker").field("title", &self.title).finish_non_exhaustive()
    }
}

impl Picker {
    /// A list with a title in the user's language.
    pub fn new(title: impl Into<String>, choices: Vec<Choice>, pick: Pick) -> Self {
        let mut picker = Self {
            title: title.into(),
            choices,
            pick,
            query: LineInput::default(),
            found: Vec::new(),
            list: List::default(),
            matcher: SkimMatcherV2::default().ignore_case(),
        };
        picker.search();
        picker
    }

    /// The command palette: every action, with its keys in this context.
    pub fn palette(context: Context, cx: &Cx<'_>) -> Self {
        let actions: Vec<Action> = Group::ALL
            .into_iter()
            .filter(|group| *group != Group::Typing)
            .flat_map(|group| Action::all().filter(move |action| action.group() == group))
            .filter(|action| *action != Action::Palette)
            .collect();
        let choices = actions
            .iter()
            .map(|action| Choice {
                label: cx.words.get(&action.words()).into_owned(),
                detail: cx.keymap.keys(context, *action).join(" "),
                also: action.name().replace('_', " "),
            })
            .collect();
        let pick = move |place: usize, _: &Cx<'_>| {
            actions.get(place).map_or(Effect::None, |action| Effect::Act(*action))
        };
        Self::new(cx.words.get("palette-prompt"), choices, Box::new(pick))
    }

    /// Every part of what was typed has to match, in any order.
    fn search(&mut self) {
        let parts: Vec<&str> = self.query.value().split_whitespace().collect();
        let mut scored = Vec::new();
        for (place, choice) in self.choices.iter().enumerate() {
            let mut score = 0;
            let mut matched = Vec::new();
            let every = parts.iter().all(|part| {
                let label = self.matcher.fuzzy_indices(&choice.label, part);
                let also = self.matcher.fuzzy_match(&choice.also, part);
                score += label.as_ref().map(|(score, _)| *score).max(also).unwrap_or(0);
                let hit = label.is_some() || also.is_some();
                matched.extend(label.into_iter().flat_map(|(_, places)| places));
                hit
            });
            if every {
                scored.push((score, place, matched));
            }
        }
        // A stable sort keeps the given order among equals.
        scored.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
        self.found = scored.into_iter().map(|(_, place, matched)| (place, matched)).collect();
        self.list = List::default();
        self.list.set_rows(self.found.len(), Vec::new());
    }

    fn pick(&mut self, cx: &Cx<'_>) -> Effect {
        let selected = self.list.selected().and_then(|row| self.found.get(row));
        let Some((place, _)) = selected else {
            return Effect::None;
        };
        let effect = (self.pick)(*place, cx);
        Effect::Many(vec![Effect::Close, effect])
    }

    fn row(&self, row: usize, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let found = self.found.get(row);
        let Some((choice, matched)) =
            found.and_then(|(place, matched)| Some((self.choices.get(*place)?, matched)))
        else {
            return Line::default();
        };
        let detail = cx.theme.cut(&text::sanitise(&choice.detail), columns / 2);
        let room = columns.saturating_sub(text::width(&detail) + 1);
        let label = cx.theme.fit(&text::sanitise(&choice.label), room);
        let mut line = Line::default();
        for (place, character) in label.chars().enumerate() {
            let role = if matched.contains(&place) { Role::Matched } else { Role::Text };
            line.push_span(Span::styled(character.to_string(), cx.theme.style(role)));
        }
        line.push_span(" ");
        line.push_span(Span::styled(detail, cx.theme.style(Role::Key)));
        line
    }
}

impl View for Picker {
    fn context(&self) -> Context {
        Context::Palette
    }

    fn placement(&self, _cx: &Cx<'_>) -> Placement {
        let rows = u16::try_from(self.choices.len()).unwrap_or(u16::MAX);
        Placement::Middle { width: COLUMNS, height: rows.saturating_add(3).min(24) }
    }

    fn hints(&self) -> &[Action] {
        &[Action::Open, Action::Back]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        match action {
            Action::Open => self.pick(cx),
            _ => Effect::Pass,
        }
    }

    fn input(&mut self, input: &Input, _cx: &Cx<'_>) -> Effect {
        if !self.query.input(input) {
            return Effect::Pass;
        }
        self.search();
        Effect::None
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        if self.list.mouse(mouse).is_some() { self.pick(cx) } else { Effect::None }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let inside = panel(frame, area, &self.title, cx);
        let prompt = format!("{} ", cx.theme.symbol(Symbol::Prompt));
        let indent = u16::try_from(text::width(&prompt)).unwrap_or(0).min(inside.width);
        let line = Rect { height: inside.height.min(1), ..inside };
        frame.render_widget(Line::styled(prompt, cx.theme.style(Role::Accent)), line);
        let input = Rect { x: line.x + indent, width: line.width - indent, ..line };
        self.query.draw(frame, input, cx, &[], true);
        let rest = Rect { y: line.bottom(), height: inside.height - line.height, ..inside };
        if self.found.is_empty() {
            let query = [("query", self.query.value().into())];
            let nothing = cx.words.format("palette-empty", &query);
            let line = Rect { height: rest.height.min(1), ..rest };
            frame.render_widget(Line::styled(nothing, cx.theme.style(Role::Muted)), line);
        }
        let columns = usize::from(rest.width.saturating_sub(1));
        self.list.draw(frame, rest, cx, |row, _| self.row(row, columns, cx));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{
        cx::tests::desk,
        widget::{line_input::tests::key, panel::tests::lines_of},
    };

    fn type_in(picker: &mut Picker, text: &str) {
        let desk = desk();
        for character in text.chars() {
            let name = if character == ' ' { "space".to_owned() } else { character.to_string() };
            picker.input(&key(&name), &desk.cx());
        }
    }

    #[test]
    fn a_few_letters_find_an_action_and_enter_does_it() {
        let desk = desk();
        let mut palette = Picker::palette(Context::Today, &desk.cx());
        type_in(&mut palette, "call log");
        let lines = lines_of(60, 6, |f, area| palette.draw(f, area, &desk.cx()));
        assert!(lines[1].contains("▸ call log"), "{lines:?}");
        assert!(lines[2].contains("action-log_call") && lines[2].contains('c'));
        let Effect::Many(effects) = palette.update(Action::Open, &desk.cx()) else { panic!() };
        assert!(matches!(effects.as_slice(), [Effect::Close, Effect::Act(Action::LogCall)]));
    }

    #[test]
    fn chinese_labels_match_and_nothing_is_picked_from_nothing() {
        let desk = desk();
        let labels = ["报价", "成交", "需求确认"];
        let choices =
            labels.map(|label| Choice { label: label.to_owned(), ..Choice::default() }).to_vec();
        let mut picker = Picker::new("阶段", choices, Box::new(|place, _| Effect::Tab(place)));
        type_in(&mut picker, "确认");
        let Effect::Many(effects) = picker.update(Action::Open, &desk.cx()) else { panic!() };
        assert!(matches!(effects.as_slice(), [Effect::Close, Effect::Tab(2)]));
        type_in(&mut picker, "xyz");
        assert!(matches!(picker.update(Action::Open, &desk.cx()), Effect::None));
        let lines = lines_of(40, 5, |f, area| picker.draw(f, area, &desk.cx()));
        assert!(lines[2].contains("palette-empty(query="));
    }
}
