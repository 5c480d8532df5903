//! A message to a customer from a template: chosen beside a preview, copied or handed to the mail
//! program, then logged. Without a customer, the templates themselves.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{Mouse, View, failed, form};
use crate::{
    command::{Command, activity::Log, entry_line::Entry},
    domain::{
        activity::ActivityKind,
        greeting::Occasion,
        id::{ContactId, CustomerId},
        link,
        template::{Filled, Piece, Template, pieces},
    },
    store::StoreError,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        text,
        theme::{Role, Symbol},
        widget::{confirm::Confirm, list::List},
    },
    wording::message::{self, About, Offered},
};

/// From this width on the preview stands beside the list.
const WIDE: u16 = 60;
/// Columns of the list at most.
const WIDEST_LIST: u16 = 32;
/// Rows of the list where it stands above the preview.
const LIST_ROWS: u16 = 8;

/// The screen of messages.
#[derive(Debug, Default)]
pub struct MessageScreen {
    to: Option<To>,
    about: Option<About>,
    offered: Vec<Offered>,
    /// The selected template, filled in.
    filled: Filled,
    list: List,
    /// The template that fits best was selected.
    has_suggested: bool,
}

/// Who is written to.
#[derive(Clone, Copy, Debug)]
struct To {
    customer: CustomerId,
    contact: Option<ContactId>,
    occasion: Option<Occasion>,
}

impl MessageScreen {
    /// A message to a customer, to this person and for this occasion if it is known.
    pub fn to(
        customer: CustomerId,
        contact: Option<ContactId>,
        occasion: Option<Occasion>,
    ) -> Self {
        Self { to: Some(To { customer, contact, occasion }), ..Self::default() }
    }

    fn selected(&self) -> Option<&Offered> {
        self.offered.get(self.list.selected()?)
    }

    fn read(&mut self, cx: &Cx<'_>) -> Result<(), StoreError> {
        let reader = cx.reader();
        self.offered = message::offered(&reader, cx.words.language())?;
        self.list.set_rows(self.offered.len(), Vec::new());
        self.about = match self.to {
            Some(to) => {
                let me = &cx.session().member().name;
                About::read(&reader, cx.words, to.customer, to.contact, to.occasion, me)?
            }
            None => None,
        };
        if let (false, Some(about)) = (self.has_suggested, &self.about) {
            let key = about.suggested(&reader);
            let fits = self.offered.iter().position(|it| it.key == Some(key));
            self.list.select(fits.unwrap_or(0));
            self.has_suggested = true;
        }
        self.fill(cx);
        Ok(())
    }

    fn fill(&mut self, cx: &Cx<'_>) {
        let template = self.selected().map(|it| &it.template);
        self.filled = match (template, &self.about) {
            (Some(template), Some(about)) => about.fill(template, &cx.reader(), cx.words),
            (Some(Template { subject, body, .. }), None) => {
                Filled { subject: subject.clone(), body: body.clone(), missing: Vec::new() }
            }
            (None, _) => Filled::default(),
        };
    }

    /// What was done with the message, and the question whether to log it.
    fn sent(&self, done: Effect, kind: ActivityKind, cx: &Cx<'_>) -> Effect {
        let (Some(about), Some(offered)) = (&self.about, self.selected()) else {
            return say(Tone::Info, cx.words.get("message-need-customer"));
        };
        let mut effects = vec![done];
        if !self.filled.missing.is_empty() {
            let names = [("names", self.missing(cx).into())];
            let words = cx.words.format("message-still-missing", &names);
            effects.push(say(Tone::Warning, words));
        }
        let contact = about.contact();
        let entry = Entry {
            note: message::note(&offered.template, &self.filled),
            contact: contact.map(|contact| contact.id),
            ..Entry::default()
        };
        let log = Log { customer: about.customer.id, kind, entry, deal: None };
        let name = contact.map_or_else(|| about.customer.called(), |contact| &contact.name);
        let key = match kind {
            ActivityKind::Email => "message-ask-log-mail",
            _ => "message-ask-log",
        };
        let question = cx.words.format(key, &[("name", name.into())]);
        let yes = Effect::Many(vec![Effect::Run(Command::LogActivity(log)), Effect::Close]);
        effects.push(Confirm::ask(question, yes));
        Effect::Many(effects)
    }

    fn copy(&self, cx: &Cx<'_>) -> Effect {
        let kind = self.selected().map_or(ActivityKind::Message, |it| it.template.kind);
        let what = cx.words.get("message-copied").into_owned();
        self.sent(Effect::Copy { text: self.filled.text(), what }, kind, cx)
    }

    fn mail(&self, cx: &Cx<'_>) -> Effect {
        let address = self.about.as_ref().and_then(About::address).unwrap_or_default();
        let link = link::mailto(address, &self.filled.subject, &self.filled.body);
        self.sent(Effect::Link(link), ActivityKind::Email, cx)
    }

