# Слова кожної сторінки: верх, низ, числа й дати.

skip = До змісту
nav-pages = Сторінки
nav-language = Мова
nav-books = Книги
nav-gift = Простежити внесок
nav-protect = Як ми захищаємо людей
foot-demo = Це показ: внески, люди, які їх зробили, і більшість речей вигадано.
foot-promise = Жодного стеження, жодних скриптів, нічого зі сторонніх серверів. Кожна цифра з подвійним підкресленням веде до фактів, з яких вона складається. Зроблено на Waybill, вільній програмі.

day-n = День { $n }
week-of = тиждень з { $day }
less-than = менш ніж { $n }
percent = { $n } %
days = { $n ->
    [one] { $n } день
    [few] { $n } дні
    [many] { $n } днів
   *[other] { $n } днів
}
as-of = День { $n }, { $date }
as-of-none = Жоден день ще не закрито

strip-date = Дата
strip-since = Триває з
strip-as-of = Стан на закриття
strip-this-is = Це
strip-demo = показ: внески вигадано
strip-facts = Прочитано з
strip-facts-n = { $n ->
    [one] { $n } опублікованого факту
    [few] { $n } опублікованих фактів
    [many] { $n } опублікованих фактів
   *[other] { $n } опублікованих фактів
}
strip-fund = Фонд
strip-figure = Цифра
strip-kind = Вид факту
strip-opened = Відкрито
strip-id = Позначення

## Де це

at-done = Передано
at-goods = Стало речами
at-back = Повернено

## Поступ потреби

funded = Оплачено
bought = Куплено
delivered = Передано

## Стан замовлення

order-ordered = Замовлено
order-underway = У дорозі
order-awaited = Чекаємо
order-overdue = Прострочено
order-partly = Прибуло частково
order-arrived = Прибуло
order-handedover = Передано
order-title-more = { $first } та інше
order-expected = Очікуваний час: { $week }.
order-advanced = У посередника { $money }; постачальникові ще не сплачено.
order-unpaid = Ще не оплачено.
order-paid-for = Оплачено.
order-awaited-told = Очікували на { $week }. Про прибуття повідомляємо пізніше, ніж воно стається: про прибуття того тижня буде видно з { $date }.
order-overdue-told = Очікували на { $week }. Про прибуття не повідомлено, хоча строк уже минув.
order-arrived-of = Прибуло { $arrived } з { $ordered }.
order-rest-way = Решта в дорозі.
order-rest-late = Решту очікували на { $week }. Про її прибуття не повідомлено, хоча строк уже минув.
order-claimed-n = Не прибуло: { $n }. Постачальникові заявлено претензію.
order-handed-all = Усе, що прибуло, передано.
order-handed-of = Передано: { $handed }.
order-by = Постачальник: { $supplier }.
order-by-through = Постачальник: { $supplier }. Оплата через посередника: { $through }.

## Вік авансу

age-label = { $n } з { $agreed } погоджених днів
age-open-since = Відкрито { $days }; погоджено { $agreed }.
age-overdue = Прострочено на { $days }.
age-settled = Закрито повністю.
advance-heading = Відкрито { $amount }

## Факти, кожен одним реченням

kind-opening = Початковий залишок
kind-need = Потреба
kind-gifts = Внески
kind-decision = Рішення
kind-advance = Аванс
kind-order = Замовлення
kind-payment = Оплата
kind-arrival = Прибуття
kind-handover = Передання
told-opening = Що було до початку цієї книги, станом на { $date }
told-need = Потрібно: { $things }, орієнтовна ціна одиниці { $price } ({ $source })
told-need-not-now = Зараз не потрібно: { $things }
told-need-surplus = Більше, ніж потрібно: { $things }
told-need-confirmed = { $sentence }; { $confirmed }
confirmed-on = підтверджено { $date }
confirmed-on-by = підтверджено { $date } ({ $by })
need-stale = Не підтверджено з { $date }
told-gifts = { $n ->
    [one] { $n } внесок ({ $country }): { $sum }
    [few] { $n } внески ({ $country }): { $sum }
    [many] { $n } внесків ({ $country }): { $sum }
   *[other] { $n } внесків ({ $country }): { $sum }
}
told-decision = Рішення: { $amount } з фонду «{ $from }» до фонду «{ $to }»
told-advance = Аванс: { $amount }, отримує { $holder }, фонд «{ $fund }», погоджений строк: { $days }
told-order = Замовлено: { $things }; очікуваний час: { $week }
told-payment = Оплачено: { $lines }
told-payment-line = { $things } за { $amount }
told-arrival = Прибуло ({ $region }, { $week }): { $lines }
told-arrival-line = { $item }: { $received } з { $declared }
told-arrival-why = { $line } ({ $reason })
told-handover = Передано ({ $region }, { $week }): { $things }; { $people ->
    [one] { $people } людині
    [few] { $people } людям
    [many] { $people } людям
   *[other] { $people } людям
}

## Стіл координаторів

desk-today = Сьогодні
desk-record = Записати
desk-book = Книга
desk-day = День { $n }, { $date }
desk-strip-day = День
desk-foot = Цей бік лише для координаторів.
desk-next-day = Наступний день
desk-next-day-note = Ця кнопка є лише в показі: його годинник переходить на один день уперед.
