# Co stoi za liczbą.

figures-title = { $value }: { $title }
figures-facts = Fakty, z których wynika
figures-none = 0 faktów: nie ogłoszono jeszcze niczego, co się tu liczy.
figures-more = { $n ->
    [one] Jeszcze jeden fakt jest w pliku
    [few] Jeszcze { $n } fakty są w pliku
    [many] Jeszcze { $n } faktów jest w pliku
   *[other] Jeszcze { $n } faktu jest w pliku
}
figures-to-books = Do ksiąg
figures-col-opened = Ogłoszono
figures-col-fact = Fakt
figures-col-adds = Dodaje
figures-col-from = Skąd
figures-col-gives = Co ubywa
figures-col-to = Dokąd
figures-col-gets = Co przybywa
figures-same = to samo
figures-exchange = { $gets } ({ $with })
figures-account = { $holder } ({ $fund })
figures-fact-title = Fakt: { $sentence }
figures-fact-opened-note = „Ogłoszono” to dzień, w którym świat się o tym dowiedział, a nie dzień, w którym to się wydarzyło.
figures-moves = Co się przemieściło
figures-no-moves = Nic: ten fakt o czymś informuje, ale ani pieniądze, ani rzeczy nie zmieniają przez niego miejsca.
figures-in = Liczby, do których wchodzi
figures-json = Jak jest zapisany w pliku facts.jsonl

rule-sum = Suma poniższych faktów.
rule-funded = Pieniądze, które weszły do tego funduszu, bez tych, które odeszły z niego do innych funduszy, podzielone przez szacunkową cenę jednostkową i zaokrąglone w dół; co najmniej tyle, ile już kupiono. Złożyły się na to poniższe fakty.
rule-missing = To, czego potrzeba, bez tego, co już sfinansowane, po szacunkowej cenie jednostkowej, minus pieniądze, które już są. Złożyły się na to poniższe fakty.
rule-not-now = Nic nie liczy się jako brakujące: według najnowszej wiadomości teraz tego nie potrzeba. Poniższe fakty to pieniądze tego funduszu.
rule-distinct = Policzone po jednym razie, niezależnie od tego, ile razy występują w poniższych faktach.

figure-need-funded = { $of }: sfinansowane
figure-need-bought = { $of }: kupione
figure-need-delivered = { $of }: przekazane
figure-need-missing = { $of }: jeszcze brakuje
figure-need-surplus = { $of }: więcej, niż potrzeba
figure-fund-given = Darowizny na fundusz „{ $of }”
figure-fund-before = W funduszu „{ $of }” przed tą księgą
figure-fund-moved = Przesunięto decyzjami do funduszu „{ $of }”
figure-fund-spent = Wydano z funduszu „{ $of }”
figure-at = { $holder }: { $what }, fundusz „{ $fund }”
figure-order-bought = Kupiono w ramach zamówienia: { $of }
figure-order-paid = Zapłacono za zamówienie: { $of }
figure-order-arrived = Dotarło z zamówienia: { $of }
figure-order-claimed = Nie dotarło z zamówienia: { $of }
figure-hands = W rękach ludzi: { $of }
figure-gifts-from = Darowizny: { $of }
figure-given = Podarowano: { $of }
figure-gifts-count = Darowizny
figure-gifts-countries = Kraje, z których są darowizny (tylko wymienione z nazwy)
figure-things-bought = Rzeczy kupione lub podarowane
figure-things-arrived = Rzeczy, które dotarły
figure-things-handed = Rzeczy w rękach ludzi
