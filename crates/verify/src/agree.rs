//! Whether what a fact says in words is what its moves do: a total moves exactly its sum, a line is one move.
//!
//! Several moves where the table names one are read as one when they have the same form: only their sum is told.

use std::collections::BTreeMap;

use waybill_journal::{Account, Commodity, Move};

use crate::body::{
    Advance, Arrival, Body, Change, Decision, Gifts, GiftsInKind, Handover, Loss, PaidLine, Payment, Stocktake,
};
use crate::finding::{Finding, Findings};

/// Of an arrival: what is said or was moved of one commodity.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Came {
    to_stock: i128,
    to_claim: i128,
}

/// Compares the body with the moves, and how many people it tells of with `least`; `None` when the moves could not be read, which was found already.
pub(crate) fn check(line: usize, kind: &str, body: &Body, moves: Option<&[Move]>, least: i64, findings: &mut Findings) {
    let people = match body {
        Body::Gifts(gifts) => Some(gifts.count),
        Body::Handover(handover) => Some(handover.people),
        Body::GiftsInKind(gifts) => Some(gifts.gifts),
        _ => None,
    };
    if let Some(people) = people.filter(|people| *people < least) {
        findings.push(Finding::SmallGroup { line, kind: kind.to_owned(), people, least });
    }
    let Some(moves) = moves else { return };
    let verdict = match body {
        Body::Opening => opening(moves),
        Body::Need(_) | Body::Order(_) | Body::GivingDetails | Body::Flow(_) | Body::Policy(_) | Body::Early(_) => {
            nothing(moves)
        }
        Body::Gifts(said) => gifts(said, moves),
        Body::Decision(said) => decision(said, moves),
        Body::Advance(said) => advance(said, moves),
        Body::Payment(said) => payment(said, moves),
        Body::Arrival(said) => arrival(said, moves),
        Body::Handover(said) => handover(said, moves),
        Body::GiftsInKind(said) => gifts_in_kind(said, moves),
        Body::Loss(said) => loss(said, moves),
        Body::Stocktake(said) => stocktake(said, moves),
        Body::Change(said) => change(said, moves),
        // Held against the fact that it takes back.
        Body::Correction(_) => Ok(()),
    };
    if let Err(Apart { about, said, moved }) = verdict {
        findings.push(Finding::Disagree { line, kind: kind.to_owned(), about, said, moved });
    }
}

/// What the words and the moves differ in.
struct Apart {
    about: &'static str,
    said: String,
    moved: String,
}

fn opening(moves: &[Move]) -> Result<(), Apart> {
    let form = "transfers from w:before to accounts of ours";
    if moves.is_empty() {
        return Err(Apart { about: "the moves", said: form.to_owned(), moved: "nothing".to_owned() });
    }
    all_transfers(moves, form, |said| said.from().as_str() == "w:before" && !said.to().is_world())
}

fn nothing(moves: &[Move]) -> Result<(), Apart> {
    all_transfers(moves, "that nothing moves", |_| false)
}

fn gifts(said: &Gifts, moves: &[Move]) -> Result<(), Apart> {
    let form = format!("{} from w:givers to bank/{}", said.currency, said.fund);
    let fits = |one: &Move| {
        one.from().as_str() == "w:givers" && is(one.to(), "bank", &said.fund) && *one.commodity() == said.currency
    };
    all_transfers(moves, &form, fits)?;
    same_sum("the sum", said.sum, moves)
}

fn decision(said: &Decision, moves: &[Move]) -> Result<(), Apart> {
    let form = format!("{} from fund {} to fund {} of one holder", said.commodity, said.from, said.to);
    let fits = |one: &Move| {
        one.from().fund() == Some(said.from.as_str())
            && is(one.to(), one.from().holder(), &said.to)
            && *one.commodity() == said.commodity
    };
    all_transfers(moves, &form, fits)?;
    same_sum("the amount", said.amount, moves)
}

