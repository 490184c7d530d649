# Strona główna.

front-title = Dzień { $n }: { $name }
front-lede-ordered = Zamówione, jeszcze nieopłacone: { $things }.
front-lede-advanced = Zamówione: { $things }; pieniądze są u pośrednika, dostawcy jeszcze nie zapłacono.
front-lede-underway = Opłacone i w drodze: { $things }.
front-lede-awaited = Powinno już być na miejscu: { $things }; o dostawach informujemy później, niż docierają.
front-lede-overdue = Po terminie: { $things }.
front-lede-arrived = Dotarło { $arrived } z zamówienia: { $things }.
front-lede-handedover = Dotarło i trafiło do rąk ludzi: { $things }.
front-lede-missing = Najpilniej potrzebne: { $item }. Brakuje jeszcze { $money }.
front-lede-complete = Na wszystko, o co prosimy, są już pieniądze.
front-lede-nothing-now = Teraz niczego nie potrzeba.
front-lede-empty = Nic jeszcze nie ogłoszono: pierwsze liczby pojawią się tu, gdy zamknie się pierwszy dzień, w którym coś się wydarzyło.
front-give-link = Jak pomóc
front-follow-link = Prześledź darowiznę
front-needs = Najpilniej potrzebne
front-needs-none = 0 zapotrzebowań. Zapotrzebowanie zapisane przez zespół koordynujący pojawia się tu wieczorem.
front-needs-more = { $n ->
    [one] Jeszcze jedno zapotrzebowanie
    [few] Jeszcze { $n } zapotrzebowania
    [many] Jeszcze { $n } zapotrzebowań
   *[other] Jeszcze { $n } zapotrzebowania
}
front-need-about = Potrzeba { $quantity }, cena jednostkowa około { $price }
front-need-price = Cena: { $source }, { $date }
front-missing = Brakuje { $money }
front-need-funded = Sfinansowane w całości
front-need-delivered = Wszystko przekazane
front-need-late = Po terminie: { $things }
front-col-need = Zapotrzebowanie
front-col-needed = Potrzeba
front-col-missing = Brakuje
front-not-now = Teraz niepotrzebne:
front-surplus = Mamy za dużo
front-surplus-ask = Jeśli opiekujesz się ludźmi, którym tego brakuje, poproś o to zespół koordynujący. Adres do tego pojawi się tutaj, gdy tylko te strony go dostaną.
front-orders = Co zamówiono
front-orders-none = 0 zamówień. Złożone zamówienie pojawia się tu wieczorem.
front-orders-all = Wszystkie zamówienia: { $n }
front-order-agreed = Uzgodniono { $money }. Kraj produkcji: { $origin }.
front-order-paid = Zapłacono { $money }. Kraj produkcji: { $origin }.
front-slip = Co się stało z moją darowizną?
front-slip-follow = Dzięki kodowi Twojej darowizny zobaczysz, gdzie jest każda jej część. Nikt inny nie pozna Twojego nazwiska, a my go nie przechowujemy.
front-slip-button = Wpisz kod
front-slip-give = Jak pomóc
front-slip-give-not-yet = Ta akcja nie podała jeszcze danych do przelewu. Pojawią się tu wieczorem po tym, jak wpiszą je koordynatorzy.
front-hands = Od darowizn do rąk
front-big-gifts = { $n ->
    [one] darowizna
    [few] darowizny
    [many] darowizn
   *[other] darowizny
}
front-big-gifts-others = { $n ->
    [one] darowizna
    [few] darowizny
    [many] darowizn
   *[other] darowizny
}
front-big-countries = z { $n ->
    [one] { $countries } kraju
    [few] { $countries } krajów
    [many] { $countries } krajów
   *[other] { $countries } kraju
}
front-big-bought = { $n ->
    [one] rzecz kupiona lub podarowana
    [few] rzeczy kupione lub podarowane
    [many] rzeczy kupionych lub podarowanych
   *[other] rzeczy kupionej lub podarowanej
}
front-big-handed = { $n ->
    [one] z nich w czyichś rękach
    [few] z nich w rękach ludzi
    [many] z nich w rękach ludzi
   *[other] z nich w rękach ludzi
}
front-things-stock = Dotarło, w magazynie
front-things-way = Dostawy jeszcze nie ogłoszono
front-things = Z { $n ->
    [one] { $bought } rzeczy kupionej lub podarowanej
    [few] { $bought } rzeczy kupionych lub podarowanych
    [many] { $bought } rzeczy kupionych lub podarowanych
   *[other] { $bought } rzeczy kupionej lub podarowanej
} dotarło { $arrived }, a w rękach ludzi jest { $handed }.
front-given = Dotąd podarowano:
front-given-none = 0 ogłoszonych darowizn. Darowizny ogłaszamy wieczorem i dopiero wtedy, gdy zbierze się ich dość dużo.
front-given-note = Walut nigdy nie dodajemy do siebie. Kraje, z których darowizn jest za mało, podajemy łącznie jako „inne kraje”.
front-check = Nie wierz nam na słowo. Sprawdź.
front-check-figures = Każda liczba podkreślona podwójnie jest sumą opublikowanych faktów. Kliknij ją, a zobaczysz każdy z nich.
front-check-files = Pobierz oba pliki i pozwól drugiemu, małemu programowi zsumować wszystko od nowa na Twoim komputerze, bez sieci. Jeśli któraś liczba jest błędna, program ją wskaże.
front-check-not-yet = Nie może on jeszcze wykazać, że niczego nie pominięto ani później nie zmieniono.
front-check-not-yet-link = Co nie jest jeszcze chronione
front-check-box = Pliki do sprawdzenia
front-check-facts = każdy opublikowany fakt, po jednym w wierszu
front-check-numbers = każda liczba z tych stron
front-check-run = Potem uruchom, bez sieci:
front-check-command = Polecenie
front-demo = Co jest tu zmyślone
front-demo-true = Jeden wiersz pochodzi z publicznego ogłoszenia sieci solidarnościowej z jej 23. dnia: zamówienie na 100 kamizelek ochronnych klasy 4, wyprodukowanych w Izraelu, za 60 000 EUR, przez pośredniczącą fundację w Polsce, z dostawą spodziewaną w ciągu tygodnia. Stamtąd jest też lista tego, na co trzeba było jeszcze zebrać pieniądze.
front-demo-invented = Cała reszta jest zmyślona: każda darowizna i jej kraj, pozostałe zamówienia, ceny, standardy i rozmiary oraz wszystko, co dzieje się po 23. dniu. Nie wymieniono żadnej prawdziwej osoby, a zegar wersji pokazowej przesuwa się ręcznie.
