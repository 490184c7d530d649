# Drzwi i ludzie za nimi.

sign-in-title = Zaloguj się
sign-in-name = Imię, pod którym tu cię znają
sign-in-passphrase = Hasło z kilku słów
sign-in-code = Kod
sign-in-code-hint = Sześć cyfr z aplikacji albo jeden z kodów na papierze.
sign-in-button = Zaloguj się
sign-in-wrong = Nie pasuje. Sprawdź imię, hasło i kod: kod żyje pół minuty i działa raz. Co było błędne, tego tu nikt nie powie.
sign-in-too-many = Za dużo prób w tej minucie. Odczekaj minutę i spróbuj ponownie.
sign-in-lost = Hasło albo telefon przepadły? Kod z papieru zastąpi telefon. Gdy zginęło hasło, ktoś z koordynacji zaprosi cię na nowo: twojego nikt nie odczyta.
signed-in-title = Znów tu jesteś
signed-in-kept = Twoja sesja się skończyła i to, co zostało wpisane, nie zostało wysłane. Nadal tu jest: naciśnij przycisk, aby wysłać.
signed-in-go-on = Dalej z tym, co wpisano
signed-in-drop = Zostaw to

join-title = Dołącz
join-text = Zaproszenie do „{ $operation }” jako { $name }. Potrzeba trzech rzeczy: aplikacji do kodów, hasła i kartki papieru.
join-unconfirmed = { $name }: zaproszenie jest, ale musi je potwierdzić druga osoba. Otwórz ten link ponownie, gdy to się stanie.
join-app-title = 1. Kody w telefonie
join-app-text = Otwórz aplikację do kodów jednorazowych i daj jej odczytać ten kwadrat. Wystarczy dowolna; nie potrzebuje sieci.
join-app-picture = Kwadratowy kod dla aplikacji
join-app-by-hand = Albo wpisz ręcznie:
join-own-title = 2. Twoje hasło
join-passphrase = Własne hasło
join-passphrase-hint = Co najmniej { $min } znaków; najlepiej kilka słów, które do siebie nie pasują. Odstępy się liczą.
join-again = To samo jeszcze raz
join-code = Kod, który aplikacja pokazuje teraz
join-code-hint = Sześć cyfr.
join-code-wrong = To nie jest obecny kod. Poczekaj na następny i sprawdź zegar telefonu.
join-button = Dołącz
join-no-way-back = Hasło otwiera twój klucz, a klucz otwiera to, co zapieczętowano dla ciebie. Nie przechowujemy go i nie możemy go oddać.
joined-title = Jesteś z nami
joined-text = Bierzesz udział jako { $name }.
joined-codes-title = 3. Kody na papierze
joined-codes-text = Przepisz je albo wydrukuj teraz: pokazujemy je tylko raz. Każdy raz zastępuje telefon, a jeden z nich sam otwiera blokadę. Trzymaj je tam, gdzie nikt nie szuka telefonu.

passphrase-short = Znaków: { $length }; potrzeba co najmniej { $min }. Weź kilka słów.
passphrase-guessed = To hasło szybko by odgadnięto. Weź kilka słów, które do siebie nie pasują, bez imion, które tu wszyscy znają.
passphrase-differs = Hasła się różnią. Wpisz oba jeszcze raz.

role-coordinator = koordynacja
role-treasurer = kasa
role-logistics = logistyka
role-editor = redakcja
role-moderator = moderacja
role-auditor = kontrola
