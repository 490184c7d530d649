# Wyciągi bankowe.

statements-title = Wyciągi bankowe
statements-about = Każda pozycja z pliku banku czeka tutaj, aż ktoś ją zaksięguje, odłoży albo pominie. Z pozycji zostaje kwota, daty, kraj, kwota w innej walucie, numer referencyjny i skrót z kluczem; nazwę, numer konta i treść pieczętujemy dla tych, którzy zajmują się pieniędzmi.
statements-send = Wczytaj plik
statements-file = Wczytaj plik z banku
statements-file-field = Plik z banku
statements-file-hint = Wymagane. camt.053 w wersji 02, 04 lub 08, najwyżej { $max } MB. Ten sam plik dwa razy albo dwa pliki, które się pokrywają, niczego nie zmieniają.
statements-read = Wczytaj
statements-balance = Saldo banku obok salda księgi
statements-to-list = Do listy pozycji
statements-another = Wczytaj inny plik
statements-states = Pozycje według decyzji
statements-accounts = Pozycje według konta
statements-pages = Strony listy
statements-all-accounts = Wszystkie konta
statements-tab-open = Czekają: { $n }
statements-tab-held = Odłożone: { $n }
statements-tab-ignored = Pominięte: { $n }
statements-tab-booked = Zaksięgowane: { $n }
statements-none-open = Czekających pozycji: 0. Nowe przyniesie następny plik z banku.
statements-none-held = Odłożonych pozycji: 0.
statements-none-ignored = Pominiętych pozycji: 0.
statements-none-booked = Zaksięgowanych pozycji: 0. Pojawią się tutaj, gdy będą w księdze.
statements-counts = Gotowe do zaksięgowania: { $ready }. Do obejrzenia: { $looks }. Wyszło z konta: { $out }.
statements-book-all = { $n ->
    [one] Zaksięguj { $n } gotową pozycję
    [few] Zaksięguj wszystkie { $n } gotowe pozycje
    [many] Zaksięguj wszystkie { $n } gotowych pozycji
   *[other] Zaksięguj wszystkie { $n } gotowej pozycji
}
statements-tick = Zaznacz pozycje, potem naciśnij przycisk pod nimi
statements-go-book = Zaksięguj zaznaczone
statements-go-hold = Odłóż zaznaczone
statements-go-ignore = Pomiń zaznaczone
statements-go-open = Niech zaznaczone znów czekają
statements-open = Obejrzyj
statements-open-this = Obejrzyj: { $line }
statements-newer = Nowsze pozycje
statements-older = Starsze pozycje
statements-page = Strona { $n } z { $of }
statements-none-ticked = Nie zaznaczono żadnej pozycji. Zaznacz właściwe i naciśnij przycisk jeszcze raz.
statements-now-booked = { $n ->
    [0] Niczego nie zaksięgowano.
    [one] { $n } pozycja jest teraz w księdze.
    [few] { $n } pozycje są teraz w księdze.
    [many] { $n } pozycji jest teraz w księdze.
   *[other] { $n } pozycji jest teraz w księdze.
}
statements-now-settled = { $n ->
    [one] { $n } pozycja należy do wpisu, który już był w księdze.
    [few] { $n } pozycje należą do wpisów, które już były w księdze.
    [many] { $n } pozycji należy do wpisów, które już były w księdze.
   *[other] { $n } pozycji należy do wpisów, które już były w księdze.
}
statements-now-refused = { $n ->
    [one] { $n } pozycji nie zaksięgowano, i dlaczego:
    [few] { $n } pozycji nie zaksięgowano, i dlaczego:
    [many] { $n } pozycji nie zaksięgowano, i dlaczego:
   *[other] { $n } pozycji nie zaksięgowano, i dlaczego:
}
statements-now-open = { $n ->
    [one] { $n } pozycja znów czeka.
    [few] { $n } pozycje znów czekają.
    [many] { $n } pozycji znów czeka.
   *[other] { $n } pozycji znów czeka.
}
statements-now-held = { $n ->
    [one] { $n } pozycja jest teraz odłożona.
    [few] { $n } pozycje są teraz odłożone.
    [many] { $n } pozycji jest teraz odłożonych.
   *[other] { $n } pozycji jest teraz odłożone.
}
statements-now-ignored = { $n ->
    [one] { $n } pozycja jest teraz pominięta. Można to cofnąć.
    [few] { $n } pozycje są teraz pominięte. Można to cofnąć.
    [many] { $n } pozycji jest teraz pominiętych. Można to cofnąć.
   *[other] { $n } pozycji jest teraz pominięte. Można to cofnąć.
}
statements-meanwhile = { $n ->
    [one] O { $n } pozycji zdecydowano w międzyczasie; zostaje bez zmian.
    [few] O { $n } pozycjach zdecydowano w międzyczasie; zostają bez zmian.
    [many] O { $n } pozycjach zdecydowano w międzyczasie; zostają bez zmian.
   *[other] O { $n } pozycji zdecydowano w międzyczasie; zostaje bez zmian.
}
statements-left = { $n ->
    [one] Została jeszcze { $n } pozycja: naciśnij przycisk ponownie.
    [few] Zostały jeszcze { $n } pozycje: naciśnij przycisk ponownie.
    [many] Zostało jeszcze { $n } pozycji: naciśnij przycisk ponownie.
   *[other] Zostało jeszcze { $n } pozycji: naciśnij przycisk ponownie.
}

