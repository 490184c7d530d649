# The front page.

front-title = Day { $n }: { $name }
front-lede-ordered = { $things } { $n ->
    [one] is
   *[other] are
} ordered and not paid yet.
front-lede-advanced = { $things } { $n ->
    [one] is
   *[other] are
} ordered; the money is with an intermediary and the supplier is not paid yet.
front-lede-underway = { $things } { $n ->
    [one] is
   *[other] are
} paid for and on the way.
front-lede-awaited = { $things } { $n ->
    [one] was
   *[other] were
} expected by now; arrivals are told later than they happen.
front-lede-overdue = { $things } { $n ->
    [one] is
   *[other] are
} overdue.
front-lede-arrived = { $arrived } of { $things } arrived.
front-lede-handedover = { $things } { $n ->
    [one] has
   *[other] have
} arrived and reached hands.
front-lede-missing = Needed most: { $item }, { $money } still missing.
front-lede-complete = Everything that was asked for is funded.
front-lede-nothing-now = Nothing is needed now.
front-lede-empty = Nothing has been told yet: the first figures appear here after the first day with news has closed.
front-give-link = How to give
front-follow-link = Follow a gift
front-needs = Needed most
front-needs-none = 0 needs. A need appears here on the evening after coordinators have written it down.
front-needs-more = { $n ->
    [one] One more need
   *[other] { $n } more needs
}
front-need-about = { $quantity } needed, about { $price } each
front-need-price = Price: { $source }, { $date }
front-missing = { $money } missing
front-need-funded = Funded in full
front-need-delivered = All handed over
front-need-late = Late: { $things }
front-col-need = Need
front-col-needed = Needed
front-col-missing = Missing
front-not-now = Not needed now:
front-surplus = We have too many of
front-surplus-ask = If you look after people who lack these, ask the coordinators for them. An address for that will stand here as soon as these pages have one.
front-orders = What was ordered
front-orders-none = 0 orders. An order appears here on the evening after it was placed.
front-orders-all = All { $n } orders
front-order-agreed = { $money } agreed. Made in: { $origin }.
front-order-paid = { $money } paid. Made in: { $origin }.
front-slip = What became of my gift?
front-slip-follow = With the code of your gift you see where each part of it is. Nobody else learns your name, and we do not store it.
front-slip-button = Type in a code
front-slip-give = How to give
front-slip-give-not-yet = This operation has not set its giving details yet. They appear here on the evening after coordinators have entered them.
front-hands = From gifts to hands
front-big-gifts = { $n ->
    [one] gift
   *[other] gifts
}
front-big-gifts-others = { $n ->
    [one] gift
   *[other] gifts
}
front-big-countries = from { $n ->
    [one] { $countries } country
   *[other] { $countries } countries
}
front-big-bought = { $n ->
    [one] thing bought or given in kind
   *[other] things bought or given in kind
}
front-big-handed = { $n ->
    [one] of them in somebody’s hands
   *[other] of them in people’s hands
}
front-things-stock = Arrived, in stock
front-things-way = Not told as arrived
front-things = Of { $n ->
    [one] { $bought } thing
   *[other] { $bought } things
} bought or given in kind, { $arrived } have arrived and { $handed } are in people’s hands.
front-given = Given so far:
front-given-none = 0 gifts told. Gifts are told in the evening, and only once enough of them have come together.
front-given-note = Currencies are never added to one another. Countries with too few gifts are told together as “other countries”.
front-check = Do not trust us. Check.
front-check-figures = Every figure with a double underline is added up from published facts. Follow it, and you see each of them.
front-check-files = Download these files and let a second, small program add everything up again on your own computer, without a network. It says which figure is wrong, if one is.
front-check-not-yet = It cannot show yet that nothing was left out or changed later.
front-check-not-yet-link = What is not protected yet
front-check-box = Files to check
front-check-facts = every published fact, one a line
front-check-numbers = every figure of these pages
front-check-run = Then run, without a network:
front-check-command = Command
front-demo = What is made up here
front-demo-true = One line is taken from the public post of a solidarity network on its day 23: an order of 100 protective vests of class 4, made in Israel, for 60,000 EUR, through a mediating foundation in Poland, expected within a week. So is the list of what was still to be funded.
front-demo-invented = All else is invented: every gift and its country, the other orders, prices, standards and sizes, and whatever happens after day 23. No real person is named, and the demonstration’s clock runs by hand.
