# Was wo liegt, und das Zählen von Hand.

stock-title = Lager
stock-empty = Noch liegt nirgends etwas. Die erste Ankunft, Sachspende oder der Anfangsbestand bringt es hierher.
stock-shelves = { $n ->
    [one] Ein Regal, auf dem etwas liegt: ein Ort und eine Art von Gütern.
   *[other] { $n } Regale, auf denen etwas liegt: je ein Ort und eine Art von Gütern.
}
stock-here = Jetzt hier
stock-of-fund = Fonds: { $fund }
stock-oldest = Das Älteste liegt seit
stock-counted = Zuletzt gezählt
stock-never-counted = noch nie
stock-more = { $n ->
    [one] Ein weiteres Regal ist hier nicht aufgeführt. Es steht auf dem
   *[other] { $n } weitere Regale sind hier nicht aufgeführt. Sie stehen auf dem
}
stock-together = Alle Orte zusammen
stock-claims = Bei der Ankunft gefehlt, reklamiert
sheet-title = Zählbogen
sheet-about = Drucken, zählen und das Gezählte mit der Nummer des Bogens eintragen. Wurde inzwischen etwas bewegt, werden Sie gebeten, dieses Regal noch einmal zu zählen.
sheet-of = Zählbogen: { $place }
sheet-number = Bogen { $n }
sheet-enter = Gezähltes von Bogen { $n } eintragen
sheet-remark = Bemerkung
stocktake-title = Ein Regal wurde gezählt
stocktake-about = Ein Regal, eine Zählung. Stimmt sie mit dem Buch überein, wird nur der Tag festgehalten. Weicht sie ab, erfährt es die Öffentlichkeit am zweiten Montag nach der Woche, ohne den Ort.
stocktake-shelf = Welches Regal
stocktake-shelf-hint = Mit dem, was das Buch jetzt sagt.
stocktake-counted = Gezählt
stocktake-counted-hint = 0, wenn nichts da ist.
stocktake-reason = Falls weniger: warum
stocktake-not-fewer = nicht weniger
stocktake-fund = Falls mehr: wessen sie sind
stocktake-not-more = der Fonds, der sie verloren hat, sonst der offene
stocktake-fund-hint = Was von diesem Regal verloren ging, gilt zuerst als wiedergefunden.
stocktake-sheet = Nummer des Bogens
stocktake-sheet-hint = Sie steht auf dem gedruckten Bogen. Wer jetzt zählt, lässt sie stehen.
stocktake-on = Gezählt am
stocktake-no-sheet = Einen Bogen mit dieser Nummer gibt es noch nicht: Der neueste ist { $last }. Sehen Sie auf dem gedruckten Bogen nach.
stocktake-moved = Nach dem Druck des Bogens wurde auf diesem Regal etwas bewegt: Im Buch stand da { $then }, jetzt steht dort { $now }. Nichts wurde eingetragen. Zählen Sie noch einmal und tragen Sie es mit der Bogennummer { $sheet } ein.
entry-stocktake = Zählung
kind-stocktake = Zählung
told-stocktake-fewer = { $week }, gezählt: { $things } weniger ({ $reason })
told-stocktake-more = { $week }, gezählt: { $things } mehr, gefunden
holder-found = Beim Zählen gefunden
figure-things-found = Beim Zählen gefundene Dinge
figure-need-found = { $of }: beim Zählen gefunden
trace-stamp-stocktake = Gezählt
trace-step-stocktake = { $what } gezählt. Jetzt: { $holder }
member-counted = ob es weniger oder mehr waren
