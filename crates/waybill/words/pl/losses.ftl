# Coś utracono.

loss-title = Coś utracono
loss-about = Rzeczy, które do nikogo nie dotrą: wychodzą z księgi z podaniem przyczyny i wszyscy się o tym dowiadują. Jeśli się odnajdą, sprostuj ten wpis.
loss-from = Co i skąd
loss-count = Ile utracono
loss-reason = Co się stało
loss-on = Kiedy to było
reason-seized = zajęte
reason-destroyed = zniszczone
reason-spoiled = zepsute
reason-stolen = skradzione
entry-loss = Strata
kind-loss = Strata
told-loss = { $week }: { $things }, utracono ({ $reason })
holder-loss = Utracone
figure-need-loss = { $of }: utracone
figure-things-loss = Utracone rzeczy
trace-part-lost = { $part }: utracone po drodze
trace-stamp-loss = Utracone
trace-step-loss = { $what }: utracono
