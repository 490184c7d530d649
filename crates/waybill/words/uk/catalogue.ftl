# Назви речей: усе, що може бути потрібне, куплене й передане, і хто може це тримати.

## Речі: назва, кількість, частина однієї

item-vest = захисні жилети
item-vest-n = { $n ->
    [one] { $n } захисний жилет
    [few] { $n } захисні жилети
    [many] { $n } захисних жилетів
   *[other] { $n } захисних жилетів
}
item-vest-of = { $q } захисного жилета
item-helmet = шоломи
item-helmet-n = { $n ->
    [one] { $n } шолом
    [few] { $n } шоломи
    [many] { $n } шоломів
   *[other] { $n } шоломів
}
item-helmet-of = { $q } шолома
item-carrier = розвантажувальні жилети
item-carrier-n = { $n ->
    [one] { $n } розвантажувальний жилет
    [few] { $n } розвантажувальні жилети
    [many] { $n } розвантажувальних жилетів
   *[other] { $n } розвантажувальних жилетів
}
item-carrier-of = { $q } розвантажувального жилета
item-firstaid = аптечки
item-firstaid-n = { $n ->
    [one] { $n } аптечка
    [few] { $n } аптечки
    [many] { $n } аптечок
   *[other] { $n } аптечок
}
item-firstaid-of = { $q } аптечки
item-tourniquet = турнікети
item-tourniquet-n = { $n ->
    [one] { $n } турнікет
    [few] { $n } турнікети
    [many] { $n } турнікетів
   *[other] { $n } турнікетів
}
item-tourniquet-of = { $q } турнікета
item-bandage = компресійні бандажі
item-bandage-n = { $n ->
    [one] { $n } компресійний бандаж
    [few] { $n } компресійні бандажі
    [many] { $n } компресійних бандажів
   *[other] { $n } компресійних бандажів
}
item-bandage-of = { $q } компресійного бандажа
item-stretcher = ноші
item-stretcher-n = { $n ->
    [one] { $n } одиниця нош
    [few] { $n } одиниці нош
    [many] { $n } одиниць нош
   *[other] { $n } одиниць нош
}
item-stretcher-of = { $q } одиниці нош
item-thermal = тепловізори
item-thermal-n = { $n ->
    [one] { $n } тепловізор
    [few] { $n } тепловізори
    [many] { $n } тепловізорів
   *[other] { $n } тепловізорів
}
item-thermal-of = { $q } тепловізора
item-radio = рації
item-radio-n = { $n ->
    [one] { $n } рація
    [few] { $n } рації
    [many] { $n } рацій
   *[other] { $n } рацій
}
item-radio-of = { $q } рації
item-generator = генератори
item-generator-n = { $n ->
    [one] { $n } генератор
    [few] { $n } генератори
    [many] { $n } генераторів
   *[other] { $n } генераторів
}
item-generator-of = { $q } генератора
item-powerbank = павербанки
item-powerbank-n = { $n ->
    [one] { $n } павербанк
    [few] { $n } павербанки
    [many] { $n } павербанків
   *[other] { $n } павербанків
}
item-powerbank-of = { $q } павербанка
item-lamp = ліхтарі
item-lamp-n = { $n ->
    [one] { $n } ліхтар
    [few] { $n } ліхтарі
    [many] { $n } ліхтарів
   *[other] { $n } ліхтарів
}
item-lamp-of = { $q } ліхтаря
item-clothing = комплекти теплого одягу
item-clothing-n = { $n ->
    [one] { $n } комплект теплого одягу
    [few] { $n } комплекти теплого одягу
    [many] { $n } комплектів теплого одягу
   *[other] { $n } комплектів теплого одягу
}
item-clothing-of = { $q } комплекту теплого одягу
item-boots = пари черевиків
item-boots-n = { $n ->
    [one] { $n } пара черевиків
    [few] { $n } пари черевиків
    [many] { $n } пар черевиків
   *[other] { $n } пар черевиків
}
item-boots-of = { $q } пари черевиків
item-blanket = ковдри
item-blanket-n = { $n ->
    [one] { $n } ковдра
    [few] { $n } ковдри
    [many] { $n } ковдр
   *[other] { $n } ковдр
}
item-blanket-of = { $q } ковдри
item-sleepingbag = спальні мішки
item-sleepingbag-n = { $n ->
    [one] { $n } спальний мішок
    [few] { $n } спальні мішки
    [many] { $n } спальних мішків
   *[other] { $n } спальних мішків
}
item-sleepingbag-of = { $q } спального мішка
item-tent = намети
item-tent-n = { $n ->
    [one] { $n } намет
    [few] { $n } намети
    [many] { $n } наметів
   *[other] { $n } наметів
}
item-tent-of = { $q } намету
item-stove = печі
item-stove-n = { $n ->
    [one] { $n } піч
    [few] { $n } печі
    [many] { $n } печей
   *[other] { $n } печей
}
item-stove-of = { $q } печі
item-food = продуктові набори
item-food-n = { $n ->
    [one] { $n } продуктовий набір
    [few] { $n } продуктові набори
    [many] { $n } продуктових наборів
   *[other] { $n } продуктових наборів
}
item-food-of = { $q } продуктового набору
item-babyfood = упаковки дитячого харчування
item-babyfood-n = { $n ->
    [one] { $n } упаковка дитячого харчування
    [few] { $n } упаковки дитячого харчування
    [many] { $n } упаковок дитячого харчування
   *[other] { $n } упаковок дитячого харчування
}
item-babyfood-of = { $q } упаковки дитячого харчування
item-hygiene = гігієнічні набори
item-hygiene-n = { $n ->
    [one] { $n } гігієнічний набір
    [few] { $n } гігієнічні набори
    [many] { $n } гігієнічних наборів
   *[other] { $n } гігієнічних наборів
}
item-hygiene-of = { $q } гігієнічного набору
item-water = каністри питної води
item-water-n = { $n ->
    [one] { $n } каністра питної води
    [few] { $n } каністри питної води
    [many] { $n } каністр питної води
   *[other] { $n } каністр питної води
}
item-water-of = { $q } каністри питної води
item-filter = фільтри для води
item-filter-n = { $n ->
    [one] { $n } фільтр для води
    [few] { $n } фільтри для води
    [many] { $n } фільтрів для води
   *[other] { $n } фільтрів для води
}
item-filter-of = { $q } фільтра для води
item-pump = насоси
item-pump-n = { $n ->
    [one] { $n } насос
    [few] { $n } насоси
    [many] { $n } насосів
   *[other] { $n } насосів
}
item-pump-of = { $q } насоса