statement-title = Pozycja wyciągu
statement-line = { $date }, { $money }
statement-sent = wysłano { $money }
statement-is-open = Ta pozycja czeka.
statement-is-held = Ta pozycja jest odłożona.
statement-is-ignored = Ta pozycja jest pominięta.
statement-is-booked = Ta pozycja jest w księdze.
statement-gift-open = Darowizna, tam, gdzie najbardziej potrzeba.
statement-gift = Darowizna, na „{ $fund }”.
statement-entered = Jest już w księdze:
statement-perhaps = Być może ta darowizna, wpisana ręcznie:
statement-look-reference = Być może darowizna: nie ma na niej naszego numeru referencyjnego. Obejrzyj ją albo zaznacz, aby zaksięgować ją z nowym numerem, tam, gdzie najbardziej potrzeba.
statement-look-country = Darowizna, ale bank nie mówi, z jakiego kraju. Obejrzyj ją i wybierz kraj.
statement-look-early = Jest starsza niż księga, może więc być w stanie początkowym. Jeśli tak, pomiń ją.
statement-look-late = Jej dzień jeszcze nie nadszedł. Zaksięguj ją wtedy.
statement-look-corrected = Jej wpis poprawiono. Jeśli bank cofnął pieniądze, pomiń tę pozycję i tę, którą je cofnął. Jeśli pieniądze są na koncie, obejrzyj ją i zaksięguj na nowo.
statement-look-several = { $n ->
    [one] Bank zapisał w niej { $n } płatność. Wpisz każdą ręcznie albo zaksięguj jako jedną darowiznę.
    [few] Bank zapisał { $n } płatności jako jedną. Wpisz każdą ręcznie albo zaksięguj jako jedną darowiznę.
    [many] Bank zapisał { $n } płatności jako jedną. Wpisz każdą ręcznie albo zaksięguj jako jedną darowiznę.
   *[other] Bank zapisał { $n } płatności jako jedną. Wpisz każdą ręcznie albo zaksięguj jako jedną darowiznę.
}
statement-out = Pieniądze wyszły, a żaden wpis księgi nie mówi dokąd. Obejrzyj pozycję i wpisz, co to było; wtedy znajdzie swój wpis.
statement-reversal = Bank cofa wcześniejszą pozycję, dlatego jest odłożona. Popraw wpis tamtej pozycji i pomiń obie: pieniądze przyszły i wyszły. Albo wpisz, co to było; wtedy ta pozycja znajdzie swój wpis.
statement-refused-look = Tę pozycję ktoś musi najpierw obejrzeć.
statement-refused-out = Pieniądze, które wyszły, wpisuje się ich własnym formularzem.
statement-refused-reversal = To, co bank cofa, poprawia się korektą.
statement-gone = O tej pozycji zdecydowano w międzyczasie. Pokazujemy ją tak, jak jest teraz.
statement-settle = To jest wpis { $n }
statement-ways = Wpisz, co to było. Dzień, kwota i konto są wypełnione:
statement-book = Zaksięguj jako darowiznę
statement-go-hold = Odłóż
statement-go-ignore = Pomiń
statement-go-open = Niech znów czeka

