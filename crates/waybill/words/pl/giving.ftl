# Wpłaty: dokąd trafiają pieniądze, obiecane darowizny i strona, która je łączy.

nav-give = Wpłać
kind-giving-details = Dane do przelewu
entry-giving-details = Dane do przelewu
told-giving-details = Darowizny w { $currency } trafiają tu: { $holder }, { $number }

## Formularz koordynatorów

details-title = Dane do przelewu
details-about = Konto, na które trafiają darowizny. Zobaczą je wszyscy. Zmianę zapowiada się 72 godziny wcześniej, żeby nikt nie mógł niezauważenie podmienić konta.
details-done = Zostanie to podane, gdy dzień się zamknie. Jeśli dane do przelewu były już wcześniej podane, te zaczną obowiązywać 72 godziny później; do tego czasu strona wpłat pokazuje i stare, i nowe. Żeby cofnąć zmianę, wpisz stare dane jeszcze raz.
details-account = Dla którego konta
details-holder = Właściciel konta
details-holder-hint = Tak, jak pisze bank: stowarzyszenie, fundacja lub firma, która prowadzi akcję. Nigdy osoba prywatna. Najwyżej 70 znaków.
details-iban = IBAN
details-iban-hint = Odstępy nie mają znaczenia.
details-bic = BIC
details-bic-hint = W strefie euro może pozostać puste.
details-number = Numer konta
details-number-hint = Tylko gdy bank nie ma numeru IBAN.
details-bank = Nazwa banku
details-iban-missing = Wpisz IBAN. Jeśli bank go nie ma, wpisz numer konta i nazwę banku.
details-iban-euro = Wpisz IBAN: ma go każde konto w euro.
details-both = Wpisz IBAN albo numer konta, nie oba.
details-bank-missing = Do numeru konta potrzebna jest nazwa banku.
details-bank-alone = IBAN wskazuje już swój bank. Zostaw to pole puste.
details-bic-alone = BIC należy do numeru IBAN. Wpisz IBAN albo zostaw to pole puste.
details-name-letter = Znak „{ $letter }” nie może stać w nazwie w banku. Użyj liter, cyfr i zwykłych znaków.
details-name-mixed = W „{ $word }” zmieszano podobne litery łacińskie i cyrylickie. Wpisz to jeszcze raz jednym alfabetem.
details-bic-form = „{ $bic }” to nie BIC: ma on 8 albo 11 liter i cyfr, na przykład COBADEFFXXX.
details-iban-letter = Znak „{ $letter }” nie może stać w numerze IBAN. Są w nim tylko litery od A do Z i cyfry; jeśli numer skopiowano, wpisz go ręcznie.
details-iban-form = To nie jest IBAN. Zaczyna się on od dwóch liter i dwóch cyfr i ma od 15 do 34 znaków.
details-iban-length = IBAN zaczynający się od { $country } liczy tyle znaków: { $expected }; ten ma ich { $typed }. Porównaj go z tym, co napisał bank.
details-iban-digits = Cyfry kontrolne się nie zgadzają: któryś znak wpisano błędnie albo dwa zamieniono miejscami. Porównaj go z tym, co napisał bank.
details-iban-nobodys = IBAN zaczynający się od { $code } nie należy do żadnego banku. Używa się go tylko w wersjach pokazowych.
details-iban-demo = To wersja pokazowa i nikt nie powinien przysyłać tu pieniędzy: IBAN musi zaczynać się od { $code }.
details-same = Właśnie te dane wpisano ostatnio. Zmień coś albo zostaw je bez zmian.

## Strona wpłat

