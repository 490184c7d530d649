# Pieniądze, które stają się inną walutą.

change-title = Wymieniono pieniądze
change-about = Pieniądze jednego funduszu stają się inną walutą na innym naszym koncie. Kurs wynika z obu kwot; świat widzi obie kwoty i kurs.
change-from = Skąd
change-amount = Kwota oddana
change-into = Na które konto
change-got = Kwota otrzymana
change-got-hint = Tak, jak została zapisana, w walucie tamtego konta.
change-source = Czyj kurs
change-on = Dzień wymiany
change-same-currency = Oba konta są w walucie { $currency }. Wybierz konto w innej walucie.

rate-bank = kurs banku
rate-national = kurs banku narodowego
rate-office = kurs kantoru
rate-card = kurs operatora karty
rate-agreed = kurs uzgodniony

holder-exchange = Wymiana pieniędzy
kind-change = Wymiana pieniędzy
entry-change = Wymiana pieniędzy
told-change = Wymieniono w funduszu „{ $fund }”: { $amount } na { $got }; { $rate }, { $source }
told-rate = 1 { $one } = { $rate } { $other }
figure-fund-changed = Wymieniono w funduszu „{ $of }”, po odjęciu tego, co oddano w zamian
books-col-changed = Wymieniono
trace-stamp-change = Wymieniono
trace-step-change = { $part } zamieniono na: { $what }
