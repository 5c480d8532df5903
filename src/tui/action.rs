//! Everything a user can ask for, in one table: the keymap, the palette and the help are made of it.

/// Something a user can ask for. What it does is up to the view it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the name says it; its words are `action-<name>` in assets/lang")]
pub enum Action {
    TabToday,
    TabCustomers,
    TabFunnel,
    TabPlan,
    TabInsights,
    NextTab,
    PreviousTab,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    NextCustomer,
    PreviousCustomer,
    NextPeriod,
    PreviousPeriod,
    ThisPeriod,
    Open,
    Back,
    Leave,
    Quit,
    Suspend,
    Search,
    Palette,
    Help,
    Undo,
    Redo,
    Refresh,
    CancelJob,
    LogCall,
    LogMeeting,
    LogVisit,
    LogEmail,
    LogMessage,
    LogNote,
    LogAttempt,
    Snooze,
    LaterToday,
    PlanNext,
    FinishPlan,
    Message,
    CopyMessage,
    SendMail,
    NextContact,
    Copy,
    OpenLink,
    AddCustomer,
    AddContact,
    AddDeal,
    AddPlan,
    SuggestVisits,
    AddSurvey,
    AddTemplate,
    Edit,
    Delete,
    EditNote,
    DeleteLine,
    SetTier,
    Accept,
    AcceptAll,
    Reject,
    DealForward,
    DealBack,
    DealWin,
    DealLose,
    Filter,
    SavedFilters,
    SaveFilter,
    ClearFilter,
    NextKind,
    PreviousKind,
    Sort,
    ReverseSort,
    GroupBy,
    Columns,
    Mark,
    MarkAll,
    InvertMarks,
    Unmark,
    Bulk,
    Fold,
    Unfold,
    FoldAll,
    ToggleDetail,
    ToggleBoard,
    ToggleMonth,
    ByOwner,
    AsOf,
    ExportCalendar,
    Import,
    ImportField,
    ImportMatch,
    ImportMissing,
    ImportDates,
    ImportRejects,
    Duplicates,
    MergePair,
    KeepApart,
    SwapPair,
    Merge,
    Welcome,
    History,
    Settings,
    Templates,
    Submit,
    Apply,
    NextField,
    PreviousField,
    Complete,
    Editor,
    Yes,
    No,
}

/// Where an action belongs in the help and in the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Going from place to place.
    Move,
    /// The workbench itself.
    Workbench,
    /// Logging and planning what happens with a customer.
    Log,
    /// Adding and changing records.
    Record,
    /// What a list shows and how.
    List,
    /// The file, its copies and its team.
    File,
    /// Typing: meaningful only while something is being typed or asked.
    Typing,
}

impl Group {
    /// All groups, in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Log,
        Self::Move,
        Self::Record,
        Self::List,
        Self::Workbench,
        Self::File,
        Self::Typing,
    ];

    /// Key of its heading in the language files.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Move => "action-group-move",
            Self::Workbench => "action-group-workbench",
            Self::Log => "action-group-log",
            Self::Record => "action-group-record",
            Self::List => "action-group-list",
            Self::File => "action-group-file",
            Self::Typing => "action-group-typing",
        }
    }
}

