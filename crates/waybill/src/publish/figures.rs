//! Adding up: from published facts to every figure a public page shows, each with the facts it is made of.
//!
//! `waybill-verify` does the same sums again, in its own words and without this file.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::Value;
use waybill_journal::{Account, Commodity, Move};

use super::corrected::{corrected, counted};
use super::fact::Fact;
use super::flow;
use super::gate::date_in;
use super::policy::{Policy, week_of};
use super::shown::{
    AdvanceShown, Card, Figure, FundMoney, FundShown, NeedShown, NeedState, OrderLine, OrderShown, OrderState, Shown,
    Standing,
};
use crate::catalogue::{OPEN_FUND, currency_of, item_of};
use crate::store::CORRECTION;

/// Everything the public side can say at one snapshot.
pub fn add_up(
    card: Card,
    (day, today): (i32, Date),
    (snapshot, snapshot_date): (i32, Option<Date>),
    facts: Vec<Fact>,
) -> Shown {
    let mut sums = Sums::default();
    for fact in &facts {
        sums.take(fact);
        if fact.kind == CORRECTION
            && let Some(order) = facts.iter().find(|order| order.kind == "order" && order.id == fact.text("of"))
        {
            sums.take_order(fact, order, -1);
        }
    }
    for (currency, fact) in flow::newest(&facts) {
        for (way, amount) in flow::cells_of(fact) {
            sums.add(format!("flow.{currency}.{}", way.now), Some(&currency), fact, amount);
        }
    }
    // A fact that is taken back says nothing any more; what it moved is counted back by the fact that takes it back.
    let gone = corrected(&facts);
    let standing: Vec<&Fact> = facts.iter().filter(|fact| !gone.contains(fact.id.as_str())).collect();
    let as_of = snapshot_date.unwrap_or(today);
    let policy = Policy::told_in(facts.iter());
    let needs = needs(&standing, &mut sums, &policy, as_of);
    let orders = orders(&standing, &sums, &policy, as_of);
    let dates = Dates { day_one: card.day_one, as_of };
    let advances = advances(&standing, &sums, dates);
    let funds = funds(&facts, &standing, &sums);
    Shown {
        day,
        today,
        snapshot,
        snapshot_date,
        gifts: sums.value("gifts.count"),
        countries: sums.value("gifts.countries"),
        other_countries: facts.iter().any(|f| f.kind == "gifts" && f.text("country") == "others"),
        given: sums.given(),
        given_by_country: given_by_country(&facts, &sums),
        bought: sums.value("things.bought"),
        arrived: sums.value("things.arrived"),
        handed: sums.value("things.handed"),
        needs,
        funds,
        orders,
        advances,
        details: super::details::at_snapshot(&facts, snapshot),
        figures: sums.figures,
        texts: Vec::new(),
        card,
        facts,
        policy,
    }
}

/// What was shown at an earlier close; everything told since then is left out. None for a close that has not been.
pub fn as_of(shown: &Shown, step: i32) -> Option<Shown> {
    if step > shown.snapshot || step < 1 {
        return None;
    }
    let date = shown.card.date_of_day(step);
    let facts = shown.facts.iter().filter(|fact| fact.step <= step).cloned().collect();
    Some(add_up(shown.card.clone(), (shown.day, shown.today), (step, Some(date)), facts))
}

/// The dates ages are counted between.
#[derive(Clone, Copy)]
struct Dates {
    day_one: Date,
    as_of: Date,
}

impl Dates {
    fn of_step(self, step: i32) -> Date {
        self.day_one.saturating_add(jiff::Span::new().days(step - 1))
    }
}

/// Figures in the making.
#[derive(Default)]
struct Sums {
    figures: BTreeMap<String, Figure>,
    countries: BTreeSet<String>,
    /// What is counted now is counted back.
    back: bool,
}

impl Sums {
    fn add(&mut self, name: String, unit: Option<&Commodity>, fact: &Fact, amount: i64) {
        let amount = if self.back { -amount } else { amount };
        let figure = self.figures.entry(name).or_insert_with(|| Figure {
            unit: unit.cloned(),
            rule: "rule-sum",
            ..Figure::default()
        });
        figure.value += amount;
        match figure.parts.last_mut() {
            Some((id, sum)) if *id == fact.id => *sum += amount,
            _ => figure.parts.push((fact.id.clone(), amount)),
        }
    }