## Установи

role-foundation = фундація
role-association = громадське об’єднання
role-union = профспілка
role-collective = колектив
role-cooperative = кооператив
role-manufacturer = виробник
role-wholesaler = гуртівня
role-trader = торговельна компанія
role-shop = крамниця
role-pharmacy = аптека
role-workshop = майстерня

## Звідки орієнтовна ціна

source-offer = пропозиція постачальника
source-pricelist = прайс-лист
source-lastpurchase = остання закупівля
source-estimate = оцінка

## Чому прибуло менше, ніж заявлено

reason-notsent = не надіслано
reason-damaged = пошкоджено
reason-held = затримано в дорозі
reason-lost = втрачено
reason-wrongitem = надіслано інше
reason-miscounted = раніше полічено неправильно

## Класи й розміри

standard-dstu = ДСТУ
standard-class = { $standard }, клас { $level }
standard-level = { $standard }, рівень { $level }
size = розмір { $size }
size-any = універсальний розмір

## Частки речей

item-mixed = { $of }
in-shares = { $amount }, частками

## Фонди й місця

fund-open = Без призначення
numbered = { $name }, № { $n }
holder-bank = У банку
holder-bank-of = Банківський рахунок, { $currency }
holder-cash = Каса, { $currency }
holder-body = { $role }, { $country }
holder-order = Куплено, у дорозі
holder-claim = Не прибуло, заявлено претензію
holder-stock = На складі
holder-place = Місце { $n }, { $region }
holder-before = До початку цієї книги
holder-givers = Люди, які дали
holder-recipients = Передано

## Країни

country-AT = Австрія
country-AU = Австралія
country-BE = Бельгія
country-BG = Болгарія
country-BR = Бразилія
country-CA = Канада
country-CH = Швейцарія
country-CN = Китай
country-CY = Кіпр
country-CZ = Чехія
country-DE = Німеччина
country-DK = Данія
country-EE = Естонія
country-ES = Іспанія
country-FI = Фінляндія
country-FR = Франція
country-GB = Велика Британія
country-GE = Грузія
country-GR = Греція
country-HR = Хорватія
country-HU = Угорщина
country-IE = Ірландія
country-IL = Ізраїль
country-IN = Індія
country-IS = Ісландія
country-IT = Італія
country-JP = Японія
country-KR = Південна Корея
country-LT = Литва
country-LU = Люксембург
country-LV = Латвія
country-MD = Молдова
country-ME = Чорногорія
country-MT = Мальта
country-NL = Нідерланди
country-NO = Норвегія
country-NZ = Нова Зеландія
country-PL = Польща
country-PT = Португалія
country-RO = Румунія
country-RS = Сербія
country-SE = Швеція
country-SI = Словенія
country-SK = Словаччина
country-TR = Туреччина
country-UA = Україна
country-US = США
country-others = інші країни

## Області

region-UA-05 = Вінницька область
region-UA-07 = Волинська область
region-UA-09 = Луганська область
region-UA-12 = Дніпропетровська область
region-UA-14 = Донецька область
region-UA-18 = Житомирська область
region-UA-21 = Закарпатська область
region-UA-23 = Запорізька область
region-UA-26 = Івано-Франківська область
region-UA-30 = Київ
region-UA-32 = Київська область
region-UA-35 = Кіровоградська область
region-UA-46 = Львівська область
region-UA-48 = Миколаївська область
region-UA-51 = Одеська область
region-UA-53 = Полтавська область
region-UA-56 = Рівненська область
region-UA-59 = Сумська область
region-UA-61 = Тернопільська область
region-UA-63 = Харківська область
region-UA-65 = Херсонська область
region-UA-68 = Хмельницька область
region-UA-71 = Черкаська область
region-UA-74 = Чернігівська область
region-UA-77 = Чернівецька область