    fn delete(&self, cx: &Cx<'_>) -> Effect {
        let Some(offered) = self.selected() else { return Effect::None };
        if offered.key.is_some() {
            return say(Tone::Info, cx.words.get("message-built-in"));
        }
        let name = offered.template.name.clone();
        let question = cx.words.format("confirm-delete-template", &[("name", (&name).into())]);
        let delete = Effect::Run(Command::DeleteTemplate(name));
        if cx.config.confirm.delete { Confirm::ask(question, delete) } else { delete }
    }

    fn missing(&self, cx: &Cx<'_>) -> String {
        self.filled.missing.join(&cx.words.get("list-separator"))
    }

    /// Who it is to and what it is about, then the text.
    fn preview(&self, columns: usize, cx: &Cx<'_>) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        let muted = |words: String| {
            let words = cx.theme.cut(&text::sanitise(&words), columns);
            Line::styled(words, cx.theme.style(Role::Muted))
        };
        if let Some(about) = &self.about {
            let contact = about.contact();
            let name = contact.map(|contact| contact.name.as_str());
            lines.push(muted(match (name, about.address()) {
                (Some(name), Some(address)) => {
                    let args = [("name", name.into()), ("address", address.into())];
                    cx.words.format("message-to-address", &args)
                }
                (Some(name), None) => cx.words.format("message-to", &[("name", name.into())]),
                (None, _) => cx.words.get("message-to-nobody").into_owned(),
            }));
        }
        if !self.filled.missing.is_empty() {
            let words = cx.words.format("message-missing", &[("names", self.missing(cx).into())]);
            let style = cx.theme.style(Role::Warning);
            let wrapped = text::wrap(&text::sanitise(&words), columns);
            lines.extend(wrapped.into_iter().map(|line| Line::styled(line, style)));
        }
        if !self.filled.subject.is_empty() {
            let subject = [("subject", (&self.filled.subject).into())];
            push_marked(&mut lines, &cx.words.format("message-subject", &subject), columns, cx);
        }
        lines.push(Line::default());
        push_marked(&mut lines, &self.filled.body, columns, cx);
        lines
    }

    fn row(&self, place: usize, is_selected: bool, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let Some(offered) = self.offered.get(place) else { return Line::default() };
        let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
        let own = cx.words.get("message-own");
        let detail = if offered.key.is_none() { own.as_ref() } else { "" };
        let room = columns.saturating_sub(text::width(detail) + 3);
        let name = cx.theme.fit(&text::sanitise(&offered.template.name), room);
        Line::from(vec![
            Span::styled(cursor.to_owned(), cx.theme.style(Role::Accent)),
            Span::styled(name, cx.theme.style(Role::Text)),
            Span::raw(" "),
            Span::styled(detail.to_owned(), cx.theme.style(Role::Muted)),
        ])
    }
}

/// Wraps a text; names in braces that nothing is known for stand out.
fn push_marked(lines: &mut Vec<Line<'static>>, words: &str, columns: usize, cx: &Cx<'_>) {
    for line in text::wrap(&text::sanitise_lines(words), columns) {
        let span = |piece| match piece {
            Piece::Text(text) => Span::styled(String::from(text), cx.theme.style(Role::Text)),
            Piece::Name(name) => {
                Span::styled(format!("{{{name}}}"), cx.theme.style(Role::MarkerUnknown))
            }
        };
        lines.push(Line::from(pieces(&line).into_iter().map(span).collect::<Vec<_>>()));
    }
}

fn say(tone: Tone, words: impl Into<String>) -> Effect {
    Effect::Notice(Notice::new(tone, words))
}

impl View for MessageScreen {
    fn context(&self) -> Context {
        Context::Message
    }