/// Every action in the order of the enum, with its name and group.
const TABLE: &[(Action, &str, Group)] = &[
    (Action::TabToday, "tab_today", Group::Move),
    (Action::TabCustomers, "tab_customers", Group::Move),
    (Action::TabFunnel, "tab_funnel", Group::Move),
    (Action::TabPlan, "tab_plan", Group::Move),
    (Action::TabInsights, "tab_insights", Group::Move),
    (Action::NextTab, "next_tab", Group::Move),
    (Action::PreviousTab, "previous_tab", Group::Move),
    (Action::Up, "up", Group::Move),
    (Action::Down, "down", Group::Move),
    (Action::Left, "left", Group::Move),
    (Action::Right, "right", Group::Move),
    (Action::PageUp, "page_up", Group::Move),
    (Action::PageDown, "page_down", Group::Move),
    (Action::First, "first", Group::Move),
    (Action::Last, "last", Group::Move),
    (Action::NextCustomer, "next_customer", Group::Move),
    (Action::PreviousCustomer, "previous_customer", Group::Move),
    (Action::NextPeriod, "next_period", Group::Move),
    (Action::PreviousPeriod, "previous_period", Group::Move),
    (Action::ThisPeriod, "this_period", Group::Move),
    (Action::Open, "open", Group::Move),
    (Action::Back, "back", Group::Move),
    (Action::Leave, "leave", Group::Move),
    (Action::Quit, "quit", Group::Workbench),
    (Action::Suspend, "suspend", Group::Workbench),
    (Action::Search, "search", Group::List),
    (Action::Palette, "palette", Group::Workbench),
    (Action::Help, "help", Group::Workbench),
    (Action::Undo, "undo", Group::Workbench),
    (Action::Redo, "redo", Group::Workbench),
    (Action::Refresh, "refresh", Group::Workbench),
    (Action::CancelJob, "cancel_job", Group::Workbench),
    (Action::LogCall, "log_call", Group::Log),
    (Action::LogMeeting, "log_meeting", Group::Log),
    (Action::LogVisit, "log_visit", Group::Log),
    (Action::LogEmail, "log_email", Group::Log),
    (Action::LogMessage, "log_message", Group::Log),
    (Action::LogNote, "log_note", Group::Log),
    (Action::LogAttempt, "log_attempt", Group::Log),
    (Action::Snooze, "snooze", Group::Log),
    (Action::LaterToday, "later_today", Group::Log),
    (Action::PlanNext, "plan_next", Group::Log),
    (Action::FinishPlan, "finish_plan", Group::Log),
    (Action::Message, "message", Group::Log),
    (Action::CopyMessage, "copy_message", Group::Log),
    (Action::SendMail, "send_mail", Group::Log),
    (Action::NextContact, "next_contact", Group::Log),
    (Action::Copy, "copy", Group::Record),
    (Action::OpenLink, "open_link", Group::Record),
    (Action::AddCustomer, "add_customer", Group::Record),
    (Action::AddContact, "add_contact", Group::Record),
    (Action::AddDeal, "add_deal", Group::Record),
    (Action::AddPlan, "add_plan", Group::Record),
    (Action::SuggestVisits, "suggest_visits", Group::Record),
    (Action::AddSurvey, "add_survey", Group::Record),
    (Action::AddTemplate, "add_template", Group::Record),
    (Action::Edit, "edit", Group::Record),
    (Action::Delete, "delete", Group::Record),
    (Action::EditNote, "edit_note", Group::Record),
    (Action::DeleteLine, "delete_line", Group::Record),
    (Action::SetTier, "set_tier", Group::Record),
    (Action::Accept, "accept", Group::Record),
    (Action::AcceptAll, "accept_all", Group::Record),
    (Action::Reject, "reject", Group::Record),
    (Action::DealForward, "deal_forward", Group::Record),
    (Action::DealBack, "deal_back", Group::Record),
    (Action::DealWin, "deal_win", Group::Record),
    (Action::DealLose, "deal_lose", Group::Record),
    (Action::Filter, "filter", Group::List),
    (Action::SavedFilters, "saved_filters", Group::List),
    (Action::SaveFilter, "save_filter", Group::List),
    (Action::ClearFilter, "clear_filter", Group::List),
    (Action::NextKind, "next_kind", Group::List),
    (Action::PreviousKind, "previous_kind", Group::List),
    (Action::Sort, "sort", Group::List),
    (Action::ReverseSort, "reverse_sort", Group::List),
    (Action::GroupBy, "group_by", Group::List),
    (Action::Columns, "columns", Group::List),
    (Action::Mark, "mark", Group::List),
    (Action::MarkAll, "mark_all", Group::List),
    (Action::InvertMarks, "invert_marks", Group::List),
    (Action::Unmark, "unmark", Group::List),
    (Action::Bulk, "bulk", Group::List),
    (Action::Fold, "fold", Group::List),
    (Action::Unfold, "unfold", Group::List),
    (Action::FoldAll, "fold_all", Group::List),
    (Action::ToggleDetail, "toggle_detail", Group::List),
    (Action::ToggleBoard, "toggle_board", Group::List),
    (Action::ToggleMonth, "toggle_month", Group::List),
    (Action::ByOwner, "by_owner", Group::List),
    (Action::AsOf, "as_of", Group::List),
    (Action::ExportCalendar, "export_calendar", Group::File),
    (Action::Import, "import", Group::File),
    (Action::ImportField, "import_field", Group::File),
    (Action::ImportMatch, "import_match", Group::File),
    (Action::ImportMissing, "import_missing", Group::File),
    (Action::ImportDates, "import_dates", Group::File),
    (Action::ImportRejects, "import_rejects", Group::File),
    (Action::Duplicates, "duplicates", Group::File),
    (Action::MergePair, "merge_pair", Group::Record),
    (Action::KeepApart, "keep_apart", Group::Record),
    (Action::SwapPair, "swap_pair", Group::Record),
    (Action::Merge, "merge", Group::File),
    (Action::Welcome, "welcome", Group::File),
    (Action::History, "history", Group::File),
    (Action::Settings, "settings", Group::File),
    (Action::Templates, "templates", Group::File),
    (Action::Submit, "submit", Group::Typing),
    (Action::Apply, "apply", Group::Typing),
    (Action::NextField, "next_field", Group::Typing),
    (Action::PreviousField, "previous_field", Group::Typing),
    (Action::Complete, "complete", Group::Typing),
    (Action::Editor, "editor", Group::Typing),
    (Action::Yes, "yes", Group::Typing),
    (Action::No, "no", Group::Typing),
];

