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
signed-in-kept = Twoja sesja się skończyła i to, co zostało wpisane, nie zostało wysłane. Nadal tu jest: naciśnij przycisk, aby wysłać. Zapieczętowanych nazwisk i kontaktów nie zachowano: wpisz je ponownie.
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

desk-strip-who = Ty
desk-who = { $name }, { $role }
desk-sign-out = Wyloguj się
desk-lock = Zablokuj wszystko

people-title = Ludzie
people-about = Kto bierze udział, pod imionami, pod którymi was tu znają; prawdziwych nazwisk nie ma nigdzie. Wszystko, co robi się z ludźmi, widzą wszyscy.
people-list = Kto bierze udział
people-column-name = Imię
people-column-role = Rola
people-column-status = Stan
people-column-seen = Ostatnie logowanie
people-you = (ty)
people-never = jeszcze nigdy
people-keyless = Nie otworzy jeszcze starszych zapieczętowanych danych: to czeka, aż zaloguje się ktoś, kto je otwiera.
people-link-over = Link stracił ważność. Utwórz nowy albo wycofaj zaproszenie.
people-unconfirmed = Link niczego nie otworzy, dopóki nie potwierdzi druga osoba.
people-machine = Maszyna
people-back = Wszyscy ludzie
people-waiting-title = Czeka na twoje potwierdzenie
people-waiting = { $name }, rola: { $role }
people-invite-title = Zaproś kogoś
people-invite-about = Dostaniesz link do osobistego przekazania. Gdy aktywne są dwie osoby lub więcej, niczego nie otworzy, dopóki ktoś inny nie potwierdzi zaproszenia.
people-name = Imię, pod którym ta osoba będzie tu znana
people-name-hint = Nieprawdziwe. Stoi przy wszystkim, co ta osoba wpisze, i tam zostaje.
people-name-taken = Ktoś tu nosi albo nosił to imię. Wybierz inne.
people-form-used = Tym formularzem już kogoś zaproszono. Otwórz stronę od nowa i zaproś następną osobę tam.
people-role = Rola
people-invite-button = Zaproś
people-link-title = Link dla { $name }
people-link-text = Pokazany tylko teraz, ważny trzy dni, działa raz. Skopiuj jego adres i przekaż drogą, której używacie tylko we dwoje: kto go ma, ten dołączy.
people-link-unconfirmed = Jest martwy, dopóki druga aktywna osoba nie potwierdzi zaproszenia. Widać je pod „Dziś” i „Ludzie”.
people-confirm-title = Potwierdź zaproszenie
people-confirm-text = { $by } zaprasza { $name }, rola: { $role }. Po potwierdzeniu link działa.
people-confirm-check = Zapytaj inną drogą, czy tak jest i czy chcesz tu tej osoby. Dwoje razem może to, czego jednemu nie wolno.
people-confirm-button = Potwierdź
people-confirm-own = To zaproszenie jest twoje. Potwierdzić musi ktoś inny.
people-confirmed = Zaproszenie dla { $name } jest potwierdzone: link działa.
people-one-title = { $name }
people-one-text = Rola: { $role }. Stan: { $status }.
people-kept = Zrobione. Inni widzą to pod „Ludzie”.
people-last = Nikt inny nie koordynuje. Najpierw daj komuś tę rolę: bez niej wszyscy zostaliby za drzwiami.
people-crossed = Ktoś w międzyczasie coś zmienił. Zobacz, jak jest teraz, i zdecyduj ponownie. Nic nie zmieniono.
people-not-now = W obecnym stanie nie da się tego zrobić. Nic nie zmieniono.
people-role-title = Inna rola
people-role-about = Obowiązuje od następnego kliknięcia. To, czego ta osoba nie może już otwierać, odtąd pieczętuje się nowym kluczem.
people-role-button = Daj tę rolę
people-suspend-title = Zawieś
people-suspend-about = Na jakiś czas: wszystkie sesje kończą się od razu, logowanie się nie uda, nic nowego nie jest pieczętowane dla tej osoby. Klucz zostaje, więc może wrócić.
people-suspend-button = Zawieś
people-return-title = Przywróć
people-return-about = Ta osoba loguje się jak dawniej. Przekazujesz jej klucze do starszych zapieczętowanych danych, które są dla ciebie otwarte.
people-return-button = Przywróć
people-link-again-title = Nowy link
people-link-again-about = Gdy link stracił ważność lub przepadł: stary się kończy, a gdy aktywne są dwie osoby lub więcej, nowy trzeba potwierdzić.
people-anew-title = Zaproś na nowo
people-anew-about = Gdy zginęło hasło. Klucz tej osoby zostaje zniszczony, wszystkie sesje się kończą i dołącza ona z nowym linkiem, z tym samym imieniem i rolą. Starsze zapieczętowane dane otworzą się, gdy zaloguje się ktoś, kto je otwiera.
people-anew-button = Utwórz nowy link
people-withdraw-title = Wycofaj zaproszenie
people-withdraw-about = Link się kończy, imię jest znów wolne.
people-withdraw-button = Wycofaj
people-remove-title = Usuń
people-remove-about = Na zawsze. Klucz, hasło i kody zostają zniszczone, wszystkie sesje się kończą. Co zostaje: imię, pod którym ta osoba była tu znana, przy każdym jej wpisie, bo księgi, w której nikt nie stoi za wpisem, nie ma kogo zapytać. Nowe dane pieczętuje się nowymi kluczami.
people-remove-field = Imię jeszcze raz
people-remove-hint = Wpisz { $name }, żeby nikogo nie usunąć przez pomyłkę.
people-remove-name = Osoba na tej stronie nazywa się inaczej. Nikogo nie usunięto.
people-remove-button = Usuń na zawsze
people-deeds-title = Co zrobiono
waits-invitations = { $n ->
    [one] { $n } zaproszenie czeka na twoje potwierdzenie
    [few] { $n } zaproszenia czekają na twoje potwierdzenie
    [many] { $n } zaproszeń czeka na twoje potwierdzenie
   *[other] { $n } zaproszenia czeka na twoje potwierdzenie
}

