# „Was wurde aus meiner Spende“: die Frage und die Antwort.

trace-ask-title = Was wurde aus meiner Spende? { $name }
trace-ask-heading = Was wurde aus meiner Spende?
trace-ask-lede = Tippen Sie den Code ein, den Sie zu Ihrer Spende bekommen haben. Sie sehen, wo jeder Teil von ihr ist, nach dem Stand des letzten abgeschlossenen Tages.
trace-ask-problem-ways = Vergleichen Sie ihn mit dem, was Sie bekommen haben. Ein Code, dessen Spende noch nicht gebucht ist, sieht aus wie ein unbekannter, auch für uns: Eine Überweisung dauert ein paar Tage. Versuchen Sie es am Abend noch einmal.
trace-code = Der Code Ihrer Spende
trace-code-hint = 20 Buchstaben und Ziffern. Groß oder klein, mit oder ohne Leerzeichen und Bindestriche: Das ist gleich.
trace-code-error = Keine Spende hat diesen Code.
trace-code-send = Zeigen, was aus ihr wurde
trace-problem-unknown = Keine Spende hat diesen Code
trace-problem-form = Das ist kein ganzer Code: Er hat 20 Buchstaben und Ziffern
trace-looks = Wie ein Code aussieht
trace-looks-text = Fünf Gruppen zu vier Zeichen. Die Buchstaben I, L, O und U kommen nicht vor; wenn Sie ein O lesen, ist es eine Null, und ein I oder L ist eine Eins. Verstanden wird beides.
trace-looks-private = Der Code wird in einem Formular geschickt, nicht in einer Adresse: Er steht in keinem Verlauf und in keiner Liste von Besuchen. Wir haben nur einen Fingerabdruck von ihm und können ihn nicht für Sie wiederfinden.

trace-title = Was aus meiner Spende wurde
trace-heading = Was aus meiner Spende wurde
trace-strip-gifts = Mit diesem Code
trace-strip-gifts-n = { $n ->
    [one] { $n } Spende
   *[other] { $n } Spenden
}
trace-strip-seen = Das sieht
trace-strip-seen-by = wer diesen Code hat
trace-sentence = Stand nach dem letzten abgeschlossenen Tag: { $parts }.
trace-part-done = { $part } in den Händen von Menschen
trace-part-stock = { $part } als Waren auf Lager
trace-part-way = { $part } als Waren unterwegs
trace-part-claim = { $part } beim Lieferanten reklamiert
trace-part-body = { $part } bei einem Vermittler
trace-part-bank = { $part } noch nicht ausgegeben
trace-where = Wo sie ist
trace-col-where = Wo
trace-col-what = Als was
trace-col-share = Anteil
trace-money = Geld
trace-crumbs = In Teilen, kleiner als { $unit }
trace-together = Zusammen, ohne Rest
trace-uncounted = Ihre Spende steht im Buch, zählt aber noch nicht in den öffentlichen Summen: Sie wartet, bis genug Spenden zusammengekommen sind.
trace-way = Der Weg, den sie nahm
trace-stamp-gift = Eingegangen
trace-stamp-decision = Beschlossen
trace-stamp-advance = Vorgestreckt
trace-stamp-payment = Gekauft
trace-stamp-arrival = Auf Lager
trace-stamp-handover = Übergeben
trace-stamp-way = Unterwegs
trace-stamp-claim = Reklamiert
trace-stamp-money = Noch Geld
trace-step-gift = { $part } eingegangen
trace-step-decision = { $part } beschlossen für: { $fund }
trace-step-advance = { $part } vorgestreckt an: { $holder }
trace-step-payment = Aus { $part } wurde: { $what }
trace-step-arrival = Angekommen: { $what }
trace-step-handover = In den Händen von Menschen: { $what }
trace-step-told = Veröffentlicht am { $date }.
trace-step-untold = Noch nicht veröffentlicht.
trace-open-way = Unterwegs: { $what }
trace-open-claim = Bei der Ankunft gefehlt: { $what }
trace-open-claim-text = Bezahlt, aber nicht erhalten. Der Lieferant muss es nachliefern oder das Geld zurückzahlen.
trace-open-money = { $part } noch als Geld
trace-open-money-text = Jetzt: { $holder }.
trace-not-told = Was diese Seite noch nicht sagt
trace-as-of = Alles hier zeigt den Stand nach Abschluss von { $as-of }. Was seither geschehen ist, steht nicht darin.
trace-not-told-when = Ankünfte und Übergaben werden später veröffentlicht, als sie geschehen, nach Woche und Region, damit niemand verfolgt werden kann. Die Seite ändert sich an dem Montag, an dem sie veröffentlicht werden.
trace-how = Was zuerst kommt, geht zuerst: Geld verlässt einen Fonds in der Reihenfolge, in der es kam. Darum ist Ihr Anteil eine Tatsache und keine Schätzung. Nichts ist aufgerundet. Ein Anteil an Waren ist ein Teil einer Bestellung, kein Ding mit einer Nummer.
trace-another = Einen anderen Code eintippen
