# The coordinators’ side.

enter-title = Coordinators’ side
enter-text = This link works once. Whoever presses the button sits down as { $name } in this demonstration.
enter-button = Enter

today-title = Today
today-held = Where everything is now
today-empty = The book is empty. Begin with what was there before it, a need, or the first gift.
today-record = What happened?
today-gate = What the world does not know yet
today-waiting = { $n ->
    [0] Everything in the book has been told.
    [one] { $n } entry waits for its day.
   *[other] { $n } entries wait for their day.
}
today-gate-note = A day closes in the evening. Gifts are told only as totals of at least five people; arrivals and handovers on the second Monday after their week.

record-title = Record
record-pages = Keep an eye on
record-about = What happened? Nothing is in the book until you have looked it over and pressed “Enter it”.
form-no-people = Type no names and no addresses: this form has no sealed part, so it has no place for anything personal.
preview-title = Look it over
done-title = Entered
done-text = It is in the book, and stays there. A mistake is put right by one more entry.
done-again = Enter another
done-entry = Show the entry

moves-title = What moves
moves-none = Nothing moves by this; it is a fact on its own.
column-from = From
column-to = To
column-amount = How much
column-becomes = Becomes
column-holder = Who has it
column-fund = Fund
column-entry = Entry
column-day = Day
column-kind = What
column-moved = Moved
account-words = { $holder }, fund “{ $fund }”

sees-then = On { $date }, at the close of the day
sees-later = Later
sees-in-a-total = Not on its own: as part of a total, once it stands for at least { $k } people.
sees-never-what = Who typed it, the number of the entry, the day on which goods moved, the place, and who received them.

book-title = The book
book-note = Newest first. Nothing is edited or taken out; this list is for coordinators only.
book-empty = No entry yet.
book-older = Older entries
book-csv = All of it as CSV
entry-title = Entry { $n }
entry-bytes = As it is stored
entry-opening = Opening
entry-need = Need
entry-gift = Gift
entry-decision = Decision
entry-advance = Advance
entry-order = Order
entry-payment = Payment
entry-arrival = Arrival
entry-handover = Handover

option-pool = { $holder }, fund “{ $fund }”: { $amount }
option-shelf = { $holder }: { $amount }
option-no-class = no class
option-class = { $standard }, class { $level }
option-no-size = no size
option-body-hint = The first of its kind is 1. Public pages name kind, country and number; never a person.

followed-track = What became of it, exactly
followed-trace = Which gifts stand behind it, exactly
followed-more = { $n } more are not listed here.
followed-origin = { $from }, entry { $n }
column-share = Share
option-choose = choose …
option-nothing-here = nothing to choose from yet

waits-title = { $n ->
    [0] Nothing waits for you
    [one] One thing waits
   *[other] { $n } things wait
}
waits-late = { $n ->
    [one] { $n } day late
   *[other] { $n } days late
}
waits-payment = To pay: { $order }
waits-arrival = On its way: { $order }
waits-advance = { $holder } holds { $amount } for “{ $fund }”, { $n ->
    [0] since today
    [one] for { $n } day
   *[other] for { $n } days
}
waits-handover = To hand over. { $shelf }
waits-needs = { $n ->
    [one] One need was last confirmed more than { $days } ago
   *[other] { $n } needs were last confirmed more than { $days } ago
}
waits-needs-oldest = oldest: { $date }