status-invited = czeka na dołączenie
status-active = bierze udział
status-suspended = udział zawieszony
status-removed = usunięto

role-is-coordinator = koordynacja: odpowiada za całość, może wszystko
role-is-treasurer = kasa: pieniądze
role-is-logistics = logistyka: zamówienia, drogi, magazyny, przekazania
role-is-editor = redakcja: relacje
role-is-moderator = moderacja: komentarze
role-is-auditor = kontrola: czyta księgę, niczego nie zmienia

deed-invited = { $by }: zaproszenie dla { $name }
deed-confirmed = { $by }: potwierdzone zaproszenie dla { $name }
deed-anew = { $by }: nowy link dla { $name }
deed-role = { $by }: { $name } ma teraz rolę „{ $role }”
deed-suspended = { $by }: udział { $name } zawieszony
deed-back = { $by }: { $name } znów bierze udział
deed-removed = { $by }: { $name } nie bierze już udziału
deed-locked = { $by }: wszystko zablokowane
deed-unlocked = { $by }: odblokowane, drugi głos
deed-unlocked-alone = { $by }: odblokowane kodem z papieru

account-title = Twoje konto
account-about = Zalogowano jako { $name }, { $role }.
account-back = Twoje konto
account-own-title = Co masz tylko ty
account-sessions-title = Gdzie trwa twoja sesja
account-sessions-about = Sesja kończy się po kwadransie bez użycia, a w każdym razie po ośmiu godzinach.
account-session = Od { $date }, { $time }
account-session-this = ta sesja
account-session-end = Zakończ
account-sessions-end = Zakończ wszystkie inne
account-session-ended = Zakończono.
account-wrong = Nie pasuje. Sprawdź hasło i kod: kod żyje pół minuty i działa raz. Nic nie zmieniono.
account-passphrase-title = Inne hasło
account-passphrase-about = Stare przestaje działać, a twoje inne sesje się kończą.
account-passphrase-old = Twoje dotychczasowe hasło
account-passphrase-new = Nowe
account-passphrase-button = Zmień hasło
account-passphrase-done = Odtąd działa nowe hasło. Wszystkie inne sesje są zakończone.
account-codes-title = Nowe kody na papierze
account-codes-about = Gdy kartka jest zużyta, zgubiona albo ktoś ją widział. Stare kody przestają działać od razu.
account-codes-code = Kod, który aplikacja pokazuje teraz
account-codes-button = Utwórz nowe kody
account-codes-done = Przepisz je albo wydrukuj teraz: pokazujemy je tylko raz. Każdy raz zastępuje telefon, a jeden z nich sam otwiera blokadę. Stara kartka nie jest już nic warta.
account-codes-left = { $n ->
    [0] Nie masz już kodów na papierze. Utwórz nowe.
    [one] Został ci { $n } kod na papierze.
    [few] Zostały ci { $n } kody na papierze.
    [many] Zostało ci { $n } kodów na papierze.
   *[other] Zostało ci { $n } kodu na papierze.
}
account-phone-title = Inny telefon
account-phone-about = Kody starego telefonu przestają działać, kończą się też wszystkie twoje sesje, ta również.
account-phone-new-code = Kod, który pokazuje nowy telefon
account-phone-code = Kod starego telefonu albo kod z papieru
account-phone-code-hint = Telefon zginął? Kod z papieru zastąpi go jeden raz.
account-phone-button = Przejdź na nowy telefon
account-phone-done = Działa nowy telefon. Wszystkie sesje są zakończone: zaloguj się kodem, który pokaże odtąd.

