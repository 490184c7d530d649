# Geben: wohin das Geld geht, versprochene Spenden, und die Seite, auf der beides zusammenkommt.

nav-give = Spenden
kind-giving-details = Kontodaten
entry-giving-details = Kontodaten
told-giving-details = Spenden in { $currency } gehen an: { $holder }, { $number }

## Das Formular der Koordination

details-title = Kontodaten für Spenden
details-about = Das Konto, auf das gespendet wird. Alle werden es sehen. Eine Änderung wird 72 Stunden lang angekündigt, bevor sie gilt, damit niemand unbemerkt ein Konto austauschen kann.
details-done = Wird gesagt, wenn der Tag das nächste Mal schließt. Wurden schon früher Kontodaten bekannt gegeben, gelten diese 72 Stunden danach; bis dahin zeigt die Spendenseite beide. Um eine Änderung zurückzunehmen, tragen Sie die alten noch einmal ein.
details-account = Für welches Konto
details-holder = Kontoinhaber
details-holder-hint = So, wie die Bank ihn schreibt: der Verein, die Stiftung oder die Firma, die die Hilfsaktion trägt. Nie eine Privatperson. Höchstens 70 Zeichen.
details-iban = IBAN
details-iban-hint = Leerzeichen sind gleichgültig.
details-bic = BIC
details-bic-hint = Darf im Euroraum leer bleiben.
details-number = Kontonummer
details-number-hint = Nur, wenn die Bank keine IBAN hat.
details-bank = Name der Bank
details-iban-missing = Tragen Sie die IBAN ein. Hat die Bank keine, dann die Kontonummer und den Namen der Bank.
details-iban-euro = Tragen Sie die IBAN ein: jedes Konto in Euro hat eine.
details-both = Tragen Sie die IBAN oder eine Kontonummer ein, nicht beides.
details-bank-missing = Zu einer Kontonummer gehört der Name der Bank.
details-bank-alone = Die IBAN nennt ihre Bank schon. Lassen Sie das leer.
details-bic-alone = Eine BIC gehört zu einer IBAN. Tragen Sie die IBAN ein, oder lassen Sie das leer.
details-name-letter = „{ $letter }“ kann in einem Namen bei einer Bank nicht stehen. Nehmen Sie Buchstaben, Ziffern und die üblichen Zeichen.
details-name-mixed = „{ $word }“ mischt lateinische und kyrillische Buchstaben, die gleich aussehen. Tippen Sie es noch einmal in einer der beiden Schriften.
details-bic-form = „{ $bic }“ ist keine BIC: sie hat 8 oder 11 Buchstaben und Ziffern, zum Beispiel COBADEFFXXX.
details-iban-letter = „{ $letter }“ kann in einer IBAN nicht stehen. Sie hat nur die Buchstaben A bis Z und Ziffern; tippen Sie sie neu, falls sie kopiert wurde.
details-iban-form = Das ist keine IBAN. Sie beginnt mit zwei Buchstaben und zwei Ziffern und hat 15 bis 34 Zeichen.
details-iban-length = Eine IBAN, die mit { $country } beginnt, hat { $expected } Zeichen; diese hat { $typed }. Vergleichen Sie sie mit dem, was die Bank geschrieben hat.
details-iban-digits = Die Prüfziffern passen nicht: Ein Zeichen ist vertippt oder zwei sind vertauscht. Vergleichen Sie sie mit dem, was die Bank geschrieben hat.
details-iban-nobodys = Eine IBAN, die mit { $code } beginnt, gehört keiner Bank. Nur Vorführungen benutzen sie.
details-iban-demo = Das ist eine Vorführung, und niemand darf ihr Geld schicken: Ihre IBAN muss mit { $code } beginnen.
details-same = Genau diese Kontodaten wurden zuletzt eingetragen. Ändern Sie etwas, oder lassen Sie es dabei.

## Die Spendenseite

