# The names of things: everything that can be needed, bought and handed over, and who may hold it.

## Items: many, counted, a part of one

item-vest = protective vests
item-vest-n = { $n ->
    [one] { $n } protective vest
   *[other] { $n } protective vests
}
item-vest-of = { $q } of a protective vest
item-helmet = helmets
item-helmet-n = { $n ->
    [one] { $n } helmet
   *[other] { $n } helmets
}
item-helmet-of = { $q } of a helmet
item-carrier = load-bearing vests
item-carrier-n = { $n ->
    [one] { $n } load-bearing vest
   *[other] { $n } load-bearing vests
}
item-carrier-of = { $q } of a load-bearing vest
item-firstaid = first-aid kits
item-firstaid-n = { $n ->
    [one] { $n } first-aid kit
   *[other] { $n } first-aid kits
}
item-firstaid-of = { $q } of a first-aid kit
item-tourniquet = tourniquets
item-tourniquet-n = { $n ->
    [one] { $n } tourniquet
   *[other] { $n } tourniquets
}
item-tourniquet-of = { $q } of a tourniquet
item-bandage = pressure bandages
item-bandage-n = { $n ->
    [one] { $n } pressure bandage
   *[other] { $n } pressure bandages
}
item-bandage-of = { $q } of a pressure bandage
item-stretcher = stretchers
item-stretcher-n = { $n ->
    [one] { $n } stretcher
   *[other] { $n } stretchers
}
item-stretcher-of = { $q } of a stretcher
item-thermal = thermal imagers
item-thermal-n = { $n ->
    [one] { $n } thermal imager
   *[other] { $n } thermal imagers
}
item-thermal-of = { $q } of a thermal imager
item-radio = radio sets
item-radio-n = { $n ->
    [one] { $n } radio set
   *[other] { $n } radio sets
}
item-radio-of = { $q } of a radio set
item-generator = generators
item-generator-n = { $n ->
    [one] { $n } generator
   *[other] { $n } generators
}
item-generator-of = { $q } of a generator
item-powerbank = power banks
item-powerbank-n = { $n ->
    [one] { $n } power bank
   *[other] { $n } power banks
}
item-powerbank-of = { $q } of a power bank
item-lamp = lamps
item-lamp-n = { $n ->
    [one] { $n } lamp
   *[other] { $n } lamps
}
item-lamp-of = { $q } of a lamp
item-clothing = sets of warm clothing
item-clothing-n = { $n ->
    [one] { $n } set of warm clothing
   *[other] { $n } sets of warm clothing
}
item-clothing-of = { $q } of a set of warm clothing
item-boots = pairs of boots
item-boots-n = { $n ->
    [one] { $n } pair of boots
   *[other] { $n } pairs of boots
}
item-boots-of = { $q } of a pair of boots
item-blanket = blankets
item-blanket-n = { $n ->
    [one] { $n } blanket
   *[other] { $n } blankets
}
item-blanket-of = { $q } of a blanket
item-sleepingbag = sleeping bags
item-sleepingbag-n = { $n ->
    [one] { $n } sleeping bag
   *[other] { $n } sleeping bags
}
item-sleepingbag-of = { $q } of a sleeping bag
item-tent = tents
item-tent-n = { $n ->
    [one] { $n } tent
   *[other] { $n } tents
}
item-tent-of = { $q } of a tent
item-stove = stoves
item-stove-n = { $n ->
    [one] { $n } stove
   *[other] { $n } stoves
}
item-stove-of = { $q } of a stove
item-food = food parcels
item-food-n = { $n ->
    [one] { $n } food parcel
   *[other] { $n } food parcels
}
item-food-of = { $q } of a food parcel
item-babyfood = packs of baby food
item-babyfood-n = { $n ->
    [one] { $n } pack of baby food
   *[other] { $n } packs of baby food
}
item-babyfood-of = { $q } of a pack of baby food
item-hygiene = hygiene kits
item-hygiene-n = { $n ->
    [one] { $n } hygiene kit
   *[other] { $n } hygiene kits
}
item-hygiene-of = { $q } of a hygiene kit
item-water = canisters of drinking water
item-water-n = { $n ->
    [one] { $n } canister of drinking water
   *[other] { $n } canisters of drinking water
}
item-water-of = { $q } of a canister of drinking water
item-filter = water filters
item-filter-n = { $n ->
    [one] { $n } water filter
   *[other] { $n } water filters
}
item-filter-of = { $q } of a water filter
item-pump = pumps
item-pump-n = { $n ->
    [one] { $n } pump
   *[other] { $n } pumps
}
item-pump-of = { $q } of a pump

