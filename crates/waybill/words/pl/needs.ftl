need-title = Czegoś potrzeba
need-about = Nowe zapotrzebowanie dostaje własny fundusz. Znane zapotrzebowanie potwierdza się, wybierając je z listy.
need-which = Które zapotrzebowanie
need-which-hint = Wybierz znane, aby je potwierdzić lub zmienić.
need-new = nowe zapotrzebowanie
need-item = Co jest potrzebne
need-item-hint = Dotyczy tylko nowego zapotrzebowania.
need-quantity = Ile łącznie
need-priority = Jak pilne
need-priority-1 = najpilniejsze
need-priority-2 = pilne
need-priority-3 = przydatne
need-confirmed = Ostatnio potwierdzono
need-price = Szacunkowa cena jednostkowa
need-currency = Waluta
need-source = Skąd jest ta cena
need-price-on = Dzień tej ceny
need-too-many = Dla tej rzeczy jest już za dużo zapotrzebowań. Zamiast dodawać nowe, potwierdź jedno z nich.
need-by = Kto potwierdził
need-state = Czy jest teraz potrzebne?
need-state-needed = potrzebne
need-state-not-now = teraz niepotrzebne
need-state-surplus = mamy za dużo
need-surplus = Ile za dużo
need-surplus-hint = Tylko tam, gdzie jest za dużo. Licz tylko to, o czego dostawie świat już wie: tę liczbę ogłosimy przy najbliższym zamknięciu dnia.
need-surplus-alone = Liczbę nadmiarową podaje się razem z „mamy za dużo”. Wybierz to albo zostaw to pole puste.
confirmer-coordinator = ktoś z zespołu koordynującego
confirmer-recipients = sami odbiorcy
confirmer-medic = ktoś z personelu medycznego
confirmer-logistician = ktoś z logistyki
confirmer-partner = organizacja partnerska
confirmer-visit = ktoś z zespołu koordynującego, na miejscu
needs-title = Zapotrzebowania
needs-about = Najpierw najdawniej potwierdzone. Strona publiczna podaje, kiedy potwierdzono zapotrzebowanie i w jakiej roli, nigdy kto to zrobił. Gdy od tego czasu minie więcej niż { $days }, mówi o tym na czerwono.
needs-none = 0 zapotrzebowań. Najpierw zapisz, czego brakuje.
needs-needed = Potrzeba: { $things }
needs-surplus = Za dużo: { $things }
needs-confirm = Potwierdzone dzisiaj
needs-confirm-this = Potwierdzone dzisiaj: { $need }
needs-by-this = Kto potwierdził: { $need }
needs-change = Zmień
needs-change-this = Zmień: { $need }
needs-confirm-ticked = Potwierdź dziś zaznaczone
needs-nothing-ticked = Nic nie zaznaczono. Zaznacz to, co ktoś dziś potwierdził, albo naciśnij przycisk obok.
needs-confirmed = { $n ->
    [one] Potwierdzono na dzień dzisiejszy { $n } zapotrzebowanie.
    [few] Potwierdzono na dzień dzisiejszy { $n } zapotrzebowania.
    [many] Potwierdzono na dzień dzisiejszy { $n } zapotrzebowań.
   *[other] Potwierdzono na dzień dzisiejszy { $n } zapotrzebowania.
}
needs-changed = Zapotrzebowanie „{ $need }” ktoś inny w tym czasie potwierdził albo zmienił. Poniżej jest jego obecny stan: obejrzyj go i naciśnij jeszcze raz.
needs-refused = Zapotrzebowania „{ $need }” nie potwierdzono. { $problem }
needs-older = Dawniejsze
needs-newer = Nowsze
