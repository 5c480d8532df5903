# Review of tiers.

# What the facts suggest, and what became of it.
review-says-proposed = { $from } → { $to } is proposed: the facts say { $to } since { $day }: { $reasons }
review-says-rejected = { $from } → { $to } was rejected on { $on }: { $why }; hidden until { $until } or until the facts change (they say { $to } since { $day }: { $reasons })
review-says-moved = { $from } → { $to } by itself on { $day }: { $reasons }
review-says-overridden = without the tier by hand { $from } → { $to } would be proposed: the facts say { $to } since { $day }: { $reasons }
review-factor = { $dimension } { $from } → { $to } ({ $points })
review-unchanged = no level has changed: the facts said so already when it was confirmed

review-proposals = Proposals
review-due = Due for review
review-rejected = Rejected
review-overridden = Set by hand
review-moved = Moved by themselves
review-none = No proposals to decide on.
review-none-due = Nobody is due for review.
review-nothing-selected = Select a proposal first.
review-ask-reason = why not
review-auto = Changes apply by themselves (review.mode = auto) and are listed below.
review-moved-shown = { $shown } of the { $total } that moved by themselves are listed, the newest first.

review-promotions = promotions
review-demotions = demotions
review-due_count = due for review
review-rejected_count = rejected
review-overridden_count = set by hand
review-moved_count = moved by themselves

column-from = From
column-to = To
column-since = Since
column-until = Until
column-automatic = By facts
column-days_left = Days left
column-confirmed_on = Confirmed
column-rejected_on = Rejected
column-rejected_reason = Why not
column-hidden_until = Hidden until
column-override_reason = Why

field-rejected = Rejected proposal
