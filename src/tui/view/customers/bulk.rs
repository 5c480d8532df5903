//! What can be done to all marked customers: the menu, and the way to the preview of each.

use std::path::PathBuf;

use super::preview::{Doing, Preview};
use crate::{
    command::{
        CommandError,
        bulk::{self, Bulk, Change},
    },
    domain::id::CustomerId,
    tui::{
        action::Action,
        cx::Cx,
        effect::{Effect, Notice, Tone},
        view::form,
        widget::picker::{Choice, Picker},
    },
};

/// Those that something is done to.
#[derive(Clone, Debug)]
pub struct Targets {
    /// The customers.
    pub customers: Vec<CustomerId>,
    /// What they are called: one by its name, several by their number.
    pub called: String,
    /// Their tags, each with how many have it, the most used first.
    pub tags: Vec<(String, usize)>,
}

/// Something that can be done to several customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Tier,
    FreeTier,
    Owner,
    Tag,
    Untag,
    Plan,
    Snooze,
    Export,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::Owner,
        Self::Tag,
        Self::Untag,
        Self::Plan,
        Self::Snooze,
        Self::Tier,
        Self::FreeTier,
        Self::Export,
    ];

    /// What an action for one customer means for several.
    pub const fn of(action: Action) -> Option<Self> {
        match action {
            Action::SetTier => Some(Self::Tier),
            Action::PlanNext => Some(Self::Plan),
            Action::Snooze => Some(Self::Snooze),
            _ => None,
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Tier => "tier",
            Self::FreeTier => "free_tier",
            Self::Owner => "owner",
            Self::Tag => "tag",
            Self::Untag => "untag",
            Self::Plan => "plan",
            Self::Snooze => "snooze",
            Self::Export => "export",
        }
    }

    fn words(self, cx: &Cx<'_>) -> String {
        cx.words.get(&format!("bulk-{}", self.key())).into_owned()
    }
}

/// Opens the menu.
pub fn ask(targets: Targets, cx: &Cx<'_>) -> Effect {
    let choice = |kind: Kind| Choice {
        label: kind.words(cx),
        detail: String::new(),
        also: kind.key().replace('_', " "),
    };
    let title = cx.words.format("bulk-menu", &[("whom", (&targets.called).into())]);
    let pick = move |place: usize, cx: &Cx<'_>| {
        let kind = Kind::ALL.get(place);
        kind.map_or(Effect::None, |kind| open(*kind, targets.clone(), cx))
    };
    Effect::Open(Box::new(Picker::new(title, Kind::ALL.map(choice).into(), Box::new(pick))))
}

/// Asks for what is still needed, then shows the preview.
pub fn open(kind: Kind, targets: Targets, cx: &Cx<'_>) -> Effect {
    let pair = [("what", kind.words(cx).into()), ("whom", (&targets.called).into())];
    let title = cx.words.format("bulk-title", &pair);
    if kind == Kind::Untag {
        return untag(title, targets, cx);
    }
    let Targets { customers, .. } = targets;
    let shown = title.clone();
    if kind == Kind::FreeTier {
        let bulk = Bulk { customers, change: Change::FreeTier };
        return Effect::Open(Box::new(Preview::new(title, Doing::Change(bulk), false)));
    }
    if kind == Kind::Export {
        let next = move |path: PathBuf, _: &Cx<'_>| {
            let doing = Doing::Export(customers.clone(), path);
            Ok(Effect::Open(Box::new(Preview::new(shown.clone(), doing, true))))
        };
        return form::bulk_export(title, Box::new(next), cx);
    }
    let next = move |change: Change, cx: &Cx<'_>| -> Result<Effect, CommandError> {
        // What is wrong with the change itself is said in the form.
        let empty = Bulk { customers: Vec::new(), change: change.clone() };
        bulk::preview(cx.session(), &empty)?;
        let doing = Doing::Change(Bulk { customers: customers.clone(), change });
        Ok(Effect::Open(Box::new(Preview::new(shown.clone(), doing, true))))
    };
    let next: form::Next<Change> = Box::new(next);
    match kind {
        Kind::Tier | Kind::FreeTier => form::bulk_tier(title, next, cx),
        Kind::Owner => form::bulk_owner(title, next, cx),
        Kind::Plan => form::bulk_plan(title, next, cx),
        Kind::Snooze => form::bulk_snooze(title, next, cx),
        Kind::Tag | Kind::Untag | Kind::Export => form::bulk_tag(title, next, cx),
    }
}

/// Lets one of their tags be picked.
fn untag(title: String, targets: Targets, cx: &Cx<'_>) -> Effect {
    let Targets { customers, tags, .. } = targets;
    if tags.is_empty() {
        return Effect::Notice(Notice::new(Tone::Info, cx.words.get("bulk-no-tags")));
    }
    let choice = |(tag, count): &(String, usize)| Choice {
        label: tag.clone(),
        detail: cx.words.format("count-customers", &[("count", (*count).into())]),
        also: String::new(),
    };
    let choices = tags.iter().map(choice).collect();
    let shown = title.clone();
    let pick = move |place: usize, _: &Cx<'_>| {
        let Some((tag, _)) = tags.get(place) else { return Effect::None };
        let bulk = Bulk { customers: customers.clone(), change: Change::Untag(tag.clone()) };
        Effect::Open(Box::new(Preview::new(shown.clone(), Doing::Change(bulk), false)))
    };
    Effect::Open(Box::new(Picker::new(title, choices, Box::new(pick))))
}