## Bodies

role-foundation = foundation
role-association = association
role-union = union
role-collective = collective
role-cooperative = cooperative
role-manufacturer = manufacturer
role-wholesaler = wholesaler
role-trader = trading company
role-shop = shop
role-pharmacy = pharmacy
role-workshop = workshop

## Where an estimated price comes from

source-offer = an offer
source-pricelist = a price list
source-lastpurchase = the last purchase
source-estimate = an estimate

## Why fewer arrived than were declared

reason-notsent = not sent
reason-damaged = damaged
reason-held = held back on the way
reason-lost = lost
reason-wrongitem = something else was sent
reason-miscounted = counted wrongly before

## Classes and sizes

standard-dstu = DSTU
standard-class = { $standard } class { $level }
standard-level = { $standard } level { $level }
size = size { $size }
size-any = one size

## Shares of goods

item-mixed = { $q } { $items }
in-shares = { $amount }, in shares

## Funds and holders

fund-open = Not earmarked
numbered = { $name }, no. { $n }
holder-bank = In the bank
holder-bank-of = Bank account, { $currency }
holder-cash = Cash box, { $currency }
holder-body = { $role }, { $country }
holder-order = Bought, on the way
holder-claim = Missing on arrival, claimed
holder-stock = In stock
holder-place = Place { $n }, { $region }
holder-before = From before this book
holder-givers = Givers
holder-recipients = Handed over

## Countries

country-AT = Austria
country-AU = Australia
country-BE = Belgium
country-BG = Bulgaria
country-BR = Brazil
country-CA = Canada
country-CH = Switzerland
country-CN = China
country-CY = Cyprus
country-CZ = Czechia
country-DE = Germany
country-DK = Denmark
country-EE = Estonia
country-ES = Spain
country-FI = Finland
country-FR = France
country-GB = United Kingdom
country-GE = Georgia
country-GR = Greece
country-HR = Croatia
country-HU = Hungary
country-IE = Ireland
country-IL = Israel
country-IN = India
country-IS = Iceland
country-IT = Italy
country-JP = Japan
country-KR = South Korea
country-LT = Lithuania
country-LU = Luxembourg
country-LV = Latvia
country-MD = Moldova
country-ME = Montenegro
country-MT = Malta
country-NL = Netherlands
country-NO = Norway
country-NZ = New Zealand
country-PL = Poland
country-PT = Portugal
country-RO = Romania
country-RS = Serbia
country-SE = Sweden
country-SI = Slovenia
country-SK = Slovakia
country-TR = Türkiye
country-UA = Ukraine
country-US = United States
country-others = other countries

## Regions

region-UA-05 = Vinnytsia oblast
region-UA-07 = Volyn oblast
region-UA-09 = Luhansk oblast
region-UA-12 = Dnipropetrovsk oblast
region-UA-14 = Donetsk oblast
region-UA-18 = Zhytomyr oblast
region-UA-21 = Zakarpattia oblast
region-UA-23 = Zaporizhzhia oblast
region-UA-26 = Ivano-Frankivsk oblast
region-UA-30 = Kyiv
region-UA-32 = Kyiv oblast
region-UA-35 = Kirovohrad oblast
region-UA-46 = Lviv oblast
region-UA-48 = Mykolaiv oblast
region-UA-51 = Odesa oblast
region-UA-53 = Poltava oblast
region-UA-56 = Rivne oblast
region-UA-59 = Sumy oblast
region-UA-61 = Ternopil oblast
region-UA-63 = Kharkiv oblast
region-UA-65 = Kherson oblast
region-UA-68 = Khmelnytskyi oblast
region-UA-71 = Cherkasy oblast
region-UA-74 = Chernihiv oblast
region-UA-77 = Chernivtsi oblast
