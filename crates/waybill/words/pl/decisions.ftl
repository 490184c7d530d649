decision-title = Podjęto decyzję o pieniądzach dla funduszu
decision-about = Przenosi pieniądze z jednego funduszu do drugiego; leżą one dalej tam, gdzie są. Świat widzi kwotę i fundusze.
decision-from = Skąd
decision-fund = Dla funduszu
decision-amount = Kwota
decision-on = Dzień decyzji
decision-same-fund = Pieniądze już są w tym funduszu. Wybierz inny.
