# Relacje: strony publiczne i edytor.

nav-dispatches = Relacje
moment = { $date }, { $time }
figures-pinned = To stan tej liczby na zamknięciu dnia, na które powołuje się relacja.
figures-today = Jej dzisiejszy stan
figure-order-ordered = Zamówiono: { $of }
figure-order-agreed = Uzgodniona cena zamówienia: { $of }
entry-dispatch = Relacja
kind-dispatch = Relacja

dispatches-title = Relacje: { $name }
dispatches-heading = Relacje
dispatches-lede = Co się działo, dzień po dniu. Każda podwójnie podkreślona liczba została odczytana z księgi, a nie wpisana ręcznie.
dispatches-strip-count = Opublikowano
dispatches-newest = Od najnowszych
dispatches-older = Starsze
dispatches-none = 0 relacji. Pierwsza pojawi się tutaj, gdy tylko zespół koordynujący ją opublikuje.

dispatch-title = { $label }: { $title }
dispatch-label-statement = Oświadczenie, dzień { $n }
dispatch-dispatch = Relacja
dispatch-statement = Oświadczenie
dispatch-published = Opublikowano
dispatch-figures-of = Liczby według stanu na
dispatch-close-of-day = zamknięcie dnia { $n }
dispatch-corrected = poprawiono
dispatch-not-in-your-language = Tego tekstu nie ma jeszcze po polsku.
dispatch-also-in = Także:
section-report = Relacja
section-call = Apel
section-statement = Oświadczenie
section-quote = Cytat
dispatch-correction = Sprostowanie, { $date }, { $time }
dispatch-correction-entry = Sprostowanie jest osobnym wpisem:
dispatch-figures = Liczby w tym tekście
dispatch-col-what = Co
dispatch-col-then = Jak podano
dispatch-col-today = Dziś
dispatch-figures-note = Podwójne podkreślenie oznacza: tej liczby nie wpisano ręcznie, odczytano ją z księgi na zamknięciu dnia { $day }. Obok stoi to, co się od tego czasu zmieniło.
dispatch-others = Inne relacje
dispatch-before = Poprzednia
dispatch-after = Następna
dispatch-all = Wszystkie relacje
front-dispatch = Najnowsza relacja
front-dispatch-more = Wszystkie relacje
front-check-texts = każda relacja z liczbami, które podaje
front-dispatch-link = Przeczytaj najnowszą relację

dispatches-desk = Relacje
dispatches-desk-lede = Relacja z dnia, w tylu językach, w ilu się da. Liczby wybiera się z tego, co świat już widzi.
dispatch-drafts = Szkice
dispatch-drafts-none = 0 szkiców.
dispatch-told = Opublikowane
dispatch-told-none = Nic jeszcze nie opublikowano.
dispatch-correct-it = Sprostuj: { $name }
dispatch-new = Nowy tekst
dispatch-new-day = Dzień
dispatch-new-day-hint = numer dnia, o którym mowa
dispatch-begin = Napisz relację z tego dnia
dispatch-begin-statement = Napisz oświadczenie
dispatch-day-out = O dniu { $day } nie można pisać: wybierz od 1 do { $last }, czyli do dziś.
dispatch-day-taken = Dzień { $day } ma już swoją relację. Sprostuj ją, dodaj do niej język albo napisz oświadczenie.
dispatch-statements-full = Ten dzień nie pomieści więcej oświadczeń. Wybierz inny dzień.
dispatch-too-many-drafts = Szkiców jest już { $max }, dlatego tego nie zapisano. Opublikuj albo odrzuć kilka; to, co wpisano, nadal tu jest.

