# Etwas ist verloren.

loss-title = Etwas ist verloren
loss-about = Güter, die niemanden mehr erreichen: Sie verlassen das Buch mit dem Grund, und alle erfahren es. Werden sie wiedergefunden, berichtigen Sie diesen Eintrag.
loss-from = Was, und woher
loss-count = Wie viele sind weg
loss-reason = Was ist geschehen
loss-on = Geschehen am
reason-seized = beschlagnahmt
reason-destroyed = zerstört
reason-spoiled = verdorben
reason-stolen = gestohlen
entry-loss = Verlust
kind-loss = Verlust
told-loss = { $week }: { $things }, verloren ({ $reason })
holder-loss = Verloren
figure-need-loss = { $of }: verloren
figure-things-loss = Verlorene Dinge
trace-part-lost = { $part } unterwegs verloren
trace-stamp-loss = Verloren
trace-step-loss = { $what }: verloren
