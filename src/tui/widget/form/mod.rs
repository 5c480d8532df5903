//! A form: labelled fields, one below the other, checked while one types and saved in one go.

mod aside;
mod field;
mod refusal;

use std::{
    cell::{Cell, RefCell},
    fmt,
};

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::Line,
};

pub use aside::Aside;
pub use field::{Check, Field};
pub use refusal::at_field;

use super::panel::panel;
use crate::command::CommandError;
use crate::tui::{
    action::{Action, Context},
    cx::Cx,
    effect::Effect,
    job::Job,
    text,
    theme::Role,
    view::{Input, Mouse, MouseKind, Placement, View},
};

const COLUMNS: u16 = 78;

/// What saving does: an effect, or for fields by name what is wrong with them. The form closes only
/// if the effect says so.
pub type Save = Box<dyn FnMut(&Values<'_>, &Cx<'_>) -> Result<Effect, Vec<(&'static str, String)>>>;

/// What the fields of a form hold.
#[derive(Debug)]
pub struct Values<'a> {
    fields: &'a [Field],
}

impl Values<'_> {
    /// The value of a field: its text without blanks around, or the stable value of its option.
    pub fn get(&self, name: &str) -> String {
        self.fields.iter().find(|field| field.name == name).map(Field::value).unwrap_or_default()
    }

    /// The names of the fields that were changed.
    pub fn changed(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().filter(|field| field.is_changed()).map(|field| field.name)
    }
}

/// A form.
pub struct Form {
    title: String,
    fields: Vec<Field>,
    focus: usize,
    save: Save,
    aside: Option<Box<dyn Aside>>,
    /// What was said aside.
    said: Option<String>,
    top: Cell<u16>,
    places: RefCell<Vec<Rect>>,
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Form").field("title", &self.title).field("fields", &self.fields).finish()
    }
}

impl Form {
    /// A form with a title in the user's language.
    pub fn new(title: impl Into<String>, fields: Vec<Field>, save: Save) -> Self {
        Self {
            title: title.into(),
            fields,
            focus: 0,
            save,
            aside: None,
            said: None,
            top: Cell::new(0),
            places: RefCell::default(),
        }
    }

    /// Puts the focus on a field.
    #[must_use]
    pub fn focused(mut self, name: &str) -> Self {
        self.focus = self.fields.iter().position(|field| field.name == name).unwrap_or(0);
        self
    }

    /// With somebody who watches what is typed.
    #[must_use]
    pub fn watched(mut self, aside: impl Aside + 'static) -> Self {
        self.aside = Some(Box::new(aside));
        self
    }

    fn look(&mut self, cx: &Cx<'_>) {
        let values = Values { fields: &self.fields };
        self.said = self.aside.as_ref().and_then(|aside| aside.say(&values, cx));
    }

    fn step(&mut self, forward: bool, cx: &Cx<'_>) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.run_check(cx);
        }
        let count = self.fields.len().max(1);
        self.focus = (self.focus + if forward { 1 } else { count - 1 }) % count;
    }

    fn save(&mut self, cx: &Cx<'_>) -> Effect {
        let mut wrong = None;
        for (place, field) in self.fields.iter_mut().enumerate() {
            if !field.run_check(cx) {
                wrong = wrong.or(Some(place));
            }
        }
        if let Some(place) = wrong {
            self.focus = place;
            return Effect::None;
        }
        match (self.save)(&Values { fields: &self.fields }, cx) {
            Ok(effect) => effect,
            Err(errors) => {
                for (name, error) in errors.into_iter().rev() {
                    let field = self.fields.iter_mut().enumerate().find(|(_, f)| f.name == name);
                    if let Some((place, field)) = field {
                        field.set_error(error);
                        self.focus = place;
                    }
                }
                Effect::None
            }
        }
    }

    /// Scrolls as little as needed to show the field that has the focus.
    fn scroll(&self, height: u16) {
        let before: u16 = self.fields.iter().take(self.focus).map(Field::rows).sum();
        let own = self.fields.get(self.focus).map_or(1, Field::rows);
        let lowest = (before + own).saturating_sub(height);
        self.top.set(self.top.get().clamp(lowest.min(before), before));
    }
}

