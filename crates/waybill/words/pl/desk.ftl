# Część dla zespołu koordynującego.

enter-title = Część dla zespołu koordynującego
enter-text = Ten link działa raz. Kto naciśnie przycisk, siada w tej demonstracji jako { $name }.
enter-button = Wejdź

today-title = Dzisiaj
today-held = Gdzie wszystko teraz jest
today-empty = Księga jest pusta. Zacznij od tego, co było przed nią, od zapotrzebowania albo od pierwszej darowizny.
today-record = Co się wydarzyło?
today-gate = O czym świat jeszcze nie wie
today-waiting = { $n ->
    [0] Wszystko, co jest w księdze, zostało już ogłoszone.
    [one] { $n } wpis czeka na swój dzień.
    [few] { $n } wpisy czekają na swój dzień.
    [many] { $n } wpisów czeka na swój dzień.
   *[other] { $n } wpisu czeka na swój dzień.
}
today-gate-note = Dzień zamyka się wieczorem. Darowizny ogłaszamy tylko w sumach od co najmniej pięciu osób; dostawy i przekazania – w drugi poniedziałek po ich tygodniu.

record-title = Nowy wpis
record-pages = Na co mieć oko
record-about = Co się wydarzyło? W księdze nie ma niczego, dopóki nie sprawdzisz wpisu i nie naciśniesz „Wpisz do księgi”.
form-no-people = Nie podawaj nazwisk ani adresów: ten formularz nie ma zapieczętowanej części, więc nie ma miejsca na nic osobistego.
preview-title = Sprawdź wpis
done-title = Wpisano do księgi
done-text = To jest już w księdze i tam zostanie. Pomyłkę poprawia się kolejnym wpisem.
done-again = Dodaj kolejny wpis
done-entry = Pokaż wpis

moves-title = Co się przemieszcza
moves-none = Tym wpisem nic się nie przemieszcza; to osobny fakt.
column-from = Skąd
column-to = Dokąd
column-amount = Ile
column-becomes = Zamienia się w
column-holder = U kogo
column-fund = Fundusz
column-entry = Wpis
column-day = Dzień
column-kind = Co
column-moved = Przemieszczono
account-words = { $holder }, fundusz „{ $fund }”

sees-then = Przy zamknięciu dnia: { $date }
sees-later = Później
sees-in-a-total = Nie osobno: dopiero jako część sumy, za którą stoi co najmniej { $k } osób.
sees-never-what = Kto to wpisał, numer wpisu, dzień, w którym rzeczy się przemieściły, miejsce i kto je dostał.

book-title = Księga
book-note = Najnowsze na górze. Niczego się nie zmienia ani nie usuwa; ta lista jest tylko dla zespołu koordynującego.
book-empty = Nie ma jeszcze wpisów.
book-older = Starsze wpisy
book-csv = Całość jako CSV
entry-title = Wpis { $n }
entry-bytes = Tak, jak jest zapisany
entry-opening = Stan początkowy
entry-need = Zapotrzebowanie
entry-gift = Darowizna
entry-decision = Decyzja
entry-advance = Zaliczka
entry-order = Zamówienie
entry-payment = Płatność
entry-arrival = Dostawa
entry-handover = Przekazanie

option-pool = { $holder }, fundusz „{ $fund }”: { $amount }
option-shelf = { $holder }: { $amount }
option-no-class = bez klasy
option-class = { $standard }, klasa { $level }
option-no-size = bez rozmiaru
option-body-hint = Pierwsza organizacja danego rodzaju ma numer 1. Publiczne strony podają rodzaj, kraj i numer, nigdy osobę.

followed-track = Co się z tym stało, dokładnie
followed-trace = Które darowizny za tym stoją, dokładnie
followed-more = Poza tą listą jest ich jeszcze { $n }.
followed-origin = { $from }, wpis { $n }
column-share = Udział
option-choose = wybierz …
option-nothing-here = nie ma jeszcze z czego wybierać

waits-title = { $n ->
    [0] Nic na Ciebie nie czeka
    [one] Czeka jedna sprawa
    [few] Czekają { $n } sprawy
    [many] Czeka { $n } spraw
   *[other] Czeka { $n } sprawy
}
waits-late = { $n ->
    [one] { $n } dzień po terminie
    [few] { $n } dni po terminie
    [many] { $n } dni po terminie
   *[other] { $n } dnia po terminie
}
waits-payment = Do zapłaty: { $order }
waits-arrival = W drodze: { $order }
waits-advance = { $holder }: { $amount } dla funduszu „{ $fund }”, { $n ->
    [0] od dzisiaj
    [one] od { $n } dnia
    [few] od { $n } dni
    [many] od { $n } dni
   *[other] od { $n } dnia
}
waits-handover = Do przekazania. { $shelf }
waits-needs = { $n ->
    [one] { $n } zapotrzebowanie ostatnio potwierdzone ponad { $days } temu
    [few] { $n } zapotrzebowania ostatnio potwierdzone ponad { $days } temu
    [many] { $n } zapotrzebowań ostatnio potwierdzonych ponad { $days } temu
   *[other] { $n } zapotrzebowania ostatnio potwierdzone ponad { $days } temu
}
waits-needs-oldest = najdawniejsze: { $date }