    fn value(&self, name: &str) -> i64 {
        self.figures.get(name).map_or(0, |f| f.value)
    }

    fn given(&self) -> Vec<(Commodity, i64)> {
        let plain = |name: &str| name.strip_prefix("given.").is_some_and(|rest| !rest.contains('.'));
        self.figures
            .iter()
            .filter(|(name, _)| plain(name))
            .filter_map(|(_, f)| Some((f.unit.clone()?, f.value)))
            .collect()
    }

    fn take(&mut self, fact: &Fact) {
        match fact.kind.as_str() {
            "gifts" => self.take_gifts(fact),
            "order" => self.take_order(fact, fact, 1),
            _ => {}
        }
        let (sign, moves) = counted(fact);
        self.back = sign < 0;
        for moved in moves.iter() {
            self.take_move(fact, moved);
        }
        self.back = false;
    }

    fn take_gifts(&mut self, fact: &Fact) {
        let Ok(currency) = Commodity::parse(fact.text("currency")) else { return };
        let country = fact.text("country").to_owned();
        self.add("gifts.count".into(), None, fact, fact.number("count"));
        self.add(format!("given.{currency}"), Some(&currency), fact, fact.number("sum"));
        self.add(format!("given.{currency}.{country}"), Some(&currency), fact, fact.number("sum"));
        self.add(format!("gifts.count.{currency}.{country}"), None, fact, fact.number("count"));
        if country != "others" && self.countries.insert(country) {
            self.add("gifts.countries".into(), None, fact, 1);
        }
    }

    /// What was agreed, before anything is paid; taken back by the fact that says so.
    fn take_order(&mut self, by: &Fact, order: &Fact, sign: i64) {
        let code = order.text("order");
        let lines = order.body.get("lines").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for line in lines.iter().filter_map(order_line) {
            self.add(format!("order.{code}.ordered"), None, by, sign * line.quantity);
            let agreed = line.quantity.saturating_mul(line.price);
            self.add(format!("order.{code}.agreed.{}", line.currency), Some(&line.currency), by, sign * agreed);
        }
    }

    fn take_move(&mut self, fact: &Fact, moved: &Move) {
        let (from, to, commodity, amount) = (moved.from(), moved.to(), moved.commodity(), moved.amount());
        let (got, got_amount) = match moved {
            Move::Transfer { .. } => (commodity, amount),
            Move::Exchange { gets_commodity, gets_amount, .. } => (gets_commodity, *gets_amount),
        };
        self.stand(fact, from, commodity, -amount);
        self.stand(fact, to, got, got_amount);
        let money = currency_of(commodity).is_some();
        let fund_figure = |fund: &str, what: &str| format!("fund.{fund}.{commodity}.{what}");
        match (from.fund(), to.fund()) {
            (None, Some(fund)) if money => {
                let what = if from.as_str() == "w:before" { "before" } else { "given" };
                self.add(fund_figure(fund, what), Some(commodity), fact, amount);
            }
            (Some(fund), Some(other)) if money && fund != other && currency_of(got).is_some() => {
                self.add(fund_figure(fund, "moved"), Some(commodity), fact, -amount);
                self.add(fund_figure(other, "moved"), Some(commodity), fact, amount);
            }
            (Some(fund), Some(_)) if money && commodity != got && currency_of(got).is_some() => {
                self.add(fund_figure(fund, "changed"), Some(commodity), fact, -amount);
                self.add(format!("fund.{fund}.{got}.changed"), Some(got), fact, got_amount);
            }
            (Some(fund), into) if money && (into.is_none() || currency_of(got).is_none()) => {
                self.add(fund_figure(fund, "spent"), Some(commodity), fact, amount);
            }
            _ => {}
        }
        if currency_of(got).is_none() {
            self.take_goods(fact, moved, got_amount);
        }
    }