fn advance(said: &Advance, moves: &[Move]) -> Result<(), Apart> {
    let Advance { intermediary, fund, currency, amount } = said;
    let form = format!("{currency} from bank/{fund} to {intermediary}/{fund}");
    let fits =
        |one: &Move| is(one.from(), "bank", fund) && is(one.to(), intermediary, fund) && *one.commodity() == *currency;
    all_transfers(moves, &form, fits)?;
    same_sum("the amount", *amount, moves)
}

fn payment(said: &Payment, moves: &[Move]) -> Result<(), Apart> {
    let Payment { order, fund, holder, lines } = said;
    let mut exchanged = Vec::new();
    for one in moves {
        let is_exchange = matches!(one, Move::Exchange { .. });
        if !is_exchange || !is(one.from(), holder, fund) || !is(one.to(), order, fund) {
            let form = format!("exchanges from {holder}/{fund} into {order}/{fund}");
            return Err(Apart { about: "the moves", said: form, moved: in_words(one) });
        }
        exchanged.push(PaidLine {
            commodity: one.gets_commodity().clone(),
            quantity: one.gets_amount(),
            currency: one.commodity().clone(),
            paid: one.amount(),
        });
    }
    // The order of lines says nothing, so both sides are sorted.
    let mut told: Vec<&PaidLine> = lines.iter().collect();
    told.sort();
    exchanged.sort();
    if told.iter().copied().eq(&exchanged) {
        return Ok(());
    }
    let show = |line: &PaidLine| format!("{} {} for {} {}", line.quantity, line.commodity, line.paid, line.currency);
    let said = listed(told.into_iter().map(show));
    Err(Apart { about: "the lines", said, moved: listed(exchanged.iter().map(show)) })
}

fn arrival(said: &Arrival, moves: &[Move]) -> Result<(), Apart> {
    let Arrival { order, fund, lines } = said;
    let is_claim = |to: &Account| ours(to).is_some_and(|(holder, of)| holder.starts_with("claim-") && of == fund);
    let form = format!("transfers from {order}/{fund} to stock/{fund} or to a claim of this fund");
    let fits = |one: &Move| is(one.from(), order, fund) && (is(one.to(), "stock", fund) || is_claim(one.to()));
    all_transfers(moves, &form, fits)?;

    let (mut told, mut moved) = (BTreeMap::<&Commodity, Came>::new(), BTreeMap::<&Commodity, Came>::new());
    for line in lines {
        let came = told.entry(&line.commodity).or_default();
        came.to_stock += i128::from(line.received);
        came.to_claim += i128::from(line.declared) - i128::from(line.received);
    }
    for one in moves {
        let came = moved.entry(one.commodity()).or_default();
        let place = if is_claim(one.to()) { &mut came.to_claim } else { &mut came.to_stock };
        *place += i128::from(one.gets_amount());
    }
    // A line of nothing declared and nothing received moves nothing.
    told.retain(|_, came| *came != Came::default());
    if told == moved {
        return Ok(());
    }
    let show =
        |(what, came): (&&Commodity, &Came)| format!("{} {what} received and {} missing", came.to_stock, came.to_claim);
    Err(Apart { about: "the lines", said: listed(told.iter().map(show)), moved: listed(moved.iter().map(show)) })
}

fn handover(said: &Handover, moves: &[Move]) -> Result<(), Apart> {
    let form = format!("{} from the stock to w:recipients", said.commodity);
    let fits = |one: &Move| {
        ours(one.from()).is_some_and(|(holder, _)| holder == "stock")
            && one.to().as_str() == "w:recipients"
            && *one.commodity() == said.commodity
    };
    all_transfers(moves, &form, fits)?;
    same_sum("the units", said.units, moves)
}

fn gifts_in_kind(said: &GiftsInKind, moves: &[Move]) -> Result<(), Apart> {
    let form = format!("{} from w:givers to stock/{}", said.commodity, said.fund);
    let fits = |one: &Move| {
        one.from().as_str() == "w:givers" && is(one.to(), "stock", &said.fund) && *one.commodity() == said.commodity
    };
    all_transfers(moves, &form, fits)?;
    same_sum("the units", said.units, moves)
}

