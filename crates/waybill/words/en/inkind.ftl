# A gift in kind: goods that somebody gave.

inkind-title = A gift in kind came in
inkind-about = Things that somebody gave, and where they lie now. The world sees totals of at least five givers, on the second Monday after the week; never a single gift.
inkind-fund = For the fund
inkind-price = Fair value of one
inkind-price-hint = An estimate with its source and date. It is told as a fact and never booked as money.
inkind-currency = Currency of the value
inkind-source = Where the value is from
inkind-price-on = Day of that value
inkind-on = Day they came in
inkind-country = Country of the giver
inkind-country-hint = For the book only; totals of gifts in kind name no country.

entry-gift-in-kind = Gift in kind
kind-gifts-in-kind = Gifts in kind
told-gifts-in-kind = { $n ->
    [one] { $n } gift in kind for “{ $fund }”: { $things }
   *[other] { $n } gifts in kind for “{ $fund }”: { $things }
}
told-gifts-in-kind-worth = { $sentence }; fair value { $values }
told-gifts-in-kind-value = { $sum } ({ $source }, { $week })
trace-stamp-gift-in-kind = Received
trace-step-gift-in-kind = { $part } came in
trace-worth = Fair value of one: { $price } ({ $source }, { $date }). It is an estimate, not money in the book.
