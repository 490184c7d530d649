# Die Kontoauszüge der Bank.

statements-title = Kontoauszüge
statements-about = Jede Zeile aus der Datei der Bank wartet hier, bis jemand sie bucht, zurückstellt oder übergeht. Von einer Zeile bleiben Betrag, Tage, Land, der Betrag in anderer Währung, Verwendungszweck und ein Hash mit Schlüssel; Name, Kontonummer und Text werden für die versiegelt, die mit Geld zu tun haben.
statements-send = Datei einlesen
statements-file = Eine Datei der Bank einlesen
statements-file-field = Datei der Bank
statements-file-hint = Erforderlich. camt.053 in Version 02, 04 oder 08, höchstens { $max } MB. Dieselbe Datei zweimal oder zwei Dateien, die sich überschneiden, ändern nichts.
statements-read = Einlesen
statements-balance = Der Kontostand der Bank neben dem des Buchs
statements-to-list = Zur Liste der Zeilen
statements-another = Noch eine Datei einlesen
statements-states = Zeilen nach Entscheidung
statements-accounts = Zeilen nach Konto
statements-pages = Seiten der Liste
statements-all-accounts = Alle Konten
statements-tab-open = Wartend: { $n }
statements-tab-held = Zurückgestellt: { $n }
statements-tab-ignored = Übergangen: { $n }
statements-tab-booked = Gebucht: { $n }
statements-none-open = 0 Zeilen warten. Die nächste Datei der Bank bringt neue.
statements-none-held = 0 Zeilen sind zurückgestellt.
statements-none-ignored = 0 Zeilen sind übergangen.
statements-none-booked = 0 Zeilen sind gebucht. Sie erscheinen hier, sobald sie im Buch stehen.
statements-counts = Bereit zum Buchen: { $ready }. Jemand muss hinsehen: { $looks }. Abgegangen: { $out }.
statements-book-all = { $n ->
    [one] { $n } bereite Zeile buchen
   *[other] Alle { $n } bereiten Zeilen buchen
}
statements-tick = Zeilen ankreuzen, dann einen Knopf darunter drücken
statements-go-book = Angekreuzte buchen
statements-go-hold = Angekreuzte zurückstellen
statements-go-ignore = Angekreuzte übergehen
statements-go-open = Angekreuzte wieder warten lassen
statements-open = Ansehen
statements-open-this = Ansehen: { $line }
statements-newer = Neuere Zeilen
statements-older = Ältere Zeilen
statements-page = Seite { $n } von { $of }
statements-none-ticked = Keine Zeile war angekreuzt. Kreuzen Sie die gemeinten Zeilen an, und drücken Sie den Knopf noch einmal.
statements-now-booked = { $n ->
    [0] Nichts wurde gebucht.
    [one] { $n } Zeile steht jetzt im Buch.
   *[other] { $n } Zeilen stehen jetzt im Buch.
}
statements-now-settled = { $n ->
    [one] { $n } Zeile gehört zu einem Eintrag, der schon im Buch stand.
   *[other] { $n } Zeilen gehören zu Einträgen, die schon im Buch standen.
}
statements-now-refused = { $n ->
    [one] { $n } Zeile wurde nicht gebucht, und warum:
   *[other] { $n } Zeilen wurden nicht gebucht, und warum:
}
statements-now-open = { $n ->
    [one] { $n } Zeile wartet wieder.
   *[other] { $n } Zeilen warten wieder.
}
statements-now-held = { $n ->
    [one] { $n } Zeile ist jetzt zurückgestellt.
   *[other] { $n } Zeilen sind jetzt zurückgestellt.
}
statements-now-ignored = { $n ->
    [one] { $n } Zeile wird jetzt übergangen. Das lässt sich zurücknehmen.
   *[other] { $n } Zeilen werden jetzt übergangen. Das lässt sich zurücknehmen.
}
statements-meanwhile = { $n ->
    [one] Über { $n } Zeile wurde inzwischen entschieden; sie bleibt, wie sie ist.
   *[other] Über { $n } Zeilen wurde inzwischen entschieden; sie bleiben, wie sie sind.
}
statements-left = { $n ->
    [one] { $n } Zeile ist noch übrig: Drücken Sie den Knopf noch einmal.
   *[other] { $n } Zeilen sind noch übrig: Drücken Sie den Knopf noch einmal.
}

