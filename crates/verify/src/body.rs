//! What each kind of fact says in words, as the table in `docs/FACTS.md` lists it.
//!
//! Only what a figure or a comparison needs is kept; every other member is read and checked for its type.

use serde_json::Value;
use waybill_journal::{AMOUNT_MAX, Account, Commodity};

use crate::flow::Flow;
use crate::members::{Members, Unread, is_country};
use crate::policy::{self, Policy};

/// The body of a fact, by kind.
pub(crate) enum Body {
    Opening,
    Need(Need),
    Gifts(Gifts),
    Decision(Decision),
    Advance(Advance),
    Order(Order),
    Payment(Payment),
    Arrival(Arrival),
    Handover(Handover),
    Loss(Loss),
    Stocktake(Stocktake),
    GiftsInKind(GiftsInKind),
    Change(Change),
    Correction(Correction),
    Flow(Flow),
    GivingDetails,
    Policy(Policy),
    Early(Early),
}

/// So many of something are ordered, at these prices.
#[derive(Clone)]
pub(crate) struct Order {
    pub(crate) order: String,
    pub(crate) lines: Vec<AgreedLine>,
}

/// One line of an order.
#[derive(Clone)]
pub(crate) struct AgreedLine {
    pub(crate) quantity: i64,
    pub(crate) price: i64,
    pub(crate) currency: Commodity,
}

/// So many of something are needed, at this price.
#[derive(Clone)]
pub(crate) struct Need {
    pub(crate) fund: String,
    pub(crate) quantity: i64,
    pub(crate) price: i64,
    pub(crate) price_commodity: Commodity,
    pub(crate) state: NeedState,
}

/// Whether it is needed now.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NeedState {
    Needed,
    NotNow,
    /// So many too many.
    Surplus(i64),
}

/// Gifts of one fund, country and currency, in one sum.
pub(crate) struct Gifts {
    pub(crate) fund: String,
    pub(crate) country: String,
    pub(crate) currency: Commodity,
    pub(crate) count: i64,
    pub(crate) sum: i64,
}

/// Something goes from one fund to another.
pub(crate) struct Decision {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) commodity: Commodity,
    pub(crate) amount: i64,
}

/// Money is entrusted to a body that buys with it.
pub(crate) struct Advance {
    pub(crate) intermediary: String,
    pub(crate) fund: String,
    pub(crate) currency: Commodity,
    pub(crate) amount: i64,
}

/// An order is paid.
pub(crate) struct Payment {
    pub(crate) order: String,
    pub(crate) fund: String,
    pub(crate) holder: String,
    pub(crate) lines: Vec<PaidLine>,
}

/// One line of an invoice.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PaidLine {
    pub(crate) commodity: Commodity,
    pub(crate) quantity: i64,
    pub(crate) currency: Commodity,
    pub(crate) paid: i64,
}

/// Goods of an order came, or some did.
pub(crate) struct Arrival {
    pub(crate) order: String,
    pub(crate) fund: String,
    pub(crate) lines: Vec<ArrivedLine>,
}

/// One line of a delivery note, and what was there.
pub(crate) struct ArrivedLine {
    pub(crate) commodity: Commodity,
    pub(crate) declared: i64,
    pub(crate) received: i64,
}

/// Goods reached people.
pub(crate) struct Handover {
    pub(crate) commodity: Commodity,
    pub(crate) units: i64,
    pub(crate) people: i64,
}

/// Gifts in kind of one fund and thing, in one count.
pub(crate) struct GiftsInKind {
    pub(crate) fund: String,
    pub(crate) commodity: Commodity,
    pub(crate) gifts: i64,
    pub(crate) units: i64,
}

/// So many of something are gone for good.
pub(crate) struct Loss {
    pub(crate) fund: String,
    pub(crate) commodity: Commodity,
    pub(crate) units: i64,
}

/// Somebody counted, and there were fewer or more than the books said.
pub(crate) struct Stocktake {
    pub(crate) commodity: Commodity,
    pub(crate) more: bool,
    pub(crate) units: i64,
}

/// Money of a fund becomes another currency.
pub(crate) struct Change {
    pub(crate) fund: String,
    pub(crate) currency: Commodity,
    pub(crate) amount: i64,
    pub(crate) got_currency: Commodity,
    pub(crate) got: i64,
}

/// An earlier fact is taken back.
pub(crate) struct Correction {
    pub(crate) of: String,
    pub(crate) kind: String,
}

/// An earlier fact was told before its Monday.
pub(crate) struct Early {
    pub(crate) of: String,
    pub(crate) kind: String,
}

/// Why a body says nothing.
pub(crate) enum NoBody {
    UnknownKind,
    Unread(Unread),
}

