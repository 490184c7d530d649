# Goods on the road: shipments and their legs, for coordinators alone.

shipments-title = On the road
shipments-n = { $n ->
    [0] Nothing is on the road.
    [one] One shipment is on the road.
   *[other] { $n } shipments are on the road.
}
shipments-private = The world never sees this page: no legs, no ways, no days. An order is “on the way” as a whole until its arrival is told.
shipments-arrived = It arrived
shipments-on = It goes on
shipments-ready = Paid, and nothing has set out yet
leg-title = Goods of an order set out
leg-about = One shipment, from where to where, by what. Who carries it is not stored. The world never sees it; when it arrives, the arrival is told like any other.
leg-order = Which order
leg-order-words = { $goods } from { $supplier }
leg-count = On this shipment, of { $goods }
leg-count-hint = Leave all of them empty if everything sets out.
leg-from = From
leg-to = To
leg-by = How
leg-on = Set out on
leg-expected = Expected on
leg-expected-hint = At the end of this leg. After that day it is late.
leg-nothing-ready = Nothing of this order is left to set out. Choose another.
leg-too-many-shipments = This order has { $max } shipments already, as many as there is room for. Enter the rest when it arrives.
leg-too-many = { $count } cannot set out: { $here } is what is left of this line. Enter at most that.
leg-lines-changed = The lines below are not those that stood here when you typed the numbers: another order was chosen, or some of the goods set out meanwhile. Look at each line and enter its number again.
leg-on-title = A shipment goes on
leg-on-about = The next leg of something that is on the road already. Nothing changes hands, and the world never sees it.
leg-on-shipment = Which shipment
leg-ends = { $from } to { $to }
leg-dates = Set out on { $on }, expected on { $expected }.
leg-days = On the road for { $days }.
between-title = Goods go to another place
between-about = From one of our places to another. The world sees the goods in stock all the time.
between-region = To: region
between-place = To: place number
between-same = This is the place where the goods are. Choose another.
between-short = Only { $has } is there, { $missing } too few. Send less, or enter first what came in.
unloading-title = Goods came from another place
unloading-about = Count what is there. What is missing stays on the road; once it is certain that it will not come, enter it as lost.
unloading-received-hint = 0 if nothing of it is there.
unloading-not-waiting = This shipment is not on the road any more. Choose another.
unloading-too-many = { $count } is more than is on the road: { $here }. Enter at most that, and the rest with a stocktake.
unloading-nothing = Nothing at all is no arrival. Enter what is there, or leave the shipment on the road.
shipment-n = Shipment { $n } of an order
shipment-words = Shipment { $n }: { $goods }
shipment-between-words = Between two places: { $goods }
by-road = By road
by-rail = By rail
by-air = By air
by-sea = By sea
by-hand = By hand
entry-leg = Leg
entry-unloading = Goods from another place
holder-shipment = On the road between two places
sees-nothing-ever = All of it. Nothing of this entry is ever told.
kind-leg = Leg of a shipment
kind-unloading = Shipment unloaded
