# Jak chronimy ludzi.

protect-title = Jak chronimy ludzi: { $name }
protect-heading = Jak chronimy ludzi
protect-lede = Publiczne strony powstają wyłącznie z opublikowanych faktów. Tego, co mogłoby doprowadzić do osoby, miejsca lub drogi, nie ma w nich wcale albo pojawia się późno i bez szczegółów.
protect-strip-group = Najmniejsza podawana grupa
protect-strip-people = { $n ->
    [one] { $n } osoba
    [few] { $n } osoby
    [many] { $n } osób
   *[other] { $n } osoby
}
protect-strip-close = Dzień zamyka się o
protect-strip-delay = Dostawy czekają
protect-public = Co jest publiczne, jak dokładnie i kiedy
protect-col-what = Co
protect-col-told = Co podajemy
protect-col-when = Kiedy
protect-gifts = Darowizny
protect-gifts-told = Sumy według funduszu, kraju i waluty, nigdy pojedynczą darowiznę. Kraje, z których liczba darczyńców jest mniejsza niż { $k }, podajemy łącznie.
protect-gifts-when = Gdy dzień zamyka się o { $hour }, i dopiero wtedy, gdy zbiorą się darowizny od co najmniej { $k } osób.
protect-needs = Zapotrzebowania, decyzje
protect-needs-told = Rzecz, liczbę, szacunkową cenę; fundusz i kwotę. Nie podajemy, kto prosił ani gdzie.
protect-needs-when = Gdy dzień się zamyka.
protect-orders = Zamówienia, płatności
protect-orders-told = Co, ile, cenę, rodzaj i kraj dostawcy, przewidywany tydzień. Bez nazwy dostawcy, bez przewoźnika, drogi i przejścia granicznego.
protect-orders-when = Gdy dzień się zamyka. Dopóki nie ogłosimy dostawy, całe zamówienie jest „w drodze”.
protect-advances = Pieniądze u pośredników
protect-advances-told = Rodzaj organizacji, jej kraj, kwotę, uzgodnioną liczbę dni. Bez nazwy.
protect-advances-when = Gdy dzień się zamyka.
protect-arrivals = Dostawy
protect-arrivals-told = Tydzień i region, liczbę zadeklarowaną i otrzymaną, przyczynę różnicy. Bez dnia i miejsca.
protect-arrivals-when = W pierwszy poniedziałek, gdy od końca ich tygodnia minęło co najmniej { $days }.
protect-handovers = Przekazania
protect-handovers-told = Tydzień, region, co i ile oraz ilu osobom. Nigdy dla mniej niż { $k } osób.
protect-handovers-when = W pierwszy poniedziałek, gdy od końca ich tygodnia minęło co najmniej { $days }.
protect-changes = Wymiana pieniędzy, stany początkowe
protect-changes-told = Obie kwoty, waluty, źródło kursu; to, co było przed tą księgą.
protect-changes-when = Gdy zamyka się dzień.
protect-losses = Straty i spisy, które się nie zgadzają
protect-losses-told = Tydzień, co i ile, przyczyna. Bez miejsca.
protect-losses-when = W pierwszy poniedziałek, gdy od końca ich tygodnia minęło co najmniej { $days }.
protect-inkind = Darowizny rzeczowe
protect-inkind-told = Sumy według funduszu i rodzaju rzeczy, nigdy pojedyncza darowizna i bez kraju; wartość godziwa tylko tam, gdzie stoi za nią co najmniej { $k } osób.
protect-inkind-when = W poniedziałek, tak jak dostawy, i dopiero gdy zbiorą się darowizny co najmniej { $k } osób.
protect-corrections = Sprostowania
protect-corrections-told = Co cofnięto i dlaczego. To, co było w sumie, wyjmuje się z późniejszej sumy i nigdy nie ogłasza o samych kilku osobach. To, o czym nikt nie słyszał, znika.
protect-corrections-when = Tak jak to, co prostują.
protect-dispatches = Relacje
protect-dispatches-told = To, co pisze zespół koordynujący. Liczba może tam być tylko taka, którą już ogłoszono, według stanu na ostatnie zamknięcie dnia.
protect-dispatches-when = Od razu. To, co stało tam przed sprostowaniem, zostaje na stronie.
protect-never = Czego nie przechowujemy
protect-never-names = Nazwisk, adresów ani kontaktów odbiorców i darczyńców. Żaden formularz nie ma na nie pola; relację pisze się dla wszystkich.
protect-never-places = Miejsca przekazania: księga zna tylko region.
protect-never-ways = Dróg, przewoźników i przejść granicznych dla tego, co jest w drodze.
protect-never-address = Adresów internetowych ani nazw przeglądarek osób, które czytają te strony. Na publicznych stronach nie ma plików cookie.
protect-never-code = Kodu darowizny: mamy tylko jego odcisk, po którym rozpoznajemy wpisany kod.
protect-code = Kod Twojej darowizny
protect-code-text = To jedyny klucz do tego, co się stało z Twoją darowizną; nie możemy go odszukać. Wpisuje się go w formularzu i nigdy nie pojawia się w adresie, więc nie ma go w historii przeglądarki ani na żadnej liście odwiedzin. Na błędny kod odpowiedź jest taka sama jak na nieznany. Jeśli komuś go pokażesz, ta osoba zobaczy to samo co Ty.
protect-taken = Jeśli serwer wpadnie w cudze ręce
protect-taken-lede = Kto zabierze maszynę, jej dysk albo kopię, dostanie:
protect-taken-book = Całą księgę: kwoty i dni darowizn, zamówień i płatności, regiony magazynów i przekazań, liczby odbiorców; obiecane darowizny z ich numerami referencyjnymi, szkice relacji, dane do przelewu. Nie jest ona zaszyfrowana.
protect-taken-not = Bez nazwisk i adresów odbiorców, darczyńców i zespołu koordynującego: nigdy o nie nie pytaliśmy.
protect-taken-notes = Bez kodów darowizn.
protect-not-yet = Co nie jest jeszcze chronione
protect-not-yet-sealing = Nic nie jest zapieczętowane: księga leży na dysku serwera w czytelnej postaci. Dlatego nie pytamy o nic, co wymagałoby zapieczętowania.
protect-not-yet-login = Zespół koordynujący loguje się jednorazowym linkiem; nie ma drugiego składnika ani ról.
protect-not-yet-four-eyes = Jedna osoba może sama wpisać płatność; nikt inny nie musi jej zatwierdzić.
protect-not-yet-log = Opublikowane fakty nie są podpisane. Kto prowadzi serwer, mógłby zmienić dawny fakt albo go pominąć, a ta strona nie mogłaby tego udowodnić.
protect-not-yet-witness = Żadna inna akcja nie przechowuje jako świadek kopii naszych podpisów.
protect-not-yet-pay = Dane do przelewu potwierdza jedna osoba, a nie kilka. Dopóki nie może tego zrobić kilka, ich zmianę zapowiada się 72 godziny wcześniej.
protect-not-yet-why = Każdy z tych wierszy zniknie wraz z wersją, która wprowadzi daną ochronę, nie wcześniej.
protect-not-yet-people = „Osoby” liczymy według numerów referencyjnych, bo nie znamy nazwisk: kto używa kilku, liczy się kilka razy.
