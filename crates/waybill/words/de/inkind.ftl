# Eine Sachspende: Dinge, die jemand gegeben hat.

inkind-title = Eine Sachspende ist eingegangen
inkind-about = Dinge, die jemand gegeben hat, und wo sie jetzt liegen. Die Öffentlichkeit sieht Summen von mindestens fünf Menschen, am zweiten Montag nach der Woche; nie eine einzelne Spende.
inkind-fund = Für den Fonds
inkind-price = Zeitwert pro Stück
inkind-price-hint = Eine Schätzung mit Quelle und Datum. Sie wird als Tatsache genannt und nie als Geld gebucht.
inkind-currency = Währung des Werts
inkind-source = Woher der Wert stammt
inkind-price-on = Tag dieses Werts
inkind-on = Tag des Eingangs
inkind-country = Land, aus dem sie kam
inkind-country-hint = Nur für das Buch; Summen von Sachspenden nennen kein Land.

entry-gift-in-kind = Sachspende
kind-gifts-in-kind = Sachspenden
told-gifts-in-kind = { $n ->
    [one] { $n } Sachspende für „{ $fund }“: { $things }
   *[other] { $n } Sachspenden für „{ $fund }“: { $things }
}
told-gifts-in-kind-worth = { $sentence }; Zeitwert { $values }
told-gifts-in-kind-value = { $sum } ({ $source }, { $week })
trace-stamp-gift-in-kind = Eingegangen
trace-step-gift-in-kind = { $part } eingegangen
trace-worth = Zeitwert pro Stück: { $price } ({ $source }, { $date }). Das ist eine Schätzung, kein Geld im Buch.
