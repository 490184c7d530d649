# Die Titelseite.

front-title = Tag { $n }: { $name }
front-lede-ordered = { $things } { $n ->
    [one] ist
   *[other] sind
} bestellt und noch nicht bezahlt.
front-lede-advanced = { $things } { $n ->
    [one] ist
   *[other] sind
} bestellt; das Geld liegt bei einem Vermittler, und der Lieferant ist noch nicht bezahlt.
front-lede-underway = { $things } { $n ->
    [one] ist
   *[other] sind
} bezahlt und unterwegs.
front-lede-awaited = { $things } { $n ->
    [one] wurde
   *[other] wurden
} bis jetzt erwartet; Ankünfte werden später veröffentlicht, als sie geschehen.
front-lede-overdue = { $things } { $n ->
    [one] ist
   *[other] sind
} überfällig.
front-lede-arrived = { $things } bestellt, davon { $arrived } angekommen.
front-lede-handedover = { $things } { $n ->
    [one] ist
   *[other] sind
} angekommen und übergeben.
front-lede-missing = Am nötigsten: { $item }. Es fehlen noch { $money }.
front-lede-complete = Alles, worum gebeten wurde, ist finanziert.
front-lede-nothing-now = Zurzeit wird nichts gebraucht.
front-lede-empty = Noch ist nichts veröffentlicht: Die ersten Zahlen stehen hier, sobald der erste Tag mit Neuigkeiten abgeschlossen ist.
front-give-link = Wie Sie spenden können
front-follow-link = Spende verfolgen
front-needs = Am nötigsten gebraucht
front-needs-none = 0 Bedarfe. Ein Bedarf erscheint hier am Abend, nachdem die Koordination ihn aufgeschrieben hat.
front-needs-more = { $n ->
    [one] Noch ein Bedarf
   *[other] Noch { $n } Bedarfe
}
front-need-about = { $quantity } gebraucht, etwa { $price } pro Stück
front-need-price = Preis: { $source }, { $date }
front-missing = { $money } fehlen
front-need-funded = Voll finanziert
front-need-delivered = Alle übergeben
front-need-late = Verspätet: { $things }
front-col-need = Bedarf
front-col-needed = Gebraucht
front-col-missing = Fehlt
front-not-now = Zurzeit nicht nötig:
front-surplus = Davon haben wir zu viel
front-surplus-ask = Wenn Sie für Menschen sorgen, denen das fehlt, fragen Sie die Koordination danach. Eine Adresse dafür steht hier, sobald diese Seiten eine haben.
front-orders = Was bestellt wurde
front-orders-none = 0 Bestellungen. Eine Bestellung erscheint hier am Abend des Tages, an dem sie aufgegeben wurde.
front-orders-all = Alle { $n } Bestellungen
front-order-agreed = { $money } vereinbart. Hergestellt in: { $origin }.
front-order-paid = { $money } bezahlt. Hergestellt in: { $origin }.
front-slip = Was wurde aus meiner Spende?
front-slip-follow = Mit dem Code Ihrer Spende sehen Sie, wo jeder Teil von ihr ist. Niemand sonst erfährt Ihren Namen, und wir speichern ihn nicht.
front-slip-button = Code eintippen
front-slip-give = Wie Sie spenden können
front-slip-give-not-yet = Diese Hilfsaktion hat noch keine Kontodaten eingetragen. Sie stehen hier am Abend, nachdem die Koordination sie eingetragen hat.
front-hands = Von der Spende bis in die Hände
front-big-gifts = { $n ->
    [one] Spende
   *[other] Spenden
}
front-big-gifts-others = { $n ->
    [one] Spende
   *[other] Spenden
}
front-big-countries = aus { $n ->
    [one] { $countries } Land
   *[other] { $countries } Ländern
}
front-big-bought = { $n ->
    [one] Stück gekauft oder gespendet
   *[other] Stück gekauft oder gespendet
}
front-big-handed = { $n ->
    [one] davon in jemandes Händen
   *[other] davon in den Händen von Menschen
}
front-things-stock = Angekommen, auf Lager
front-things-way = Noch nicht als angekommen gemeldet
front-things = Gekauft oder gespendet: { $bought } Stück. Davon angekommen: { $arrived }, in den Händen von Menschen: { $handed }.
front-given = Bisher gespendet:
front-given-none = 0 Spenden veröffentlicht. Spenden werden abends veröffentlicht, und erst wenn genug zusammengekommen sind.
front-given-note = Währungen werden nie zusammengezählt. Länder mit zu wenigen Spenden stehen gemeinsam unter „andere Länder“.
front-check = Glauben Sie uns nicht. Prüfen Sie nach.
front-check-figures = Jede Zahl mit doppelter Unterstreichung ist aus veröffentlichten Fakten zusammengezählt. Folgen Sie ihr, und Sie sehen jeden einzelnen.
front-check-files = Laden Sie beide Dateien herunter und lassen Sie ein zweites, kleines Programm auf Ihrem eigenen Rechner alles neu zusammenzählen, ohne Netz. Es sagt, welche Zahl falsch ist, falls eine falsch ist.
front-check-not-yet = Es kann noch nicht zeigen, dass nichts weggelassen oder später geändert wurde.
front-check-not-yet-link = Was noch nicht geschützt ist
front-check-box = Dateien zum Prüfen
front-check-facts = jeder veröffentlichte Fakt, einer pro Zeile
front-check-numbers = jede Zahl dieser Seiten
front-check-run = Dann ausführen, ohne Netz:
front-check-command = Befehl
front-demo = Was hier erfunden ist
front-demo-true = Eine Zeile stammt aus dem öffentlichen Beitrag eines Solidaritätsnetzwerks an dessen Tag 23: eine Bestellung von 100 Schutzwesten der Klasse 4, hergestellt in Israel, für 60.000 EUR, über eine vermittelnde Stiftung in Polen, erwartet innerhalb einer Woche. Ebenso die Liste dessen, was noch zu finanzieren war.
front-demo-invented = Alles andere ist erfunden: jede Spende und ihr Land, die übrigen Bestellungen, Preise, Normen und Größen, und was nach Tag 23 geschieht. Kein wirklicher Mensch wird genannt, und die Uhr der Vorführung wird von Hand gestellt.
