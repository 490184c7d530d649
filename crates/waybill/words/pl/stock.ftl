# Co gdzie leży i liczenie tego ręcznie.

stock-title = Magazyn
stock-empty = W żadnym miejscu jeszcze nic nie ma. Pojawi się z pierwszą dostawą, darowizną rzeczową albo stanem początkowym.
stock-shelves = { $n ->
    [one] { $n } półka, na której coś leży: miejsce i jeden rodzaj rzeczy.
    [few] { $n } półki, na których coś leży: miejsce i jeden rodzaj rzeczy każda.
    [many] { $n } półek, na których coś leży: miejsce i jeden rodzaj rzeczy każda.
   *[other] { $n } półki, na których coś leży: miejsce i jeden rodzaj rzeczy każda.
}
stock-here = Jest teraz
stock-of-fund = Fundusz: { $fund }
stock-oldest = Najstarsze leży od
stock-counted = Ostatnio policzone
stock-never-counted = jeszcze nie
stock-more = { $n ->
    [one] { $n } półka nie jest tu pokazana. Znajdziesz ją na stronie
    [few] { $n } półki nie są tu pokazane. Znajdziesz je na stronie
    [many] { $n } półek nie jest tu pokazanych. Znajdziesz je na stronie
   *[other] { $n } półki nie jest tu pokazane. Znajdziesz je na stronie
}
stock-together = Wszystkie miejsca razem
stock-claims = Nie dotarło, reklamacja
sheet-title = Arkusz spisu
sheet-about = Wydrukuj, policz i wpisz wynik z numerem arkusza. Jeśli w tym czasie coś się ruszyło, trzeba policzyć tę półkę jeszcze raz.
sheet-of = Arkusz spisu: { $place }
sheet-number = Arkusz { $n }
sheet-enter = Wpisz to, co policzono na arkuszu { $n }
sheet-remark = Uwaga
stocktake-title = Policzono półkę
stocktake-about = Jedna półka, jedno liczenie. Jeśli zgadza się z księgą, zapisujemy tylko dzień. Jeśli nie, świat dowie się o tym w drugi poniedziałek po tym tygodniu, bez miejsca.
stocktake-shelf = Która półka
stocktake-shelf-hint = Z tym, co księga mówi teraz.
stocktake-counted = Policzono
stocktake-counted-hint = 0, jeśli nic tam nie ma.
stocktake-reason = Jeśli mniej: dlaczego
stocktake-not-fewer = nie mniej
stocktake-fund = Jeśli więcej: czyje to jest
stocktake-not-more = funduszu, który to stracił, a jeśli takiego nie ma, otwartego
stocktake-fund-hint = Najpierw uznajemy za odnalezione to, co z tej półki utracono.
stocktake-sheet = Numer arkusza
stocktake-sheet-hint = Jest na wydrukowanym arkuszu. Kto liczy teraz, zostawia go bez zmian.
stocktake-on = Dzień liczenia
stocktake-no-sheet = Arkusza o tym numerze jeszcze nie ma: najnowszy to { $last }. Spójrz na wydrukowany arkusz.
stocktake-moved = Po wydrukowaniu arkusza na tej półce coś się ruszyło: w księdze było wtedy { $then }, a teraz jest { $now }. Nic nie wpisano. Policz jeszcze raz i wpisz z numerem arkusza { $sheet }.
entry-stocktake = Spis
kind-stocktake = Spis
told-stocktake-fewer = { $week }, policzono mniej: { $things } ({ $reason })
told-stocktake-more = { $week }, policzono więcej: { $things }, odnalezione
holder-found = Odnalezione przy liczeniu
figure-things-found = Rzeczy odnalezione przy liczeniu
figure-need-found = { $of }: odnalezione przy liczeniu
trace-stamp-stocktake = Policzono
trace-step-stocktake = { $what } – policzono. Teraz: { $holder }
member-counted = czy było mniej, czy więcej
