# Słowa każdej strony: góra, dół, liczby i daty.

skip = Przejdź do treści
nav-pages = Strony
nav-language = Język
nav-books = Księgi
nav-gift = Prześledź darowiznę
nav-protect = Jak chronimy ludzi
foot-demo = To wersja pokazowa: zmyśliliśmy darowizny, darczyńców i większość rzeczy.
foot-promise = Bez śledzenia, bez skryptów, nic nie jest pobierane z innych serwerów. Każda liczba podkreślona podwójnie prowadzi do faktów, z których wynika. Ta strona powstała w Waybill, wolnym oprogramowaniu.

day-n = Dzień { $n }
week-of = tydzień od { $day }
less-than = mniej niż { $n }
percent = { $n }%
days = { $n ->
    [one] { $n } dzień
    [few] { $n } dni
    [many] { $n } dni
   *[other] { $n } dnia
}
as-of = Dzień { $n }, { $date }
as-of-none = Żaden dzień nie jest jeszcze zamknięty

strip-date = Data
strip-since = Trwa od
strip-as-of = Stan na zamknięcie
strip-this-is = To jest
strip-demo = wersja pokazowa: darowizny są zmyślone
strip-facts = Odczytano z
strip-facts-n = { $n ->
    [one] { $n } opublikowanego faktu
    [few] { $n } opublikowanych faktów
    [many] { $n } opublikowanych faktów
   *[other] { $n } opublikowanego faktu
}
strip-fund = Fundusz
strip-figure = Liczba
strip-kind = Rodzaj faktu
strip-opened = Ogłoszono
strip-id = Oznaczenie

## Gdzie to jest

at-done = Przekazane
at-goods = Zamienione na rzeczy
at-back = Zwrócone

## Postęp zapotrzebowania

funded = Sfinansowane
bought = Kupione
delivered = Przekazane

## Stan zamówienia

order-ordered = Zamówione
order-underway = W drodze
order-awaited = Oczekiwane
order-overdue = Po terminie
order-partly = Dotarło częściowo
order-arrived = Dotarło
order-handedover = Przekazane
order-title-more = { $first } i inne rzeczy
order-expected = Przewidywany termin: { $week }.
order-advanced = U pośrednika jest { $money }; dostawcy jeszcze nie zapłacono.
order-unpaid = Jeszcze nieopłacone.
order-paid-for = Opłacone.
order-awaited-told = Przewidywany termin: { $week }. O dostawach informujemy później, niż docierają: dostawa z tego tygodnia może się tu pojawić od { $date }.
order-overdue-told = Przewidywany termin: { $week }. Informacji o dostawie nie ma, a powinna już tu być.
order-arrived-of = Dotarło { $arrived } z { $ordered }.
order-rest-way = Reszta jest w drodze.
order-rest-late = Przewidywany termin reszty: { $week }. Informacji o jej dostawie nie ma, a powinna już tu być.
order-claimed-n = { $n ->
    [one] Przy dostawie brakowało { $n } sztuki; złożono reklamację u dostawcy.
    [few] Przy dostawie brakowało { $n } sztuk; złożono reklamację u dostawcy.
    [many] Przy dostawie brakowało { $n } sztuk; złożono reklamację u dostawcy.
   *[other] Przy dostawie brakowało { $n } sztuki; złożono reklamację u dostawcy.
}
order-handed-all = Wszystko, co dotarło, zostało przekazane.
order-handed-of = Przekazano: { $handed }.
order-by = Dostawca: { $supplier }.
order-by-through = Dostawca: { $supplier }. Płatność przez pośrednika: { $through }.

## Wiek zaliczki

age-label = Wiek w dniach: { $n }, uzgodniono: { $agreed }
age-open-since = Czeka na rozliczenie { $days }; uzgodniono { $agreed }.
age-overdue = Termin przekroczony o { $days }.
age-settled = Rozliczona w całości.
advance-heading = Do rozliczenia: { $amount }

## Fakty, każdy w jednym zdaniu

kind-opening = Stan początkowy
kind-need = Zapotrzebowanie
kind-gifts = Darowizny
kind-decision = Decyzja
kind-advance = Zaliczka
kind-order = Zamówienie
kind-payment = Płatność
kind-arrival = Dostawa
kind-handover = Przekazanie
told-opening = Co było przed tą księgą, stan na { $date }
told-need = Potrzeba: { $things }, cena jednostkowa około { $price } ({ $source })
told-need-not-now = Teraz niepotrzebne: { $things }
told-need-surplus = Więcej, niż potrzeba: { $things }
told-need-confirmed = { $sentence }; { $confirmed }
confirmed-on = potwierdzono { $date }
confirmed-on-by = potwierdzono { $date } ({ $by })
need-stale = Niepotwierdzone od { $date }.
told-gifts = { $n ->
    [one] { $n } darowizna ({ $country }): { $sum }
    [few] { $n } darowizny ({ $country }): { $sum }
    [many] { $n } darowizn ({ $country }): { $sum }
   *[other] { $n } darowizny ({ $country }): { $sum }
}
told-decision = Decyzja: { $amount } z funduszu „{ $from }” do funduszu „{ $to }”
told-advance = Zaliczka: { $amount }, odbiorca: { $holder }, fundusz „{ $fund }”, czas na rozliczenie: { $days }
told-order = Zamówiono: { $things }; przewidywany termin: { $week }
told-payment = Zapłacono: { $lines }
told-payment-line = { $amount } ({ $things })
told-arrival = Dotarło ({ $region }, { $week }): { $lines }
told-arrival-line = { $item }: { $received } z { $declared }
told-arrival-why = { $line } ({ $reason })
told-handover = Przekazano ({ $region }, { $week }): { $things }, dla { $people ->
    [one] { $people } osoby
    [few] { $people } osób
    [many] { $people } osób
   *[other] { $people } osoby
}

## Stół koordynacji

desk-today = Dzisiaj
desk-record = Nowy wpis
desk-book = Księga
desk-day = Dzień { $n }, { $date }
desk-strip-day = Dzień
desk-foot = Ta część jest tylko dla zespołu koordynującego.
desk-next-day = Następny dzień
desk-next-day-note = Ten przycisk jest tylko w wersji pokazowej: jej zegar przesuwa się o jeden dzień.