statement-title = Eine Zeile der Bank
statement-line = { $date }, { $money }
statement-sent = gesendet: { $money }
statement-is-open = Diese Zeile wartet.
statement-is-held = Diese Zeile ist zurückgestellt.
statement-is-ignored = Diese Zeile wird übergangen.
statement-is-booked = Diese Zeile steht im Buch.
statement-gift-open = Eine Spende, für das Nötigste.
statement-gift = Eine Spende, bestimmt für „{ $fund }“.
statement-entered = Steht schon im Buch:
statement-perhaps = Vielleicht diese Spende, die von Hand eingetragen wurde:
statement-look-reference = Vielleicht eine Spende: Sie trägt keinen Verwendungszweck von uns. Sehen Sie sie an, oder kreuzen Sie sie an, um sie mit neuem Verwendungszweck für das Nötigste zu buchen.
statement-look-country = Eine Spende, aber die Bank sagt nicht, aus welchem Land. Sehen Sie sie an, und wählen Sie eines.
statement-look-early = Sie ist älter als das Buch, steckt also vielleicht im Anfangsbestand. Dann übergehen Sie sie.
statement-look-late = Ihr Tag ist noch nicht da. Buchen Sie sie dann.
statement-look-corrected = Ihr Eintrag wurde berichtigt. Hat die Bank das Geld zurückgenommen, übergehen Sie diese Zeile und die, mit der sie es zurücknahm. Ist das Geld da, sehen Sie sie an und buchen Sie sie neu.
statement-look-several = { $n ->
    [one] Die Bank hat { $n } Zahlung darin gebucht. Tragen Sie jede von Hand ein, oder buchen Sie alles als eine Spende.
   *[other] Die Bank hat { $n } Zahlungen als eine gebucht. Tragen Sie jede von Hand ein, oder buchen Sie alles als eine Spende.
}
statement-out = Geld ist abgegangen, und kein Eintrag des Buchs sagt wohin. Sehen Sie die Zeile an, und tragen Sie ein, was es war; dann findet sie ihren Eintrag.
statement-reversal = Die Bank nimmt eine frühere Zeile zurück, darum ist sie zurückgestellt. Berichtigen Sie den Eintrag jener Zeile und übergehen Sie beide Zeilen: Das Geld kam und ging wieder. Oder tragen Sie ein, was es war; dann findet diese Zeile ihren Eintrag.
statement-refused-look = Diese Zeile muss sich erst jemand ansehen.
statement-refused-out = Abgegangenes Geld wird mit seinem eigenen Formular eingetragen.
statement-refused-reversal = Was die Bank zurücknimmt, wird mit einer Berichtigung in Ordnung gebracht.
statement-gone = Über diese Zeile wurde inzwischen entschieden. Sie sehen sie, wie sie jetzt ist.
statement-settle = Es ist Eintrag { $n }
statement-ways = Tragen Sie ein, was es war. Tag, Betrag und Konto sind ausgefüllt:
statement-book = Als Spende buchen
statement-go-hold = Zurückstellen
statement-go-ignore = Übergehen
statement-go-open = Wieder warten lassen

