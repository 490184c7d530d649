# Щось утрачено.

loss-title = Щось утрачено
loss-about = Речі, які ні до кого не дійдуть: вони виходять із книги з причиною, і про це повідомляють усіх. Якщо вони знайдуться, виправте цей запис.
loss-from = Що і звідки
loss-count = Скільки втрачено
loss-reason = Що сталося
loss-on = Коли сталося
reason-seized = вилучено
reason-destroyed = знищено
reason-spoiled = зіпсовано
reason-stolen = вкрадено
entry-loss = Втрата
kind-loss = Втрата
told-loss = { $week }: { $things }, утрачено ({ $reason })
holder-loss = Утрачено
figure-need-loss = { $of }: утрачено
figure-things-loss = Утрачені речі
trace-part-lost = { $part }: утрачено в дорозі
trace-stamp-loss = Утрачено
trace-step-loss = { $what }: утрачено
