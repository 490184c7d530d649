# Kommentare: das Formular unter einem Text, was darunter steht, und die Seite der Koordination.

## The form

comment-title = Kommentar schreiben
comment-name = Name
comment-name-hint = nötig; alle werden ihn sehen. Ein erfundener Name ist willkommen.
comment-name-letter = Ein Name braucht einen Buchstaben oder eine Ziffer. Ein erfundener genügt.
comment-mail = E-Mail-Adresse
comment-mail-hint = darf leer bleiben. Sie wird nicht veröffentlicht. Sie wird beim Absenden versiegelt, sodass nur öffnen kann, wer hier Kommentare liest, und mit Ihrem Kommentar gelöscht.
comment-mail-form = Das ist keine E-Mail-Adresse. Schreiben Sie sie wie name@example.org, oder lassen Sie das Feld leer.
comment-trap = Bitte leer lassen
comment-words = Ihr Kommentar
comment-words-hint = nötig; bis zu { $max } Zeichen, einfacher Text. Nennen Sie keine Menschen und keine Orte, die in Gefahr sind.
comment-send = Zum Lesen einsenden
comment-kept = Was damit geschieht
comment-kept-read = Zuerst liest ihn jemand aus der Koordination. Freigegeben steht er unter dem Text, vielleicht mit einer Antwort; abgelehnt wird er gelöscht.
comment-kept-what = Aufbewahrt werden der Name, den Sie gewählt haben, Ihre Worte, der Tag und die Sprache; die E-Mail-Adresse, falls Sie eine angeben, versiegelt.
comment-kept-not = Nicht aufbewahrt werden Internetadresse und Uhrzeit, und es wird kein Cookie gesetzt.
comment-too-fast = Das war schneller, als Menschen schreiben, und wurde darum nicht angenommen. Ihre Worte stehen unten: Bitte drücken Sie den Knopf noch einmal.
comment-too-old = Dieses Formular wurde vor mehr als einem Tag geöffnet. Ihre Worte stehen unten: Bitte sehen Sie sie an und drücken Sie den Knopf noch einmal.
comment-form-lost = Dieses Formular wurde nicht für diesen Text ausgegeben, oder es ist unterwegs beschädigt worden. Ihre Worte stehen unten: Bitte sehen Sie sie an und drücken Sie den Knopf nach einigen Sekunden noch einmal.
comment-form-used = Mit diesem Formular wurde schon etwas anderes eingesandt. Ist dies ein weiterer Kommentar, drücken Sie den Knopf nach einigen Sekunden noch einmal.
comment-too-many = Im Augenblick schreiben so viele Menschen, dass Ihr Kommentar nicht angenommen wurde. Ihre Worte stehen unten: Warten Sie eine Minute und drücken Sie den Knopf noch einmal.
comment-full = Es warten so viele Kommentare auf Leserinnen und Leser, dass jetzt keine weiteren angenommen werden. Ihre Worte stehen unten: Kopieren Sie sie und kommen Sie morgen wieder.
comment-held = Danke. Ein Mensch wird ihn lesen
comment-held-text = Ihr Kommentar wartet darauf, dass ihn jemand aus der Koordination liest. Er erscheint unter dem Text, sobald er freigegeben ist.
comment-held-again = Mehr ist nicht zu tun. Zweimal eingesandt ist es immer noch ein Kommentar.
comment-back = Zurück zum Text

## Under a text

comments-heading = Kommentare
comments-count = { $n ->
    [one] { $n } Kommentar
   *[other] { $n } Kommentare
}
comments-none = Hier steht noch kein Kommentar. Der erste erscheint, sobald ihn ein Mensch gelesen hat.
comments-older = Alle Kommentare, vom ersten an
comments-title = Kommentare: { $name }
comments-about = Zum Text
comments-page = Seite
comments-page-of = { $n } von { $of }
comments-before = Die Seite davor
comments-after = Die nächste Seite
comments-reply = Antwort der Koordination, { $date }
comments-removed = Ein Kommentar vom { $date } wurde entfernt.

## The coordinators' page

waits-comments = { $n ->
    [one] { $n } Kommentar wartet darauf, gelesen zu werden
   *[other] { $n } Kommentare warten darauf, gelesen zu werden
}
comments-desk = Kommentare
comments-desk-lede = Nichts steht öffentlich da, bevor es jemand von Ihnen gelesen hat. Abgelehntes wird sofort gelöscht. Kein Kommentar darf Menschen oder Orte nennen, die in Gefahr sind.
comments-tab-held = Zu lesen
comments-tab-published = Veröffentlicht
comments-desk-held = { $n ->
    [one] { $n } Kommentar wartet
   *[other] { $n } Kommentare warten
}
comments-desk-approved = { $n ->
    [one] { $n } Kommentar ist veröffentlicht
   *[other] { $n } Kommentare sind veröffentlicht
}
comments-more-held = { $n ->
    [one] { $n } weiterer wartet und kommt danach.
   *[other] { $n } weitere warten und kommen danach.
}
comments-newer = Neuere
comments-older-page = Ältere
comments-answer = Als Operation antworten
comments-reply-to = Antwort an { $name }
comments-reply-hint = darf leer bleiben; bis zu { $max } Zeichen, alle werden sie sehen
comments-what-with = Was mit dem Kommentar geschieht: { $name }
comments-do-later = Später
comments-do-approve = Freigeben
comments-do-reject = Ablehnen und löschen
comments-do-leave = Lassen, wie er ist
comments-do-reply = Diese Antwort setzen
comments-do-remove = Entfernen
comments-carry-out = Ausführen
comments-nothing-chosen = Es wurde nichts gewählt. Wählen Sie für mindestens einen Kommentar, was mit ihm geschieht.
comments-now-approved = Der Kommentar ist veröffentlicht: { $name }.
comments-now-rejected = Ein Kommentar wurde abgelehnt und gelöscht.
comments-now-removed = Ein Kommentar wurde entfernt. An seiner Stelle steht, dass es so ist.
comments-crossed-held = Der Kommentar wartet noch, aber die Seite war älter: { $name }. Sehen Sie ihn noch einmal an.
comments-crossed-approved = Jemand anderes hat diesen Kommentar inzwischen freigegeben oder beantwortet ({ $name }); darum wurde von Ihrem nichts ausgeführt. Er steht unter „Veröffentlicht“.
comments-crossed-rejected = Jemand anderes hat diesen Kommentar inzwischen abgelehnt. Er ist gelöscht.
comments-crossed-removed = Jemand anderes hat diesen Kommentar inzwischen entfernt.
comments-gone = Ein Kommentar, für den Sie gewählt haben, ist nicht mehr da.

## How we protect people

kind-comment = Kommentare
protect-when-approved = Sobald jemand aus der Koordination ihn gelesen und freigegeben hat
protect-told-from-readers = In den Worten derer, die es geschrieben haben, für alle zu lesen.
member-author = der Name, den die Schreibenden gewählt haben
member-words = die Worte
member-written = der Tag
member-reply = die Antwort der Koordination
kept-comment-kept = Kommentare, die noch gelesen werden müssen, und die freigegebenen: der gewählte Name, der Text, der Tag.
