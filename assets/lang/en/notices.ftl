# The status line and what appears in it.
notice-saved = saved: { $what }
notice-saved-call = saved: call with { $name }
notice-saved-meeting = saved: meeting with { $name }
notice-saved-visit = saved: visit to { $name }
notice-saved-email = saved: email with { $name }
notice-saved-message = saved: message with { $name }
notice-saved-note = saved: note on { $name }
notice-saved-attempt = saved: attempt, { $name } not reached
notice-saved-next = saved; next step { $day }
notice-saved-customer = saved: customer { $name }
notice-saved-contact = saved: contact { $name }
notice-saved-deal = saved: deal { $name }
notice-deal-moved = { $name } → { $stage }
notice-deal-won = won: { $name } · { $amount }
notice-deal-lost = lost: { $name }
notice-deal-first = { $name } is already in the first stage
notice-deal-last = { $name } is in the last open stage: mark it as won or lost
notice-snoozed = { $name } snoozed to { $day }
notice-planned = planned: { $name }, { $day }
notice-undone = undone: { $what }
notice-redone = redone: { $what }
notice-nothing-to-undo = nothing to undo
notice-nothing-to-redo = nothing to redo
notice-nothing-selected = select a customer first
notice-nothing-changed = nothing changed
notice-copied = copied: { $what }
notice-refreshed = read again
notice-changed-elsewhere = changed by another program: read again
notice-editor-failed = the editor did not save: { $reason }
notice-too-small = the window is too small
notice-next-key = { $keys } …
notice-tier-changed = { $name }: tier { $from } → { $to }

status-unsynced =
    { $count ->
        [one] { $count } change not synced
       *[other] { $count } changes not synced
    }
status-synced = synced
status-read-only = read only
status-working = working …
status-demo = demo: nothing is kept
status-filtered = filtered

gesture-log_call = call with { $name }
gesture-log_meeting = meeting with { $name }
gesture-log_visit = visit to { $name }
gesture-log_email = email with { $name }
gesture-log_message = message with { $name }
gesture-log_note = note on { $name }
gesture-log_attempt = attempt at { $name }
gesture-add_customer = add customer { $name }
gesture-edit_customer = edit customer { $name }
gesture-delete_customer = delete customer { $name }
gesture-add_contact = add contact { $name }
gesture-edit_contact = edit contact { $name }
gesture-add_deal = add deal { $name }
gesture-edit_deal = edit deal { $name }
gesture-move_deal = move deal { $name }
gesture-win_deal = win deal { $name }
gesture-lose_deal = lose deal { $name }
gesture-snooze = snooze { $name }
gesture-plan_next = plan with { $name }
gesture-set_tier = tier of { $name }
gesture-import = import of { $name }
gesture-begin_file = new file
gesture-demo = made-up data
gesture-settings = settings
gesture-accept_tier = accept { $name } { $from } → { $to }
gesture-accept_tiers =
    { $count ->
        [one] accept { $count } tier proposal
       *[other] accept { $count } tier proposals
    }
gesture-reject_tier = reject { $name } { $from } → { $to }
gesture-confirm_tier = confirm the tier of { $name }
gesture-confirm_tiers =
    { $count ->
        [one] confirm the tier of { $count } customer
       *[other] confirm the tiers of { $count } customers
    }
gesture-undo = undo of { $name }
gesture-redo = redo of { $name }
gesture-close_plan = close plan with { $name }
gesture-change_settings = settings { $name }
