# Customers that may be one.

duplicate-by-name = same name
duplicate-by-email = same e-mail
duplicate-by-phone = same phone
duplicate-by-name_part = similar name
duplicate-by-domain = same web domain
duplicate-by-pinyin = sounds the same
duplicate-already = Already there? { $name } ({ $reasons })
duplicates-none = no customers look like duplicates
duplicates-score = Alike
duplicates-kept = Customer
duplicates-gone = May be the same as
duplicates-why = Because
duplicates-reading = looking for duplicates
duplicates-title =
    { $count ->
        [one] Customers that may be one: { $count } pair
       *[other] Customers that may be one: { $count } pairs
    }
pair-title = One customer? { $reasons }
merge-stays = stays
merge-goes = goes into it
merge-follows = Follows: { $list }
merge-follows-nothing = Nothing follows: no contacts, deals, orders or activities
merge-united = Added: { $list }
context-duplicates = Duplicates
context-merge = Side by side
action-merge_pair = make one customer of the two
action-keep_apart = these are two customers
action-swap_pair = let the other one stay
short-merge_pair = merge
short-keep_apart = two
short-swap_pair = swap
cli-duplicates-how =
    { $count ->
        [one] { $count } pair
       *[other] { $count } pairs
    }; touchline duplicates merge KEPT GONE makes one of two, touchline duplicates apart A B says that they are two
cli-about-duplicates = Customers that may be one, with the reason; merge them, or say that they are two
cli-about-duplicates-merge = Make one customer of two; everything of the second goes to the first, undo takes it back
cli-about-duplicates-apart = Remember that two customers are two, so that the pair does not come again
cli-arg-kept = The customer that stays
cli-arg-gone = The customer that goes into it
cli-arg-merge-fields = Whose value wins: phone=gone takes that of the second; else the first’s, where it has one
cli-arg-apart-one = One customer
cli-arg-apart-other = The other
error-merge-side = “{ $text }” does not say whose value wins
hint-merge-side = write FIELD=kept or FIELD=gone
error-one-customer = “{ $name }” is one customer already
hint-one-customer = name two different customers
gesture-merge_customers = merge of { $from } into { $name }
gesture-keep_apart = { $name } and { $from } are two
import-alike =
    { $count ->
        [one] { $count } new customer looks like one that is there already
       *[other] { $count } new customers look like ones that are there already
    }
cli-import-alike = line { $line }: { $name } ~ { $customer } ({ $reasons })
cli-import-more-alike = and { $count } more; after the import touchline duplicates lists them
