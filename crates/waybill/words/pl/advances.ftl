advance-title = Pośrednik dostał zaliczkę
advance-about = Pieniądze funduszu są w rękach innej organizacji, dopóki nie pokaże ona, co kupiła. Wiek zaliczki jest publiczny.
advance-from = Skąd
advance-amount = Kwota
advance-role = Rodzaj organizacji
advance-country = Kraj
advance-number = Numer
advance-agreed = Uzgodniony czas rozliczenia
advance-days = { $n ->
    [one] { $n } dzień
    [few] { $n } dni
    [many] { $n } dni
   *[other] { $n } dnia
}
advance-on = Dzień wypłaty
