# Die Namen der Dinge: alles, was gebraucht, gekauft und übergeben werden kann, und wer es halten darf.

## Artikel: viele, gezählt, ein Teil von einem

item-vest = Schutzwesten
item-vest-n = { $n ->
    [one] { $n } Schutzweste
   *[other] { $n } Schutzwesten
}
item-vest-of = { $q } einer Schutzweste
item-helmet = Helme
item-helmet-n = { $n ->
    [one] { $n } Helm
   *[other] { $n } Helme
}
item-helmet-of = { $q } eines Helms
item-carrier = Tragewesten
item-carrier-n = { $n ->
    [one] { $n } Trageweste
   *[other] { $n } Tragewesten
}
item-carrier-of = { $q } einer Trageweste
item-firstaid = Erste-Hilfe-Sets
item-firstaid-n = { $n ->
    [one] { $n } Erste-Hilfe-Set
   *[other] { $n } Erste-Hilfe-Sets
}
item-firstaid-of = { $q } eines Erste-Hilfe-Sets
item-tourniquet = Tourniquets
item-tourniquet-n = { $n ->
    [one] { $n } Tourniquet
   *[other] { $n } Tourniquets
}
item-tourniquet-of = { $q } eines Tourniquets
item-bandage = Druckverbände
item-bandage-n = { $n ->
    [one] { $n } Druckverband
   *[other] { $n } Druckverbände
}
item-bandage-of = { $q } eines Druckverbands
item-stretcher = Krankentragen
item-stretcher-n = { $n ->
    [one] { $n } Krankentrage
   *[other] { $n } Krankentragen
}
item-stretcher-of = { $q } einer Krankentrage
item-thermal = Wärmebildgeräte
item-thermal-n = { $n ->
    [one] { $n } Wärmebildgerät
   *[other] { $n } Wärmebildgeräte
}
item-thermal-of = { $q } eines Wärmebildgeräts
item-radio = Funkgeräte
item-radio-n = { $n ->
    [one] { $n } Funkgerät
   *[other] { $n } Funkgeräte
}
item-radio-of = { $q } eines Funkgeräts
item-generator = Stromgeneratoren
item-generator-n = { $n ->
    [one] { $n } Stromgenerator
   *[other] { $n } Stromgeneratoren
}
item-generator-of = { $q } eines Stromgenerators
item-powerbank = Powerbanks
item-powerbank-n = { $n ->
    [one] { $n } Powerbank
   *[other] { $n } Powerbanks
}
item-powerbank-of = { $q } einer Powerbank
item-lamp = Lampen
item-lamp-n = { $n ->
    [one] { $n } Lampe
   *[other] { $n } Lampen
}
item-lamp-of = { $q } einer Lampe
item-clothing = Sets warme Kleidung
item-clothing-n = { $n ->
    [one] { $n } Set warme Kleidung
   *[other] { $n } Sets warme Kleidung
}
item-clothing-of = { $q } eines Sets warmer Kleidung
item-boots = Stiefelpaare
item-boots-n = { $n ->
    [one] { $n } Paar Stiefel
   *[other] { $n } Paar Stiefel
}
item-boots-of = { $q } eines Paars Stiefel
item-blanket = Decken
item-blanket-n = { $n ->
    [one] { $n } Decke
   *[other] { $n } Decken
}
item-blanket-of = { $q } einer Decke
item-sleepingbag = Schlafsäcke
item-sleepingbag-n = { $n ->
    [one] { $n } Schlafsack
   *[other] { $n } Schlafsäcke
}
item-sleepingbag-of = { $q } eines Schlafsacks
item-tent = Zelte
item-tent-n = { $n ->
    [one] { $n } Zelt
   *[other] { $n } Zelte
}
item-tent-of = { $q } eines Zelts
item-stove = Öfen
item-stove-n = { $n ->
    [one] { $n } Ofen
   *[other] { $n } Öfen
}
item-stove-of = { $q } eines Ofens
item-food = Lebensmittelpakete
item-food-n = { $n ->
    [one] { $n } Lebensmittelpaket
   *[other] { $n } Lebensmittelpakete
}
item-food-of = { $q } eines Lebensmittelpakets
item-babyfood = Packungen Babynahrung
item-babyfood-n = { $n ->
    [one] { $n } Packung Babynahrung
   *[other] { $n } Packungen Babynahrung
}
item-babyfood-of = { $q } einer Packung Babynahrung
item-hygiene = Hygienesets
item-hygiene-n = { $n ->
    [one] { $n } Hygieneset
   *[other] { $n } Hygienesets
}
item-hygiene-of = { $q } eines Hygienesets
item-water = Kanister Trinkwasser
item-water-n = { $n ->
    [one] { $n } Kanister Trinkwasser
   *[other] { $n } Kanister Trinkwasser
}
item-water-of = { $q } eines Kanisters Trinkwasser
item-filter = Wasserfilter
item-filter-n = { $n ->
    [one] { $n } Wasserfilter
   *[other] { $n } Wasserfilter
}
item-filter-of = { $q } eines Wasserfilters
item-pump = Pumpen
item-pump-n = { $n ->
    [one] { $n } Pumpe
   *[other] { $n } Pumpen
}
item-pump-of = { $q } einer Pumpe

