# What lies where, and counting it by hand.

stock-title = Stock
stock-empty = Nothing lies at any place yet. The first arrival, gift in kind or opening stock brings it here.
stock-shelves = { $n ->
    [one] One shelf with something on it: a place and one sort of goods.
   *[other] { $n } shelves with something on them: a place and one sort of goods each.
}
stock-here = Here now
stock-of-fund = Fund: { $fund }
stock-oldest = Oldest here since
stock-counted = Last counted
stock-never-counted = not yet
stock-more = { $n ->
    [one] One more shelf is not listed here. It stands on the
   *[other] { $n } more shelves are not listed here. They stand on the
}
stock-together = All places together
stock-claims = Missing on arrival, claimed
sheet-title = Sheet for counting
sheet-about = Print it, count, and enter what you counted with the number of the sheet. If goods moved in between, you are asked to count that shelf again.
sheet-of = Sheet for counting: { $place }
sheet-number = Sheet { $n }
sheet-enter = Enter what was counted on sheet { $n }
sheet-remark = Remark
stocktake-title = A shelf was counted
stocktake-about = One shelf, one count. If it is what the book says, only the day is kept. If it differs, the world learns it on the second Monday after the week, without the place.
stocktake-shelf = Which shelf
stocktake-shelf-hint = With what the book says now.
stocktake-counted = Counted
stocktake-counted-hint = 0 if nothing is there.
stocktake-reason = If fewer: why
stocktake-not-fewer = not fewer
stocktake-fund = If more: whose they are
stocktake-not-more = the fund that lost them, else the open one
stocktake-fund-hint = What was lost from this shelf counts as found again first.
stocktake-sheet = Number of the sheet
stocktake-sheet-hint = It stands on the printed sheet. Whoever counts now leaves it as it is.
stocktake-on = Counted on
stocktake-no-sheet = There is no sheet of this number yet: the newest is { $last }. Look at the printed sheet.
stocktake-moved = Goods moved on this shelf after the sheet was printed: the book said { $then } then and says { $now } now. Nothing was entered. Count again, and enter it with sheet number { $sheet }.
entry-stocktake = Stocktake
kind-stocktake = Stocktake
told-stocktake-fewer = In { $week }, counted: { $things } fewer ({ $reason })
told-stocktake-more = In { $week }, counted: { $things } more, found
holder-found = Found when counting
figure-things-found = Things found when counting
figure-need-found = { $of }: found when counting
trace-stamp-stocktake = Counted
trace-step-stocktake = { $what } counted. Now: { $holder }
member-counted = whether there were fewer or more
