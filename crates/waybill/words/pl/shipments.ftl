# Rzeczy w drodze: przesyłki i ich odcinki, tylko dla koordynacji.

shipments-title = W drodze
shipments-n = { $n ->
    [0] Nic nie jest w drodze.
    [one] W drodze jest { $n } przesyłka.
    [few] W drodze są { $n } przesyłki.
    [many] W drodze jest { $n } przesyłek.
   *[other] W drodze jest { $n } przesyłki.
}
shipments-private = Świat nigdy nie widzi tej strony: ani odcinków, ani tras, ani dni. Zamówienie jest „w drodze” jako całość, dopóki nie zostanie ogłoszona jego dostawa.
shipments-arrived = Dotarła
shipments-on = Jedzie dalej
shipments-ready = Zapłacone, a nic jeszcze nie wyruszyło
leg-title = Rzeczy z zamówienia wyruszyły
leg-about = Jedna przesyłka: skąd, dokąd i czym. Nie zapisujemy, kto ją wiezie. Świat nigdy tego nie widzi; gdy dotrze, dostawa zostanie ogłoszona jak każda inna.
leg-order = Które zamówienie
leg-order-words = { $goods }. Dostawca: { $supplier }
leg-count = W tej przesyłce, z tego: { $goods }
leg-count-hint = Zostaw wszystkie puste, jeśli wyrusza całość.
leg-from = Skąd
leg-to = Dokąd
leg-by = Czym
leg-on = Wyruszyła dnia
leg-expected = Spodziewana dnia
leg-expected-hint = Na końcu tego odcinka. Po tym dniu jest spóźniona.
leg-nothing-ready = Z tego zamówienia nie ma już czego wysłać. Wybierz inne.
leg-too-many-shipments = To zamówienie ma już { $max } przesyłek i na więcej nie ma miejsca. Wpisz resztę, gdy dotrze.
leg-too-many = { $count } nie może wyruszyć: z tego wiersza zostało { $here }. Wpisz najwyżej tyle.
leg-lines-changed = Wiersze poniżej nie są już tymi, przy których wpisano liczby: wybrano inne zamówienie albo część rzeczy w międzyczasie wyruszyła. Sprawdź każdy wiersz i wpisz jego liczbę jeszcze raz.
leg-on-title = Przesyłka jedzie dalej
leg-on-about = Następny odcinek tego, co już jest w drodze. Rzeczy pozostają te same, a świat nigdy tego nie widzi.
leg-on-shipment = Która przesyłka
leg-ends = { $from } – { $to }
leg-dates = Wyruszyła { $on }, spodziewana { $expected }.
leg-days = W drodze: { $days }.
between-title = Rzeczy jadą w inne miejsce
between-about = Z jednego naszego miejsca w drugie. Świat przez cały czas widzi te rzeczy w magazynie.
between-region = Dokąd: region
between-place = Dokąd: numer miejsca
between-same = Rzeczy są już w tym miejscu. Wybierz inne.
between-short = Jest tam tylko { $has }, brakuje { $missing }. Wyślij mniej albo najpierw wpisz to, co dotarło.
unloading-title = Rzeczy przyjechały z innego miejsca
unloading-about = Policz, co jest. To, czego brakuje, pozostaje w drodze; gdy będzie pewne, że nie dotrze, wpisz to jako utracone.
unloading-received-hint = 0, jeśli nic z tego nie ma.
unloading-not-waiting = Tej przesyłki nie ma już w drodze. Wybierz inną.
unloading-too-many = { $count } to więcej, niż jest w drodze: { $here }. Wpisz najwyżej tyle, a resztę przy spisie.
unloading-nothing = Jeśli nie ma nic, to nie jest dostawa. Wpisz, co jest, albo zostaw przesyłkę w drodze.
shipment-n = Przesyłka { $n } z zamówienia
shipment-words = Przesyłka { $n }: { $goods }
shipment-between-words = Między dwoma miejscami: { $goods }
by-road = Drogą
by-rail = Koleją
by-air = Lotem
by-sea = Morzem
by-hand = W rękach
entry-leg = Odcinek
entry-unloading = Rzeczy z innego miejsca
holder-shipment = W drodze między dwoma miejscami
sees-nothing-ever = Wszystko. O tym wpisie nigdy nic nie zostanie ogłoszone.
kind-leg = Odcinek transportu
kind-unloading = Rozładunek transportu
