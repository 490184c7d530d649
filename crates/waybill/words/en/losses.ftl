# Something is lost.

loss-title = Something is lost
loss-about = Goods that will reach nobody: they leave the book with the reason, and everybody is told. If they are found again, correct this entry.
loss-from = What, and from where
loss-count = How many are gone
loss-reason = What happened
loss-on = Happened on
loss-seized = seized
loss-missing = lost
loss-destroyed = destroyed
loss-spoiled = spoiled
loss-stolen = stolen
entry-loss = Loss
kind-loss = Loss
told-loss = In { $week }: { $things } gone ({ $reason })
holder-loss = Lost
figure-need-lost = { $of }: lost
figure-things-lost = Things lost
trace-part-lost = { $part } lost on the way
trace-stamp-loss = Lost
trace-step-loss = { $what } lost
