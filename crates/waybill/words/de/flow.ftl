# Der Weg von den Spenden zu den Händen und die Kurve der Tage. Namen im Bild haben höchstens 14 Buchstaben.

flow-title = Weg der Spenden in { $currency }
flow-label = Weg der Spenden in { $currency }: von den Ländern über die Fonds und das Gekaufte bis dorthin, wo es jetzt ist. Die Tabellen darunter nennen dieselben Zahlen.
flow-lede = Von { $given } an Spenden sind Güter für { $hands } in den Händen von Menschen.
flow-note = Den Spenden wird in der Reihenfolge gefolgt, in der ihre Summen bekannt gegeben wurden. Güter zählen zum bezahlten Preis.
flow-from = Woher
flow-fund = Fonds
flow-bought = Gekauft
flow-now = Jetzt
flow-as-table = Dasselbe als Tabellen
flow-table-note = In { $currency }. Alle Zahlen dieser Tabellen stehen in einer veröffentlichten Tatsache:
flow-table-from = Aus welchem Land in welchen Fonds
flow-table-now = Was aus jedem Fonds gekauft wurde und wo es jetzt ist
flow-on-front = Der Weg der Spenden in { $currency } steht auf der Startseite.
flow-others = Andere
flow-n-others = { $n ->
    [one] { $n } anderes
   *[other] { $n } andere
}
flow-open = Ohne Zweck
flow-unspent = Noch übrig
flow-advance = Vorschuss
flow-now-order = Unterwegs
flow-now-body = Vermittler
flow-now-claim = Reklamiert
flow-now-stock = Auf Lager
flow-now-hands = Übergeben
flow-now-bank = Auf der Bank
flow-now-returned = Zurückgegeben
flow-now-fees = Gebühren
flow-now-lost = Verloren
flow-now-other = Andere Kosten
kind-flow = Weg von den Spenden zu den Händen
told-flow = Von den bisher bekannten Spenden, { $sum }, sind Güter für { $hands } in den Händen von Menschen
figure-flow = Spenden in { $currency } nach dem Ort, an dem sie jetzt sind: { $now }

chart-title = Eingang und Ausgang, Tag für Tag
chart-title-all = Alle Fonds, Tag für Tag
chart-label = Zwei Stufenlinien bis Tag { $n }: { $came } kamen herein, { $went } gingen hinaus. Die Tabelle darunter nennt jeden Tag.
chart-caption = Zwischen Linie und Fläche: was übrig ist, { $left }. Nur Tage, an denen etwas bekannt gegeben wurde, sind markiert.
chart-as-table = { $n ->
    [one] Dasselbe als Tabelle: { $n } Tag
   *[other] Dasselbe als Tabelle: { $n } Tage
}
chart-day = Tag
chart-came = Eingang
chart-went = Ausgang
chart-left = Übrig

flow-item-vest = Schutzwesten
flow-item-helmet = Helme
flow-item-carrier = Tragewesten
flow-item-firstaid = Erste Hilfe
flow-item-tourniquet = Tourniquets
flow-item-bandage = Verbände
flow-item-stretcher = Tragen
flow-item-thermal = Wärmebild
flow-item-radio = Funkgeräte
flow-item-generator = Generatoren
flow-item-powerbank = Powerbanks
flow-item-lamp = Lampen
flow-item-clothing = Warme Kleidung
flow-item-boots = Stiefel
flow-item-blanket = Decken
flow-item-sleepingbag = Schlafsäcke
flow-item-tent = Zelte
flow-item-stove = Öfen
flow-item-food = Lebensmittel
flow-item-babyfood = Babynahrung
flow-item-hygiene = Hygiene
flow-item-water = Trinkwasser
flow-item-filter = Wasserfilter
flow-item-pump = Pumpen

flow-country-GB = Großbritannien
flow-country-KR = Südkorea
flow-country-US = USA
