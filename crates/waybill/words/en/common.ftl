# Words of every page: the head, the foot, numbers and dates.

skip = Skip to the content
nav-pages = Pages
nav-language = Language
nav-books = Books
nav-gift = Follow a gift
nav-protect = How we protect people
foot-demo = This is a demonstration: its gifts, givers and most of its goods are invented.
foot-promise = No trackers, no scripts, nothing fetched from elsewhere. Every figure with a double underline leads to the facts behind it. Made with Waybill, free software.

day-n = Day { $n }
week-of = the week of { $day }
less-than = less than { $n }
percent = { $n }%
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
as-of = Day { $n }, { $date }
as-of-none = No day has closed yet

strip-date = Date
strip-since = Running since
strip-as-of = Told as of the close of
strip-this-is = This is
strip-demo = a demonstration: gifts are invented
strip-facts = Read from
strip-facts-n = { $n ->
    [one] { $n } published fact
   *[other] { $n } published facts
}
strip-fund = Fund
strip-figure = Figure
strip-kind = Kind of fact
strip-opened = Opened
strip-id = Reference

## Where it is

at-done = Handed over
at-goods = Turned into goods
at-back = Returned to the giver

## Progress of a need

funded = Funded
bought = Bought
delivered = Delivered

## States of an order

order-ordered = Ordered
order-underway = On the way
order-awaited = Awaited
order-overdue = Overdue
order-partly = Partly arrived
order-arrived = Arrived
order-handedover = Handed over
order-title-more = { $first } and other goods
order-expected = Expected in { $week }.
order-advanced = { $money } is with the intermediary; the supplier is not paid yet.
order-unpaid = Not paid yet.
order-paid-for = Paid.
order-awaited-told = It was expected in { $week }. Arrivals are told later than they happen: an arrival in that week is told from { $date } on.
order-overdue-told = It was expected in { $week }. No arrival has been told, and by now one would have been.
order-arrived-of = { $arrived } of { $ordered } arrived.
order-rest-way = The rest is on the way.
order-rest-late = The rest was expected in { $week }. No arrival of it has been told, and by now one would have been.
order-claimed-n = { $n ->
    [one] { $n } was missing on arrival and is claimed from the supplier.
   *[other] { $n } were missing on arrival and are claimed from the supplier.
}
order-handed-all = All that arrived is handed over.
order-handed-of = { $handed } handed over.
order-by = Supplier: { $supplier }.
order-by-through = Supplier: { $supplier }. Paid through: { $through }.

## Age of an advance

age-label = { $n } of the { $agreed } days agreed
age-open-since = Open for { $days }; { $agreed } agreed.
age-overdue = Overdue by { $days }.
age-settled = Settled in full.
advance-heading = { $amount } open

## Facts, each in one sentence

kind-opening = Opening balance
kind-need = Need
kind-gifts = Gifts
kind-decision = Decision
kind-advance = Advance
kind-order = Order
kind-payment = Payment
kind-arrival = Arrival
kind-handover = Handover
told-opening = What was there before this book, as of { $date }
told-need = Needed: { $things }, at about { $price } each ({ $source })
told-need-not-now = Not needed now: { $things }
told-need-surplus = More than is needed: { $things }
told-need-confirmed = { $sentence }; { $confirmed }
confirmed-on = confirmed on { $date }
confirmed-on-by = confirmed on { $date } ({ $by })
need-stale = Not confirmed since { $date }.
told-gifts = { $n ->
    [one] { $n } gift from { $country }: { $sum }
   *[other] { $n } gifts from { $country }: { $sum }
}
told-decision = Decided: { $amount } from “{ $from }” to “{ $to }”
told-advance = Advanced: { $amount } to { $holder }, for “{ $fund }”, to be settled within { $days }
told-order = Ordered: { $things }, expected in { $week }
told-payment = Paid: { $lines }
told-payment-line = { $amount } for { $things }
told-arrival = Arrived in { $region }, { $week }: { $lines }
told-arrival-line = { $received } of { $declared } { $item }
told-arrival-why = { $line } ({ $reason })
told-handover = Handed over in { $region }, { $week }: { $things }, to { $people ->
    [one] { $people } person
   *[other] { $people } people
}

## Desk

desk-today = Today
desk-record = Record
desk-book = Book
desk-day = Day { $n }, { $date }
desk-strip-day = Day
desk-foot = This side is for coordinators only.
desk-next-day = Next day
desk-next-day-note = Only the demonstration has this button: its clock moves on by one day.
