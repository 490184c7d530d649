# Nazwy rzeczy: wszystko, co może być potrzebne, kupione i przekazane, oraz kto może to mieć.

## Rzeczy: nazwa, liczba, część jednej

item-vest = kamizelki ochronne
item-vest-n = { $n ->
    [one] { $n } kamizelka ochronna
    [few] { $n } kamizelki ochronne
    [many] { $n } kamizelek ochronnych
   *[other] { $n } kamizelki ochronnej
}
item-vest-of = { $q } kamizelki ochronnej
item-helmet = hełmy
item-helmet-n = { $n ->
    [one] { $n } hełm
    [few] { $n } hełmy
    [many] { $n } hełmów
   *[other] { $n } hełmu
}
item-helmet-of = { $q } hełmu
item-carrier = kamizelki taktyczne
item-carrier-n = { $n ->
    [one] { $n } kamizelka taktyczna
    [few] { $n } kamizelki taktyczne
    [many] { $n } kamizelek taktycznych
   *[other] { $n } kamizelki taktycznej
}
item-carrier-of = { $q } kamizelki taktycznej
item-firstaid = apteczki
item-firstaid-n = { $n ->
    [one] { $n } apteczka
    [few] { $n } apteczki
    [many] { $n } apteczek
   *[other] { $n } apteczki
}
item-firstaid-of = { $q } apteczki
item-tourniquet = opaski uciskowe
item-tourniquet-n = { $n ->
    [one] { $n } opaska uciskowa
    [few] { $n } opaski uciskowe
    [many] { $n } opasek uciskowych
   *[other] { $n } opaski uciskowej
}
item-tourniquet-of = { $q } opaski uciskowej
item-bandage = opatrunki uciskowe
item-bandage-n = { $n ->
    [one] { $n } opatrunek uciskowy
    [few] { $n } opatrunki uciskowe
    [many] { $n } opatrunków uciskowych
   *[other] { $n } opatrunku uciskowego
}
item-bandage-of = { $q } opatrunku uciskowego
item-stretcher = nosze
item-stretcher-n = { $n ->
    [one] { $n } sztuka noszy
    [few] { $n } sztuki noszy
    [many] { $n } sztuk noszy
   *[other] { $n } sztuki noszy
}
item-stretcher-of = { $q } sztuki noszy
item-thermal = termowizory
item-thermal-n = { $n ->
    [one] { $n } termowizor
    [few] { $n } termowizory
    [many] { $n } termowizorów
   *[other] { $n } termowizora
}
item-thermal-of = { $q } termowizora
item-radio = radiotelefony
item-radio-n = { $n ->
    [one] { $n } radiotelefon
    [few] { $n } radiotelefony
    [many] { $n } radiotelefonów
   *[other] { $n } radiotelefonu
}
item-radio-of = { $q } radiotelefonu
item-generator = agregaty prądotwórcze
item-generator-n = { $n ->
    [one] { $n } agregat prądotwórczy
    [few] { $n } agregaty prądotwórcze
    [many] { $n } agregatów prądotwórczych
   *[other] { $n } agregatu prądotwórczego
}
item-generator-of = { $q } agregatu prądotwórczego
item-powerbank = powerbanki
item-powerbank-n = { $n ->
    [one] { $n } powerbank
    [few] { $n } powerbanki
    [many] { $n } powerbanków
   *[other] { $n } powerbanku
}
item-powerbank-of = { $q } powerbanku
item-lamp = lampy
item-lamp-n = { $n ->
    [one] { $n } lampa
    [few] { $n } lampy
    [many] { $n } lamp
   *[other] { $n } lampy
}
item-lamp-of = { $q } lampy
item-clothing = zestawy ciepłej odzieży
item-clothing-n = { $n ->
    [one] { $n } zestaw ciepłej odzieży
    [few] { $n } zestawy ciepłej odzieży
    [many] { $n } zestawów ciepłej odzieży
   *[other] { $n } zestawu ciepłej odzieży
}
item-clothing-of = { $q } zestawu ciepłej odzieży
item-boots = pary butów
item-boots-n = { $n ->
    [one] { $n } para butów
    [few] { $n } pary butów
    [many] { $n } par butów
   *[other] { $n } pary butów
}
item-boots-of = { $q } pary butów
item-blanket = koce
item-blanket-n = { $n ->
    [one] { $n } koc
    [few] { $n } koce
    [many] { $n } koców
   *[other] { $n } koca
}
item-blanket-of = { $q } koca
item-sleepingbag = śpiwory
item-sleepingbag-n = { $n ->
    [one] { $n } śpiwór
    [few] { $n } śpiwory
    [many] { $n } śpiworów
   *[other] { $n } śpiwora
}
item-sleepingbag-of = { $q } śpiwora
item-tent = namioty
item-tent-n = { $n ->
    [one] { $n } namiot
    [few] { $n } namioty
    [many] { $n } namiotów
   *[other] { $n } namiotu
}
item-tent-of = { $q } namiotu
item-stove = piecyki
item-stove-n = { $n ->
    [one] { $n } piecyk
    [few] { $n } piecyki
    [many] { $n } piecyków
   *[other] { $n } piecyka
}
item-stove-of = { $q } piecyka
item-food = paczki żywnościowe
item-food-n = { $n ->
    [one] { $n } paczka żywnościowa
    [few] { $n } paczki żywnościowe
    [many] { $n } paczek żywnościowych
   *[other] { $n } paczki żywnościowej
}
item-food-of = { $q } paczki żywnościowej
item-babyfood = opakowania żywności dla niemowląt
item-babyfood-n = { $n ->
    [one] { $n } opakowanie żywności dla niemowląt
    [few] { $n } opakowania żywności dla niemowląt
    [many] { $n } opakowań żywności dla niemowląt
   *[other] { $n } opakowania żywności dla niemowląt
}
item-babyfood-of = { $q } opakowania żywności dla niemowląt
item-hygiene = zestawy higieniczne
item-hygiene-n = { $n ->
    [one] { $n } zestaw higieniczny
    [few] { $n } zestawy higieniczne
    [many] { $n } zestawów higienicznych
   *[other] { $n } zestawu higienicznego
}
item-hygiene-of = { $q } zestawu higienicznego
item-water = kanistry wody pitnej
item-water-n = { $n ->
    [one] { $n } kanister wody pitnej
    [few] { $n } kanistry wody pitnej
    [many] { $n } kanistrów wody pitnej
   *[other] { $n } kanistra wody pitnej
}
item-water-of = { $q } kanistra wody pitnej
item-filter = filtry do wody
item-filter-n = { $n ->
    [one] { $n } filtr do wody
    [few] { $n } filtry do wody
    [many] { $n } filtrów do wody
   *[other] { $n } filtra do wody
}
item-filter-of = { $q } filtra do wody
item-pump = pompy
item-pump-n = { $n ->
    [one] { $n } pompa
    [few] { $n } pompy
    [many] { $n } pomp
   *[other] { $n } pompy
}
item-pump-of = { $q } pompy