    /// Counts things: bought or given in kind, arrived, in hands, by kind, by fund and by order.
    fn take_goods(&mut self, fact: &Fact, moved: &Move, amount: i64) {
        let (from, to) = (moved.from(), moved.to());
        let fund = to.fund().or(from.fund()).unwrap_or_default();
        let found = other_end(from).or((from.as_str() == FOUND).then_some("found"));
        if let Some(end) = found {
            // What is found again was bought and arrived before, and is lost no more.
            let amount = if end == "found" { amount } else { -amount };
            self.add(format!("things.{end}"), None, fact, amount);
            self.add(format!("goods.{fund}.{end}"), None, fact, amount);
        }
        let new = matches!(moved, Move::Exchange { .. }) || from.is_world();
        if new && !to.is_world() && found.is_none() {
            self.add("things.bought".into(), None, fact, amount);
            self.add(format!("goods.{fund}.bought"), None, fact, amount);
        }
        if to.holder() == "stock" && found.is_none() {
            self.add("things.arrived".into(), None, fact, amount);
        }
        if to.is_world() && to.as_str().starts_with("w:recipients") {
            self.add("things.handed".into(), None, fact, amount);
            self.add(format!("goods.{fund}.delivered"), None, fact, amount);
        }
        if let Some(end) = other_end(to) {
            self.add(format!("things.{end}"), None, fact, amount);
            self.add(format!("goods.{fund}.{end}"), None, fact, amount);
        }
        if from.holder().starts_with("order-") {
            let what = if to.holder().starts_with("claim-") { "claimed" } else { "arrived" };
            self.add(format!("order.{}.{what}", from.holder()), None, fact, amount);
        }
        if to.holder().starts_with("order-") {
            self.add(format!("order.{}.bought", to.holder()), None, fact, amount);
            if matches!(moved, Move::Exchange { .. }) {
                let paid = format!("order.{}.paid.{}", to.holder(), moved.commodity());
                self.add(paid, Some(moved.commodity()), fact, moved.amount());
            }
        }
    }

    /// What lies where: ours, and what reached hands.
    fn stand(&mut self, fact: &Fact, account: &Account, commodity: &Commodity, amount: i64) {
        match account.fund() {
            Some(fund) => {
                self.add(format!("at.{}.{fund}.{commodity}", account.holder()), Some(commodity), fact, amount);
            }
            None if account.as_str().starts_with("w:recipients") && amount > 0 => {
                self.add(format!("hands.{commodity}"), Some(commodity), fact, amount);
            }
            None => {}
        }
    }
}

fn given_by_country(facts: &[Fact], sums: &Sums) -> Vec<(String, Commodity, i64, i64)> {
    let mut cells = BTreeSet::new();
    for fact in facts.iter().filter(|f| f.kind == "gifts") {
        cells.insert((fact.text("currency").to_owned(), fact.text("country").to_owned()));
    }
    let mut rows: Vec<_> = cells
        .into_iter()
        .filter_map(|(currency, country)| {
            let sum = sums.value(&format!("given.{currency}.{country}"));
            let count = sums.value(&format!("gifts.count.{currency}.{country}"));
            Some((country, Commodity::parse(&currency).ok()?, count, sum))
        })
        .collect();
    rows.sort_by(|a, b| (&a.1, a.0 == "others", -a.3, &a.0).cmp(&(&b.1, b.0 == "others", -b.3, &b.0)));
    rows
}

fn needs(facts: &[&Fact], sums: &mut Sums, policy: &Policy, as_of: Date) -> Vec<NeedShown> {
    let mut newest: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in facts.iter().filter(|f| f.kind == "need") {
        newest.entry(fact.text("need")).or_default().push(fact);
    }
    let mut needs: Vec<NeedShown> = newest.values().filter_map(|told| need(told, sums)).collect();
    for need in &mut needs {
        let in_hands = need.is_needed() && need.delivered >= need.quantity;
        need.stale = need.state != NeedState::NotNow && !in_hands && policy.fresh_until(need.confirmed) < as_of;
    }
    // Urgency first, then what somebody confirmed lately, then what is least funded; amounts of different currencies
    // cannot be compared.
    needs.sort_by_key(|n| {
        (n.missing == 0, n.priority, n.stale, n.funded.saturating_mul(1000) / n.quantity.max(1), n.fund.clone())
    });
    needs
}

