# Vier Augen: was auf einen zweiten Menschen wartet.

proposals-title = Wartet auf eine zweite Person
proposals-about = Geld, das hinausgeht, das Konto für Spenden, und was solche Einträge zurücknimmt: Eingetragen wird, wenn zwei Menschen hinter genau demselben stehen.
proposals-none = Nichts wartet auf eine zweite Person.
waits-proposal = Wartet auf eine zweite Person: { $what }

proposal-propose = Vorschlagen
proposal-save = Änderung speichern
proposal-note = Das wartet auf eine zweite Person. Eingetragen wird es, sobald jemand anderes genau dies gebilligt hat.
proposal-note-alone = Niemand sonst kann dies jetzt billigen. Es wird sofort eingetragen, und in den öffentlichen Büchern steht, dass eine Person es gebilligt hat.
proposal-note-change = Wer es schon gebilligt hat, muss noch einmal hinsehen: Gebilligt war etwas anderes.

proposal-title = Wartet auf eine zweite Person
proposal-done-title = Gebilligt und eingetragen
proposal-withdrawn-title = Zurückgezogen
proposal-made = vorgeschlagen von { $name } am { $date }
proposal-behind = { $n ->
    [0] Niemand, der mitmacht, steht hinter genau diesem; { $needed } sind nötig.
    [one] { $n } von { $needed } nötigen steht hinter genau diesem: { $names }.
   *[other] { $n } von { $needed } nötigen stehen hinter genau diesem: { $names }.
}
proposal-digest = Zum Vergleichen am Telefon: Die Prüfsumme beginnt mit
proposal-own = Das ist Ihr Vorschlag, also billigt ihn jemand anderes. Ändern oder zurückziehen können Sie ihn noch.
proposal-nobody = Niemand ist mehr da, der die zweite Person sein könnte. Ziehen Sie es zurück und tragen Sie es neu ein: Dann gilt es sofort, und in den öffentlichen Büchern steht, dass eine Person es gebilligt hat.
proposal-approve = Genau dies billigen
proposal-again = Noch einmal eintragen
proposal-withdraw = Zurückziehen
proposal-change = Ändern
proposal-changed = Es wurde geändert, nachdem Sie diese Seite geöffnet hatten; gebilligt ist also nichts. Sehen Sie an, was jetzt da steht.
proposal-closed = Es wartet nicht mehr: Jemand hat es inzwischen eingetragen oder zurückgezogen.
proposal-moved = Im selben Augenblick waren andere daran, darum ist es noch nicht eingetragen. Sehen Sie es an und versuchen Sie es noch einmal.
proposal-key-used = Dieses Formular hat schon etwas anderes vorgeschlagen. Prüfen Sie es und schlagen Sie es noch einmal vor.
proposal-refused-now = So, wie das Buch jetzt ist, lässt sich das nicht eintragen:

proof-hint = Bei Geld wird noch einmal gefragt: sechs Ziffern aus Ihrer App oder einer Ihrer Codes auf Papier.
proof-missing = Tippen Sie den Code ein, den Ihre App jetzt zeigt; der letzte ist mehr als fünf Minuten her.
proof-wrong = Dieser Code hat nicht gepasst: Jeder gilt einmal und eine halbe Minute lang. Nichts wurde eingetragen; warten Sie auf den nächsten.

told-alone = { $sentence } (von einer Person gebilligt)
alone-stamp = von einer Person gebilligt
alone-note = Niemand sonst konnte in diesem Augenblick die zweite Person sein.
