# Something is lost.

loss-title = Something is lost
loss-about = Goods that will reach nobody: they leave the book with the reason, and everybody is told. If they are found again, correct this entry.
loss-from = What, and from where
loss-count = How many are gone
loss-reason = What happened
loss-on = Happened on
reason-seized = seized
reason-destroyed = destroyed
reason-spoiled = spoiled
reason-stolen = stolen
entry-loss = Loss
kind-loss = Loss
told-loss = In { $week }: { $things } gone ({ $reason })
holder-loss = Lost
figure-need-loss = { $of }: lost
figure-things-loss = Things lost
trace-part-lost = { $part } lost on the way
trace-stamp-loss = Lost
trace-step-loss = { $what } lost