/// Whether it is needed, as the fact says: nothing is said by default.
fn need_state(fact: &Fact) -> NeedState {
    match fact.text("state") {
        "not-now" => NeedState::NotNow,
        "surplus" => NeedState::Surplus(fact.number("surplus")),
        _ => NeedState::Needed,
    }
}

/// One need as its newest fact says it, with its progress from the moves of its fund.
fn need(told: &[&Fact], sums: &mut Sums) -> Option<NeedShown> {
    let fact = told.last()?;
    let fund = fact.text("need").to_owned();
    let price = fact.body.get("price")?;
    let currency = Commodity::parse(price.get("commodity")?.as_str()?).ok()?;
    let (quantity, amount) = (fact.number("quantity"), price.get("amount")?.as_i64()?);
    let money = |what: &str| format!("fund.{fund}.{currency}.{what}");
    let parts = ["before", "given", "moved", "changed"].map(money);
    // Money that entered the fund, net of what left it again for another fund.
    let entered: i64 = parts.iter().map(|name| sums.value(name)).sum();
    let bought = sums.value(&format!("goods.{fund}.bought"));
    let delivered = sums.value(&format!("goods.{fund}.delivered"));
    let funded = (entered / amount.max(1)).max(bought);
    let state = need_state(fact);
    let missing = if funded >= quantity || state != NeedState::Needed {
        0
    } else {
        (quantity - bought) * amount - (entered - sums.value(&money("spent")))
    };
    let missing = missing.max(0);
    let missing_rule = if state == NeedState::Needed { "rule-missing" } else { "rule-not-now" };
    let made = |value: i64, unit: Option<&Commodity>, rule: &'static str, sums: &Sums, from: &[String]| Figure {
        value,
        unit: unit.cloned(),
        rule,
        parts: from.iter().filter_map(|n| sums.figures.get(n)).flat_map(|f| f.parts.clone()).collect(),
    };
    let rows = [
        ("funded", made(funded, None, "rule-funded", sums, &parts)),
        ("bought", made(bought, None, "rule-sum", sums, &[format!("goods.{fund}.bought")])),
        ("delivered", made(delivered, None, "rule-sum", sums, &[format!("goods.{fund}.delivered")])),
        ("missing", made(missing, Some(&currency), missing_rule, sums, &parts)),
    ];
    if let NeedState::Surplus(surplus) = state {
        sums.add(format!("need.{fund}.surplus"), None, fact, surplus);
    }
    for (what, figure) in rows {
        sums.figures.insert(format!("need.{fund}.{what}"), figure);
    }
    Some(NeedShown {
        item: item_of(fact.text("item"))?,
        quantity,
        priority: fact.number("priority"),
        state,
        confirmed: date_in(&fact.body, "confirmed")?,
        by: fact.body.get("by").and_then(Value::as_str).map(str::to_owned),
        stale: false,
        price: amount,
        price_source: price.get("source")?.as_str()?.to_owned(),
        price_on: price.get("on")?.as_str()?.parse().ok()?,
        funded,
        bought,
        delivered,
        missing,
        facts: told.iter().rev().map(|f| f.id.clone()).collect(),
        currency,
        fund,
    })
}

fn orders(facts: &[&Fact], sums: &Sums, policy: &Policy, as_of: Date) -> Vec<OrderShown> {
    let mut orders: Vec<OrderShown> =
        facts.iter().filter(|f| f.kind == "order").filter_map(|f| order(f, facts, sums, policy, as_of)).collect();
    orders.reverse();
    orders
}

