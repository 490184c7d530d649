# Was hinter einer Zahl steht.

figures-title = { $value }: { $title }
figures-facts = Die Fakten, aus denen sie besteht
figures-none = 0 Fakten: Noch ist nichts veröffentlicht, was hier zählt.
figures-more = { $n ->
    [one] Ein weiterer Fakt steht in
   *[other] { $n } weitere Fakten stehen in
}
figures-to-books = Zu den Büchern
figures-col-opened = Veröffentlicht
figures-col-fact = Fakt
figures-col-adds = Trägt bei
figures-col-from = Von
figures-col-gives = Was abgeht
figures-col-to = Nach
figures-col-gets = Was eingeht
figures-same = dasselbe
figures-exchange = { $gets } ({ $with })
figures-account = { $holder } ({ $fund })
figures-fact-title = Fakt: { $sentence }
figures-fact-opened-note = „Veröffentlicht“ ist der Tag, an dem die Öffentlichkeit davon erfuhr, nicht der Tag, an dem es geschah.
figures-moves = Was sich bewegt hat
figures-no-moves = Nichts: Dieser Fakt teilt etwas mit, aber weder Geld noch Waren wechseln dadurch die Hände.
figures-in = Zahlen, in denen er zählt
figures-json = So steht er in facts.jsonl

rule-sum = Die Summe der Fakten unten.
rule-funded = Das Geld, das in diesen Fonds kam, ohne das, was wieder in andere Fonds ging, geteilt durch den geschätzten Preis pro Stück und abgerundet; mindestens so viele, wie gekauft wurden. Die Fakten unten sind darin eingegangen.
rule-missing = Was gebraucht wird, ohne das schon Finanzierte, zum geschätzten Preis pro Stück, abzüglich des Geldes, das schon da ist. Die Fakten unten sind darin eingegangen.
rule-not-now = Nichts zählt als fehlend: Nach der neuesten Auskunft ist dieser Bedarf zurzeit nicht nötig. Die Fakten unten sind das Geld seines Fonds.
rule-distinct = Jedes einmal gezählt, so oft es auch in den Fakten unten vorkommt.

figure-need-funded = { $of }: finanziert
figure-need-bought = { $of }: gekauft
figure-need-delivered = { $of }: übergeben
figure-need-missing = { $of }: fehlt noch
figure-need-surplus = { $of }: mehr als nötig
figure-fund-given = Spenden an den Fonds „{ $of }“
figure-fund-before = Im Fonds „{ $of }“ vor diesem Buch
figure-fund-moved = Durch Beschlüsse in den Fonds „{ $of }“ verschoben
figure-fund-spent = Ausgegeben aus dem Fonds „{ $of }“
figure-at = { $holder }: { $what }, Fonds „{ $fund }“
figure-order-bought = Gekauft mit der Bestellung: { $of }
figure-order-paid = Bezahlt für die Bestellung: { $of }
figure-order-arrived = Angekommen von der Bestellung: { $of }
figure-order-claimed = Bei der Ankunft gefehlt, von der Bestellung: { $of }
figure-hands = In den Händen von Menschen: { $of }
figure-gifts-from = Spenden nach Herkunft: { $of }
figure-given = Gespendet: { $of }
figure-gifts-count = Spenden
figure-gifts-countries = Länder, aus denen gespendet wurde, nur die genannten
figure-things-bought = Gekaufte oder gespendete Dinge
figure-things-arrived = Angekommene Dinge
figure-things-handed = Dinge in den Händen von Menschen