impl Body {
    /// Reads the body of a fact of this kind, whole.
    pub(crate) fn read(kind: &str, mut members: Members) -> Result<Body, NoBody> {
        let body = match kind {
            "opening" => members.text("as_of").map(|_| Body::Opening),
            "need" => need(&mut members).map(Body::Need),
            "gifts" => gifts(&mut members).map(Body::Gifts),
            "decision" => decision(&mut members).map(Body::Decision),
            "advance" => advance(&mut members).map(Body::Advance),
            "order" => order(&mut members).map(Body::Order),
            "payment" => payment(&mut members).map(Body::Payment),
            "arrival" => arrival(&mut members).map(Body::Arrival),
            "handover" => handover(&mut members).map(Body::Handover),
            "loss" => loss(&mut members).map(Body::Loss),
            "stocktake" => stocktake(&mut members).map(Body::Stocktake),
            "flow" => flow(&mut members).map(Body::Flow),
            "giving-details" => giving_details(&mut members).map(|()| Body::GivingDetails),
            "policy" => policy::read(&mut members).map(Body::Policy),
            "early" => early(&mut members).map(Body::Early),
            "gifts-in-kind" => gifts_in_kind(&mut members).map(Body::GiftsInKind),
            "change" => change(&mut members).map(Body::Change),
            "correction" => correction(&mut members).map(Body::Correction),
            _ => return Err(NoBody::UnknownKind),
        };
        let body = body.map_err(NoBody::Unread)?;
        members.finish().map_err(NoBody::Unread)?;
        Ok(body)
    }
}

fn need(members: &mut Members) -> Result<Need, Unread> {
    members.text("item")?;
    let priority = members.amount("priority")?;
    if priority > 3 {
        return Err(Unread::Unusable { member: "priority".to_owned() });
    }
    members.any("confirmed")?;
    if members.has("by") {
        members.word("by")?;
    }
    let mut price = members.object("price")?;
    let need = Need {
        fund: members.word("need")?,
        quantity: members.count("quantity")?,
        price: price.amount("amount")?,
        price_commodity: price.commodity("commodity")?,
        state: need_state(members)?,
    };
    price.text("source")?;
    price.text("on")?;
    price.finish()?;
    Ok(need)
}

/// The member is absent while it is needed; a count of what is too many stands beside `surplus` and nowhere else.
fn need_state(members: &mut Members) -> Result<NeedState, Unread> {
    if !members.has("state") {
        return Ok(NeedState::Needed);
    }
    match members.word("state")?.as_str() {
        "not-now" => Ok(NeedState::NotNow),
        "surplus" => members.amount("surplus").map(NeedState::Surplus),
        _ => Err(Unread::Unusable { member: "state".to_owned() }),
    }
}

/// Where gifts go: an IBAN with or without the bank's code, or a number and the name of its bank.
fn giving_details(members: &mut Members) -> Result<(), Unread> {
    members.only_true("alone")?;
    for member in ["account", "holder"] {
        members.text(member)?;
    }
    members.currency("currency")?;
    if members.has("iban") {
        members.text("iban")?;
        return members.optional_text("bic");
    }
    members.text("number")?;
    members.text("bank").map(|_| ())
}

fn gifts(members: &mut Members) -> Result<Gifts, Unread> {
    members.only_true("corrected")?;
    Ok(Gifts {
        fund: members.word("fund")?,
        country: members.country("country")?,
        currency: members.currency("currency")?,
        count: members.count("count")?,
        sum: members.amount("sum")?,
    })
}

fn decision(members: &mut Members) -> Result<Decision, Unread> {
    Ok(Decision {
        from: members.word("from")?,
        to: members.word("to")?,
        commodity: members.commodity("commodity")?,
        amount: members.amount("amount")?,
    })
}

fn advance(members: &mut Members) -> Result<Advance, Unread> {
    members.only_true("alone")?;
    members.count("agreed_days")?;
    Ok(Advance {
        intermediary: members.word("intermediary")?,
        fund: members.word("fund")?,
        currency: members.currency("currency")?,
        amount: members.amount("amount")?,
    })
}

/// What is ordered is told and moves nothing; the payment and the arrival are what counts.
fn order(members: &mut Members) -> Result<Order, Unread> {
    let order = members.word("order")?;
    members.word("fund")?;
    members.text("supplier")?;
    members.optional_text("through")?;
    members.text("expected_week")?;
    let line = |line: &mut Members| {
        line.commodity("commodity")?;
        let quantity = line.amount("quantity")?;
        let price = line.count("price")?;
        let currency = line.currency("currency")?;
        line.text("origin")?;
        Ok(AgreedLine { quantity, price, currency })
    };
    Ok(Order { order, lines: members.lines("lines", line)? })
}

