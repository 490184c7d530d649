# „Co się stało z moją darowizną”: pytanie i odpowiedź.

trace-ask-title = Co się stało z moją darowizną? { $name }
trace-ask-heading = Co się stało z moją darowizną?
trace-ask-lede = Wpisz kod wydany do Twojej darowizny. Zobaczysz, gdzie jest każda jej część, według stanu na ostatni zamknięty dzień.
trace-ask-problem-ways = Porównaj go z tym, który masz zapisany. Kod, którego darowizny jeszcze nie zapisano, wygląda tak samo jak nieznany, także dla nas: przelew trwa kilka dni. Spróbuj ponownie wieczorem.
trace-code = Kod Twojej darowizny
trace-code-hint = 20 liter i cyfr. Małe i wielkie litery, spacje i łączniki nie mają znaczenia.
trace-code-error = Żadna darowizna nie ma tego kodu.
trace-code-send = Pokaż, co się z nią stało
trace-problem-unknown = Żadna darowizna nie ma tego kodu
trace-problem-form = To nie jest cały kod: ma on 20 liter i cyfr
trace-looks = Jak wygląda kod
trace-looks-text = Pięć grup po cztery znaki. Liter I, L, O i U nie używamy; jeśli widzisz O, to jest zero, a I lub L to jedynka. Rozumiemy oba zapisy.
trace-looks-private = Kod jest wysyłany w formularzu, a nie w adresie: nie ma go w historii przeglądarki ani na żadnej liście odwiedzin. Mamy tylko jego odcisk i nie możemy go dla Ciebie odszukać.

trace-title = Co się stało z moją darowizną
trace-heading = Co się stało z moją darowizną
trace-strip-gifts = Pod tym kodem
trace-strip-gifts-n = { $n ->
    [one] { $n } darowizna
    [few] { $n } darowizny
    [many] { $n } darowizn
   *[other] { $n } darowizny
}
trace-strip-seen = Kto to widzi
trace-strip-seen-by = każda osoba, która ma ten kod
trace-sentence = Stan na ostatni zamknięty dzień: { $parts }.
trace-part-done = { $part } w rękach ludzi
trace-part-stock = { $part } jako rzeczy w magazynie
trace-part-way = { $part } jako rzeczy w drodze
trace-part-claim = { $part } w reklamacji u dostawcy
trace-part-body = { $part } u pośrednika
trace-part-bank = niewydane: { $part }
trace-where = Gdzie jest teraz
trace-col-where = Gdzie
trace-col-what = Jako co
trace-col-share = Udział
trace-money = Pieniądze
trace-crumbs = W częściach mniejszych niż { $unit }
trace-together = Razem, bez reszty
trace-uncounted = Twoja darowizna jest w księdze, ale nie wchodzi jeszcze do publicznych sum: czeka, aż zbierze się dość darowizn.
trace-way = Droga, którą przeszła
trace-stamp-gift = Otrzymano
trace-stamp-decision = Decyzja
trace-stamp-advance = Zaliczka
trace-stamp-payment = Kupiono
trace-stamp-arrival = W magazynie
trace-stamp-handover = Przekazano
trace-stamp-way = W drodze
trace-stamp-claim = Reklamacja
trace-stamp-money = Wciąż pieniądze
trace-step-gift = Wpłynęło: { $part }
trace-step-decision = Decyzja: { $part } na fundusz „{ $fund }”
trace-step-advance = Wypłacono zaliczkę: { $part }, odbiorca: { $holder }
trace-step-payment = Za { $part } kupiono: { $what }
trace-step-arrival = Dotarło: { $what }
trace-step-handover = W rękach ludzi: { $what }
trace-step-told = Ogłoszono { $date }.
trace-step-untold = Światu jeszcze nie ogłoszono.
trace-open-way = W drodze: { $what }
trace-open-claim = Nie dotarło: { $what }
trace-open-claim-text = Opłacone, ale nieotrzymane. Dostawca musi to przysłać albo zwrócić pieniądze.
trace-open-money = { $part } to wciąż pieniądze
trace-open-money-text = Teraz: { $holder }.
trace-not-told = Czego ta strona jeszcze nie podaje
trace-as-of = To wszystko jest stanem na zamknięcie: { $as-of }. Nie ma tu tego, co wydarzyło się później.
trace-not-told-when = O dostawach i przekazaniach informujemy później, niż do nich dochodzi, podając tylko tydzień i region, żeby nikogo nie dało się wyśledzić. Strona zmieni się w poniedziałek, w którym zostaną ogłoszone.
trace-how = Pierwsze przyszło, pierwsze wyszło: pieniądze opuszczają fundusz w kolejności, w jakiej wpłynęły, więc Twój udział to fakt, a nie szacunek. Niczego nie zaokrąglamy w górę. Udział w rzeczach to część zamówienia, a nie rzecz z numerem.
trace-another = Wpisz inny kod
