# Worte jeder Seite: Kopf, Fuß, Zahlen und Daten.

skip = Zum Inhalt
nav-pages = Seiten
nav-language = Sprache
nav-books = Bücher
nav-gift = Spende verfolgen
nav-protect = Wie wir Menschen schützen
foot-demo = Dies ist eine Vorführung: Spenden, Spendende und die meisten Waren sind erfunden.
foot-promise = Niemand verfolgt Sie hier, keine Skripte, nichts wird von anderswo geladen. Jede Zahl mit doppelter Unterstreichung führt zu den Fakten dahinter. Gemacht mit Waybill, freier Software.

day-n = Tag { $n }
week-of = Woche vom { $day }
less-than = weniger als { $n }
percent = { $n } %
days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
as-of = Tag { $n }, { $date }
as-of-none = Noch kein Tag ist abgeschlossen

strip-date = Datum
strip-since = Läuft seit
strip-as-of = Stand nach Abschluss von
strip-this-is = Dies ist
strip-demo = eine Vorführung: Spenden sind erfunden
strip-facts = Gelesen aus
strip-facts-n = { $n ->
    [one] { $n } veröffentlichten Fakt
   *[other] { $n } veröffentlichten Fakten
}
strip-fund = Fonds
strip-figure = Zahl
strip-kind = Art des Fakts
strip-opened = Veröffentlicht
strip-id = Kennung

## Wo es ist

at-done = Übergeben
at-goods = Zu Waren geworden
at-back = Zurückgegeben

## Wie weit ein Bedarf ist

funded = Finanziert
bought = Gekauft
delivered = Übergeben

## Stand einer Bestellung

order-ordered = Bestellt
order-underway = Unterwegs
order-awaited = Erwartet
order-overdue = Überfällig
order-partly = Teilweise angekommen
order-arrived = Angekommen
order-handedover = Übergeben
order-title-more = { $first } und weitere Waren
order-expected = Erwartet: { $week }.
order-advanced = { $money } liegen beim Vermittler; der Lieferant ist noch nicht bezahlt.
order-unpaid = Noch nicht bezahlt.
order-paid-for = Bezahlt.
order-awaited-told = Erwartet war sie in der { $week }. Ankünfte werden später veröffentlicht, als sie geschehen: Eine Ankunft in jener Woche steht ab dem { $date } hier.
order-overdue-told = Erwartet war sie in der { $week }. Es ist keine Ankunft gemeldet, und inzwischen müsste eine gemeldet sein.
order-arrived-of = { $arrived } von { $ordered } angekommen.
order-rest-way = Der Rest ist unterwegs.
order-rest-late = Der Rest war in der { $week } erwartet. Seine Ankunft ist nicht gemeldet, und inzwischen müsste sie gemeldet sein.
order-claimed-n = { $n ->
    [one] { $n } fehlte bei der Ankunft und ist beim Lieferanten reklamiert.
   *[other] { $n } fehlten bei der Ankunft und sind beim Lieferanten reklamiert.
}
order-handed-all = Alles, was ankam, ist übergeben.
order-handed-of = { $handed } übergeben.
order-by = Lieferant: { $supplier }.
order-by-through = Lieferant: { $supplier }. Bezahlt über: { $through }.

## Alter eines Vorschusses

age-label = { $n } von { $agreed } vereinbarten Tagen
age-open-since = Offen: { $days }; vereinbart: { $agreed }.
age-overdue = Frist um { $days } überschritten.
age-settled = Ganz abgerechnet.
advance-heading = { $amount } offen

## Fakten, jeder in einem Satz

kind-opening = Anfangsbestand
kind-need = Bedarf
kind-gifts = Spenden
kind-decision = Beschluss
kind-advance = Vorschuss
kind-order = Bestellung
kind-payment = Zahlung
kind-arrival = Ankunft
kind-handover = Übergabe
told-opening = Was vor diesem Buch da war, Stand { $date }
told-need = Gebraucht: { $things }, geschätzt { $price } pro Stück ({ $source })
told-need-not-now = Zurzeit nicht nötig: { $things }
told-need-surplus = Mehr als nötig: { $things }
told-need-confirmed = { $sentence }; { $confirmed }
confirmed-on = bestätigt am { $date }
confirmed-on-by = bestätigt am { $date } ({ $by })
need-stale = Seit dem { $date } nicht bestätigt.
told-gifts = { $n ->
    [one] { $n } Spende ({ $country }): { $sum }
   *[other] { $n } Spenden ({ $country }): { $sum }
}
told-decision = Beschlossen: { $amount } von „{ $from }“ nach „{ $to }“
told-advance = Vorgestreckt: { $amount } an { $holder }, für „{ $fund }“, Frist bis zur Abrechnung: { $days }
told-order = Bestellt: { $things }; erwartet: { $week }
told-payment = Bezahlt: { $lines }
told-payment-line = { $amount } für { $things }
told-arrival = Angekommen ({ $region }, { $week }): { $lines }
told-arrival-line = { $item }: { $received } von { $declared }
told-arrival-why = { $line } ({ $reason })
told-handover = Übergeben ({ $region }, { $week }): { $things }, an { $people ->
    [one] { $people } Person
   *[other] { $people } Personen
}

## Seite der Koordination

desk-today = Heute
desk-record = Erfassen
desk-book = Buch
desk-day = Tag { $n }, { $date }
desk-strip-day = Tag
desk-foot = Diese Seite ist nur für die Koordination.
desk-next-day = Nächster Tag
desk-next-day-note = Diesen Knopf hat nur die Vorführung: Ihre Uhr geht einen Tag weiter.