give-title = Wpłać: { $name }
give-heading = Wpłać
give-lede = Powiedz, na co i ile. Pokażemy numer referencyjny do przelewu i kod, dzięki któremu tylko Ty zobaczysz, co stało się z darowizną.
give-now = Wpłać teraz
give-for-this = Wpłać na to
give-for-this-need = Wpłać na to: { $need }
give-what = Co chcesz dać?
give-where = Dokąd trafiają pieniądze
give-to = Darowizny w { $currency }: właściciel konta
give-holder = Właściciel konta
give-iban = IBAN
give-bic = BIC
give-number = Numer konta
give-bank = Bank
give-number-at = { $number }, { $bank }
give-one-person = Te dane potwierdziła jedna osoba. Ich zmianę zapowiada się tutaj 72 godziny wcześniej.
give-two-people = Te dane potwierdziły dwie osoby. Ich zmianę zapowiada się tutaj 72 godziny wcześniej.
give-no-reference-yet = Twój numer referencyjny pojawi się w następnym kroku.
give-for = Na co
give-for-open = Tam, gdzie najbardziej potrzeba
give-for-need = { $need }: brakuje jeszcze { $money }
give-amount = Kwota
give-currency = Waluta
give-pieces = Albo ile sztuk
give-pieces-hint = Dla zapotrzebowania: pomnożymy przez jego szacowaną cenę. Wtedy kwotę zostaw pustą.
give-send = Pokaż numer referencyjny i kod
give-nothing-kept = Bez nazwiska, adresu i e-maila: zapisujemy fundusz, kwotę i dzisiejszą datę, a o Tobie nic.
give-need-state = Na „{ $need }” brakuje jeszcze { $money }. Jedna sztuka kosztuje około { $price }.
give-need-complete = „{ $need }”: wszystko jest już zebrane. Wpłać tam, gdzie najbardziej potrzeba, albo wybierz inne zapotrzebowanie.
give-need-not-now = „{ $need }”: teraz niepotrzebne. Wpłać tam, gdzie najbardziej potrzeba, albo wybierz inne zapotrzebowanie.
give-need-stale = Od tego czasu mogło się to zmienić. Wpłaty tam, gdzie najbardziej potrzeba, idą na to, czego według wiedzy zespołu brakuje.
give-need-no-account = „{ $need }” liczymy w { $currency }, a żadne konto nie przyjmuje tu jeszcze { $currency }. Wpłać tam, gdzie najbardziej potrzeba, albo wybierz inne zapotrzebowanie.
give-need-currency = „{ $need }” liczymy w { $currency }. Wybierz { $currency } albo wpłać tam, gdzie najbardziej potrzeba.
give-both = Wpisz kwotę albo liczbę sztuk, nie jedno i drugie.
give-pieces-of-what = Sztuk czego? Wybierz wyżej zapotrzebowanie albo wpisz kwotę.
give-too-much = To więcej, niż mieści jeden przelew: najwyżej { $limit }. Podziel kwotę albo zapytaj skarbnika.
give-form-used = Tego formularza już użyto. Naciśnij jeszcze raz, żeby dostać nowy numer referencyjny.
give-too-many = Przed chwilą poproszono o zbyt wiele numerów. Odczekaj minutę i naciśnij jeszcze raz. Możesz też przelać pieniądze bez numeru i potem poprosić skarbnika o kod: potrzebne będą dzień, kwota i kraj banku.
give-full = Obecnie nie można wydać kolejnego numeru: na pieniądze czeka tyle obiecanych darów, że na następne nie ma miejsca. Przelej pieniądze bez numeru i potem poproś skarbnika o kod: potrzebne będą dzień, kwota i kraj banku.
give-no-details = Ta akcja nie podała jeszcze danych do przelewu, więc nie ma dokąd przelać pieniędzy.
give-no-details-note = Pojawią się tu wieczorem po tym, jak wpiszą je koordynatorzy.
give-demo = To wersja pokazowa. Numery kont na tej stronie nie należą do żadnego banku i nikt nie dostaje pieniędzy: niczego nie przelewaj.
give-change = Dane dla { $currency } wkrótce się zmienią
give-change-text = Nowe obowiązują od wieczora tego dnia: { $date }. Do tego czasu darowizny trafiają na stare konto. Jeśli znasz tę akcję, zapytaj tam kogoś, czy zmiana jest prawdziwa.
give-change-soon = Te dane wkrótce się zmienią. Zobacz, co zapowiedziano i od kiedy.
give-change-now = Obowiązują teraz:
give-change-then = Zapowiedziane:
give-then = Co dalej
give-then-transfer = Przelewasz pieniądze z numerem referencyjnym: aplikacją swojego banku albo kopiując wiersze.
give-then-booked = Gdy dotrą, skarbnik je zapisze. To trwa kilka dni.
give-then-follow = Następnego wieczora Twój kod pokaże, gdzie jest Twoja darowizna.
give-other-way = Możesz też przelać pieniądze bez numeru. Wtedy poproś skarbnika o kod: potrzebne będą dzień, kwota i kraj banku.