statements-new = { $n ->
    [0] Plik wczytano. Nie ma w nim pozycji, która nie byłaby już znana.
    [one] Plik wczytano: { $n } nowa pozycja.
    [few] Plik wczytano: { $n } nowe pozycje.
    [many] Plik wczytano: { $n } nowych pozycji.
   *[other] Plik wczytano: { $n } nowej pozycji.
}
statements-of = { $holder }, kończy się na { $ends }
statements-of-unknown = { $currency }, kończy się na { $ends }
statements-counted = Nowe pozycje: { $new }. Już znane: { $known }.
statements-which-title = Które to konto?
statements-which-about = Wybierz je, a potem wybierz plik jeszcze raz: nie został zachowany. Wybór zapamiętamy jako skrót numeru konta z kluczem.
statements-which = Ten plik mówi o koncie w { $currency }, które kończy się na { $ends }. Które to konto?
statements-refused-which = Nie przyjęto żadnej pozycji: nikt jeszcze nie powiedział, które nasze konto kończy się na { $ends }. Wybierz poniżej.
statements-refused-none = Nie przyjęto żadnej pozycji: ta akcja nie ma konta bankowego w { $currency }.
statements-refused-currency = Nie przyjęto żadnej pozycji: to numer konta „{ $holder }” w { $ours }, a wyciąg jest w { $currency }. Porównaj dane do wpłat z danymi banku.
statements-refused-complaint = Nie przyjęto żadnej pozycji.
statements-faults = { $n ->
    [one] Pominięto { $n } pozycję
    [few] Pominięto { $n } pozycje
    [many] Pominięto { $n } pozycji
   *[other] Pominięto { $n } pozycji
}
statements-unsure = Do porównania teraz
statements-unsure-note = Te nowe pozycje nie mają naszego numeru referencyjnego albo wyszły z konta. To, co pisze o nich bank, widać tu tylko ten jeden raz; potem jest zapieczętowane, a otwarcie będzie wpisem w księdze.

file-missing = Nie przyszedł żaden plik. Wybierz plik, który masz z banku.
file-too-large = Ten plik jest większy niż { $max } MB. Poproś bank o krótszy okres.
file-too-many = Ten plik ma więcej pozycji niż { $max }. Poproś bank o krótszy okres.
file-too-deep = W wierszu { $line } ten plik jest zagnieżdżony głębiej niż jakikolwiek wyciąg. Pobierz go z banku jeszcze raz.
file-not-xml = To nie jest wyciąg: od wiersza { $line } to już nie XML. Wybierz plik, którego nazwa kończy się na .xml, taki, jaki dał bank.
file-truncated = Ten plik urywa się w wierszu { $line }. Pobierz go z banku jeszcze raz.
file-entities = W wierszu { $line } ten plik definiuje własne skróty; żaden bank tego nie robi. Nie został wczytany. Ustal, skąd pochodzi.
file-encoding = Litery tego pliku to nie { $declared }, choć tak mówi. Pobierz go z banku jeszcze raz i nie zapisuj innym programem.
file-namespace = To dokument innego rodzaju ({ $found }). Poproś bank o wyciągi w formacie camt.053, w wersji 02, 04 lub 08.
file-no-statement = W tym pliku nie ma wyciągu. Wybierz inny dzień.
file-large-title = Ten plik jest za duży
file-large-text = Plik może mieć najwyżej 64 MB. Niczego nie wczytano; poproś bank o krótszy okres.
file-busy-title = Przychodzi kilka plików naraz
file-busy-text = Najwyżej cztery jednocześnie. Z tego nic nie odczytano; wróć i wyślij go za chwilę ponownie.