dispatch-editing = { $name }, { $language }
dispatch-editing-lede = Markdown: pusty wiersz między akapitami, ## dla nagłówka, **ważne**, [słowa](https://adres).
dispatch-editing-told = Ten tekst jest opublikowany. Opublikowanych słów nigdy nie zmienia się po cichu: napisz, co było nie tak, a strona to pokaże.
dispatch-no-people = Nie podawaj osób ani miejsc, którym coś grozi: co opublikowane, zostaje.
dispatch-kept = Zapisano. Na razie widzi to tylko zespół koordynujący.
dispatch-note = Co było nie tak i jak jest naprawdę
dispatch-note-hint = w jednym lub dwóch zdaniach, tak jak mają to przeczytać inni
dispatch-title-field = Tytuł
dispatch-lede-field = Pierwsze słowa
dispatch-lede-hint = dwa lub trzy zdania; stoją też na stronie głównej
dispatch-section-kind = Część { $n }: do czego służy
dispatch-section-text = Część { $n }: tekst
dispatch-section-hint = do 20 000 znaków
dispatch-figure = Liczba
dispatch-figure-hint = Napisz { $mark } tam, gdzie ma stać liczba, wybierz ją tutaj i wstaw. Odczytuje się ją na zamknięciu dnia { $n }.
dispatch-figure-option = { $title }: { $value }
dispatch-figure-put = Wstaw
dispatch-no-figures-yet = Liczb jeszcze nie ma: pierwszy dzień się nie zamknął.
dispatch-save = Zapisz
dispatch-add-section = Dodaj część
dispatch-crossed = W trakcie pisania ktoś inny zapisał ten szkic, więc Twojego nie zapisano. Tamten tekst jest poniżej, Twój w formularzu. Zapisz jeszcze raz, aby zachować swój.
dispatch-theirs = Co zapisał ktoś inny

dispatch-look = { $name }: sprawdź
dispatch-language-wrong = { $language }: { $n ->
    [one] { $n } rzecz do poprawienia
    [few] { $n } rzeczy do poprawienia
    [many] { $n } rzeczy do poprawienia
   *[other] { $n } rzeczy do poprawienia
}
dispatch-will = Od razu będzie to widoczne dla wszystkich, języki: { $languages }.
dispatch-will-figures = Liczby pochodzą z zamknięcia dnia { $n } i takie pozostaną.
dispatch-will-stay = Opublikowanych słów nie da się cofnąć, można je tylko sprostować: kanały i kopie je zachowują.
dispatch-publish = Opublikuj
dispatch-drop = Odrzuć ten szkic
dispatch-done = Opublikowano
dispatch-done-where = Po stronie publicznej stoi pod adresem
dispatch-nothing-written = Nic jeszcze nie napisano. Napisz choć w jednym języku.
dispatch-nothing-changed = Nic nie różni się od tego, co już opublikowano.
dispatch-changed-since = Szkic zmienił się od ostatniego sprawdzenia. Sprawdź go jeszcze raz.
dispatch-too-many-sections = Tekst ma najwyżej { $max } części. Połącz niektóre z nich.
dispatch-too-many-corrections = Ten tekst prostowano już { $max } razy. Opowiedz to na nowo, innego dnia.
dispatch-statement-figure = W oświadczeniu nie ma liczb z księgi. Usuń liczbę albo napisz relację.
dispatch-html = HTML nie jest przyjmowany: „{ $what }”. Pisz w Markdownie albo postaw przed nawiasem ukośnik wsteczny.
dispatch-picture = Obrazów nie da się jeszcze pokazać, a z innych miejsc nigdy żadnego nie pobieramy: „{ $what }”. Usuń go.
dispatch-link = Ten odnośnik nie prowadzi ani do strony, ani do skrzynki pocztowej: „{ $what }”. Zacznij go od https:// albo mailto:.
dispatch-figure-unknown = Nic z tego, co opublikowano, nie daje liczby „{ $what }”. Może to literówka, może jej jeszcze nie ogłoszono, a może stoi za nią mniej niż pięć osób, a wtedy nie zostanie ogłoszona nigdy. Wybierz z listy.
dispatch-figure-later = Liczby „{ $what }” nie ogłoszono jeszcze na zamknięciu dnia, którego trzyma się ten tekst. Podaj ją bez odsyłacza albo w innej relacji.
dispatch-too-many-figures = W jednej części jest za dużo liczb. Podziel ją.
dispatch-too-deep = Cytaty i listy tkwią tu zbyt głęboko w sobie. Napisz to prościej.
dispatch-language-gone = Tekst w języku { $language } jest opublikowany i nie można go usunąć. Napisz go na nowo albo sprostuj.
dispatch-gone = W trakcie pisania ten szkic opublikowano albo odrzucono, więc Twojego nie zapisano. Jest w formularzu: zapisz jeszcze raz, aby zacząć nowy.
dispatch-figure-in-link = Liczba nie może stać wewnątrz odnośnika, bo sama nim jest: „{ $what }”. Postaw ją przed nim albo za nim.
