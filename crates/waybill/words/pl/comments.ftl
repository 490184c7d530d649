# Komentarze: formularz pod tekstem, co pod nim stoi, i strona koordynatorów.

## The form

comment-title = Napisz komentarz
comment-name = Imię
comment-name-hint = wymagane; zobaczą je wszyscy. Może być zmyślone.
comment-name-letter = W imieniu musi być litera albo cyfra. Może być zmyślone.
comment-mail = Adres e-mail
comment-mail-hint = może zostać puste. Nie publikujemy go. Zostaje zapieczętowany zaraz po wysłaniu, tak że otworzyć go mogą tylko ci, którzy czytają tu komentarze, i jest wymazywany razem z komentarzem.
comment-mail-form = To nie jest adres e-mail. Proszę wpisać go jak name@example.org albo zostawić pole puste.
comment-trap = Proszę zostawić puste
comment-words = Komentarz
comment-words-hint = wymagany; do { $max } znaków, zwykły tekst. Proszę nie wymieniać ludzi ani miejsc, którym grozi niebezpieczeństwo.
comment-send = Wyślij do przeczytania
comment-kept = Co się z nim stanie
comment-kept-read = Najpierw przeczyta go ktoś z koordynatorów. Zatwierdzony stanie pod tekstem, może z odpowiedzią; odrzucony zostanie usunięty.
comment-kept-what = Przechowujemy wybraną nazwę, słowa, dzień i język; adres e-mail, jeśli go podasz, zapieczętowany.
comment-kept-not = Nie przechowujemy adresu internetowego ani godziny i nie ustawiamy żadnych ciasteczek.
comment-too-fast = To było szybciej, niż piszą ludzie, więc komentarza nie przyjęto. Treść stoi poniżej: proszę nacisnąć przycisk jeszcze raz.
comment-too-old = Ten formularz otwarto ponad dobę temu. Treść stoi poniżej: proszę ją przejrzeć i nacisnąć przycisk jeszcze raz.
comment-form-lost = Tego formularza nie wydano dla tego tekstu albo uszkodził się po drodze. Treść stoi poniżej: proszę ją przejrzeć i po kilku sekundach nacisnąć przycisk jeszcze raz.
comment-form-used = Tym formularzem wysłano już coś innego. Jeśli to kolejny komentarz, proszę po kilku sekundach nacisnąć przycisk jeszcze raz.
comment-too-many = W tej chwili pisze tak wiele osób, że tego komentarza nie przyjęto. Treść stoi poniżej: proszę odczekać minutę i nacisnąć przycisk jeszcze raz.
comment-full = Na przeczytanie czeka tak wiele komentarzy, że nowych teraz nie przyjmujemy. Treść stoi poniżej: proszę ją skopiować i wrócić jutro.
comment-held = Dziękujemy. Przeczyta go człowiek
comment-held-text = Komentarz czeka, aż przeczyta go ktoś z koordynatorów. Pojawi się pod tekstem, gdy zostanie zatwierdzony.
comment-held-again = Nic więcej nie trzeba robić. Wysłany dwa razy, to wciąż jeden komentarz.
comment-back = Wróć do tekstu

## Under a text

comments-heading = Komentarze
comments-count = { $n ->
    [one] { $n } komentarz
    [few] { $n } komentarze
    [many] { $n } komentarzy
   *[other] { $n } komentarza
}
comments-none = Nie ma tu jeszcze komentarzy. Pierwszy pojawi się, gdy przeczyta go człowiek.
comments-older = Wszystkie komentarze, od pierwszego
comments-title = Komentarze: { $name }
comments-about = Do tekstu
comments-page = Strona
comments-page-of = { $n } z { $of }
comments-before = Poprzednia strona
comments-after = Następna strona
comments-reply = Odpowiedź koordynatorów, { $date }
comments-removed = Komentarz z dnia { $date } został zdjęty.

## The coordinators' page

waits-comments = { $n ->
    [one] { $n } komentarz czeka na przeczytanie
    [few] { $n } komentarze czekają na przeczytanie
    [many] { $n } komentarzy czeka na przeczytanie
   *[other] { $n } komentarza czeka na przeczytanie
}
comments-desk = Komentarze
comments-desk-lede = Nic nie staje się publiczne, zanim ktoś z was tego nie przeczyta. Odrzucone jest od razu usuwane. Żaden komentarz nie może wymieniać ludzi ani miejsc, którym grozi niebezpieczeństwo.
comments-tab-held = Do przeczytania
comments-tab-published = Opublikowane
comments-desk-held = { $n ->
    [one] Czeka { $n } komentarz
    [few] Czekają { $n } komentarze
    [many] Czeka { $n } komentarzy
   *[other] Czeka { $n } komentarza
}
comments-desk-approved = { $n ->
    [one] Opublikowano { $n } komentarz
    [few] Opublikowano { $n } komentarze
    [many] Opublikowano { $n } komentarzy
   *[other] Opublikowano { $n } komentarza
}
comments-more-held = { $n ->
    [one] Jeszcze { $n } czeka i będzie następny.
    [few] Jeszcze { $n } czekają i będą następne.
    [many] Jeszcze { $n } czeka i będzie następnych.
   *[other] Jeszcze { $n } czeka i będzie następne.
}
comments-newer = Nowsze
comments-older-page = Starsze
comments-answer = Odpowiedz w imieniu operacji
comments-reply-to = Odpowiedź na komentarz: { $name }
comments-reply-hint = może zostać puste; do { $max } znaków, zobaczą ją wszyscy
comments-what-with = Co stanie się z komentarzem: { $name }
comments-do-later = Później
comments-do-approve = Zatwierdź
comments-do-reject = Odrzuć i usuń
comments-do-leave = Zostaw, jak jest
comments-do-reply = Wstaw tę odpowiedź
comments-do-remove = Zdejmij
comments-carry-out = Wykonaj
comments-nothing-chosen = Niczego nie wybrano. Proszę wybrać przynajmniej dla jednego komentarza, co się z nim stanie.
comments-now-approved = Komentarz jest opublikowany: { $name }.
comments-now-rejected = Komentarz odrzucono i usunięto.
comments-now-removed = Komentarz zdjęto. W jego miejscu stoi o tym wzmianka.
comments-crossed-held = Komentarz nadal czeka, ale strona była starsza: { $name }. Proszę spojrzeć na niego jeszcze raz.
comments-crossed-approved = Ktoś inny w międzyczasie zatwierdził ten komentarz albo na niego odpowiedział ({ $name }), więc niczego nie wykonano. Stoi w części „Opublikowane”.
comments-crossed-rejected = Ktoś inny w międzyczasie odrzucił ten komentarz. Jest usunięty.
comments-crossed-removed = Ktoś inny w międzyczasie zdjął ten komentarz.
comments-gone = Komentarza, dla którego coś wybrano, już nie ma.

## How we protect people

kind-comment = Komentarze
protect-when-approved = Gdy ktoś z koordynatorów go przeczyta i zatwierdzi
protect-told-from-readers = Słowami tego, kto to napisał, dla wszystkich.
member-author = imię wybrane przez autora
member-words = treść
member-written = dzień
member-reply = odpowiedź koordynatorów
kept-comment-kept = Komentarze, które czekają na przeczytanie, i te zatwierdzone: wybrane imię, treść, dzień.
