advance-title = An intermediary got an advance
advance-about = Money of a fund goes into another body’s hands until it shows what it bought. Its age is public.
advance-from = From
advance-amount = Amount
advance-role = Kind of body
advance-country = Country
advance-number = Number
advance-agreed = Agreed to be settled within
advance-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
advance-on = Day it was paid
