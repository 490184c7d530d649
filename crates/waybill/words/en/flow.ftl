# The flow from gifts to hands, and the chart by day. Names in the picture have at most 14 letters.

flow-title = Flow of gifts in { $currency }
flow-label = Flow of gifts in { $currency } from countries to funds, to what was bought, to where it is now. The tables below hold the same figures.
flow-lede = Of { $given } given, { $hands } are goods in people’s hands.
flow-note = Gifts are followed in the order in which their totals were told. Goods count at the price paid.
flow-from = From
flow-fund = Fund
flow-bought = Bought
flow-now = Now
flow-as-table = The same as tables
flow-table-note = In { $currency }. All numbers of these tables stand in one published fact:
flow-table-from = From which country into which fund
flow-table-now = What each fund bought, and where that is now
flow-on-front = The flow in { $currency } stands on the front page.
flow-others = Others
flow-n-others = { $n ->
    [one] { $n } other
   *[other] { $n } others
}
flow-open = Not earmarked
flow-unspent = Not yet spent
flow-advance = Advance
flow-now-order = On the way
flow-now-body = Intermediary
flow-now-claim = Claimed
flow-now-stock = In stock
flow-now-hands = Handed over
flow-now-bank = In the bank
flow-now-returned = Given back
flow-now-fees = Fees
flow-now-lost = Lost
flow-now-other = Other costs
kind-flow = Flow from gifts to hands
told-flow = Of the gifts told so far, { $sum }, goods for { $hands } are in people’s hands
figure-flow = Gifts in { $currency }, by where they are now: { $now }

chart-title = Came in and went out, day by day
chart-title-all = All funds, day by day
chart-label = Two stepped lines up to day { $n }: { $came } came in, { $went } went out. The table below holds each day.
chart-caption = Between the line and the area: what is left, { $left }. Only days on which something was told are marked.
chart-as-table = { $n ->
    [one] The same as a table: { $n } day
   *[other] The same as a table: { $n } days
}
chart-day = Day
chart-came = Came in
chart-went = Went out
chart-left = Left

flow-item-vest = Vests
flow-item-helmet = Helmets
flow-item-carrier = Load vests
flow-item-firstaid = First-aid kits
flow-item-tourniquet = Tourniquets
flow-item-bandage = Bandages
flow-item-stretcher = Stretchers
flow-item-thermal = Thermal imager
flow-item-radio = Radio sets
flow-item-generator = Generators
flow-item-powerbank = Power banks
flow-item-lamp = Lamps
flow-item-clothing = Warm clothing
flow-item-boots = Boots
flow-item-blanket = Blankets
flow-item-sleepingbag = Sleeping bags
flow-item-tent = Tents
flow-item-stove = Stoves
flow-item-food = Food parcels
flow-item-babyfood = Baby food
flow-item-hygiene = Hygiene kits
flow-item-water = Drinking water
flow-item-filter = Water filters
flow-item-pump = Pumps

flow-country-GB = Britain
flow-country-KR = South Korea
flow-country-US = United States
