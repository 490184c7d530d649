//! What a giver and a stranger read, in sentences that can be read aloud.

use waybill::catalogue::{currency_of, decimals_of};
use waybill::publish::receipt::{GiftShown, ShareShown, StepShown};
use waybill::publish::shown::{NeedShown, OrderShown, Shown};
use waybill_journal::{Commodity, Ratio, shown as written};

/// A gift as its giver may follow it.
pub fn giver(gift: &GiftShown) -> String {
    let amount = exact(&Ratio::from_integer(gift.amount.into()), &gift.currency);
    let counted = gift.counted.map_or("not counted yet".to_owned(), |day| format!("counted on day {day}"));
    let mut lines = vec![format!("A gift of {amount} for {}, {counted}.", gift.fund)];
    lines.extend(gift.way.iter().map(way));
    lines.extend(gift.ends.iter().map(|end| end_of(end, &gift.currency)));
    lines.join("\n")
}

fn way(step: &StepShown) -> String {
    let told = step.told.map_or("not told yet".to_owned(), |date| format!("told on {}", date.strftime("%-d %B")));
    let what = exact(&step.quantity, &step.from_commodity);
    let became = step.became.as_ref().map_or(String::new(), |(n, c)| format!(", and became {}", exact(n, c)));
    format!("- {} ({told}): {what} from {} to {}{became}.", step.kind, holder(&step.from), holder(&step.to))
}

fn end_of(end: &ShareShown, currency: &Commodity) -> String {
    let share = exact(&end.share, currency);
    let what = if end.commodity == *currency {
        String::new()
    } else {
        format!(", as {}", exact(&end.quantity, &end.commodity))
    };
    format!("= {share}: {}{what}.", holder(&end.holder))
}

/// The front page's figures.
pub fn public(shown: &Shown) -> String {
    let given: Vec<String> = shown.given.iter().map(|(c, n)| exact(&Ratio::from_integer((*n).into()), c)).collect();
    let given = if given.is_empty() { "nothing".to_owned() } else { given.join(" and ") };
    let mut lines = vec![format!(
        "Day {}: {} gifts, {given} given; {} things bought, {} arrived, {} in hands.",
        shown.snapshot, shown.gifts, shown.bought, shown.arrived, shown.handed
    )];
    lines.extend(shown.needs.iter().map(need));
    lines.extend(shown.orders.iter().map(order));
    lines.join("\n")
}

fn need(need: &NeedShown) -> String {
    let missing = exact(&Ratio::from_integer(need.missing.into()), &need.currency);
    let (quantity, fund) = (need.quantity, &need.fund);
    format!(
        "- {fund}: {} of {quantity} funded, {} bought, {} delivered; {missing} missing.",
        need.funded, need.bought, need.delivered
    )
}

fn order(order: &OrderShown) -> String {
    let paid: Vec<String> = order.paid.iter().map(|(c, n)| exact(&Ratio::from_integer((*n).into()), c)).collect();
    let paid = if paid.is_empty() { "nothing".to_owned() } else { paid.join(" and ") };
    format!(
        "- {} ordered, {paid} paid: {:?}, {} arrived, {} claimed.",
        order.ordered, order.state, order.arrived, order.claimed
    )
}

/// An exact amount in whole units of money, or of goods.
pub fn exact(amount: &Ratio, commodity: &Commodity) -> String {
    if currency_of(commodity).is_none() {
        return format!("{} {commodity}", written(amount));
    }
    let places = decimals_of(commodity);
    let whole = amount / Ratio::from_integer(10_i64.pow(places).into());
    format!("{} {commodity}", written(&whole))
}

/// An order's code is random: it reads as "the order".
fn holder(path: &str) -> String {
    let (name, fund) = path.split_once('/').map_or((path, ""), |(name, fund)| (name, fund));
    let name = match name.split('-').next().unwrap_or_default() {
        "order" => "the order",
        "claim" => "the claim",
        _ => name,
    };
    if fund.is_empty() { name.to_owned() } else { format!("{name}/{fund}") }
}

/// Compares prose line by line, whatever the indentation it stands in.
#[track_caller]
pub fn reads(found: &str, expected: &str) {
    let plain = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let (found, expected) = (plain(found), plain(expected));
    assert!(found == expected, "it reads:\n{found}\n\nbut should read:\n{expected}");
}
