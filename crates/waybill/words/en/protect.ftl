# How people are protected.

protect-title = How we protect people: { $name }
protect-heading = How we protect people
protect-lede = The public pages are made from published facts only. What could lead to a person, a place or a road is not in them, or comes late and coarse.
protect-strip-group = Smallest group told
protect-strip-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
protect-strip-close = A day closes at
protect-strip-delay = Arrivals wait for
protect-public = What is public, how exactly, and when
protect-col-what = What
protect-col-told = What is told
protect-col-when = When
protect-gifts = Gifts
protect-gifts-told = Sums by fund, country and currency, never a single gift. Countries with fewer than { $k } givers are told together.
protect-gifts-when = When the day closes at { $hour }, and only once at least { $k } people’s gifts have come together.
protect-needs = Needs, decisions
protect-needs-told = The item, the number, the estimated price; the fund and the amount. Not who asked, and not where.
protect-needs-when = When the day closes.
protect-orders = Orders, payments
protect-orders-told = What, how many, price, kind and country of the supplier, the expected week. Not the name of the supplier, no carrier, no road, no border crossing.
protect-orders-when = When the day closes. Until its arrival is told, an order is “on the way” as a whole.
protect-advances = Money with intermediaries
protect-advances-told = The kind of body, its country, the amount, the days agreed. Not its name.
protect-advances-when = When the day closes.
protect-arrivals = Arrivals
protect-arrivals-told = Week and region, numbers declared and received, the reason of a difference. No day, no place.
protect-arrivals-when = On the first Monday that comes { $days } or more after the end of their week.
protect-handovers = Handovers
protect-handovers-told = Week, region, what and how many, and to how many people. Never fewer than { $k } people.
protect-handovers-when = On the first Monday that comes { $days } or more after the end of their week.
protect-dispatches = Dispatches
protect-dispatches-told = What coordinators write. A figure in it can only be one that is told already, as it stood at the last close.
protect-dispatches-when = At once. What it said before a correction stays on the page.
protect-never = What we do not store
protect-never-names = Names, addresses or contacts of recipients and givers. There is no field for them.
protect-never-places = The place of a handover: the book knows the region.
protect-never-ways = Roads, carriers and border crossings of what is under way.
protect-never-address = Internet addresses and browser names of readers. There are no cookies on the public pages.
protect-never-code = The code of a gift: only a fingerprint of it, by which a typed code is recognised.
protect-code = The code of your gift
protect-code-text = It is the only key to what became of your gift; we cannot look it up. It is typed into a form and never stands in an address, so it is in no history and no list of visits. A wrong code gets the same answer as an unknown one. If you show it to somebody, they see what you see.
protect-taken = If the server is taken
protect-taken-lede = Whoever takes the machine, its disk or a copy of it gets this:
protect-taken-book = The whole book: amounts and days of gifts, orders and payments, regions of stores and handovers, numbers of recipients. It is not encrypted.
protect-taken-not = Not names or addresses of recipients, givers or coordinators: they were never asked for.
protect-taken-notes = Not the codes of gifts.
protect-not-yet = What is not protected yet
protect-not-yet-sealing = Nothing is sealed: the book lies readable on the server’s disk. That is why nothing is asked that would need sealing.
protect-not-yet-login = Coordinators sign in by a one-time link; there is no second factor, and there are no roles.
protect-not-yet-four-eyes = One coordinator can enter a payment alone; nobody else has to approve it.
protect-not-yet-log = The published facts are not signed. An operator could change an old fact or leave one out, and this page could not prove it.
protect-not-yet-witness = No other operation keeps a copy of our signatures as a witness.
protect-not-yet-pay = Giving details are confirmed by one person, not by several. Until several can, a change of them is announced for 72 hours before it holds.
protect-not-yet-why = Each line goes away with the release that builds its protection, not earlier.
