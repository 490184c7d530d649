# Was gesagt wird, wenn eine Regel verletzt ist: was nicht stimmt und was zu tun ist.

error-required = Füllen Sie dieses Feld aus.
error-too-long = Das ist zu lang: { $length } Zeichen, höchstens { $max }. Kürzen Sie es.
error-hidden-characters = Hier stehen unsichtbare Zeichen, durch die sich Text anders lesen kann. Tippen Sie ihn noch einmal von Hand.
error-choice = Das steht nicht zur Auswahl. Wählen Sie aus der Liste.
error-date-form = Das ist kein Datum. Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2022-03-18.
error-date-early = Der { $date } ist zu früh: Der früheste Tag hier ist der { $first }.
error-date-late = Der { $date } ist zu spät: Der letzte Tag hier ist der { $last }.
error-count-form = Das ist keine ganze Zahl. Schreiben Sie nur Ziffern, zum Beispiel 40.
error-count-zero = Die Anzahl muss mindestens 1 sein.
error-count-limit = Ein Eintrag zählt höchstens { $max }. Teilen Sie ihn in mehrere auf.
error-number-limit = Nummern gehen hier bis { $max }.
error-currency = „{ $code }“ ist keine Währung. Schreiben Sie ihre drei Buchstaben, zum Beispiel EUR.
error-amount-form = Das ist kein Betrag. Schreiben Sie ihn so: 1234,50 oder 1.234,50.
error-amount-zero = Der Betrag muss größer als 0 sein.
error-amount-decimals = { $currency } hat { $decimals ->
    [0] keine Nachkommastellen
    [one] eine Nachkommastelle
   *[other] { $decimals } Nachkommastellen
}; dieser Betrag hat mehr. Runden Sie so, wie die Bank gerundet hat.
error-amount-unclear = Das kann Tausender oder Nachkommastellen bedeuten. Schreiben Sie Tausender ohne Punkt (1234) oder mit Nachkommastellen (1234,00).
error-amount-limit = Das liegt über der Grenze von { $limit } für einen Betrag.
error-variant = Diese Klasse oder Größe gehört nicht zu „{ $item }“. Wählen Sie eine andere oder keine.

refused-short = Es ist nicht genug da: { $holder }, Fonds „{ $fund }“: vorhanden { $has }, gebraucht { $wanted }, es fehlen { $missing }. Tragen Sie zuerst die fehlende Spende oder den fehlenden Anfangsbestand ein, oder nehmen Sie weniger.
refused-other = Das Buch hat diesen Eintrag abgelehnt ({ $code }). Prüfen Sie, was er nimmt und woher.
refused-bytes = Dieser Eintrag lässt sich nicht genau aufschreiben. Verwenden Sie kürzere Angaben.

not-found-title = Unter dieser Adresse gibt es nichts
not-found-text = Vielleicht ist sie vertippt, oder es ist noch nicht veröffentlicht.
went-wrong-title = Hier ist etwas schiefgegangen
went-wrong-text = Nichts wurde eingetragen. Versuchen Sie es gleich noch einmal; was Sie getippt haben, ist noch in Ihrem Browser, wenn Sie zurückgehen.
disk-full-title = Auf der Platte des Servers ist kein Platz mehr
disk-full-text = Nichts wurde eingetragen. Wer den Server betreut, muss auf seiner Platte Platz schaffen; senden Sie dies dann noch einmal. Lesen lässt sich alles auch solange.
disk-faulty-title = Die Platte des Servers hat einen Fehler gemeldet
disk-faulty-text = Es wird nichts mehr eingetragen, bis die Platte geprüft und das Programm neu gestartet ist: Was bestätigt wird, muss auch bleiben. Sagen Sie es der Person, die den Server betreut. Lesen lässt sich alles auch solange; dasselbe Formular, danach noch einmal gesendet, wird nie zweimal eingetragen.
bad-request-title = Diese Anfrage war nicht lesbar
bad-request-text = Gehen Sie zurück und schicken Sie das Formular noch einmal ab.
too-large-title = Das war zu viel auf einmal
too-large-text = Ein Formular nimmt höchstens 500 Kilobyte. Nichts wurde eingetragen; gehen Sie zurück und kürzen Sie es.
no-operation-title = Hier wohnt noch keine Hilfsaktion
no-operation-text = Wer diesen Server betreibt, gründet eine mit dem Befehl: waybill init
link-used-title = Dieser Link ist verbraucht oder zu alt
link-used-text = Bitten Sie die Person, die Sie eingeladen hat, um einen neuen. Wenn Sie schon dabei sind, melden Sie sich an.
not-entered-text = Melden Sie sich an, um weiterzumachen. Eine Sitzung endet nach einer Viertelstunde ohne Benutzung und nach acht Stunden.