fn payment(members: &mut Members) -> Result<Payment, Unread> {
    members.only_true("alone")?;
    let line = |line: &mut Members| {
        Ok(PaidLine {
            commodity: line.commodity("commodity")?,
            quantity: line.amount("quantity")?,
            currency: line.currency("currency")?,
            paid: line.amount("paid")?,
        })
    };
    Ok(Payment {
        order: members.word("order")?,
        fund: members.word("fund")?,
        holder: members.word("holder")?,
        lines: members.lines("lines", line)?,
    })
}

fn arrival(members: &mut Members) -> Result<Arrival, Unread> {
    members.optional_text("region")?;
    members.text("week")?;
    let line = |line: &mut Members| {
        line.optional_text("reason")?;
        Ok(ArrivedLine {
            commodity: line.commodity("commodity")?,
            declared: line.count("declared")?,
            received: line.count("received")?,
        })
    };
    Ok(Arrival { order: members.word("order")?, fund: members.word("fund")?, lines: members.lines("lines", line)? })
}

fn handover(members: &mut Members) -> Result<Handover, Unread> {
    members.only_true("corrected")?;
    members.optional_text("region")?;
    members.text("week")?;
    Ok(Handover {
        commodity: members.commodity("commodity")?,
        units: members.amount("units")?,
        people: members.count("people")?,
    })
}

fn loss(members: &mut Members) -> Result<Loss, Unread> {
    members.text("reason")?;
    members.text("week")?;
    Ok(Loss {
        fund: members.word("fund")?,
        commodity: members.commodity("commodity")?,
        units: members.amount("units")?,
    })
}

/// A reason belongs to fewer, and to nothing else.
fn stocktake(members: &mut Members) -> Result<Stocktake, Unread> {
    members.text("week")?;
    let more = match members.text("counted")?.as_str() {
        "fewer" => false,
        "more" => true,
        _ => return Err(Unread::Unusable { member: "counted".to_owned() }),
    };
    if !more {
        members.text("reason")?;
    }
    Ok(Stocktake { commodity: members.commodity("commodity")?, more, units: members.amount("units")? })
}

fn gifts_in_kind(members: &mut Members) -> Result<GiftsInKind, Unread> {
    members.only_true("corrected")?;
    let value = |value: &mut Members| {
        value.currency("currency")?;
        value.amount("sum")?;
        value.text("source")?;
        value.text("on").map(|_| ())
    };
    members.lines_or_none("values", value)?;
    Ok(GiftsInKind {
        fund: members.word("fund")?,
        commodity: members.commodity("commodity")?,
        gifts: members.count("gifts")?,
        units: members.amount("units")?,
    })
}

fn change(members: &mut Members) -> Result<Change, Unread> {
    members.only_true("alone")?;
    members.text("source")?;
    Ok(Change {
        fund: members.word("fund")?,
        currency: members.currency("currency")?,
        amount: members.amount("amount")?,
        got_currency: members.currency("got_currency")?,
        got: members.amount("got")?,
    })
}

fn correction(members: &mut Members) -> Result<Correction, Unread> {
    members.only_true("alone")?;
    members.text("reason")?;
    Ok(Correction { of: members.text("of")?, kind: members.text("kind")? })
}

/// What is told in totals of many people is never told early.
fn early(members: &mut Members) -> Result<Early, Unread> {
    members.only_true("alone")?;
    members.text("reason")?;
    let early = Early { of: members.text("of")?, kind: members.text("kind")? };
    if ["arrival", "loss", "stocktake"].contains(&early.kind.as_str()) {
        return Ok(early);
    }
    Err(Unread::Unusable { member: "kind".to_owned() })
}

fn flow(members: &mut Members) -> Result<Flow, Unread> {
    let currency = members.currency("currency")?;
    let cells = members.list("cells")?.iter().map(cell).collect::<Option<Vec<_>>>();
    Ok(Flow { currency, cells: cells.ok_or_else(|| Unread::Unusable { member: "cells".to_owned() })? })
}

/// `["DE","vests","order-7","hands",180000]`.
fn cell(written: &Value) -> Option<([String; 4], i64)> {
    let [country, fund, purchase, now, amount] = written.as_array()?.as_slice() else { return None };
    let amount = amount.as_i64().filter(|amount| (1..=AMOUNT_MAX).contains(amount))?;
    let word = |value: &Value| value.as_str().filter(|word| Account::world(word).is_ok()).map(str::to_owned);
    let country = country.as_str().filter(|text| is_country(text))?.to_owned();
    Some(([country, word(fund)?, word(purchase)?, word(now)?], amount))
}
