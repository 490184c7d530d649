# Słowa wszystkich formularzy.

form-title = { $n ->
    [one] Jedna rzecz do poprawy: { $title }
    [few] { $n } rzeczy do poprawy: { $title }
    [many] { $n } rzeczy do poprawy: { $title }
   *[other] { $n } rzeczy do poprawy: { $title }
}
form-problems = { $n ->
    [one] Nic jeszcze nie zostało wpisane do księgi. Jedna rzecz do poprawy
    [few] Nic jeszcze nie zostało wpisane do księgi. { $n } rzeczy do poprawy
    [many] Nic jeszcze nie zostało wpisane do księgi. { $n } rzeczy do poprawy
   *[other] Nic jeszcze nie zostało wpisane do księgi. { $n } rzeczy do poprawy
}
form-kept = Wszystko, co zostało wpisane w formularzu, nadal tu jest.
form-key-lost = Formularz zgubił po drodze swój jednorazowy klucz, dlatego nic nie trafiło do księgi. Sprawdź go i wyślij jeszcze raz.
form-other-title = Ten formularz już wysłano
form-other-body = Ten formularz wysłano już z inną treścią, dlatego tym razem nic nie zapisano. Sprawdź, co zapisano za pierwszym razem; do nowego wpisu otwórz nowy formularz.
form-other-typed = Co wpisano
form-other-anew = Otwórz nowy formularz
form-look = Sprawdź
form-enter = Wpisz do księgi
form-back = Popraw
world-title = Co zobaczy świat i kiedy
world-now = Teraz
world-never = Nigdy
world-nothing = Nic.
