# Lists of customers: marks and what is done to all marked, saved filters, columns.
action-invert_marks = turn the marks round
short-invert_marks = invert
action-apply = do it
short-apply = apply
context-panel = Lists to choose from

marks-hidden =
    { $count ->
        [one] { $count } of them not shown
       *[other] { $count } of them not shown
    }
marks-key = { $key } acts on them

bulk-title = { $what }: { $whom }
bulk-menu = What to do with { $whom }
bulk-tier = set the tier by hand
bulk-free_tier = end the tier by hand
bulk-owner = set the owner
bulk-tag = add a tag
bulk-untag = remove a tag
bulk-plan = plan the next step
bulk-snooze = snooze
bulk-export = export (.csv, .xlsx, .md)
bulk-no-tags = there are no tags to remove here
bulk-owner-new = new: not a member yet
bulk-owner-nobody = empty: nobody
bulk-preview-change =
    { $count ->
        [one] changes { $count } customer
       *[other] changes { $count } customers
    }
bulk-preview-skip =
    { $count ->
        [one] leaves { $count } as it is
       *[other] leaves { $count } as they are
    }
bulk-preview-none = nothing to change
bulk-preview-export = into { $path }
bulk-change = { $from } → { $to }
bulk-skip-same = is so already
bulk-skip-gone = no longer in the file
bulk-gone-name = (a customer that is gone)
bulk-state-tier = { $tier } until { $day }
bulk-state-facts = by the facts
bulk-exporting = writing the customers
bulk-exported =
    { $count ->
        [one] { $count } customer written to { $path }
       *[other] { $count } customers written to { $path }
    }
gesture-bulk_tier = tier of { $name }
gesture-bulk_tiers =
    { $count ->
        [one] tier of { $count } customer
       *[other] tier of { $count } customers
    }
gesture-bulk_free_tier = end of the tier by hand of { $name }
gesture-bulk_free_tiers =
    { $count ->
        [one] end of the tier by hand of { $count } customer
       *[other] end of the tier by hand of { $count } customers
    }
gesture-bulk_owner = owner of { $name }
gesture-bulk_owners =
    { $count ->
        [one] owner of { $count } customer
       *[other] owner of { $count } customers
    }
gesture-bulk_tag = tag #{ $to } on { $name }
gesture-bulk_tags =
    { $count ->
        [one] tag #{ $to } on { $count } customer
       *[other] tag #{ $to } on { $count } customers
    }
gesture-bulk_untag = tag #{ $to } off { $name }
gesture-bulk_untags =
    { $count ->
        [one] tag #{ $to } off { $count } customer
       *[other] tag #{ $to } off { $count } customers
    }
gesture-bulk_plan = plan with { $name }
gesture-bulk_plans =
    { $count ->
        [one] plan with { $count } customer
       *[other] plan with { $count } customers
    }
gesture-bulk_snooze = snooze { $name }
gesture-bulk_snoozes =
    { $count ->
        [one] snooze { $count } customer
       *[other] snooze { $count } customers
    }
field-tag = Tag
field-file = File
field-query = Filter

filters-title = Saved filters
filters-none = No filter is saved yet. Type one with { $filter } and save it with { $save }.
filters-empty = there is no filter to save: type one first
filters-save = Save this filter
filters-edit = Saved filter { $name }
filters-name-hint = applied as @name
filters-delete = Remove the filter “{ $name }”?
filters-hint = { $complete } completes · { $save } saves this filter · @name is a saved one
gesture-save_filter = filter { $name }
gesture-edit_filter = change of the filter { $name }
gesture-delete_filter = removal of the filter { $name }
filter-problem-key = “{ $value }:” is not known: tier, need, owner, area, industry, stage, tag
filter-problem-empty = “{ $value }” needs a value
filter-problem-tier = “{ $value }” is not a tier: A, B, C or D
filter-problem-need = “{ $value }” is not a need: clear or unclear
filter-problem-stage = “{ $value }” is not a stage of the pipeline
filter-problem-days = “{ $value }” is not a time: 30d, 4w
filter-problem-saved = no filter is saved as “{ $value }”
filter-problem-circular = “{ $value }” asks for itself
error-filter-exists = another filter is saved as “{ $name }”
hint-filter-exists = choose another name, or change that filter
error-filter-unknown = no filter is saved as “{ $name }”
hint-filter-unknown = touchline filters lists them all

columns-title = Columns of the list
columns-name-stays = the name always shows
columns-hint = { $mark } shows or hides · { $left } { $right } move · { $done } keeps
columns-not-kept = kept only until you leave: { $reason }

cli-about-filters = Saved filters: list them, save one with NAME=QUERY, rename or remove; --filter @NAME uses one
cli-arg-saved-filters = A filter to save: NAME=QUERY
cli-arg-delete-filter = Remove the filter of this name
cli-arg-rename-filter = Give a filter another name: OLD=NEW
cli-filters-name = Name
cli-filters-query = Filter
