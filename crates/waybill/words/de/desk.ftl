# Die Seite der Koordination.

enter-title = Seite der Koordination
enter-text = Dieser Link gilt einmal. Wer den Knopf drückt, sitzt in dieser Demonstration als { $name } da.
enter-button = Eintreten

today-title = Heute
today-held = Wo jetzt alles ist
today-empty = Das Buch ist leer. Beginnen Sie mit dem, was vorher da war, mit einem Bedarf oder mit der ersten Spende.
today-record = Was ist geschehen?
today-gate = Was die Öffentlichkeit noch nicht weiß
today-waiting = { $n ->
    [0] Alles im Buch ist veröffentlicht.
    [one] { $n } Eintrag wartet auf seinen Tag.
   *[other] { $n } Einträge warten auf ihren Tag.
}
today-gate-note = Ein Tag wird am Abend abgeschlossen. Spenden werden nur als Summen von mindestens fünf Menschen veröffentlicht, Ankünfte und Übergaben am zweiten Montag nach ihrer Woche.

record-title = Erfassen
record-pages = Im Blick behalten
record-about = Was ist geschehen? Nichts steht im Buch, bevor Sie es durchgesehen und „Eintragen“ gedrückt haben.
form-no-people = Tippen Sie keine Namen und keine Adressen ein: Dieses Formular hat keinen versiegelten Teil und darum keinen Platz für Persönliches.
preview-title = Durchsehen
done-title = Eingetragen
done-text = Es steht im Buch und bleibt dort. Ein Fehler wird durch einen weiteren Eintrag berichtigt.
done-again = Noch einen eintragen
done-entry = Eintrag ansehen

moves-title = Was sich bewegt
moves-none = Hierdurch bewegt sich nichts; es ist eine Tatsache für sich.
column-from = Von
column-to = Nach
column-amount = Wie viel
column-becomes = Wird zu
column-holder = Wo es ist
column-fund = Fonds
column-entry = Eintrag
column-day = Tag
column-kind = Was
column-moved = Bewegt
account-words = { $holder }, Fonds „{ $fund }“

sees-then = { $date }, wenn der Tag abgeschlossen wird
sees-later = Später
sees-in-a-total = Nicht einzeln: als Teil einer Summe, sobald sie für mindestens { $k } Menschen steht.
sees-never-what = Wer es eingetippt hat, die Nummer des Eintrags, der Tag, an dem Waren bewegt wurden, der Ort, und wer sie bekommen hat.

book-title = Das Buch
book-note = Das Neueste zuerst. Nichts wird geändert oder herausgenommen; diese Liste ist nur für die Koordination.
book-empty = Noch kein Eintrag.
book-older = Ältere Einträge
book-csv = Alles als CSV
entry-title = Eintrag { $n }
entry-bytes = So ist er gespeichert
entry-opening = Anfangsbestand
entry-need = Bedarf
entry-gift = Spende
entry-decision = Beschluss
entry-advance = Vorschuss
entry-order = Bestellung
entry-payment = Zahlung
entry-arrival = Ankunft
entry-handover = Übergabe

option-pool = { $holder }, Fonds „{ $fund }“: { $amount }
option-shelf = { $holder }: { $amount }
option-no-class = ohne Klasse
option-class = { $standard }, Klasse { $level }
option-no-size = ohne Größe
option-body-hint = Die erste ihrer Art ist 1. Öffentliche Seiten nennen Art, Land und Nummer, nie einen Menschen.

followed-track = Was daraus wurde, genau
followed-trace = Welche Spenden dahinterstehen, genau
followed-more = Weitere { $n } sind hier nicht aufgeführt.
followed-origin = { $from }, Eintrag { $n }
column-share = Anteil
option-choose = auswählen …
option-nothing-here = noch nichts zur Auswahl

waits-title = { $n ->
    [0] Nichts wartet auf Sie
    [one] Eine Sache wartet
   *[other] { $n } Sachen warten
}
waits-late = { $n ->
    [one] { $n } Tag zu spät
   *[other] { $n } Tage zu spät
}
waits-payment = Zu bezahlen: { $order }
waits-arrival = Unterwegs: { $order }
waits-advance = { $holder }: { $amount } für „{ $fund }“, { $n ->
    [0] seit heute
    [one] seit { $n } Tag
   *[other] seit { $n } Tagen
}
waits-handover = Zu übergeben. { $shelf }
waits-needs = { $n ->
    [one] Ein Bedarf, mehr als { $days } lang nicht bestätigt
   *[other] { $n } Bedarfe, mehr als { $days } lang nicht bestätigt
}
waits-needs-oldest = älteste: { $date }
