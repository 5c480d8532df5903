# Merging copies of the file
action-merge = merge copies of the file that lie beside it
short-merge = merge
noun-change = change
gesture-restore_value = bring back a value of { $name }
cli-about-merge = Take in what other copies of the file have
cli-arg-others = Other copies of the file; they are only read
cli-arg-found = The copies that lie beside the file; merged ones move to merged/
cli-arg-take = Bring back a value that gave way; a merge lists them with their ids
error-merge-another-file = { $path } is another file, not a copy of the open one
hint-merge-another-file = to bring its customers in: touchline --db { $path } export all -o all.json, then touchline import all.json
error-merge-itself = { $path } is the open file itself
hint-merge-itself = name the other copy
error-merge-take-unknown = “{ $text }” is not the id of a value that gave way
hint-merge-take-unknown = a merge lists what gave way, each with its id: 3-1042:phone
merge-nothing-new = nothing new in it
merge-in =
    { $count ->
        [one] { $count } change comes in
       *[other] { $count } changes come in
    } ({ $steps ->
        [one] { $steps } step
       *[other] { $steps } steps
    }), { $customers ->
        [one] { $customers } customer is touched
       *[other] { $customers } customers are touched
    }
merge-from = from { $list }
merge-member = { $name } ({ $count })
merge-rows = rows: { $list }
merge-row = { $noun } { $count }
merge-out =
    { $count ->
        [0] it lacks nothing of this file
        [one] it lacks { $count } change of this file
       *[other] it lacks { $count } changes of this file
    }
merge-conflicts =
    { $count ->
        [one] Both sides changed { $count } field
       *[other] Both sides changed { $count } fields
    }
merge-ours = ours
merge-theirs = theirs
merge-kept = stays: “{ $value }” ({ $whose })
merge-lost = gives way: “{ $value }” ({ $whose })
merge-take = brought back by: touchline merge --take { $id }
merge-moved = moved to { $path }
merge-none = no other copy of the file with anything new lies beside it
merge-title = Merge copies of the file
merge-planning = reading what the copies bring …
merge-merging = merging …
merge-job-planning = reading copies
merge-job-merging = merging copies
merge-enter = Enter merges: what comes in keeps its authors, copies move to merged/, nothing is deleted.
merge-done =
    { $count ->
        [one] { $count } change came in
       *[other] { $count } changes came in
    }
merge-done-conflicts = Enter on a field brings back the value that gave way; u undoes that.
merge-restored = brought back
merge-no-copies = No other copy of the file with anything new lies beside it. touchline merge FILE takes one from anywhere.
merge-left = { $name } was written to meanwhile and stays where it is
merge-found =
    { $count ->
        [one] Another copy of this file lies beside it: { $key } shows what it brings
       *[other] { $count } other copies of this file lie beside it: { $key } shows what they bring
    }
status-copies =
    { $count ->
        [one] { $count } copy to merge: { $key }
       *[other] { $count } copies to merge: { $key }
    }
