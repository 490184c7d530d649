# Droga od darowizn do rąk i wykres dzień po dniu. Nazwy na rysunku mają najwyżej 14 liter.

flow-title = Droga darowizn w { $currency }
flow-label = Droga darowizn w { $currency }: z krajów do funduszy, do tego, co kupiono, i tam, gdzie jest to teraz. Tabele poniżej zawierają te same liczby.
flow-lede = Z { $given } darowizn rzeczy za { $hands } są już w rękach ludzi.
flow-note = Darowizny śledzimy w kolejności, w jakiej ogłoszono ich sumy. Rzeczy liczymy po zapłaconej cenie.
flow-from = Skąd
flow-fund = Fundusz
flow-bought = Kupiono
flow-now = Teraz
flow-as-table = To samo w tabelach
flow-table-note = W { $currency }. Wszystkie liczby tych tabel stoją w jednym ogłoszonym fakcie:
flow-table-from = Z którego kraju do którego funduszu
flow-table-now = Co kupił każdy fundusz i gdzie jest to teraz
flow-on-front = Droga darowizn w { $currency } jest na stronie głównej.
flow-others = Inne
flow-n-others = { $n ->
    [one] { $n } inny
    [few] { $n } inne
    [many] { $n } innych
   *[other] { $n } innego
}
flow-open = Bez celu
flow-unspent = Niewydane
flow-advance = Zaliczka
flow-now-order = W drodze
flow-now-body = Pośrednik
flow-now-claim = Reklamacja
flow-now-stock = W magazynie
flow-now-hands = Przekazane
flow-now-bank = W banku
flow-now-returned = Zwrócone
flow-now-fees = Opłaty
flow-now-lost = Stracone
flow-now-other = Inne koszty
kind-flow = Droga od darowizn do rąk
told-flow = Z ogłoszonych dotąd darowizn, { $sum }, rzeczy za { $hands } są w rękach ludzi
figure-flow = Darowizny w { $currency } według tego, gdzie są teraz: { $now }

chart-title = Wpływy i wydatki dzień po dniu
chart-title-all = Wszystkie fundusze dzień po dniu
chart-label = Dwie schodkowe linie do dnia { $n }: wpłynęło { $came }, ubyło { $went }. Tabela poniżej zawiera każdy dzień.
chart-caption = Między linią a polem: to, co zostało, { $left }. Zaznaczono tylko dni, za które coś ogłoszono.
chart-as-table = { $n ->
    [one] To samo w tabeli: { $n } dzień
    [few] To samo w tabeli: { $n } dni
    [many] To samo w tabeli: { $n } dni
   *[other] To samo w tabeli: { $n } dnia
}
chart-day = Dzień
chart-came = Wpłynęło
chart-went = Ubyło
chart-left = Zostało

flow-item-vest = Kamizelki
flow-item-helmet = Hełmy
flow-item-carrier = Oporządzenie
flow-item-firstaid = Apteczki
flow-item-tourniquet = Stazy
flow-item-bandage = Opatrunki
flow-item-stretcher = Nosze
flow-item-thermal = Termowizory
flow-item-radio = Radiostacje
flow-item-generator = Agregaty
flow-item-powerbank = Powerbanki
flow-item-lamp = Lampy
flow-item-clothing = Ciepła odzież
flow-item-boots = Buty
flow-item-blanket = Koce
flow-item-sleepingbag = Śpiwory
flow-item-tent = Namioty
flow-item-stove = Piecyki
flow-item-food = Paczki żywn.
flow-item-babyfood = Dla niemowląt
flow-item-hygiene = Higiena
flow-item-water = Woda pitna
flow-item-filter = Filtry do wody
flow-item-pump = Pompy

flow-country-GB = W. Brytania
flow-country-KR = Korea Płd.
flow-country-US = USA
