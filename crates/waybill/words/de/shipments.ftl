# Güter unterwegs: Sendungen und ihre Strecken, nur für die Koordination.

shipments-title = Unterwegs
shipments-n = { $n ->
    [0] Nichts ist unterwegs.
    [one] Eine Sendung ist unterwegs.
   *[other] { $n } Sendungen sind unterwegs.
}
shipments-private = Diese Seite sieht die Öffentlichkeit nie: keine Strecken, keine Wege, keine Tage. Eine Bestellung ist als Ganzes „unterwegs“, bis ihre Ankunft veröffentlicht wird.
shipments-arrived = Sie ist angekommen
shipments-on = Sie geht weiter
shipments-ready = Bezahlt, und noch nichts ist abgegangen
leg-title = Güter einer Bestellung sind abgegangen
leg-about = Eine Sendung: von wo, wohin, womit. Wer sie bringt, wird nicht gespeichert. Die Öffentlichkeit sieht das nie; kommt die Sendung an, wird die Ankunft veröffentlicht wie jede andere.
leg-order = Welche Bestellung
leg-order-words = { $goods } von { $supplier }
leg-count = In dieser Sendung, von: { $goods }
leg-count-hint = Alle leer lassen, wenn alles abgeht.
leg-from = Von
leg-to = Nach
leg-by = Wie
leg-on = Abgegangen am
leg-expected = Erwartet am
leg-expected-hint = Am Ende dieser Strecke. Nach diesem Tag ist sie verspätet.
leg-nothing-ready = Von dieser Bestellung kann nichts mehr abgehen. Wählen Sie eine andere.
leg-too-many-shipments = Diese Bestellung hat schon { $max } Sendungen, mehr ist nicht vorgesehen. Tragen Sie den Rest ein, wenn er ankommt.
leg-too-many = { $count } können nicht abgehen: Von dieser Zeile ist noch übrig: { $here }. Tragen Sie höchstens so viel ein.
leg-lines-changed = Die Zeilen unten sind nicht mehr die, neben denen Sie die Zahlen eingegeben haben: Es wurde eine andere Bestellung gewählt, oder ein Teil der Güter ist inzwischen abgegangen. Sehen Sie jede Zeile an und tragen Sie ihre Zahl neu ein.
leg-on-title = Eine Sendung geht weiter
leg-on-about = Die nächste Strecke von etwas, das schon unterwegs ist. Die Güter bleiben dieselben, und die Öffentlichkeit sieht das nie.
leg-on-shipment = Welche Sendung
leg-ends = { $from } – { $to }
leg-dates = Abgegangen am { $on }, erwartet am { $expected }.
leg-days = Unterwegs seit: { $days }.
between-title = Güter gehen an einen anderen Ort
between-about = Von einem unserer Orte an einen anderen. Die Öffentlichkeit sieht die Güter die ganze Zeit auf Lager.
between-region = Wohin: Region
between-place = Wohin: Nummer des Ortes
between-same = An diesem Ort sind die Güter schon. Wählen Sie einen anderen.
between-short = Dort ist nur vorhanden: { $has }; es fehlen { $missing }. Schicken Sie weniger, oder tragen Sie zuerst ein, was angekommen ist.
unloading-title = Güter kamen von einem anderen Ort
unloading-about = Zählen Sie, was da ist. Was fehlt, bleibt unterwegs; ist sicher, dass es nicht mehr kommt, tragen Sie es als verloren ein.
unloading-received-hint = 0, wenn nichts davon da ist.
unloading-not-waiting = Diese Sendung ist nicht mehr unterwegs. Wählen Sie eine andere.
unloading-too-many = { $count } sind mehr, als unterwegs ist: { $here }. Tragen Sie höchstens so viel ein und den Rest mit einer Zählung.
unloading-nothing = Gar nichts ist keine Ankunft. Tragen Sie ein, was da ist, oder lassen Sie die Sendung unterwegs.
shipment-n = Sendung { $n } einer Bestellung
shipment-words = Sendung { $n }: { $goods }
shipment-between-words = Zwischen zwei Orten: { $goods }
by-road = Straße
by-rail = Schiene
by-air = Luft
by-sea = See
by-hand = Von Hand
entry-leg = Strecke
entry-unloading = Güter von einem anderen Ort
holder-shipment = Unterwegs zwischen zwei Orten
sees-nothing-ever = Alles davon. Über diesen Eintrag wird nie etwas veröffentlicht.
kind-leg = Strecke einer Sendung
kind-unloading = Sendung ausgeladen
