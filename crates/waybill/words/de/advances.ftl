advance-title = Ein Vermittler bekam einen Vorschuss
advance-about = Geld eines Fonds geht in die Hände einer anderen Stelle, bis diese zeigt, was sie gekauft hat. Wie alt der Vorschuss ist, ist öffentlich.
advance-from = Von
advance-amount = Betrag
advance-role = Art der Stelle
advance-country = Land
advance-number = Nummer
advance-agreed = Vereinbarte Frist bis zur Abrechnung
advance-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
advance-on = Tag der Auszahlung