give-title = Spenden: { $name }
give-heading = Spenden
give-lede = Sagen Sie, wofür und wie viel. Sie bekommen einen Verwendungszweck für Ihre Überweisung und einen Code, mit dem nur Sie sehen, was aus Ihrer Spende wurde.
give-now = Jetzt spenden
give-for-this = Hierfür spenden
give-for-this-need = Hierfür spenden: { $need }
give-what = Was möchten Sie geben?
give-where = Wohin das Geld geht
give-to = Spenden in { $currency }: Kontoinhaber
give-holder = Kontoinhaber
give-iban = IBAN
give-bic = BIC
give-number = Kontonummer
give-bank = Bank
give-number-at = { $number } bei { $bank }
give-one-person = Diese Kontodaten hat eine Person bestätigt. Eine Änderung wird hier 72 Stunden lang angekündigt, bevor sie gilt.
give-two-people = Diese Kontodaten haben zwei Personen bestätigt. Eine Änderung wird hier 72 Stunden lang angekündigt, bevor sie gilt.
give-no-reference-yet = Ihr eigener Verwendungszweck kommt mit dem nächsten Schritt.
give-for = Wofür
give-for-open = Wo es am nötigsten ist
give-for-need = { $need }: { $money } fehlen noch
give-amount = Betrag
give-currency = Währung
give-pieces = Oder wie viele Stück
give-pieces-hint = Für einen Bedarf: Wir rechnen mit seinem geschätzten Preis. Lassen Sie den Betrag dann leer.
give-send = Verwendungszweck und Code holen
give-nothing-kept = Kein Name, keine Adresse, keine E-Mail: Wir speichern den Fonds, den Betrag und das heutige Datum und nichts über Sie.
give-need-state = Für „{ $need }“ fehlen noch { $money }. Ein Stück kostet etwa { $price }.
give-need-complete = „{ $need }“ ist inzwischen ganz bezahlt. Spenden Sie, wo es am nötigsten ist, oder wählen Sie einen anderen Bedarf.
give-need-not-now = „{ $need }“ wird zurzeit nicht gebraucht. Spenden Sie, wo es am nötigsten ist, oder wählen Sie einen anderen Bedarf.
give-need-stale = Das kann sich seither geändert haben. Spenden, wo es am nötigsten ist, gehen dorthin, wo nach Wissen der Koordination etwas fehlt.
give-need-no-account = „{ $need }“ wird in { $currency } gerechnet, und noch nimmt hier kein Konto { $currency } an. Spenden Sie, wo es am nötigsten ist, oder wählen Sie einen anderen Bedarf.
give-need-currency = „{ $need }“ wird in { $currency } gerechnet. Wählen Sie { $currency }, oder spenden Sie, wo es am nötigsten ist.
give-both = Tragen Sie einen Betrag oder eine Stückzahl ein, nicht beides.
give-pieces-of-what = Stück wovon? Wählen Sie oben einen Bedarf, oder tragen Sie einen Betrag ein.
give-too-much = Das ist mehr, als eine Überweisung trägt: höchstens { $limit }. Teilen Sie es auf, oder fragen Sie die Kassenführung.
give-form-used = Dieses Formular wurde schon benutzt. Drücken Sie noch einmal, um einen neuen Verwendungszweck zu bekommen.
give-too-many = Gerade wurden zu viele Verwendungszwecke verlangt. Warten Sie eine Minute und drücken Sie noch einmal. Oder überweisen Sie ohne und bitten Sie danach die Kassenführung um einen Code: Sie brauchen den Tag, den Betrag und das Land Ihrer Bank.
give-full = Zurzeit kann kein Verwendungszweck mehr ausgegeben werden: So viele zugesagte Spenden warten auf ihr Geld, dass für weitere kein Platz ist. Überweisen Sie ohne und bitten Sie danach die Kassenführung um einen Code: Sie brauchen den Tag, den Betrag und das Land Ihrer Bank.
give-no-details = Diese Hilfsaktion hat noch keine Kontodaten eingetragen; es gibt noch kein Konto, auf das man überweisen könnte.
give-no-details-note = Sie stehen hier am Abend, nachdem die Koordination sie eingetragen hat.
give-demo = Das ist eine Vorführung. Die Kontonummern auf dieser Seite gehören keiner Bank, und niemand bekommt Geld: Überweisen Sie nichts.
give-change = Die Kontodaten für { $currency } ändern sich bald
give-change-text = Die neuen gelten ab dem Abend dieses Tages: { $date }. Bis dahin gehen Spenden auf das alte Konto. Wenn Sie diese Hilfsaktion kennen, fragen Sie dort jemanden, ob die Änderung stimmt.
give-change-soon = Diese Kontodaten ändern sich bald. Sehen Sie, was angekündigt ist und ab wann.
give-change-now = Gilt jetzt:
give-change-then = Angekündigt:
give-then = Wie es weitergeht
give-then-transfer = Sie überweisen das Geld mit dem Verwendungszweck, mit der App Ihrer Bank oder indem Sie die Zeilen kopieren.
give-then-booked = Wenn es angekommen ist, bucht es die Kassenführung. Das dauert ein paar Tage.
give-then-follow = Am Abend darauf zeigt Ihr Code, wo Ihre Spende ist.
give-other-way = Sie können auch ohne Verwendungszweck überweisen. Bitten Sie dann die Kassenführung um einen Code: Sie brauchen den Tag, den Betrag und das Land Ihrer Bank.