fn order(fact: &Fact, facts: &[&Fact], sums: &Sums, policy: &Policy, as_of: Date) -> Option<OrderShown> {
    let code = fact.text("order").to_owned();
    let lines: Vec<OrderLine> = fact.body.get("lines")?.as_array()?.iter().filter_map(order_line).collect();
    let expected = week_of(date_in(&fact.body, "expected_week")?);
    let ordered = lines.iter().map(|l| l.quantity).sum();
    let figure = |what: &str| sums.value(&format!("order.{code}.{what}"));
    let (arrived, claimed, bought) = (figure("arrived"), figure("claimed"), figure("bought"));
    let told_from = policy.told_from("arrival", expected);
    let fund = fact.text("fund").to_owned();
    let handed = sums.value(&format!("goods.{fund}.delivered"));
    // What reached hands is known by fund: it can be this order's only if none of its goods is in stock any more.
    let lies_at = |holder: &str| lines.iter().any(|l| sums.value(&format!("at.{holder}.{fund}.{}", l.commodity)) > 0);
    let state = if arrived + claimed > 0 {
        match (lies_at(&code), arrived > 0 && handed >= arrived && !lies_at("stock")) {
            (true, _) => OrderState::PartlyArrived,
            (false, true) => OrderState::HandedOver,
            (false, false) => OrderState::Arrived,
        }
    } else if as_of >= told_from {
        OrderState::Overdue
    } else if as_of >= expected.saturating_add(jiff::Span::new().days(7)) {
        OrderState::Awaited
    } else if bought > 0 {
        OrderState::UnderWay
    } else {
        OrderState::Ordered
    };
    let paid = format!("order.{code}.paid.");
    Some(OrderShown {
        supplier: fact.text("supplier").to_owned(),
        through: fact.body.get("through").and_then(Value::as_str).map(str::to_owned),
        expected,
        state,
        told_from,
        ordered,
        arrived,
        claimed,
        paid: sums
            .figures
            .iter()
            .filter(|(name, _)| name.starts_with(&paid))
            .filter_map(|(_, f)| Some((f.unit.clone()?, f.value)))
            .collect(),
        facts: facts.iter().filter(|f| f.text("order") == code).map(|f| f.id.clone()).collect(),
        lines,
        fund,
        code,
    })
}

fn order_line(line: &Value) -> Option<OrderLine> {
    let text = |member: &str| line.get(member).and_then(Value::as_str);
    Some(OrderLine {
        commodity: Commodity::parse(text("commodity")?).ok()?,
        quantity: line.get("quantity")?.as_i64()?,
        price: line.get("price")?.as_i64()?,
        currency: Commodity::parse(text("currency")?).ok()?,
        origin: text("origin")?.to_owned(),
    })
}

/// Advances by holder, fund and currency. What an intermediary spends or gives back settles its oldest advance first.
fn advances(facts: &[&Fact], sums: &Sums, dates: Dates) -> Vec<AdvanceShown> {
    let mut by_pool: BTreeMap<(String, String, Commodity), Vec<&Fact>> = BTreeMap::new();
    for fact in facts.iter().filter(|f| f.kind == "advance") {
        for moved in &fact.moves {
            let pool = (
                moved.to().holder().to_owned(),
                moved.to().fund().unwrap_or_default().to_owned(),
                moved.commodity().clone(),
            );
            by_pool.entry(pool).or_default().push(fact);
        }
    }
    let mut advances: Vec<AdvanceShown> = by_pool
        .into_iter()
        .map(|((holder, fund, currency), made)| {
            let figure = format!("at.{holder}.{fund}.{currency}");
            let open = sums.value(&figure);
            let amounts = || made.iter().map(|f| f.moves.iter().map(Move::amount).sum::<i64>());
            let oldest = oldest_open(amounts().collect(), open);
            let fact = made[oldest.min(made.len() - 1)];
            let since = dates.of_step(fact.step);
            let age_days = i64::from(dates.as_of.since(since).map_or(0, |s| s.get_days()));
            let (paid, agreed_days) = (amounts().sum(), fact.number("agreed_days"));
            AdvanceShown { holder, fund, currency, paid, open, since, age_days, agreed_days, figure }
        })
        .collect();
    advances.sort_by_key(|a| (a.open == 0, a.since));
    advances
}

/// The place of the oldest advance that is still open when `open` is left of all of them, first in, first out.
fn oldest_open(amounts: Vec<i64>, open: i64) -> usize {
    let mut settled = amounts.iter().sum::<i64>() - open;
    amounts
        .iter()
        .take_while(|amount| {
            settled -= **amount;
            settled >= 0
        })
        .count()
}

