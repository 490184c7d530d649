# Шлях від внесків до рук і графік за днями. Назви на малюнку мають щонайбільше 14 літер.

flow-title = Шлях внесків у { $currency }
flow-label = Шлях внесків у { $currency }: від країн до фондів, до купленого, до місця, де все є тепер. У таблицях нижче ті самі числа.
flow-lede = З { $given } внесків речі на { $hands } вже в руках людей.
flow-note = Внески простежено в тому порядку, у якому оприлюднено їхні суми. Речі пораховано за сплаченою ціною.
flow-from = Звідки
flow-fund = Фонд
flow-bought = Куплено
flow-now = Тепер
flow-as-table = Те саме в таблицях
flow-table-note = У { $currency }. Усі числа цих таблиць стоять в одному оприлюдненому факті:
flow-table-from = З якої країни до якого фонду
flow-table-now = Що купив кожен фонд і де воно тепер
flow-on-front = Шлях внесків у { $currency } показано на головній сторінці.
flow-others = Інші
flow-n-others = { $n ->
    [one] ще { $n }
    [few] ще { $n }
    [many] ще { $n }
   *[other] ще { $n }
}
flow-open = Загальний
flow-unspent = Не витрачено
flow-advance = Аванс
flow-now-order = У дорозі
flow-now-body = Посередник
flow-now-claim = Претензія
flow-now-stock = На складі
flow-now-hands = Передано
flow-now-bank = У банку
flow-now-returned = Повернено
flow-now-fees = Комісії
flow-now-lost = Втрачено
flow-now-other = Інші витрати
kind-flow = Шлях від внесків до рук
told-flow = Із внесків, оприлюднених досі, { $sum }, речі на { $hands } вже в руках людей
figure-flow = Внески у { $currency } за тим, де вони тепер: { $now }

chart-title = Надійшло й вибуло, день за днем
chart-title-all = Усі фонди, день за днем
chart-label = Дві східчасті лінії до дня { $n }: надійшло { $came }, вибуло { $went }. У таблиці нижче є кожен день.
chart-caption = Між лінією та площею: те, що лишилося, { $left }. Позначено лише дні, за які щось оприлюднено.
chart-as-table = { $n ->
    [one] Те саме в таблиці: { $n } день
    [few] Те саме в таблиці: { $n } дні
    [many] Те саме в таблиці: { $n } днів
   *[other] Те саме в таблиці: { $n } дня
}
chart-day = День
chart-came = Надійшло
chart-went = Вибуло
chart-left = Лишилося

flow-item-vest = Бронежилети
flow-item-helmet = Шоломи
flow-item-carrier = Розвантаження
flow-item-firstaid = Аптечки
flow-item-tourniquet = Турнікети
flow-item-bandage = Бандажі
flow-item-stretcher = Ноші
flow-item-thermal = Тепловізори
flow-item-radio = Рації
flow-item-generator = Генератори
flow-item-powerbank = Павербанки
flow-item-lamp = Ліхтарі
flow-item-clothing = Теплий одяг
flow-item-boots = Черевики
flow-item-blanket = Ковдри
flow-item-sleepingbag = Спальні мішки
flow-item-tent = Намети
flow-item-stove = Печі
flow-item-food = Продукти
flow-item-babyfood = Дитяча їжа
flow-item-hygiene = Гігієна
flow-item-water = Питна вода
flow-item-filter = Фільтри води
flow-item-pump = Насоси

flow-country-GB = Британія
flow-country-KR = Півд. Корея
flow-country-US = США
