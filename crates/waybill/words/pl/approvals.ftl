# Cztery oczy: co czeka na drugą osobę.

proposals-title = Czeka na drugą osobę
proposals-about = Pieniądze, które wychodzą, konto na dary i wszystko, co cofa takie wpisy: wpisuje się to, gdy dwie osoby stoją za dokładnie tym samym.
proposals-none = Nic nie czeka na drugą osobę.
waits-proposal = Czeka na drugą osobę: { $what }

proposal-propose = Zaproponuj
proposal-save = Zapisz zmianę
proposal-note = To czeka na drugą osobę. Zostanie wpisane, gdy ktoś inny zatwierdzi dokładnie to.
proposal-note-alone = Nikt inny nie może tego teraz zatwierdzić. Zostanie wpisane od razu, a w jawnych księgach będzie stało, że zatwierdziła to jedna osoba.
proposal-note-change = Kto już zatwierdził, musi spojrzeć jeszcze raz: zatwierdzone było co innego.

proposal-title = Czeka na drugą osobę
proposal-done-title = Zatwierdzone i wpisane
proposal-withdrawn-title = Wycofane
proposal-made = proponuje { $name }, { $date }
proposal-behind = { $n ->
    [0] Za dokładnie tym nie stoi nikt, kto bierze udział; potrzeba { $needed }.
    [one] Za dokładnie tym stoi { $n } osoba z { $needed } potrzebnych: { $names }.
    [few] Za dokładnie tym stoją { $n } osoby z { $needed } potrzebnych: { $names }.
    [many] Za dokładnie tym stoi { $n } osób z { $needed } potrzebnych: { $names }.
   *[other] Za dokładnie tym stoi { $n } osoby z { $needed } potrzebnych: { $names }.
}
proposal-digest = Do porównania przez telefon: suma kontrolna zaczyna się od
proposal-own = To twoja propozycja, więc zatwierdza ją ktoś inny. Możesz ją jeszcze zmienić albo wycofać.
proposal-nobody = Nie ma już nikogo, kto mógłby być drugą osobą. Wycofaj to i wpisz na nowo: zostanie wpisane od razu, a w jawnych księgach będzie stało, że zatwierdziła to jedna osoba.
proposal-approve = Zatwierdź dokładnie to
proposal-again = Spróbuj wpisać jeszcze raz
proposal-withdraw = Wycofaj
proposal-change = Zmień
proposal-changed = Zmieniono to po otwarciu tej strony, więc nic nie zostało zatwierdzone. Zobacz, co jest tu teraz.
proposal-closed = To już nie czeka: ktoś to tymczasem wpisał albo wycofał.
proposal-moved = W tej samej chwili zajmowali się tym inni, więc jeszcze nie zostało wpisane. Zobacz to i spróbuj jeszcze raz.
proposal-key-used = Ten formularz zaproponował już co innego. Przejrzyj go i zaproponuj jeszcze raz.
proposal-refused-now = Przy obecnym stanie księgi nie da się tego wpisać:

proof-hint = Pieniądze pytają jeszcze raz: sześć cyfr z twojej aplikacji albo jeden z twoich kodów na papierze.
proof-missing = Wpisz kod, który aplikacja pokazuje teraz; od ostatniego minęło ponad pięć minut.
proof-wrong = Ten kod nie pasował: każdy działa raz i przez pół minuty. Nic nie zostało wpisane; poczekaj na następny.

told-alone = { $sentence } (zatwierdziła jedna osoba)
alone-stamp = zatwierdziła jedna osoba
alone-note = W tamtej chwili nikt inny nie mógł być drugą osobą.