## Stellen

role-foundation = Stiftung
role-association = Verein
role-union = Gewerkschaft
role-collective = Kollektiv
role-cooperative = Genossenschaft
role-manufacturer = Hersteller
role-wholesaler = Großhandel
role-trader = Handelsfirma
role-shop = Laden
role-pharmacy = Apotheke
role-workshop = Werkstatt

## Woher ein geschätzter Preis stammt

source-offer = Angebot
source-pricelist = Preisliste
source-lastpurchase = letzter Kauf
source-estimate = Schätzung

## Warum weniger ankam als angekündigt

reason-notsent = nicht verschickt
reason-damaged = beschädigt
reason-held = unterwegs aufgehalten
reason-lost = verloren
reason-wrongitem = etwas anderes wurde geschickt
reason-miscounted = vorher falsch gezählt

## Klassen und Größen

standard-dstu = DSTU
standard-class = { $standard } Klasse { $level }
standard-level = { $standard } Stufe { $level }
size = Größe { $size }
size-any = Einheitsgröße

## Anteile an Waren

item-mixed = { $q } { $items }
in-shares = { $amount }, in Anteilen

## Fonds, und wo etwas ist

fund-open = Ohne Zweckbindung
numbered = { $name }, Nr. { $n }
holder-bank = Auf der Bank
holder-bank-of = Bankkonto, { $currency }
holder-cash = Barkasse, { $currency }
holder-body = { $role }, { $country }
holder-order = Gekauft, unterwegs
holder-claim = Bei der Ankunft gefehlt, reklamiert
holder-stock = Auf Lager
holder-place = Ort { $n }, { $region }
holder-before = Aus der Zeit vor diesem Buch
holder-givers = Spendende
holder-recipients = Übergeben

## Länder

country-AT = Österreich
country-AU = Australien
country-BE = Belgien
country-BG = Bulgarien
country-BR = Brasilien
country-CA = Kanada
country-CH = Schweiz
country-CN = China
country-CY = Zypern
country-CZ = Tschechien
country-DE = Deutschland
country-DK = Dänemark
country-EE = Estland
country-ES = Spanien
country-FI = Finnland
country-FR = Frankreich
country-GB = Vereinigtes Königreich
country-GE = Georgien
country-GR = Griechenland
country-HR = Kroatien
country-HU = Ungarn
country-IE = Irland
country-IL = Israel
country-IN = Indien
country-IS = Island
country-IT = Italien
country-JP = Japan
country-KR = Südkorea
country-LT = Litauen
country-LU = Luxemburg
country-LV = Lettland
country-MD = Moldau
country-ME = Montenegro
country-MT = Malta
country-NL = Niederlande
country-NO = Norwegen
country-NZ = Neuseeland
country-PL = Polen
country-PT = Portugal
country-RO = Rumänien
country-RS = Serbien
country-SE = Schweden
country-SI = Slowenien
country-SK = Slowakei
country-TR = Türkei
country-UA = Ukraine
country-US = Vereinigte Staaten
country-others = andere Länder

## Regionen

region-UA-05 = Oblast Winnyzja
region-UA-07 = Oblast Wolyn
region-UA-09 = Oblast Luhansk
region-UA-12 = Oblast Dnipropetrowsk
region-UA-14 = Oblast Donezk
region-UA-18 = Oblast Schytomyr
region-UA-21 = Oblast Transkarpatien
region-UA-23 = Oblast Saporischschja
region-UA-26 = Oblast Iwano-Frankiwsk
region-UA-30 = Kyjiw
region-UA-32 = Oblast Kyjiw
region-UA-35 = Oblast Kirowohrad
region-UA-46 = Oblast Lwiw
region-UA-48 = Oblast Mykolajiw
region-UA-51 = Oblast Odesa
region-UA-53 = Oblast Poltawa
region-UA-56 = Oblast Riwne
region-UA-59 = Oblast Sumy
region-UA-61 = Oblast Ternopil
region-UA-63 = Oblast Charkiw
region-UA-65 = Oblast Cherson
region-UA-68 = Oblast Chmelnyzkyj
region-UA-71 = Oblast Tscherkasy
region-UA-74 = Oblast Tschernihiw
region-UA-77 = Oblast Tscherniwzi
