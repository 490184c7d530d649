# Geld, das zu einer anderen Währung wird.

change-title = Geld wurde gewechselt
change-about = Geld eines Fonds wird auf einem anderen unserer Konten zu einer anderen Währung. Der Kurs ergibt sich aus den beiden Beträgen; die Öffentlichkeit sieht beide und den Kurs.
change-from = Von
change-amount = Gegebener Betrag
change-into = Auf welches Konto
change-got = Erhaltener Betrag
change-got-hint = Wie er gutgeschrieben wurde, in der Währung jenes Kontos.
change-source = Wessen Kurs
change-on = Tag des Wechsels
change-same-currency = Beide Konten lauten auf { $currency }. Wählen Sie ein Konto in einer anderen Währung.

rate-bank = Kurs der Bank
rate-national = Kurs der Nationalbank
rate-office = Kurs einer Wechselstube
rate-card = Kurs der Kartengesellschaft
rate-agreed = vereinbarter Kurs

holder-exchange = Geldwechsel
kind-change = Geldwechsel
entry-change = Geldwechsel
told-change = Gewechselt für „{ $fund }“: { $amount } in { $got }; { $rate }, { $source }
told-rate = 1 { $one } = { $rate } { $other }
figure-fund-changed = Gewechselt im Fonds „{ $of }“, abzüglich dessen, was dafür gegeben wurde
books-col-changed = Gewechselt
trace-stamp-change = Gewechselt
trace-step-change = Aus { $part } wurde: { $what }
