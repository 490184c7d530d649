//! Reading what somebody wants to give: for what, how much, in which currency - or how many of a thing that is needed.

use waybill_journal::Commodity;

use super::epc::CENTS_MAX;
use crate::catalogue::OPEN_FUND;
use crate::publish::details::Details;
use crate::publish::intake::Wish;
use crate::publish::shown::{NeedShown, NeedState, Shown};
use crate::web::public::Reading;
use crate::web::typed::{Problem, Reader, Typed};

/// The account for a currency: the first that holds one now.
pub(super) fn account_for<'a>(shown: &'a Shown, currency: &Commodity) -> Option<&'a Details> {
    accounts(shown).find(|details| details.currency == *currency)
}

/// Every account that gifts can be sent to now.
pub(super) fn accounts(shown: &Shown) -> impl Iterator<Item = &Details> {
    shown.details.iter().filter_map(|shown| shown.now.as_ref())
}

/// Whether money is missing for it and can be sent to an account of ours in its currency.
pub(super) fn can_be_given_for(shown: &Shown, need: &NeedShown) -> bool {
    need.missing > 0 && account_for(shown, &need.currency).is_some()
}

/// Why nothing can be given for a need, whatever the currency: it is not needed, or all of it is there.
pub(super) fn complete(need: &NeedShown) -> Option<&'static str> {
    match need.state {
        NeedState::Needed if need.missing > 0 => None,
        NeedState::Needed => Some("give-need-complete"),
        NeedState::NotNow | NeedState::Surplus(_) => Some("give-need-not-now"),
    }
}

/// Reads the form, or says what is wrong.
pub fn read(reading: &Reading, typed: &Typed) -> Result<Wish, Vec<Problem>> {
    let (w, shown) = (reading.w, reading.shown);
    let mut r = Reader::new(typed, w);
    if accounts(shown).next().is_none() {
        r.problem("", w.t("give-no-details"));
        return r.finish(None);
    }
    let fund = read_fund(&mut r, shown);
    let need = fund.and_then(|fund| shown.needs.iter().find(|need| need.fund == fund));
    let currency = read_currency(&mut r, shown, fund.and(need));
    let pieces = r.optional("pieces").unwrap_or_default();
    let amount = match (pieces.is_empty(), r.optional("amount").unwrap_or_default().is_empty()) {
        (false, false) => {
            r.problem("pieces", w.t("give-both"));
            None
        }
        (false, true) => read_pieces(&mut r, need),
        _ => currency.as_ref().and_then(|currency| r.money("amount", currency)),
    };
    if let (Some(amount), Some(currency)) = (amount, &currency)
        && amount > CENTS_MAX
    {
        let field = if pieces.is_empty() { "amount" } else { "pieces" };
        r.problem(field, w.with("give-too-much", &[("limit", w.money(CENTS_MAX, currency).into())]));
    }
    let all = (|| Some(Wish { fund: fund?.to_owned(), currency: currency?, amount: amount? }))();
    r.finish(all)
}

/// The open fund, or a need for which money is still missing.
fn read_fund<'a>(r: &mut Reader<'a>, shown: &Shown) -> Option<&'a str> {
    let w = r.w();
    let fund = r.choice("fund", |code| code == OPEN_FUND || shown.needs.iter().any(|need| need.fund == code))?;
    let Some(need) = shown.needs.iter().find(|need| need.fund == fund) else { return Some(fund) };
    if let Some(key) = complete(need) {
        r.problem("fund", w.with(key, &[("need", w.fund(fund).into())]));
        return None;
    }
    if account_for(shown, &need.currency).is_none() {
        let args = [("need", w.fund(fund).into()), ("currency", need.currency.as_str().into())];
        r.problem("fund", w.with("give-need-no-account", &args));
        return None;
    }
    Some(fund)
}

/// One of the currencies of our accounts; for a need, the one it is counted in.
fn read_currency(r: &mut Reader, shown: &Shown, need: Option<&NeedShown>) -> Option<Commodity> {
    let w = r.w();
    let code = r.choice("currency", |code| accounts(shown).any(|details| details.currency.as_str() == code))?;
    let currency = Commodity::parse(code).ok()?;
    if let Some(need) = need
        && need.currency != currency
    {
        let args = [("need", w.fund(&need.fund).into()), ("currency", need.currency.as_str().into())];
        r.problem("currency", w.with("give-need-currency", &args));
        return None;
    }
    Some(currency)
}

/// So many pieces at the need's estimated price.
fn read_pieces(r: &mut Reader, need: Option<&NeedShown>) -> Option<i64> {
    let Some(need) = need else {
        r.problem("pieces", r.w().t("give-pieces-of-what"));
        return None;
    };
    let pieces = r.count("pieces")?;
    // Far above every price, and far below what the journal takes.
    Some(pieces.saturating_mul(need.price).min(CENTS_MAX + 1))
}