statements-new = { $n ->
    [0] Die Datei wurde gelesen. Sie enthält keine Zeile, die nicht schon bekannt war.
    [one] Die Datei wurde gelesen: { $n } neue Zeile.
   *[other] Die Datei wurde gelesen: { $n } neue Zeilen.
}
statements-of = { $holder }, endet auf { $ends }
statements-of-unknown = { $currency }, endet auf { $ends }
statements-counted = Neue Zeilen: { $new }. Schon bekannt: { $known }.
statements-which-title = Welches Konto ist es?
statements-which-about = Wählen Sie es aus, und wählen Sie die Datei noch einmal: Sie wurde nicht aufbewahrt. Gemerkt wird die Wahl als Hash der Kontonummer mit Schlüssel.
statements-which = Diese Datei spricht von einem Konto in { $currency }, das auf { $ends } endet. Welches ist es?
statements-refused-which = Keine ihrer Zeilen wurde übernommen: Noch hat niemand gesagt, welches unserer Konten auf { $ends } endet. Wählen Sie unten.
statements-refused-none = Keine ihrer Zeilen wurde übernommen: Diese Hilfsaktion hat kein Bankkonto in { $currency }.
statements-refused-currency = Keine ihrer Zeilen wurde übernommen: Das ist die Nummer von { $holder } in { $ours }, der Auszug aber ist in { $currency }. Vergleichen Sie die Spendendaten mit denen der Bank.
statements-refused-complaint = Keine ihrer Zeilen wurde übernommen.
statements-faults = { $n ->
    [one] { $n } Zeile blieb draußen
   *[other] { $n } Zeilen blieben draußen
}
statements-unsure = Jetzt zu vergleichen
statements-unsure-note = Diese neuen Zeilen tragen keinen Verwendungszweck von uns oder gingen ab. Was die Bank dazu schreibt, wird hier dieses eine Mal gezeigt; danach ist es versiegelt, und es zu öffnen ist ein Eintrag im Buch.

file-missing = Es kam keine Datei an. Wählen Sie die Datei, die Sie von der Bank haben.
file-too-large = Diese Datei ist größer als { $max } MB. Bitten Sie die Bank um einen kürzeren Zeitraum.
file-too-many = Diese Datei hat mehr als { $max } Zeilen. Bitten Sie die Bank um einen kürzeren Zeitraum.
file-too-deep = In Zeile { $line } ist diese Datei tiefer verschachtelt als jeder Auszug. Laden Sie sie noch einmal von der Bank.
file-not-xml = Das ist kein Kontoauszug: Ab Zeile { $line } ist es kein XML mehr. Wählen Sie die Datei auf .xml, so wie sie von der Bank kam.
file-truncated = Diese Datei bricht in Zeile { $line } ab. Laden Sie sie noch einmal von der Bank.
file-entities = Diese Datei erklärt in Zeile { $line } eigene Kürzel; das tut keine Bank. Sie wurde nicht gelesen. Fragen Sie, woher sie kommt.
file-encoding = Die Buchstaben dieser Datei sind nicht { $declared }, obwohl sie das sagt. Laden Sie sie noch einmal von der Bank, und speichern Sie sie nicht mit einem anderen Programm.
file-namespace = Das ist eine andere Art von Dokument ({ $found }). Bitten Sie die Bank um Kontoauszüge als camt.053, Version 02, 04 oder 08.
file-no-statement = In dieser Datei steht kein Kontoauszug. Wählen Sie einen anderen Tag.
file-large-title = Diese Datei ist zu groß
file-large-text = Eine Datei hat höchstens 64 MB. Nichts wurde gelesen; bitten Sie die Bank um einen kürzeren Zeitraum.
file-busy-title = Mehrere Dateien kommen gerade herein
file-busy-text = Höchstens vier zugleich. Von dieser wurde nichts gelesen; gehen Sie zurück und senden Sie sie gleich noch einmal.