    fn hints(&self) -> &[Action] {
        if self.to.is_none() {
            return &[
                Action::AddTemplate,
                Action::Edit,
                Action::Delete,
                Action::Undo,
                Action::Leave,
                Action::Help,
            ];
        }
        &[
            Action::CopyMessage,
            Action::SendMail,
            Action::NextContact,
            Action::Edit,
            Action::AddTemplate,
            Action::Delete,
            Action::Leave,
            Action::Help,
        ]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            self.fill(cx);
            return Effect::None;
        }
        match action {
            Action::CopyMessage if self.to.is_some() => self.copy(cx),
            Action::SendMail => self.mail(cx),
            Action::NextContact => {
                if let (Some(about), Some(to)) = (&mut self.about, &mut self.to) {
                    about.next_contact();
                    to.contact = about.contact().map(|contact| contact.id);
                }
                self.fill(cx);
                Effect::None
            }
            Action::Edit | Action::CopyMessage => self
                .selected()
                .map_or(Effect::None, |it| form::edit_template(&it.template, it.key.is_none(), cx)),
            Action::Delete => self.delete(cx),
            _ => Effect::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        let hit = self.list.mouse(mouse);
        self.fill(cx);
        match hit {
            Some(hit) if hit.again => Effect::Act(Action::CopyMessage),
            _ => Effect::None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let mut area = area;
        if area.height > 4 {
            let title = match &self.about {
                Some(about) => {
                    cx.words.format("message-title", &[("name", about.customer.called().into())])
                }
                None => cx.words.get("message-title-none").into_owned(),
            };
            let title = format!(" {}", text::sanitise(&title));
            let title = cx.theme.cut(&title, usize::from(area.width));
            let line = Line::styled(title, cx.theme.style(Role::Title));
            frame.render_widget(line, Rect { height: 1, ..area });
            area = Rect { y: area.y + 2, height: area.height - 2, ..area };
        }
        let (list, preview) = if area.width >= WIDE {
            let width = (area.width / 3).min(WIDEST_LIST);
            let preview = Rect { x: area.x + width + 2, width: area.width - width - 3, ..area };
            (Rect { width, ..area }, preview)
        } else {
            let height = area.height.min(LIST_ROWS);
            let rest = area.height - height;
            let gap = rest.min(1);
            let y = area.y + height + gap;
            (Rect { height, ..area }, Rect { y, height: rest - gap, ..area })
        };
        let columns = usize::from(list.width);
        self.list
            .draw(frame, list, cx, |place, is_selected| self.row(place, is_selected, columns, cx));
        let lines = self.preview(usize::from(preview.width), cx);
        for (y, line) in (preview.y..preview.bottom()).zip(lines) {
            frame.render_widget(line, Rect { y, height: 1, ..preview });
        }
        if area.width >= WIDE {
            for y in area.y..area.bottom() {
                let divider = cx.theme.symbol(Symbol::Divider);
                let style = cx.theme.style(Role::Border);
                frame.buffer_mut().set_stringn(list.right(), y, divider, 1, style);
            }
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        // What cannot be read now is as it was; writing it says why.
        let _ = self.read(cx);
    }
}

/// Opens a message to a customer.
pub fn open(customer: CustomerId, cx: &Cx<'_>) -> Effect {
    match cx.reader().customer(customer) {
        Ok(Some(found)) => Effect::Open(Box::new(MessageScreen::to(found.id, None, None))),
        Ok(None) => failed(crate::command::CommandError::NotFound("customer"), cx),
        Err(error) => failed(error, cx),
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        i18n::Language,
        tui::{app::Request, view::journey::Journey},
    };

    #[test]
    fn one_key_opens_a_filled_message_that_is_copied_and_logged() {
        let mut journey = Journey::new(Language::ZhCn);
        journey.press("M").sees("给明月的消息").sees("张总您好").sees("¥480,000").any_size();
        journey.sees("关于“ERP 二期”的报价").press("enter").sees("已复制：消息");
        let Some(Request::Copy(text)) = journey.asked() else { panic!() };
        assert!(text.contains("张总您好") && text.ends_with("me"), "{text}");
        journey.sees("记为给张敏的邮件？").press("y").sees("已保存：与明月的邮件");
        journey.sees("报价后跟进").press("u").misses("报价后跟进");
    }

    #[test]
    fn the_mail_program_gets_it_encoded_and_the_next_person_is_a_key_away() {
        let mut journey = Journey::new(Language::En);
        journey.press("M tab").sees("to Li Wei <li@mingyue.example>").press("m");
        let Some(Request::Open(link)) = journey.asked() else { panic!() };
        let begins = "mailto:li@mingyue.example?subject=Our%20quote%20for%20ERP%20%E4%BA%8C";
        assert!(link.starts_with(begins), "{link}");
        assert!(link.is_ascii() && link.contains("%0D%0A%0D%0A"), "{link}");
        journey.sees("Log it as an e-mail to Li Wei?").press("n").sees("Follow-up after a quote");
    }

    #[test]
    fn what_is_missing_is_shown_and_told() {
        let mut journey = Journey::new(Language::En);
        journey.press("n n M").sees("to nobody yet").sees("not known:").sees("{salutation}");
        journey.press("enter").sees("still in braces: ").sees("salutation");
    }

    #[test]
    fn the_teams_own_templates_are_added_edited_and_deleted() {
        let mut journey = Journey::new(Language::En);
        journey.press("g t").sees("Templates").sees("Birthday").sees("{salutation}").any_size();
        journey.press("m").sees("open the templates from a customer");
        journey.press("enter").sees("Template Birthday").press("esc");
        journey.press("D").sees("a built-in template cannot be deleted");
        journey.press("a t").text("Sample").press("tab tab").text("Hi {contcat}").press("ctrl-s");
        journey.sees("a template knows contact, salutation");
        journey.press("ctrl-u").text("Hi {contact}, {customer}!").press("ctrl-s");
        journey.sees("saved: template Sample").sees("own").press("q M");
        journey.press("home").sees("Hi 张敏, 明月!");
        journey.press("e ctrl-u").text("Probe").press("ctrl-s").sees("Probe").misses("Sample  ");
        journey.press("D y").sees("saved: delete template Probe").press("u").sees("Probe");
    }
}