/// Goods of the fund leave a place, or what a supplier owes, for `w:loss`, all of them.
fn loss(said: &Loss, moves: &[Move]) -> Result<(), Apart> {
    let Loss { fund, commodity, units } = said;
    let form = format!("{commodity} of stock/{fund} or claim-…/{fund} to w:loss");
    let ours = |one: &Move| one.from().holder() == "stock" || one.from().holder().starts_with("claim-");
    let fits = |one: &Move| {
        ours(one) && one.from().fund() == Some(fund) && one.to().as_str() == "w:loss" && one.commodity() == commodity
    };
    all_transfers(moves, &form, fits)?;
    same_sum("the units", *units, moves)
}

/// Fewer goods left the stock for `w:loss`; more came back from there, or from `w:found`.
fn stocktake(said: &Stocktake, moves: &[Move]) -> Result<(), Apart> {
    let Stocktake { commodity, more, units } = said;
    let form = match more {
        true => format!("{commodity} from w:loss or w:found to the stock"),
        false => format!("{commodity} from the stock to w:loss"),
    };
    let at_home = |account: &Account| ours(account).is_some_and(|(holder, _)| holder == "stock");
    let fits = |one: &Move| {
        let (from, to) = (one.from(), one.to());
        let way = match more {
            true => matches!(from.as_str(), "w:loss" | "w:found") && at_home(to),
            false => at_home(from) && to.as_str() == "w:loss",
        };
        way && one.commodity() == commodity
    };
    all_transfers(moves, &form, fits)?;
    same_sum("the units", *units, moves)
}

fn change(said: &Change, moves: &[Move]) -> Result<(), Apart> {
    let Change { fund, currency, amount, got_currency, got } = said;
    let fits = |one: &Move| {
        let at_home = is(one.from(), "bank", fund) && is(one.to(), "bank", fund);
        let exchanged = matches!(one, Move::Exchange { with, .. } if with.as_str() == "w:exchange");
        let gives = one.commodity() == currency && one.amount() == *amount;
        at_home && exchanged && gives && one.gets_commodity() == got_currency && one.gets_amount() == *got
    };
    if matches!(moves, [one] if fits(one)) {
        return Ok(());
    }
    let form = format!("{amount} {currency} of bank/{fund} exchanged for {got} {got_currency} of it with w:exchange");
    Err(Apart { about: "the moves", said: form, moved: listed(moves.iter().map(in_words)) })
}

/// Every move is a transfer and of this form.
fn all_transfers(moves: &[Move], form: &str, fits: impl Fn(&Move) -> bool) -> Result<(), Apart> {
    match moves.iter().find(|one| !matches!(one, Move::Transfer { .. }) || !fits(one)) {
        Some(other) => Err(Apart { about: "the moves", said: form.to_owned(), moved: in_words(other) }),
        None => Ok(()),
    }
}

fn same_sum(about: &'static str, said: i64, moves: &[Move]) -> Result<(), Apart> {
    let moved: i128 = moves.iter().map(|one| i128::from(one.amount())).sum();
    if moved == i128::from(said) {
        return Ok(());
    }
    Err(Apart { about, said: said.to_string(), moved: moved.to_string() })
}

/// Holder and fund of an account of ours.
fn ours(account: &Account) -> Option<(&str, &str)> {
    account.fund().map(|fund| (account.holder(), fund))
}

fn is(account: &Account, holder: &str, fund: &str) -> bool {
    ours(account) == Some((holder, fund))
}

pub(crate) fn in_words(one: &Move) -> String {
    let (from, to) = (one.from(), one.to());
    match one {
        Move::Transfer { .. } => format!("{} {} from {from} to {to}", one.amount(), one.commodity()),
        Move::Exchange { .. } => format!(
            "{} {} of {from} exchanged for {} {} of {to}",
            one.amount(),
            one.commodity(),
            one.gets_amount(),
            one.gets_commodity()
        ),
    }
}

pub(crate) fn listed(parts: impl Iterator<Item = String>) -> String {
    let text = parts.collect::<Vec<_>>().join("; ");
    if text.is_empty() { "nothing".to_owned() } else { text }
}
