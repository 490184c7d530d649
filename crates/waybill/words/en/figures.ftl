# What stands behind a figure.

figures-title = { $value }: { $title }
figures-facts = The facts that make it
figures-none = 0 facts: nothing that counts here has been told yet.
figures-more = { $n ->
    [one] One more fact stands in
   *[other] { $n } more facts stand in
}
figures-to-books = To the books
figures-col-opened = Opened
figures-col-fact = Fact
figures-col-adds = Adds
figures-col-from = From
figures-col-gives = What leaves
figures-col-to = To
figures-col-gets = What arrives
figures-same = the same
figures-exchange = { $gets }, from { $with }
figures-account = { $holder } ({ $fund })
figures-fact-title = Fact: { $sentence }
figures-fact-opened-note = “Opened” is the day on which the world was told, not the day on which it happened.
figures-moves = What moved
figures-no-moves = Nothing: this fact tells something, but no money and no goods change hands by it.
figures-in = Figures it counts in
figures-json = As it stands in facts.jsonl

rule-sum = The sum of the facts below.
rule-funded = The money that entered this fund, less what left it again for other funds, divided by the estimated price of one and rounded down; at least as many as were bought. The facts below went into it.
rule-missing = What is needed, less what is funded, at the estimated price of one, less the money already there. The facts below went into it.
rule-not-now = Nothing counts as missing: the newest word on this need says that it is not needed now. The facts below are the money of its fund.
rule-distinct = Counted once each, however often they appear in the facts below.

figure-need-funded = { $of }: funded
figure-need-bought = { $of }: bought
figure-need-delivered = { $of }: delivered
figure-need-missing = { $of }: still missing
figure-need-surplus = { $of }: more than is needed
figure-fund-given = Gifts to the fund “{ $of }”
figure-fund-before = In the fund “{ $of }” before this book
figure-fund-moved = Moved into the fund “{ $of }” by decisions
figure-fund-spent = Spent from the fund “{ $of }”
figure-at = { $holder }: { $what }, fund “{ $fund }”
figure-order-bought = Bought with the order of { $of }
figure-order-paid = Paid for the order of { $of }
figure-order-arrived = Arrived of the order of { $of }
figure-order-claimed = Missing on arrival, of the order of { $of }
figure-hands = In people’s hands: { $of }
figure-gifts-from = Gifts from: { $of }
figure-given = Given: { $of }
figure-gifts-count = Gifts
figure-gifts-countries = Countries that gave, named ones only
figure-things-bought = Things bought or given in kind
figure-things-arrived = Things that arrived
figure-things-handed = Things in people’s hands
