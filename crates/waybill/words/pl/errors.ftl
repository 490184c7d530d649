# Co mówimy, gdy reguła jest złamana: co było nie tak i co zrobić.

error-required = Wypełnij to pole.
error-too-long = To za długie: liczba znaków to { $length }, a może być najwyżej { $max }. Skróć tekst.
error-hidden-characters = Są tu niewidoczne znaki, przez które tekst może się czytać jako coś innego. Wpisz go jeszcze raz ręcznie.
error-choice = Nie ma takiej możliwości. Wybierz z listy.
error-date-form = To nie jest data. Wpisz ją jako rok-miesiąc-dzień, na przykład 2022-03-18.
error-date-early = { $date } to za wcześnie: najwcześniejszy możliwy dzień to { $first }.
error-date-late = { $date } to za późno: najpóźniejszy możliwy dzień to { $last }.
error-count-form = To nie jest liczba całkowita. Wpisz same cyfry, na przykład 40.
error-count-zero = Liczba musi wynosić co najmniej 1.
error-count-limit = W jednym wpisie może być najwyżej { $max }. Podziel to na kilka wpisów.
error-number-limit = Numery sięgają tu najwyżej { $max }.
error-currency = „{ $code }” nie jest walutą. Wpisz jej trzy litery, na przykład EUR.
error-amount-form = To nie jest kwota. Wpisz ją tak: 1234.50 albo 1 234,50.
error-amount-zero = Kwota musi być większa niż 0.
error-amount-decimals = { $currency }: { $decimals ->
    [0] bez miejsc po przecinku
    [one] jedno miejsce po przecinku
    [few] { $decimals } miejsca po przecinku
    [many] { $decimals } miejsc po przecinku
   *[other] { $decimals } miejsca po przecinku
}; ta kwota ma ich więcej. Zaokrąglij ją tak, jak zrobił to bank.
error-amount-unclear = To można odczytać jako tysiące albo jako miejsca po przecinku. Wpisz tysiące bez znaku rozdzielającego (1234) albo z miejscami po przecinku (1234,00).
error-amount-limit = Jedna kwota nie może przekroczyć limitu: { $limit }.
error-variant = Ta klasa lub ten rozmiar nie pasuje do rzeczy „{ $item }”. Wybierz inną możliwość albo żadną.

refused-short = Za mało: { $holder }, fundusz „{ $fund }”. Jest: { $has }; potrzeba: { $wanted }; brakuje: { $missing }. Najpierw wpisz brakującą darowiznę lub stan początkowy albo weź mniej.
refused-other = Księga nie przyjęła tego wpisu ({ $code }). Sprawdź, co i skąd on zabiera.
refused-bytes = Tego wpisu nie da się dokładnie zapisać. Użyj krótszych wartości.

not-found-title = Pod tym adresem nic nie ma
not-found-text = Być może w adresie jest literówka albo ta informacja nie została jeszcze ogłoszona.
went-wrong-title = Coś poszło tu nie tak
went-wrong-text = Nic nie trafiło do księgi. Spróbuj ponownie za chwilę; wpisane dane są nadal w przeglądarce, wystarczy się cofnąć.
disk-full-title = Na dysku serwera nie ma miejsca
disk-full-text = Nic nie trafiło do księgi. Osoba, która dba o serwer, musi zwolnić miejsce na dysku; wtedy wyślij to jeszcze raz. Czytać można przez cały czas.
disk-faulty-title = Dysk serwera zgłosił błąd
disk-faulty-text = Nic więcej nie trafi do księgi, dopóki dysk nie zostanie sprawdzony, a program uruchomiony ponownie: to, co potwierdzone, musi być zapisane. Powiadom osobę, która dba o serwer. Czytać można przez cały czas; ten sam formularz, wysłany potem jeszcze raz, nigdy nie zostanie wpisany dwa razy.
bad-request-title = Tego żądania nie udało się odczytać
bad-request-text = Wróć i wyślij formularz jeszcze raz.
too-large-title = To za dużo naraz
too-large-text = Formularz przyjmuje najwyżej 500 kilobajtów. Nic nie trafiło do księgi; wróć i skróć dane.
no-operation-title = Nie ma tu jeszcze żadnej akcji
no-operation-text = Kto prowadzi ten serwer, zakłada ją poleceniem: waybill init
link-used-title = Ten link został już użyty albo jest za stary
link-used-text = Poproś o nowy osobę, która cię zaprosiła. Jeśli już dołączono, po prostu się zaloguj.
not-entered-text = Zaloguj się, aby iść dalej. Sesja kończy się po kwadransie bez użycia i po ośmiu godzinach.
