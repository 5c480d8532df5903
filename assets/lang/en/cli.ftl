# Results and progress of the command line.
cli-created-customer = added customer { $name } ({ $id })
cli-created-contact = added contact { $name } ({ $id })
cli-created-deal = added deal { $name } ({ $id })
cli-edited = changed { $name }: { $fields }
cli-logged = logged { $kind } with { $name }
cli-logged-next = logged { $kind } with { $name }; next step { $day }
cli-deal-moved = { $name } is now in { $stage }
cli-undone = undone: { $what }
cli-redone = redone: { $what }
cli-candidates = “{ $query }” matches { $customers }:
cli-candidates-more = … and { $count } more
cli-no-results = nothing found
cli-today-summary = { $due } due, { $done } done, capacity { $capacity }
cli-import-done = read { $read }, created { $created }, updated { $updated }, skipped { $skipped }, rejected { $rejected }
cli-import-dry-run = dry run: nothing was written
cli-import-rejects = rejected rows with their reasons: { $path }
cli-import-reject = line { $line }, { $column }: “{ $value }”: { $reason }
cli-import-mapping = { $column } → { $field }
cli-import-unmapped = not imported: { $columns }
cli-import-source = { $path }: { $kind }, { $encoding }, cells parted by “{ $delimiter }”
cli-import-month-first = { $column }: no date says which part is the month; read month first (--day-first if not)
cli-import-day-first = { $column }: no date says which part is the month; read day first (--month-first if not)
cli-import-more-rejects = … and { $count } more; --rejects FILE keeps them all, to be mended and imported again
cli-import-made = also made: { $list }
cli-import-made-customer = { $count } customers
cli-import-made-contact = { $count } contacts
cli-import-made-activity = { $count } activities
cli-import-made-order = { $count } orders
cli-import-made-member = { $count } members
cli-import-future = { $count } days in the future were taken as today
cli-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
cli-export-done = wrote { $rows } to { $path }
cli-backup-done = backup written: { $path }
cli-restore-done = restored from { $path }; the file before is kept as { $kept }
cli-check-ok = { $path } is sound: { $changes }
cli-check-failed =
    { $count ->
        [one] { $path } has { $count } fault
       *[other] { $path } has { $count } faults
    }
cli-rebuild-ok = the tables equal the log
cli-rebuild-differs =
    { $count ->
        [one] { $count } difference between the tables and the log
       *[other] { $count } differences between the tables and the log
    }
cli-merge-done = { $changes_in } in, { $changes_out } out, { $customers } touched, { $conflicts } overridden edits
cli-demo-written = demo file with { $customers }: { $path }
cli-about-demo = Open the workbench on made-up data, in a file that is thrown away unless --db names one
cli-arg-customers = how many customers
cli-arg-seed = another number makes other data up
cli-arg-no-ui = only write the file and say where it is
cli-history-row = { $when } { $who }: { $what }

progress-reading = reading { $name }
progress-importing = importing { $name }
progress-exporting = writing { $name }
progress-rebuilding = rebuilding from the log
progress-checking = checking { $name }
progress-backing-up = backing up
progress-generating = making { $customers }
progress-merging = merging { $name }

# Why a row was rejected.
reject-too_few_cells = fewer cells than the header has
reject-too_many_cells = more cells than the header has
reject-unclosed_quote = a quote is never closed
reject-garbled_text = bytes that are no text in the file’s encoding
reject-repeated_header = the header once more
reject-totals_row = a line of sums
reject-missing_value = a value is needed
reject-no_customer = nothing says whose row it is
reject-bad_date = not a date
reject-no_such_day = there is no such day
reject-date_out_of_range = before 1900 or after 2199
reject-bad_number = not a number
reject-number_too_large = too large
reject-too_precise = more decimals than the currency has
reject-unknown_currency = not a known currency
reject-unknown_tier = not a tier: A, B, C or D
reject-bad_email = not an e-mail address
reject-bad_flag = neither yes nor no
reject-bad_discount = not a share between nothing and all
reject-bad_duration = not a length of time
reject-unknown_stage = the team has no such stage
reject-unknown_customer = no customer of this name or id; --create-missing makes it
reject-ambiguous_customer = several customers match
reject-unknown_contact = the customer has nobody of this name; --create-missing makes it
reject-unknown_order = no order of this number, and nothing says whose it would be
reject-unknown_activity = not a kind of activity
reject-other_currency = not the currency of the order, or of the file
reject-unreadable = the file could be read up to here only

cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-options = Options
cli-heading-arguments = Arguments
cli-after-help = Without a command the workbench opens. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
cli-about-touchline = Whom to contact and why, customers by tier, the funnel by stage
cli-about-today = Whom to contact now, and why
cli-about-customers = List customers
cli-about-show = Show everything about one customer
cli-about-insights = An analysis: rfm, lifecycle, churn, pareto …
cli-arg-topic = which one; any other word lists them
cli-about-funnel = Where the deals stand, what moves on, what is stuck
cli-about-log = Record what was done with a customer
cli-about-snooze = Do not show a customer before a day
cli-about-plan = List what is planned, or plan the next step with a customer
cli-about-add = Add a customer, contact, deal, order or survey
cli-about-add-customer = Add a customer
cli-about-add-contact = Add a person at a customer
cli-about-add-deal = Add a deal with a customer
cli-about-edit = Change fields; an empty value clears one
cli-about-deal = Add, move, win, lose or list deals
cli-about-deal-add = Add a deal with a customer
cli-about-deal-move = Move a deal to a stage
cli-about-deal-win = Mark a deal as won
cli-about-deal-lose = Mark a deal as lost
cli-about-deal-list = List deals
cli-about-undo = Take a step back: the last one, or any of the history
cli-about-redo = Bring back what was undone last
cli-about-history = Every change: who, when, what
cli-about-settings = Show or set tiers, stages, cadences and the other rules of the team
cli-about-backup = Write a whole copy of the file
cli-about-check = Check whether the file is sound
cli-about-rebuild = Make the tables anew from the log
cli-about-completions = Print the completions of a shell
cli-about-man = Print the manual page
cli-arg-db = The data file (TOUCHLINE_DB)
cli-arg-config = The config file (TOUCHLINE_CONFIG)
cli-arg-lang = The language: en or zh-CN (TOUCHLINE_LANG)
cli-arg-member = Who works here (TOUCHLINE_USER)
cli-arg-json = Answer in JSON
cli-arg-no-color = No colours (NO_COLOR)
cli-arg-help = Print help
cli-arg-version = Print the version
cli-arg-customer = A customer: an id, an exact name, or words that only it matches
cli-arg-filter = Only these: tier:B owner:me >30d #tag stage:quote area:Hangzhou need:clear @saved, and words of the name or its pinyin
cli-arg-limit = At most so many
cli-arg-group = Group by: tier, intent, value, band, segment, class, lifecycle, churn, loyalty, relationship, stage, owner, area, industry
cli-arg-capacity = Contacts a day
cli-arg-from = First day of the period; that of the first deal unless given
cli-arg-to = Last day of the period
cli-arg-as-of = As things stood on that day
cli-arg-owner = Only the deals of this member; me for one’s own
cli-arg-kind = What was done, or is to be done
cli-arg-text = What was said, with markers: >fri !reached @name #tag +quote $48,000 =need ~20m ^yesterday
cli-arg-deal = A deal: an id, an exact name, or a customer with one open deal
cli-arg-day = The day: fri, 3d, 11-27, 2026-11-27
cli-arg-form = A promise, an appointment or a visit
cli-arg-area = Where, for visits
cli-arg-items = What to bring or to talk about
cli-arg-purpose = What for
cli-arg-name = Its name
cli-arg-fields = Fields and their values: area=Hangzhou
cli-arg-target = A customer; or the word contact, deal or order, followed by which one
cli-arg-stage = A stage, by key or name
cli-arg-on = The day it happened, as 2026-11-27
cli-arg-reason = Why it was lost
cli-arg-all = The closed ones too
cli-arg-step = A step of the history: the beginning of its id
cli-arg-force = Also what was changed since stays; an existing file is replaced
cli-arg-settings = Settings to show, or to set: cadence.a=7
cli-arg-reset = Bring back the default of a setting
cli-arg-file = The file to write
cli-arg-check = Change nothing; exit 1 on any difference
cli-arg-shell = The shell
cli-funnel-unconverted = Without a rate to the base currency, not in the sums
cli-due = due { $day } ({ $relative })
cli-history-step = Step
cli-history-when = When
cli-history-who = Who
cli-history-what = What
cli-history-undone = { $what } (undone)
cli-settings-key = Setting
cli-settings-value = Value
cli-settings-origin = Origin
cli-settings-default = default
cli-settings-changed = changed
cli-rebuild-both = the table says something else than the log
cli-rebuild-log = only in the log
cli-rebuild-table = only in the table
cli-about-import = Bring in a list: customers, contacts, deals, orders or activities
cli-about-export = Write what is in the file: tables (CSV, Excel, Markdown), JSON, cards of people, calendars
cli-arg-list = The file: CSV or TSV in any encoding, also gzipped
cli-arg-list-kind = What the rows are: customers, contacts, deals, orders or activities; found out unless given
cli-arg-map = Which column fills a field: name=Company; a column by its header or number
cli-arg-on-match = Rows that are known already: skip keeps what the file has, update takes over what the list says, create makes another row
cli-arg-create-missing = Make customers and contacts that rows refer to and nobody knows
cli-arg-dry-run = Find out everything, write nothing
cli-arg-rejects = Write the rows that do not fit, with their reason, to this file; mended, it can be imported
cli-arg-encoding = The encoding: utf-8, gb18030, windows-1252; found out unless given
cli-arg-delimiter = What parts the cells: , ; | or tab; found out unless given
cli-arg-no-header = The first row is data
cli-arg-day-first = 3/4/2026 is the 3rd of April
cli-arg-month-first = 3/4/2026 is the 4th of March
cli-arg-export-kind = What to write; all is everything there is, as JSON
cli-arg-format = The format; that of the file name, else CSV, JSON for all, iCalendar for plans and follow-ups
cli-arg-output = The file to write; stdout unless given
cli-arg-bom = Begin CSV with a byte order mark, for spreadsheets that need it
cli-arg-replace = Replace the file if it is there

cli-about-review = Proposals for other tiers with their evidence; accept or reject them
cli-about-review-accept = Take the tiers that are proposed
cli-about-review-reject = Reject a proposal and say why; it stays hidden until the facts change, or for a time
cli-about-review-confirm = Confirm again the tiers that still fit
cli-arg-every = All of those that are listed
cli-arg-why = Why not
cli-review-proposed = touchline review accept CUSTOMER… (or --all) takes proposals, touchline review reject CUSTOMER REASON hides one
cli-review-due = touchline review confirm CUSTOMER… (or --all) confirms those due again
cli-review-rejected = { $saved }; hidden until { $until }
