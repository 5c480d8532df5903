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
reject-missing = a value is needed
reject-bad-date = not a date
reject-bad-amount = not an amount
reject-bad-number = not a number
reject-bad-email = not an e-mail address
reject-bad-tier = not a tier: A, B, C or D
reject-bad-stage = not a stage: { $choices }
reject-bad-kind = not a kind: { $choices }
reject-unknown-customer = no customer of this name or id
reject-ambiguous-customer = several customers match
reject-too-long = longer than { $max } characters
reject-columns = { $found } columns, the header has { $expected }