statement-no-account = Der Auszug nennt kein Konto.
statement-no-currency = Der Auszug nennt keine Währung.
statement-unknown-currency = „{ $code }“ ist keine Währung, die wir kennen.
statement-opening-unread = Der Kontostand am Anfang war nicht zu lesen: { $why }
statement-closing-unread = Der Kontostand am Ende war nicht zu lesen: { $why }
statement-does-not-add-up = Der Auszug geht nicht auf: { $opening } am Anfang und { $moved } in den Zeilen ergeben { $made }, er sagt aber { $closing }. Nicht lesbare Zeilen: { $unread }. Die guten Zeilen wurden übernommen; fragen Sie die Bank.
statement-line-fault = Zeile { $n }: { $why }
line-amount-why = { $money }: { $why }
line-pending = erst angekündigt. Sobald die Bank sie gebucht hat, bringt eine spätere Datei sie.
line-future = ihr Tag ist noch nicht da. Eine spätere Datei bringt sie.
line-information = nur zur Information; kein Geld hat sich bewegt.
line-not-booked = die Bank hat sie nicht gebucht.
line-no-status = sie sagt nicht, ob sie gebucht ist.
line-no-amount = sie hat keinen Betrag.
line-not-a-number = ihr Betrag ist keine Zahl.
line-zero = ihr Betrag ist null.
line-too-much = ihr Betrag ist mehr, als dieses Buch fasst.
line-decimals = ihr Betrag hat zu viele Nachkommastellen: { $found }, und { $currency } hat { $allowed }.
line-other-currency = sie ist in { $found }, das Konto aber in { $account }.
line-unknown-currency = „{ $code }“ ist keine Währung, die wir kennen.
line-no-date = sie hat kein Datum.
line-not-a-date = ihr Datum ist kein Datum.
line-no-direction = sie sagt nicht, ob Geld kam oder ging.
line-batch = sie steht für mehrere Zahlungen ({ $n }), die { $made } ergeben und nicht { $amount }.
line-twice = sie sagt zweimal, was sie einmal sagen darf, etwa zwei Beträge.
line-too-long = einer ihrer Texte ist länger als { $max } Zeichen.

statements-balance-about = Was die Bank auf einem Konto sieht, was das Buch sagt, und jede Zeile und jeder Eintrag, die den Unterschied machen.
statements-balance-none = 0 Auszüge wurden bisher gelesen. Sobald eine Datei der Bank gelesen ist, stehen hier ihre Kontostände.
balance-unknown = Das Buch hat { $book }. Noch kein Auszug hat einen Kontostand genannt.
balance-book = Das Buch, alle Fonds zusammen
balance-before = Unterschied, wo die Auszüge beginnen, am { $date }
balance-open = Wartende Zeilen: { $n }
balance-held = Zurückgestellte Zeilen: { $n }
balance-ignored = Übergangene Zeilen: { $n }
balance-later = Einträge nach dem Stand der Bank: { $n }
balance-nowhere = Einträge ohne Zeile: { $n }
balance-unexplained = Nicht erklärt
balance-unexplained-note = Die Zeilen der Auszüge ergeben nicht deren Kontostände. Ein Auszug fehlt, Zeilen blieben draußen, oder die Bank hat etwas berichtigt: Lesen Sie die fehlende Datei ein, oder fragen Sie die Bank.
balance-bank = Die Bank, am { $date }
balance-same = Buch und Bank stimmen auf den Cent überein.

waits-statements = { $n ->
    [one] Zu buchen: { $n } Zeile der Bank
   *[other] Zu buchen: { $n } Zeilen der Bank
}

## How we protect people

kept-statement-line = Zeilen von Kontoauszügen: Betrag, Richtung, Tage, unser Konto, Verwendungszweck mit RF, das Land, aus dem das Geld kam, was in einer anderen Währung gesendet wurde und zu welchem Kurs, wie viele Zahlungen es sind, ein Fingerabdruck und was entschieden wurde. Kein Name, keine Kontonummer, kein anderer Text der Überweisung.
kept-statement-account = Fingerabdrücke unserer eigenen Kontonummern und welches Konto jeweils gemeint ist.
kept-statement-balance = Die Salden, die Kontoauszüge nennen.
