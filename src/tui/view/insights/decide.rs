//! Deciding on what the review of tiers proposes: one key accepts, one rejects and asks why.

use ratatui::{Frame, layout::Rect};

use super::Insights;
use crate::{
    command::Command,
    document::Part,
    domain::id::CustomerId,
    report::Topic,
    tui::{
        action::Action,
        cx::Cx,
        effect::{Effect, Notice, Tone},
        theme::{Role, Symbol},
        widget::line_input::LineInput,
    },
};

/// What can be decided on a row of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    /// Another tier is proposed.
    Proposed,
    /// It was rejected before.
    Rejected,
    /// The tier still fits; its confirmation is old.
    Due,
}

/// A rejection while its reason is typed.
#[derive(Debug)]
pub(super) struct Rejecting {
    customer: CustomerId,
    /// The reason.
    pub(super) reason: LineInput,
    /// It is being written.
    pub(super) is_written: bool,
}

impl Insights {
    /// Whether there is something to decide in what is shown.
    pub(super) fn decides(&self) -> bool {
        self.topic == Topic::Review && self.decision().is_some()
    }

    /// The table that the selection is in.
    fn decision(&self) -> Option<Decision> {
        let part = self.selected()?.part;
        match self.report()?.document.parts.get(part)? {
            Part::Table(table) if table.key == "proposals" => Some(Decision::Proposed),
            Part::Table(table) if table.key == "rejected" => Some(Decision::Rejected),
            Part::Table(table) if table.key == "due" => Some(Decision::Due),
            _ => None,
        }
    }

    /// Every customer of the table that the selection is in.
    fn all(&self) -> Vec<CustomerId> {
        let (Some(report), Some(selected)) = (self.report(), self.selected()) else {
            return Vec::new();
        };
        let beside = report.targets.iter().filter(|other| other.part == selected.part);
        beside.flat_map(|target| target.about.clone()).collect()
    }

    /// Accepts or rejects what is selected, or accepts everything beside it.
    pub(super) fn decide(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let decision = self.decision().filter(|_| self.topic == Topic::Review);
        let (Some(decision), Some((id, _))) = (decision, self.customer()) else {
            return Effect::Notice(Notice::new(
                Tone::Info,
                cx.words.get("review-nothing-selected"),
            ));
        };
        let customers = if action == Action::AcceptAll { self.all() } else { vec![id] };
        match (action, decision) {
            (Action::Reject, Decision::Proposed) => {
                let reason = LineInput::default();
                self.rejecting = Some(Rejecting { customer: id, reason, is_written: false });
                Effect::None
            }
            (Action::Reject, _) => {
                Effect::Notice(Notice::new(Tone::Info, cx.words.get("review-nothing-selected")))
            }
            (_, Decision::Due) => Effect::Run(Command::ConfirmTiers(customers)),
            (_, Decision::Proposed | Decision::Rejected) => {
                Effect::Run(Command::AcceptTiers(customers))
            }
        }
    }

    /// What a key does while the reason of a rejection is typed.
    pub(super) fn while_rejecting(&mut self, action: Action) -> Effect {
        match (action, &mut self.rejecting) {
            (Action::Submit, Some(rejecting)) => {
                rejecting.is_written = true;
                let reason = rejecting.reason.value().to_owned();
                Effect::Run(Command::RejectTier(rejecting.customer, reason))
            }
            (Action::Back, _) => {
                self.rejecting = None;
                Effect::None
            }
            _ => Effect::Pass,
        }
    }

    /// The line in which the reason is typed.
    pub(super) fn draw_rejecting(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let Some(rejecting) = self.rejecting.as_ref().filter(|_| area.height > 0) else { return };
        let columns = usize::from(area.width);
        let ask = cx.words.get("review-ask-reason");
        let prompt = format!(" {ask} {} ", cx.theme.symbol(Symbol::Prompt));
        let prompt = cx.theme.cut(&prompt, columns.saturating_sub(8));
        let style = cx.theme.style(Role::Label);
        let (x, _) = frame.buffer_mut().set_stringn(area.x, area.y, &prompt, columns, style);
        let input = Rect { x, width: area.right().saturating_sub(x), height: 1, ..area };
        rejecting.reason.draw(frame, input, cx, &[], true);
    }
}
