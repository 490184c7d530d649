# Wie Menschen geschützt werden.

protect-title = Wie wir Menschen schützen: { $name }
protect-heading = Wie wir Menschen schützen
protect-lede = Die öffentlichen Seiten entstehen nur aus veröffentlichten Fakten. Was zu einem Menschen, einem Ort oder einem Weg führen könnte, steht nicht darin oder kommt spät und grob.
protect-strip-group = Kleinste genannte Gruppe
protect-strip-people = { $n ->
    [one] { $n } Person
   *[other] { $n } Personen
}
protect-strip-close = Ein Tag endet um
protect-strip-delay = Ankünfte warten
protect-public = Was öffentlich ist, wie genau, und wann
protect-col-what = Was
protect-col-told = Was veröffentlicht wird
protect-col-when = Wann
protect-gifts = Spenden
protect-gifts-told = Summen nach Fonds, Land und Währung, nie eine einzelne Spende. Länder mit weniger als { $k } Spendenden werden zusammen genannt.
protect-gifts-when = Wenn der Tag um { $hour } abgeschlossen wird, und erst wenn Spenden von mindestens { $k } Menschen zusammengekommen sind.
protect-needs = Bedarfe, Beschlüsse
protect-needs-told = Der Artikel, die Anzahl, der geschätzte Preis; der Fonds und der Betrag. Nicht, wer darum gebeten hat, und nicht, wo.
protect-needs-when = Wenn der Tag abgeschlossen wird.
protect-orders = Bestellungen, Zahlungen
protect-orders-told = Was, wie viele, Preis, Art und Land des Lieferanten, die erwartete Woche. Nicht der Name des Lieferanten, keine Spedition, keine Straße, kein Grenzübergang.
protect-orders-when = Wenn der Tag abgeschlossen wird. Bis ihre Ankunft gemeldet ist, gilt eine Bestellung als Ganzes als „unterwegs“.
protect-advances = Geld bei Vermittlern
protect-advances-told = Die Art der Stelle, ihr Land, der Betrag, die vereinbarten Tage. Nicht ihr Name.
protect-advances-when = Wenn der Tag abgeschlossen wird.
protect-arrivals = Ankünfte
protect-arrivals-told = Woche und Region, angekündigte und erhaltene Anzahl, der Grund einer Abweichung. Kein Tag, kein Ort.
protect-arrivals-when = Am ersten Montag, der mindestens { $days } nach dem Ende ihrer Woche liegt.
protect-handovers = Übergaben
protect-handovers-told = Woche, Region, was und wie viele, und an wie viele Menschen. Nie weniger als { $k } Menschen.
protect-handovers-when = Am ersten Montag, der mindestens { $days } nach dem Ende ihrer Woche liegt.
protect-dispatches = Berichte
protect-dispatches-told = Was die Koordination schreibt. Eine Zahl darin kann nur eine sein, die schon bekannt gegeben ist, mit dem Stand des letzten Tagesabschlusses.
protect-dispatches-when = Sofort. Was vor einer Berichtigung dort stand, bleibt auf der Seite.
protect-never = Was wir nicht speichern
protect-never-names = Namen, Adressen oder Kontakte von Menschen, die etwas bekommen oder spenden. Es gibt kein Feld dafür.
protect-never-places = Den Ort einer Übergabe: Das Buch kennt die Region.
protect-never-ways = Straßen, Speditionen und Grenzübergänge dessen, was unterwegs ist.
protect-never-address = Internetadressen und Browsernamen derer, die hier lesen. Auf den öffentlichen Seiten gibt es keine Cookies.
protect-never-code = Den Code einer Spende: nur einen Fingerabdruck davon, an dem ein eingetippter Code erkannt wird.
protect-code = Der Code Ihrer Spende
protect-code-text = Er ist der einzige Schlüssel zu dem, was aus Ihrer Spende wurde; wir können ihn nicht nachschlagen. Er wird in ein Formular getippt und steht nie in einer Adresse, also in keinem Verlauf und in keiner Liste von Besuchen. Ein falscher Code bekommt dieselbe Antwort wie ein unbekannter. Wenn Sie ihn jemandem zeigen, sieht dieser Mensch, was Sie sehen.
protect-taken = Wenn der Server in fremde Hände fällt
protect-taken-lede = Wer den Rechner, seine Festplatte oder eine Kopie davon nimmt, bekommt dies:
protect-taken-book = Das ganze Buch: Beträge und Tage der Spenden, Bestellungen und Zahlungen, Regionen von Lagern und Übergaben, Anzahl der Menschen, die etwas bekamen. Es ist nicht verschlüsselt.
protect-taken-not = Keine Namen und Adressen der Menschen, die etwas bekommen, spenden oder koordinieren: Danach wurde nie gefragt.
protect-taken-notes = Nicht die Codes der Spenden.
protect-not-yet = Was noch nicht geschützt ist
protect-not-yet-sealing = Nichts ist versiegelt: Das Buch liegt lesbar auf der Festplatte des Servers. Darum wird nach nichts gefragt, was versiegelt werden müsste.
protect-not-yet-login = Die Koordination meldet sich mit einem einmaligen Link an; es gibt keinen zweiten Faktor und keine Rollen.
protect-not-yet-four-eyes = Ein Mensch aus der Koordination kann eine Zahlung allein eintragen; niemand sonst muss zustimmen.
protect-not-yet-log = Die veröffentlichten Fakten sind nicht signiert. Wer den Server betreibt, könnte einen alten Fakt ändern oder weglassen, und diese Seite könnte es nicht beweisen.
protect-not-yet-witness = Keine andere Hilfsaktion bewahrt als Zeugin eine Kopie unserer Signaturen auf.
protect-not-yet-pay = Kontodaten bestätigt eine Person und nicht mehrere. Bis mehrere es können, wird eine Änderung 72 Stunden lang angekündigt, bevor sie gilt.
protect-not-yet-why = Jede Zeile verschwindet mit der Version, die ihren Schutz baut, nicht früher.