lock-title = Zablokuj wszystko
lock-about = Gdy kogoś zatrzymano, zginął telefon albo przed ekranem siedzi ktoś obcy: najpierw zablokuj, potem pytaj.
lock-does-sessions = Wszystkie sesje kończą się od razu, twoja też. Kto się zaloguje, zobaczy tylko blokadę i własne konto.
lock-does-book = Nic się nie wpisuje, nie wydaje i nie publikuje, żaden dzień się nie zamyka. Obietnice i komentarze z zewnątrz nadal przychodzą i czekają.
lock-does-public = Strony publiczne można czytać jak dotąd; o blokadzie milczą.
lock-does-undo = Odblokowują dwie osoby, albo jedna z kodem na papierze.
lock-button = Zablokuj teraz
lock-done-title = Zablokowane
lock-done-text = Wszystkie sesje są zakończone, twoja też.
lock-locked-title = Tu jest blokada
lock-locked-text = Nic się nie wpisuje i nic się nie ogłasza, dopóki nie odblokują dwie osoby. Strony publiczne są takie jak przedtem.
lock-thrown-by = { $name }: blokada od { $date }.
lock-thrown-machine = Zablokowano na samej maszynie: { $date }.
lock-wanted = { $name } chce odblokować. Potrzeba jeszcze jednej osoby.
lock-undo = Chcę odblokować
lock-undo-note = Muszą to nacisnąć dwie różne osoby. Najpierw porozmawiajcie: czy każdy, kto może się zalogować, może jeszcze swobodnie powiedzieć „nie”?
lock-not-yours = Kontrola tylko czyta; odblokować musi ktoś inny.
lock-alone-title = Samemu, kodem z papieru
lock-paper = Jeden z twoich kodów na papierze
lock-paper-hint = Potem już nie działa.
lock-paper-wrong = To nie jest twój kod z papieru albo był już użyty. Sprawdź go znak po znaku.
lock-undo-alone = Odblokuj samemu
lock-crossed = Po otwarciu tej strony zablokowano na nowo. Zobacz, kto to zrobił, i zdecyduj ponownie.
lock-nothing-entered = Tu jest blokada: nic nie wpisano. Odblokować mogą dwie osoby.
