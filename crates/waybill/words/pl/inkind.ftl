# Darowizna rzeczowa: rzeczy, które ktoś dał.

inkind-title = Wpłynęła darowizna rzeczowa
inkind-about = Rzeczy, które ktoś dał, i gdzie teraz leżą. Świat widzi sumy od co najmniej pięciu osób, w drugi poniedziałek po tamtym tygodniu; nigdy pojedynczą darowiznę.
inkind-fund = Dla funduszu
inkind-price = Wartość godziwa sztuki
inkind-price-hint = Szacunek ze źródłem i datą. Podajemy go jako fakt i nigdy nie księgujemy jako pieniędzy.
inkind-currency = Waluta wartości
inkind-source = Skąd ta wartość
inkind-price-on = Dzień tej wartości
inkind-on = Dzień wpływu
inkind-country = Kraj osoby, która dała
inkind-country-hint = Tylko do księgi; sumy darowizn rzeczowych nie podają kraju.

entry-gift-in-kind = Darowizna rzeczowa
kind-gifts-in-kind = Darowizny rzeczowe
told-gifts-in-kind = { $n ->
    [one] { $n } darowizna rzeczowa na fundusz „{ $fund }”: { $things }
    [few] { $n } darowizny rzeczowe na fundusz „{ $fund }”: { $things }
    [many] { $n } darowizn rzeczowych na fundusz „{ $fund }”: { $things }
   *[other] { $n } darowizny rzeczowej na fundusz „{ $fund }”: { $things }
}
told-gifts-in-kind-worth = { $sentence }; wartość godziwa: { $values }
told-gifts-in-kind-value = { $sum } ({ $source }, { $week })
trace-stamp-gift-in-kind = Otrzymano
trace-step-gift-in-kind = Wpłynęło: { $part }
trace-worth = Wartość godziwa sztuki: { $price } ({ $source }, { $date }). To szacunek, a nie pieniądze w księdze.
