# Coś utracono.

loss-title = Coś utracono
loss-about = Rzeczy, które do nikogo nie dotrą: wychodzą z księgi z podaniem przyczyny i wszyscy się o tym dowiadują. Jeśli się odnajdą, sprostuj ten wpis.
loss-from = Co i skąd
loss-count = Ile utracono
loss-reason = Co się stało
loss-on = Kiedy to było
loss-seized = zajęte
loss-missing = zagubione
loss-destroyed = zniszczone
loss-spoiled = zepsute
loss-stolen = skradzione
entry-loss = Strata
kind-loss = Strata
told-loss = { $week }: { $things }, utracono ({ $reason })
holder-loss = Utracone
figure-need-lost = { $of }: utracone
figure-things-lost = Utracone rzeczy
trace-part-lost = { $part }: utracone po drodze
trace-stamp-loss = Utracone
trace-step-loss = { $what }: utracono