fn funds(facts: &[Fact], standing: &[&Fact], sums: &Sums) -> Vec<FundShown> {
    let mut codes: BTreeSet<String> =
        standing.iter().filter(|f| f.kind == "need").map(|f| f.text("need").to_owned()).collect();
    for fact in facts {
        codes.extend(fact.moves.iter().flat_map(|m| [m.from().fund(), m.to().fund()]).flatten().map(str::to_owned));
    }
    let mut codes: Vec<String> = codes.into_iter().collect();
    codes.sort_by_key(|code| (code != OPEN_FUND, code.clone()));
    codes.into_iter().map(|code| fund(code, facts, sums)).collect()
}

fn fund(code: String, facts: &[Fact], sums: &Sums) -> FundShown {
    let mut now: Vec<Standing> = Vec::new();
    for (name, figure) in &sums.figures {
        let Some((holder, rest)) = name.strip_prefix("at.").and_then(|rest| rest.split_once('.')) else { continue };
        let Some((fund, _)) = rest.split_once('.') else { continue };
        if let (true, true, Some(commodity)) = (fund == code, figure.value > 0, figure.unit.clone()) {
            now.push(Standing { holder: holder.to_owned(), commodity, amount: figure.value, figure: name.clone() });
        }
    }
    now.extend(gone_to("w:recipients", &format!("goods.{code}.delivered"), &code, facts));
    let ends: BTreeSet<&str> = facts.iter().flat_map(|f| &f.moves).filter_map(|m| other_end(m.to())).collect();
    for end in ends {
        now.extend(gone_to(&format!("w:{end}"), &format!("goods.{code}.{end}"), &code, facts));
    }
    now.sort_by_key(|s| {
        (currency_of(&s.commodity).is_none(), s.holder.starts_with("w:"), s.holder.clone(), s.commodity.clone())
    });
    let mut currencies: BTreeSet<Commodity> = BTreeSet::new();
    for (name, figure) in &sums.figures {
        if name.strip_prefix("fund.").is_some_and(|rest| rest.split('.').next() == Some(code.as_str())) {
            currencies.extend(figure.unit.clone());
        }
    }
    let money = currencies
        .into_iter()
        .map(|currency| {
            let of = |what: &str| sums.value(&format!("fund.{code}.{currency}.{what}"));
            FundMoney {
                before: of("before"),
                given: of("given"),
                moved: of("moved"),
                changed: of("changed"),
                spent: of("spent"),
                currency,
            }
        })
        .collect();
    let touches = |m: &Move| m.from().fund() == Some(&code) || m.to().fund() == Some(&code);
    let named: BTreeSet<&str> =
        facts.iter().filter(|f| f.text("need") == code || f.text("fund") == code).map(|f| f.id.as_str()).collect();
    let names = |f: &Fact| named.contains(f.id.as_str()) || named.contains(f.text("of"));
    let entries = facts
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, f)| names(f) || f.moves.iter().any(touches))
        .map(|(i, _)| i)
        .collect();
    FundShown { code, money, now, entries }
}

/// Where goods come from that nobody gave or sold: they were there when somebody counted.
const FOUND: &str = "w:found";

/// What became of goods that left for the world and reached nobody, in one word: `loss` of `w:loss`. Those who give, sell
/// and receive have names of their own.
fn other_end(to: &Account) -> Option<&str> {
    let name = to.as_str().strip_prefix("w:")?;
    let known = ["recipients", "givers", "before", "exchange", "found"].contains(&name);
    (!known && !name.contains('-')).then_some(name)
}

/// Goods of a fund that left for this holder of the world; `figure` counts them.
fn gone_to(holder: &str, figure: &str, code: &str, facts: &[Fact]) -> Vec<Standing> {
    let mut gone: BTreeMap<Commodity, i64> = BTreeMap::new();
    for moved in facts.iter().flat_map(|f| &f.moves) {
        if moved.from().fund() == Some(code) && moved.to().as_str().starts_with(holder) {
            *gone.entry(moved.commodity().clone()).or_default() += moved.amount();
        }
        // What was taken back is there again.
        if moved.to().fund() == Some(code) && moved.from().as_str().starts_with(holder) {
            *gone.entry(moved.commodity().clone()).or_default() -= moved.amount();
        }
    }
    let standing = |(commodity, amount)| Standing { holder: holder.into(), commodity, amount, figure: figure.into() };
    gone.into_iter().filter(|(_, amount)| *amount > 0).map(standing).collect()
}