## Organizacje

role-foundation = fundacja
role-association = stowarzyszenie
role-union = związek zawodowy
role-collective = kolektyw
role-cooperative = spółdzielnia
role-manufacturer = producent
role-wholesaler = hurtownia
role-trader = firma handlowa
role-shop = sklep
role-pharmacy = apteka
role-workshop = warsztat

## Skąd jest szacunkowa cena

source-offer = oferta
source-pricelist = cennik
source-lastpurchase = ostatni zakup
source-estimate = szacunek

## Dlaczego dotarło mniej, niż zadeklarowano

reason-notsent = nie wysłano
reason-damaged = uszkodzone
reason-held = zatrzymane w drodze
reason-lost = zaginęło
reason-wrongitem = wysłano coś innego
reason-miscounted = wcześniej źle policzono

## Klasy i rozmiary

standard-dstu = DSTU
standard-class = { $standard } klasa { $level }
standard-level = { $standard } poziom { $level }
size = rozmiar { $size }
size-any = rozmiar uniwersalny

## Udziały w rzeczach

item-mixed = { $of }
in-shares = { $amount }, w udziałach

## Fundusze i miejsca

fund-open = Bez wskazanego celu
numbered = { $name }, nr { $n }
holder-bank = W banku
holder-bank-of = Konto bankowe, { $currency }
holder-cash = Kasa, { $currency }
holder-body = { $role }, { $country }
holder-order = Kupione, w drodze
holder-claim = Nie dotarło, reklamacja
holder-stock = W magazynie
holder-place = Miejsce { $n }, { $region }
holder-before = Sprzed tej księgi
holder-givers = Darczyńcy
holder-recipients = Przekazane

## Kraje

country-AT = Austria
country-AU = Australia
country-BE = Belgia
country-BG = Bułgaria
country-BR = Brazylia
country-CA = Kanada
country-CH = Szwajcaria
country-CN = Chiny
country-CY = Cypr
country-CZ = Czechy
country-DE = Niemcy
country-DK = Dania
country-EE = Estonia
country-ES = Hiszpania
country-FI = Finlandia
country-FR = Francja
country-GB = Wielka Brytania
country-GE = Gruzja
country-GR = Grecja
country-HR = Chorwacja
country-HU = Węgry
country-IE = Irlandia
country-IL = Izrael
country-IN = Indie
country-IS = Islandia
country-IT = Włochy
country-JP = Japonia
country-KR = Korea Południowa
country-LT = Litwa
country-LU = Luksemburg
country-LV = Łotwa
country-MD = Mołdawia
country-ME = Czarnogóra
country-MT = Malta
country-NL = Niderlandy
country-NO = Norwegia
country-NZ = Nowa Zelandia
country-PL = Polska
country-PT = Portugalia
country-RO = Rumunia
country-RS = Serbia
country-SE = Szwecja
country-SI = Słowenia
country-SK = Słowacja
country-TR = Turcja
country-UA = Ukraina
country-US = Stany Zjednoczone
country-others = inne kraje

## Obwody

region-UA-05 = obwód winnicki
region-UA-07 = obwód wołyński
region-UA-09 = obwód ługański
region-UA-12 = obwód dniepropetrowski
region-UA-14 = obwód doniecki
region-UA-18 = obwód żytomierski
region-UA-21 = obwód zakarpacki
region-UA-23 = obwód zaporoski
region-UA-26 = obwód iwanofrankiwski
region-UA-30 = Kijów
region-UA-32 = obwód kijowski
region-UA-35 = obwód kirowohradzki
region-UA-46 = obwód lwowski
region-UA-48 = obwód mikołajowski
region-UA-51 = obwód odeski
region-UA-53 = obwód połtawski
region-UA-56 = obwód rówieński
region-UA-59 = obwód sumski
region-UA-61 = obwód tarnopolski
region-UA-63 = obwód charkowski
region-UA-65 = obwód chersoński
region-UA-68 = obwód chmielnicki
region-UA-71 = obwód czerkaski
region-UA-74 = obwód czernihowski
region-UA-77 = obwód czerniowiecki