## Odpowiedź, pokazywana jeden raz

given-title = Twój numer referencyjny i Twój kod
given-heading = Dziękujemy. Teraz przelew.
given-lede = { $money } na „{ $fund }”.
given-transfer = Do przelewu
given-reference = Numer referencyjny
given-copy = Skopiuj każdy wiersz tak, jak stoi. Numer referencyjny wpisz w pole na niego albo w tytuł przelewu.
given-qr = Aplikacja Twojego banku odczyta to i wypełni wszystko.
given-qr-label = Kwadratowy kod dla aplikacji bankowych, z tym samym przelewem co wiersze obok: numer { $reference }
given-until = Na pieniądze czekamy do { $until }. Jeśli przyjdą później, i tak zostaną zapisane. Inna kwota też jest w porządku.
given-keep = Zachowaj to
given-code = Twój kod
given-once = Kod widać jeden raz, teraz. Nie mamy kopii i nie umiemy go odnaleźć. Zapisz go albo wydrukuj tę stronę.
given-use = Dzięki niemu widać, co stało się z Twoją darowizną, od wieczora po jej zapisaniu. Kto ma kod, widzi to samo. Numer referencyjny niczego nie otwiera.
given-print = Po wydrukowaniu: zegnij kartkę między obiema częściami. Jedna jest dla banku, druga dla Ciebie.

## Obiecane darowizny, dla koordynatorów

promises-title = Obiecane darowizny
promises-about = Numery wydane na publicznej stronie, za którymi pieniądze jeszcze nie przyszły. Nie stoi za nimi żadne nazwisko.
promises-none = 0 obiecanych darowizn. Pojawiają się tutaj, gdy ktoś poprosi o numer na stronie wpłat.
promises-cell = { $n ->
    [one] { $n } obietnica, { $money }
    [few] { $n } obietnice, { $money }
    [many] { $n } obietnic, { $money }
   *[other] { $n } obietnicy, { $money }
}
promises-col-open = Oczekiwane
promises-col-ended = Po terminie
promises-ended-on = Termin minął { $date }
promises-ended = { $n ->
    [0] Żadnej nie minął termin
    [one] Termin minął { $n } obietnicy
    [few] Termin minął { $n } obietnicom
    [many] Termin minął { $n } obietnicom
   *[other] Termin minął { $n } obietnicy
}
promises-ended-note = Nikt nie musi nic robić: pieniądze, które przyjdą później, i tak zostaną zapisane pod swoim numerem. Po kolejnych 60 dniach obietnica po terminie jest usuwana, a jej numer staje się nieznany.
promises-renew = Przedłuż o 30 dni
promises-renew-this = Przedłuż o 30 dni: { $reference }
promises-renewed = Na { $reference } czekamy do { $until }.
promises-gone = Tej obietnicy już nie ma: darowiznę zapisano albo termin minął zbyt dawno.
promise-wish = { $money } na „{ $fund }”
promise-remark-same = Zgodnie z obietnicą
promise-remark-differs = Nie całkiem zgodnie z obietnicą
promise-remark-ended = Termin obietnicy za tym numerem minął
promise-remark-ended-text = Złożono ją { $made }, termin minął { $until }. Pieniądze przyszły, więc zapisz je: numer i kod osoby wpłacającej są ważne. Jeśli to pieniądze kogoś innego, wróć i opróżnij pole; wtedy powstaną nowy numer i nowy kod.
promise-remark-differs-text = Obiecano: { $promised }. Ta darowizna: { $came }. Zapisuje się to, co przyszło.

## Nowy kod dla zapisanej darowizny

new-code-title = Wydaj nowy kod dla tej darowizny
new-code-about = Dla kogoś, kto zgubił kod albo przelał pieniądze bez numeru. Powstanie nowy kod, pokazany jeden raz. Stary natychmiast przestaje działać: upewnij się, że rozmawiasz z osobą, która wpłaciła i umie podać dzień, kwotę i kraj banku.
new-code-make = Utwórz nowy kod
new-code-made-before = Od otwarcia tej strony wydano inny kod. Jeśli to nie Ty, otwórz ją jeszcze raz.