statement-no-account = Wyciąg nie podaje konta.
statement-no-currency = Wyciąg nie podaje waluty.
statement-unknown-currency = Nie znamy waluty „{ $code }”.
statement-opening-unread = Nie udało się odczytać salda początkowego: { $why }
statement-closing-unread = Nie udało się odczytać salda końcowego: { $why }
statement-does-not-add-up = Wyciąg się nie zgadza: { $opening } na początku i { $moved } w pozycjach daje { $made }, a podano { $closing }. Nieodczytane pozycje: { $unread }. Dobre pozycje przyjęto; zapytaj bank.
statement-line-fault = Pozycja { $n }: { $why }
line-amount-why = { $money }: { $why }
line-pending = jest dopiero zapowiedziana. Gdy bank ją zaksięguje, przyniesie ją późniejszy plik.
line-future = jej dzień jeszcze nie nadszedł. Przyniesie ją późniejszy plik.
line-information = tylko do wiadomości; pieniądze się nie ruszyły.
line-not-booked = bank jej nie zaksięgował.
line-no-status = nie mówi, czy jest zaksięgowana.
line-no-amount = nie ma kwoty.
line-not-a-number = jej kwota nie jest liczbą.
line-zero = jej kwota wynosi zero.
line-too-much = jej kwota jest większa, niż przyjmuje ta księga.
line-decimals = jej kwota ma za dużo miejsc po przecinku: { $found }, a { $currency } ma ich { $allowed }.
line-other-currency = jest w { $found }, a konto w { $account }.
line-unknown-currency = nie znamy waluty „{ $code }”.
line-no-date = nie ma daty.
line-not-a-date = jej data nie jest datą.
line-no-direction = nie mówi, czy pieniądze przyszły, czy wyszły.
line-batch = stoi za nią kilka płatności ({ $n }), które dają { $made }, a nie { $amount }.
line-twice = mówi dwa razy to, co wolno raz, na przykład dwie kwoty.
line-too-long = jeden z jej tekstów ma więcej znaków niż { $max }.

statements-balance-about = Co według banku jest na koncie, co mówi księga, i każda pozycja oraz wpis, które stanowią różnicę.
statements-balance-none = Wczytanych wyciągów: 0. Gdy plik z banku zostanie wczytany, staną tu jego salda.
balance-unknown = Księga ma { $book }. Żaden wyciąg nie podał jeszcze salda.
balance-book = Księga, wszystkie fundusze razem
balance-before = Różnica tam, gdzie zaczynają się wyciągi, { $date }
balance-open = Czekające pozycje: { $n }
balance-held = Odłożone pozycje: { $n }
balance-ignored = Pominięte pozycje: { $n }
balance-later = Wpisy po saldzie banku: { $n }
balance-nowhere = Wpisy bez pozycji: { $n }
balance-unexplained = Niewyjaśnione
balance-unexplained-note = Pozycje wyciągów nie dają ich sald. Brakuje wyciągu, jakieś pozycje pominięto albo bank coś poprawił: wczytaj brakujący plik lub zapytaj bank.
balance-bank = Bank, { $date }
balance-same = Księga i bank zgadzają się co do grosza.

waits-statements = { $n ->
    [one] Do zaksięgowania: { $n } pozycja wyciągu
    [few] Do zaksięgowania: { $n } pozycje wyciągu
    [many] Do zaksięgowania: { $n } pozycji wyciągu
   *[other] Do zaksięgowania: { $n } pozycji wyciągu
}

## How we protect people

kept-statement-line = Wiersze wyciągów bankowych: kwota, kierunek, dni, nasze konto, numer referencyjny, kraj, z którego przyszły pieniądze, ile wysłano w innej walucie i po jakim kursie, ile to płatności, odcisk i podjęta decyzja. Bez nazwiska, bez numeru konta, bez tytułu przelewu.
kept-statement-account = Odciski numerów naszych własnych kont i to, które to konto.
kept-statement-balance = Salda, które podają wyciągi bankowe.
