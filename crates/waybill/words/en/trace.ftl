# "What became of my gift": the question and the answer.

trace-ask-title = What became of my gift? { $name }
trace-ask-heading = What became of my gift?
trace-ask-lede = Type in the code that you were given with your gift. You will see where each part of it is, as of the last closed day.
trace-ask-problem-ways = Compare it with what you were given. A code whose gift is not booked yet looks the same as an unknown one, to us as well: a transfer takes a few days. Try again in the evening.
trace-code = The code of your gift
trace-code-hint = 20 letters and digits. Small or large letters, spaces and hyphens make no difference.
trace-code-error = No gift has this code.
trace-code-send = Show what became of it
trace-problem-unknown = No gift has this code
trace-problem-form = This is not a whole code: it has 20 letters and digits
trace-looks = What a code looks like
trace-looks-text = Five groups of four. The letters I, L, O and U are not used; if you read an O, it is a zero, and an I or L is a one. Both are understood.
trace-looks-private = The code is sent in a form, not in an address: it is in no history and no list of visits. We hold only a fingerprint of it and cannot find it again for you.

trace-title = What became of my gift
trace-heading = What became of my gift of
trace-strip-gifts = With this code
trace-strip-gifts-n = { $n ->
    [one] { $n } gift
   *[other] { $n } gifts
}
trace-strip-seen = Seen by
trace-strip-seen-by = whoever has this code
trace-sentence = As of the last closed day: { $parts }.
trace-part-done = { $part } in people’s hands
trace-part-stock = { $part } as goods in stock
trace-part-way = { $part } as goods on the way
trace-part-claim = { $part } claimed from the supplier
trace-part-body = { $part } with an intermediary
trace-part-bank = { $part } not spent
trace-where = Where it is
trace-col-where = Where
trace-col-what = As what
trace-col-share = Share
trace-money = Money
trace-crumbs = In parts smaller than { $unit }
trace-together = Together, nothing left over
trace-uncounted = Your gift is in the book, but it is not part of the public sums yet: it waits until enough gifts have come together.
trace-way = The way it took
trace-stamp-gift = Received
trace-stamp-decision = Decided
trace-stamp-advance = Advanced
trace-stamp-payment = Bought
trace-stamp-arrival = In stock
trace-stamp-handover = Handed over
trace-stamp-way = On the way
trace-stamp-claim = Claimed
trace-stamp-money = Still money
trace-step-gift = { $part } came in
trace-step-decision = { $part } decided for: { $fund }
trace-step-advance = { $part } advanced to: { $holder }
trace-step-payment = { $part } became { $what }
trace-step-arrival = { $what } arrived
trace-step-handover = { $what } in people’s hands
trace-step-told = Told on { $date }.
trace-step-untold = Not told to the world yet.
trace-open-way = { $what } on the way
trace-open-claim = { $what } missing on arrival
trace-open-claim-text = Paid, but not received. The supplier has to send it or pay it back.
trace-open-money = { $part } is still money
trace-open-money-text = Now: { $holder }.
trace-not-told = What this page does not tell yet
trace-as-of = All of this is as of the close of { $as-of }. What has happened since is not in it.
trace-not-told-when = Arrivals and handovers are told later than they happen, by week and region, so that nobody can be followed. The page changes on the Monday on which they are told.
trace-how = First in, first out: money leaves a fund in the order in which it came, so your share is a fact and not an estimate. Nothing is rounded up. A share of goods is a part of an order, not a thing with a number.
trace-another = Type in another code