impl Action {
    /// All actions.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(action, ..)| *action)
    }

    /// The stable name, as in `keymap.toml`.
    pub fn name(self) -> &'static str {
        TABLE.get(self as usize).map_or("", |(_, name, _)| name)
    }

    /// The action of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|(_, known, _)| *known == name).map(|(action, ..)| *action)
    }

    /// Where it stands in help and palette.
    pub fn group(self) -> Group {
        TABLE.get(self as usize).map_or(Group::Workbench, |(.., group)| *group)
    }

    /// Key of the sentence that explains it, in the language files.
    pub fn words(self) -> String {
        format!("action-{}", self.name())
    }

    /// Key of the one word that stands beside its key in the status line.
    pub fn short_words(self) -> String {
        format!("short-{}", self.name())
    }
}

/// Where a key is pressed: what it means depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Wherever one is, even while typing.
    Everywhere,
    /// On every tab and page.
    Global,
    /// The follow-up queue.
    Today,
    /// The list of customers.
    Customers,
    /// The funnel and its board.
    Funnel,
    /// What is planned.
    Plan,
    /// Visits that are suggested.
    Visits,
    /// The analyses.
    Insights,
    /// The settings of the team.
    Settings,
    /// The page of one customer.
    Customer,
    /// A message from a template, and the templates.
    Message,
    /// What an import would do, and what it did.
    Import,
    /// Customers that may be one.
    Duplicates,
    /// Two of them side by side.
    Merge,
    /// The entry line.
    Entry,
    /// A form.
    Form,
    /// The line that searches or filters a list.
    Search,
    /// The command palette and other lists to pick from.
    Palette,
    /// A list over another: a preview, saved filters, columns.
    Panel,
    /// The help.
    Help,
    /// A question to be answered with yes or no.
    Confirm,
}

impl Context {
    /// All contexts, outer ones first.
    pub const ALL: [Self; 21] = [
        Self::Everywhere,
        Self::Global,
        Self::Today,
        Self::Customers,
        Self::Funnel,
        Self::Plan,
        Self::Visits,
        Self::Insights,
        Self::Settings,
        Self::Customer,
        Self::Message,
        Self::Import,
        Self::Duplicates,
        Self::Merge,
        Self::Entry,
        Self::Form,
        Self::Search,
        Self::Palette,
        Self::Panel,
        Self::Help,
        Self::Confirm,
    ];

    /// The stable name, as in `keymap.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Global => "global",
            Self::Today => "today",
            Self::Customers => "customers",
            Self::Funnel => "funnel",
            Self::Plan => "plan",
            Self::Visits => "visits",
            Self::Insights => "insights",
            Self::Settings => "settings",
            Self::Customer => "customer",
            Self::Message => "message",
            Self::Import => "import",
            Self::Duplicates => "duplicates",
            Self::Merge => "merge",
            Self::Entry => "entry",
            Self::Form => "form",
            Self::Search => "search",
            Self::Palette => "palette",
            Self::Panel => "panel",
            Self::Help => "help",
            Self::Confirm => "confirm",
        }
    }

    /// The context of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.name() == name)
    }

    /// Key of its name in the language files.
    pub fn words(self) -> String {
        format!("context-{}", self.name())
    }

    /// The context that is asked when this one does not know a key. What takes typed text and what
    /// waits for an answer does not ask [`Context::Global`].
    pub const fn outer(self) -> Option<Self> {
        match self {
            Self::Everywhere => None,
            Self::Today
            | Self::Customers
            | Self::Funnel
            | Self::Plan
            | Self::Insights
            | Self::Visits
            | Self::Settings
            | Self::Customer
            | Self::Message
            | Self::Import
            | Self::Duplicates
            | Self::Merge
            | Self::Panel => Some(Self::Global),
            Self::Global
            | Self::Entry
            | Self::Form
            | Self::Search
            | Self::Palette
            | Self::Help
            | Self::Confirm => Some(Self::Everywhere),
        }
    }

    /// This context and those around it.
    pub fn chain(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |context| context.outer())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_action_at_its_place() {
        for (place, (action, name, _)) in TABLE.iter().enumerate() {
            assert_eq!(*action as usize, place, "{name}");
            assert_eq!(Action::from_name(name), Some(*action));
            assert_eq!(action.name(), *name);
        }
        // Rust cannot list an enum: the source can.
        let source = include_str!("action.rs");
        let body = source.split("pub enum Action {").nth(1).unwrap().split('}').next().unwrap();
        assert_eq!(body.matches(',').count(), TABLE.len());
    }

    #[test]
    fn typing_contexts_do_not_see_the_letters_of_the_pages() {
        let chain: Vec<_> = Context::Entry.chain().collect();
        assert_eq!(chain, [Context::Entry, Context::Everywhere]);
        let chain: Vec<_> = Context::Today.chain().collect();
        assert_eq!(chain, [Context::Today, Context::Global, Context::Everywhere]);
    }
}
