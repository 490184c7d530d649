# Бік координаторів.

enter-title = Бік координаторів
enter-text = Це посилання діє один раз. Хто натисне кнопку, сяде в цій демонстрації на місце { $name }.
enter-button = Увійти

today-title = Сьогодні
today-held = Де все зараз
today-empty = Книга порожня. Почніть з того, що було до неї, з потреби або з першого внеску.
today-record = Що сталося?
today-gate = Чого світ ще не знає
today-waiting = { $n ->
    [0] Про все, що є в книзі, вже повідомлено.
    [one] { $n } запис чекає свого дня.
    [few] { $n } записи чекають свого дня.
    [many] { $n } записів чекають свого дня.
   *[other] { $n } записів чекають свого дня.
}
today-gate-note = День закривається ввечері. Про внески повідомляємо лише сумами щонайменше від п’яти людей; про прибуття й передання — другого понеділка після їхнього тижня.

record-title = Записати
record-pages = За чим стежити
record-about = Що сталося? У книзі нічого не буде, доки ви не переглянете й не натиснете «Внести».
form-no-people = Не пишіть імен і адрес: у цій формі немає запечатаної частини, тож для особистого в ній немає місця.
preview-title = Перегляньте
done-title = Внесено
done-text = Це вже в книзі й там лишиться. Помилку виправляють ще одним записом.
done-again = Внести ще
done-entry = Показати запис

moves-title = Що переміщується
moves-none = Цим нічого не переміщується; це окремий факт.
column-from = Звідки
column-to = Куди
column-amount = Скільки
column-becomes = Стає
column-holder = У кого
column-fund = Фонд
column-entry = Запис
column-day = День
column-kind = Що
column-moved = Переміщено
account-words = { $holder }, фонд «{ $fund }»

sees-then = { $date }, коли закриється день
sees-later = Згодом
sees-in-a-total = Не окремо: лише в сумі, щойно вона стоятиме щонайменше за { $k } людьми.
sees-never-what = Хто це вніс, номер запису, день, коли рухалися речі, місце й хто їх отримав.

book-title = Книга
book-note = Спершу найновіше. Нічого не змінюють і не вилучають; цей список лише для координаторів.
book-empty = Записів ще немає.
book-older = Давніші записи
book-csv = Усе як CSV
entry-title = Запис { $n }
entry-bytes = Як це збережено
entry-opening = Початковий залишок
entry-need = Потреба
entry-gift = Внесок
entry-decision = Рішення
entry-advance = Аванс
entry-order = Замовлення
entry-payment = Оплата
entry-arrival = Прибуття
entry-handover = Передання

option-pool = { $holder }, фонд «{ $fund }»: { $amount }
option-shelf = { $holder }: { $amount }
option-no-class = без класу
option-class = { $standard }, клас { $level }
option-no-size = без розміру
option-body-hint = Перший такого виду має номер 1. На публічних сторінках — вид, країна й номер, ніколи не людина.

followed-track = Що з цього стало, точно
followed-trace = Які внески за цим стоять, точно
followed-more = Ще { $n } тут не перелічено.
followed-origin = { $from }, запис { $n }
column-share = Частка
option-choose = оберіть …
option-nothing-here = поки немає з чого обирати

waits-title = { $n ->
    [0] Вас нічого не чекає
    [one] Чекає { $n } справа
    [few] Чекають { $n } справи
    [many] Чекає { $n } справ
   *[other] Чекає { $n } справ
}
waits-late = { $n ->
    [one] запізнення { $n } день
    [few] запізнення { $n } дні
    [many] запізнення { $n } днів
   *[other] запізнення { $n } днів
}
waits-payment = Оплатити: { $order }
waits-arrival = У дорозі: { $order }
waits-advance = { $holder } тримає { $amount } для «{ $fund }», { $n ->
    [0] від сьогодні
    [one] { $n } день
    [few] { $n } дні
    [many] { $n } днів
   *[other] { $n } днів
}
waits-handover = Передати. { $shelf }
waits-needs = { $n ->
    [one] { $n } потребу востаннє підтверджено більше ніж { $days } тому
    [few] { $n } потреби востаннє підтверджено більше ніж { $days } тому
    [many] { $n } потреб востаннє підтверджено більше ніж { $days } тому
   *[other] { $n } потреб востаннє підтверджено більше ніж { $days } тому
}
waits-needs-oldest = найдавніше: { $date }
