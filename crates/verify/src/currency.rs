//! Which commodities are money: the codes of ISO 4217; anything else is goods.

use waybill_journal::Commodity;

/// ISO 4217 list one, as of January 2026, in order, and behind it codes withdrawn in the ten years before, for an old
/// book may still hold them.
const CODES: &str = "\
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF \
    CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD \
    HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD \
    TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD \
    XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG \
    ANG BGN BYR CUC HRK LTL MRO SLL STD VEF ZWL";

/// Whether the commodity is money.
pub(crate) fn is_currency(commodity: &Commodity) -> bool {
    CODES.split_ascii_whitespace().any(|code| code == commodity.as_str())
}

/// How many digits the smallest unit takes behind the point: ISO 4217, list one; 0 for what has no smaller unit, and for goods.
pub(crate) fn decimals(commodity: &Commodity) -> usize {
    const NONE: &str = "BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XAG XAU XBA XBB XBC XBD XDR XOF \
        XPD XPF XPT XSU XTS XUA XXX";
    const THREE: &str = "BHD IQD JOD KWD LYD OMR TND";
    const FOUR: &str = "CLF UYW";
    let among = |codes: &str| codes.split_ascii_whitespace().any(|code| code == commodity.as_str());
    match commodity {
        goods if !is_currency(goods) => 0,
        _ if among(NONE) => 0,
        _ if among(THREE) => 3,
        _ if among(FOUR) => 4,
        _ => 2,
    }
}