## Die Antwort, einmal gezeigt

given-title = Ihr Verwendungszweck und Ihr Code
given-heading = Danke. Nun die Überweisung.
given-lede = { $money } für „{ $fund }“.
given-transfer = Für die Überweisung
given-reference = Verwendungszweck
given-copy = Kopieren Sie jede Zeile so, wie sie dasteht. Hat die Bank ein eigenes Feld für eine Referenz, gehört der Verwendungszweck dorthin.
given-qr = Die App Ihrer Bank liest das und füllt alles aus.
given-qr-label = Quadratischer Code für Bank-Apps, mit derselben Überweisung wie in den Zeilen daneben: Verwendungszweck { $reference }
given-until = Wir warten auf das Geld bis { $until }. Kommt es später, wird es trotzdem gebucht. Auch ein anderer Betrag ist in Ordnung.
given-keep = Behalten Sie das
given-code = Ihr Code
given-once = Der Code wird einmal gezeigt, jetzt. Wir behalten keine Kopie und können ihn nicht wiederfinden. Schreiben Sie ihn auf, oder drucken Sie diese Seite.
given-use = Mit ihm sehen Sie, was aus Ihrer Spende wurde, vom Abend nach der Buchung an. Wer den Code hat, sieht dasselbe. Der Verwendungszweck öffnet nichts.
given-print = Gedruckt: Falten Sie das Blatt zwischen den beiden Teilen. Einer ist für die Bank, der andere für Sie.

## Versprochene Spenden, für die Koordination

promises-title = Versprochene Spenden
promises-about = Verwendungszwecke, die auf der öffentlichen Seite ausgegeben wurden und deren Geld noch nicht da ist. Dahinter steht kein Name.
promises-none = 0 versprochene Spenden. Sie erscheinen hier, wenn jemand auf der Spendenseite einen Verwendungszweck holt.
promises-cell = { $n ->
    [one] { $n } Versprechen, { $money }
   *[other] { $n } Versprechen, { $money }
}
promises-col-open = Erwartet
promises-col-ended = Abgelaufen
promises-ended-on = Abgelaufen am { $date }
promises-ended = { $n ->
    [0] Keines ist abgelaufen
    [one] { $n } ist abgelaufen
   *[other] { $n } sind abgelaufen
}
promises-ended-note = Niemand muss etwas tun: Geld, das spät kommt, wird trotzdem unter seinem Verwendungszweck gebucht. Nach weiteren 60 Tagen wird ein abgelaufenes Versprechen entfernt, und sein Verwendungszweck ist unbekannt.
promises-renew = Um 30 Tage verlängern
promises-renew-this = Um 30 Tage verlängern: { $reference }
promises-renewed = Auf { $reference } warten wir bis { $until }.
promises-gone = Dieses Versprechen gibt es nicht mehr: Seine Spende wurde gebucht, oder es ist zu lange abgelaufen.
promise-wish = { $money } für „{ $fund }“
promise-remark-same = Wie versprochen
promise-remark-differs = Nicht ganz wie versprochen
promise-remark-ended = Das Versprechen hinter diesem Verwendungszweck war abgelaufen
promise-remark-ended-text = Es wurde am { $made } gegeben und lief am { $until } ab. Das Geld ist da, also buchen Sie es: Verwendungszweck und Code gelten. Ist es das Geld von jemand anderem, gehen Sie zurück und leeren Sie das Feld; dann entstehen ein neuer Verwendungszweck und ein neuer Code.
promise-remark-differs-text = Versprochen: { $promised }. Diese Spende: { $came }. Gebucht wird, was gekommen ist.

## Ein neuer Code für eine gebuchte Spende

new-code-title = Für diese Spende einen neuen Code ausgeben
new-code-about = Für jemanden, der den Code verloren oder ohne Verwendungszweck überwiesen hat. Ein neuer Code entsteht und wird einmal gezeigt. Der alte gilt sofort nicht mehr: Vergewissern Sie sich, dass Sie mit der Person sprechen, die gespendet hat; sie kann den Tag, den Betrag und das Land der Bank nennen.
new-code-make = Neuen Code erzeugen
new-code-made-before = Seit diese Seite geöffnet wurde, ist ein anderer Code ausgegeben worden. Öffnen Sie sie noch einmal, wenn das nicht Sie waren.