impl View for Form {
    fn context(&self) -> Context {
        Context::Form
    }

    fn placement(&self, _cx: &Cx<'_>) -> Placement {
        let rows: u16 = self.fields.iter().map(Field::rows).sum();
        let said = u16::from(self.said.is_some());
        Placement::Middle { width: COLUMNS, height: rows.saturating_add(2 + said) }
    }

    fn hints(&self) -> &[Action] {
        &[Action::Submit, Action::NextField, Action::Editor, Action::Back]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::Submit => return self.save(cx),
            Action::Open if self.focus + 1 >= self.fields.len() => return self.save(cx),
            Action::Open | Action::NextField | Action::Down => self.step(true, cx),
            Action::PreviousField | Action::Up => self.step(false, cx),
            Action::Editor => {
                let text = self.fields.get(self.focus).and_then(Field::editable);
                return text.map_or(Effect::None, Effect::Edit);
            }
            _ => return Effect::Pass,
        }
        Effect::None
    }

    fn input(&mut self, input: &Input, cx: &Cx<'_>) -> Effect {
        let field = self.fields.get_mut(self.focus);
        if !field.is_some_and(|field| field.input(input, cx)) {
            return Effect::Pass;
        }
        self.look(cx);
        Effect::None
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        match mouse.kind {
            MouseKind::ScrollUp => self.step(false, cx),
            MouseKind::ScrollDown => self.step(true, cx),
            MouseKind::Click => {
                let at = Position::new(mouse.column, mouse.row);
                let hit = self.places.borrow().iter().position(|place| place.contains(at));
                self.focus = hit.unwrap_or(self.focus);
            }
            MouseKind::Drag | MouseKind::Release => {}
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let mut inside = panel(frame, area, &self.title, cx);
        if let Some(said) = self.said.as_ref().filter(|_| inside.height > 1) {
            let said = cx.theme.cut(&text::sanitise(said), usize::from(inside.width));
            let line = Line::styled(said, cx.theme.style(Role::Warning));
            frame.render_widget(line, Rect { height: 1, ..inside });
            inside = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
        }
        self.scroll(inside.height);
        let widest = self.fields.iter().map(Field::label_width).max().unwrap_or(0);
        let label_width = widest.min(usize::from(inside.width / 3));
        let mut places = Vec::new();
        let mut row = 0;
        for (place, field) in self.fields.iter().enumerate() {
            let start = row;
            row += field.rows();
            // A field that begins above the window is not drawn unless one is in it.
            let y = inside.y + start.saturating_sub(self.top.get());
            let is_above = start < self.top.get() && place != self.focus;
            if is_above || y >= inside.bottom() {
                places.push(Rect::ZERO);
                continue;
            }
            let area = Rect { y, height: field.rows().min(inside.bottom() - y), ..inside };
            field.draw(frame, area, label_width, cx, place == self.focus);
            places.push(area);
        }
        self.places.replace(places);
    }

    fn refused(&mut self, error: &CommandError, cx: &Cx<'_>) -> Effect {
        let Some((name, words)) = refusal::at_field(error, cx.words) else { return Effect::Pass };
        let found = self.fields.iter_mut().enumerate().find(|(_, field)| field.name == name);
        let Some((place, field)) = found else { return Effect::Pass };
        field.set_error(words);
        self.focus = place;
        Effect::None
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        if let Some(aside) = &mut self.aside {
            aside.refresh(cx);
        }
        self.look(cx);
    }

    fn work(&mut self, cx: &Cx<'_>) -> Option<Job> {
        self.aside.as_mut()?.work(cx)
    }

    fn is_unsaved(&self) -> bool {
        self.fields.iter().any(Field::is_changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{
        cx::tests::desk,
        widget::{line_input::tests::key, panel::tests::lines_of},
    };
    use std::{cell::RefCell, rc::Rc};

    type Saved = Rc<RefCell<Vec<String>>>;

    fn form(saved: &Saved) -> Form {
        let saved = Rc::clone(saved);
        let tiers = ["A", "B"].map(|tier| (tier.to_lowercase(), tier.to_owned())).to_vec();
        let fields = vec![
            Field::text("name", "名称", "").placeholder("grey").checked(Box::new(|name, _| {
                if name.is_empty() { Err("needed".to_owned()) } else { Ok(String::new()) }
            })),
            Field::choice("tier", "等级", tiers, "b"),
            Field::date("on", "日期", "2026-11-30")
                .checked(Box::new(|day, _| Ok(format!("= {day}")))),
            Field::long("note", "备注", ""),
        ];
        let save = move |values: &Values<'_>, _: &Cx<'_>| {
            if values.get("name") == "taken" {
                return Err(vec![("name", "exists".to_owned())]);
            }
            saved
                .borrow_mut()
                .push(["name", "tier", "on", "note"].map(|n| values.get(n)).join("|"));
            Ok(Effect::Close)
        };
        Form::new("新客户", fields, Box::new(save))
    }

    fn press(form: &mut Form, names: &str) -> Effect {
        let desk = desk();
        let mut last = Effect::None;
        for name in names.split(' ') {
            let input = key(name);
            last = form.input(&input, &desk.cx());
            if last.is_pass() {
                let keys = [crate::tui::key::Key::from_name(name).unwrap()];
                if let crate::tui::keymap::Meaning::Action(action) =
                    desk.keymap.meaning(Context::Form, &keys)
                {
                    last = form.update(action, &desk.cx());
                }
            }
        }
        last
    }

    #[test]
    fn fields_take_keys_and_the_last_enter_saves() {
        let saved = Saved::default();
        let mut form = form(&saved);
        assert!(!form.is_unsaved());
        press(&mut form, "明 月 enter a enter down up down tab n o enter w");
        assert!(form.is_unsaved());
        assert!(matches!(press(&mut form, "ctrl-s"), Effect::Close));
        assert_eq!(*saved.borrow(), ["明月|a|2026-12-01|no\nw"]);
        assert_eq!(Values { fields: &form.fields }.changed().count(), 4);
    }

    #[test]
    fn what_is_wrong_is_said_at_the_field() {
        let saved = Saved::default();
        let mut form = form(&saved);
        press(&mut form, "tab tab ctrl-s");
        assert_eq!((form.focus, saved.borrow().len()), (0, 0));
        let desk = desk();
        let lines = lines_of(44, 10, |f, area| form.draw(f, area, &desk.cx()));
        assert!(lines[1].starts_with("│ 名称  grey"), "{lines:?}");
        assert!(lines[2].starts_with("│       needed"), "{lines:?}");
        assert!(lines[3].starts_with("│ 等级   A ●B"), "{lines:?}");
        assert!(lines[4].contains("2026-11-30") && lines[4].contains("= 2026-11-30"), "{lines:?}");
        press(&mut form, "t a k e n ctrl-s");
        let lines = lines_of(44, 10, |f, area| form.draw(f, area, &desk.cx()));
        assert!(lines[2].contains("exists"), "{lines:?}");
        press(&mut form, "backspace");
        let lines = lines_of(44, 10, |f, area| form.draw(f, area, &desk.cx())).join("\n");
        assert!(!lines.contains("exists"), "the error goes when the field changes");
    }

    #[test]
    fn a_low_window_follows_the_focus_and_clicks_find_fields() {
        let saved = Saved::default();
        let mut form = form(&saved);
        let desk = desk();
        let draw = |form: &Form| lines_of(30, 5, |f, area| form.draw(f, area, &desk.cx()));
        assert!(draw(&form)[1].contains("名称"));
        press(&mut form, "tab tab tab");
        assert!(draw(&form)[1].contains("备注"));
        press(&mut form, "tab");
        assert!(draw(&form)[1].contains("名称"));
        form.mouse(Mouse { column: 10, row: 3, kind: MouseKind::Click }, &desk.cx());
        assert_eq!(form.focus, 1);
        let effect = press(&mut form, "tab ctrl-e");
        assert!(matches!(effect, Effect::Edit(text) if text == "2026-11-30"));
    }
}
