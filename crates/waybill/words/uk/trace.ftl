# «Що сталося з моїм внеском»: запитання й відповідь.

trace-ask-title = Що сталося з моїм внеском? { $name }
trace-ask-heading = Що сталося з моїм внеском?
trace-ask-lede = Введіть код, який ви отримали разом із внеском. Ви побачите, де кожна його частка, станом на останній закритий день.
trace-ask-problem-ways = Порівняйте з тим, що ви отримали. Код, за яким внесок ще не записано, виглядає так само, як невідомий, і для нас теж: переказ триває кілька днів. Спробуйте ще раз увечері.
trace-code = Код вашого внеску
trace-code-hint = 20 літер і цифр. Малі чи великі літери, пробіли й дефіси — байдуже.
trace-code-error = Внеску з таким кодом немає.
trace-code-send = Показати, що з ним сталося
trace-problem-unknown = Внеску з таким кодом немає
trace-problem-form = Це не повний код: у ньому 20 літер і цифр
trace-looks = Який вигляд має код
trace-looks-text = П’ять груп по чотири знаки, лише латинські літери й цифри. Літер I, L, O та U немає: якщо вам здається, що це O, то це нуль, а I або L — одиниця. Зрозуміємо обидва способи.
trace-looks-private = Код надсилається у формі, а не в адресі: його немає ні в історії браузера, ні в переліках відвідувань. У нас є лише його відбиток, тож відшукати код ми не зможемо.

trace-title = Що сталося з моїм внеском
trace-heading = Що сталося з моїм внеском
trace-strip-gifts = За цим кодом
trace-strip-gifts-n = { $n ->
    [one] { $n } внесок
    [few] { $n } внески
    [many] { $n } внесків
   *[other] { $n } внесків
}
trace-strip-seen = Хто це бачить
trace-strip-seen-by = кожен, хто має цей код
trace-sentence = Станом на останній закритий день: { $parts }.
trace-part-done = { $part } у руках людей
trace-part-stock = { $part } речами на складі
trace-part-way = { $part } речами в дорозі
trace-part-claim = { $part } у претензії до постачальника
trace-part-body = { $part } в посередника
trace-part-bank = { $part } не витрачено
trace-where = Де він тепер
trace-col-where = Де
trace-col-what = У вигляді чого
trace-col-share = Частка
trace-money = Гроші
trace-crumbs = Частками, меншими за { $unit }
trace-together = Разом, без залишку
trace-uncounted = Ваш внесок є в книзі, але ще не входить до відкритих сум: він чекає, доки набереться досить внесків.
trace-way = Шлях, який він пройшов
trace-stamp-gift = Отримано
trace-stamp-decision = Вирішено
trace-stamp-advance = Авансовано
trace-stamp-payment = Куплено
trace-stamp-arrival = На складі
trace-stamp-handover = Передано
trace-stamp-way = У дорозі
trace-stamp-claim = Претензія
trace-stamp-money = Ще гроші
trace-step-gift = Надійшло { $part }
trace-step-decision = Рішення: { $part }, фонд «{ $fund }»
trace-step-advance = Авансовано { $part }: { $holder }
trace-step-payment = { $part } стали часткою: { $what }
trace-step-arrival = Прибуло: { $what }
trace-step-handover = У руках людей: { $what }
trace-step-told = Повідомлено { $date }.
trace-step-untold = Світові ще не повідомлено.
trace-open-way = У дорозі: { $what }
trace-open-claim = Не прибуло: { $what }
trace-open-claim-text = Оплачено, але не отримано. Постачальник має надіслати це або повернути гроші.
trace-open-money = { $part } ще лишаються грошима
trace-open-money-text = Зараз: { $holder }.
trace-not-told = Чого ця сторінка ще не повідомляє
trace-as-of = Усе це — стан на закриття: { $as-of }. Того, що сталося відтоді, тут немає.
trace-not-told-when = Про прибуття й передання повідомляємо пізніше, ніж вони стаються, лише тиждень і область, щоб нікого не можна було вистежити. Сторінка зміниться в понеділок, коли про них буде повідомлено.
trace-how = Перші прийшли — перші пішли: гроші вибувають із фонду в тому порядку, у якому надійшли, тож ваша частка — факт, а не оцінка. Нічого не заокруглено вгору. Частка речей — це частина замовлення, а не річ із номером.
trace-another = Ввести інший код
