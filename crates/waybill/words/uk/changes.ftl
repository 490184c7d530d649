# Гроші, що стають іншою валютою.

change-title = Обміняно гроші
change-about = Гроші одного фонду стають іншою валютою на іншому нашому рахунку. Курс випливає з двох сум; світ бачить обидві суми й курс.
change-from = Звідки
change-amount = Віддано
change-into = На який рахунок
change-got = Отримано
change-got-hint = Так, як зараховано, у валюті того рахунку.
change-source = Чий курс
change-on = День обміну
change-same-currency = Обидва рахунки у валюті { $currency }. Оберіть рахунок в іншій валюті.

rate-bank = курс банку
rate-national = курс національного банку
rate-office = курс обмінного пункту
rate-card = курс платіжної системи
rate-agreed = домовлений курс

holder-exchange = Обмін грошей
kind-change = Обмін грошей
entry-change = Обмін грошей
told-change = Обміняно у фонді «{ $fund }»: { $amount } на { $got }; { $rate }, { $source }
told-rate = 1 { $one } = { $rate } { $other }
figure-fund-changed = Обміняно у фонді «{ $of }», без того, що віддано в обмін
books-col-changed = Обміняно
trace-stamp-change = Обміняно
trace-step-change = { $part } стали: { $what }
