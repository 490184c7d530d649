//! The figures, each computed from the facts exactly as `docs/FACTS.md` says it.

use std::collections::{BTreeMap, BTreeSet};

use waybill_journal::{Account, Commodity, Move};

use crate::body::{Body, Gifts, Need, NeedState, Order};
use crate::corrections::mirrored;
use crate::currency::is_currency;

/// Every figure to which something contributed, by name; what nothing contributed to is 0.
#[derive(Clone, Default)]
pub(crate) struct Sums {
    sums: BTreeMap<String, i128>,
    countries: BTreeSet<String>,
    /// By fund, with the ids of the facts, the newest last; what is taken back is gone.
    needs: BTreeMap<String, Vec<(String, Need)>>,
    /// The orders that stand, by the ids of their facts.
    agreed: BTreeMap<String, Order>,
    /// What is counted now is counted with the opposite sign.
    back: bool,
    /// What the needs' prices are in, by fund; known once the needs were counted.
    priced_in: BTreeMap<String, Commodity>,
    /// What was added since the last look, for whoever asks what each fact adds.
    added: Option<Vec<(String, i128)>>,
}

impl Sums {
    pub(crate) fn get(&self, name: &str) -> Option<i128> {
        self.sums.get(name).copied()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, i128)> + '_ {
        self.sums.iter().map(|(name, sum)| (name, *sum))
    }

    /// From here on, keeps what is added until [`Sums::just_added`] takes it.
    pub(crate) fn keep_what_is_added(&mut self) {
        self.added = Some(Vec::new());
    }

    /// What was added since this was asked last.
    pub(crate) fn just_added(&mut self) -> Vec<(String, i128)> {
        self.added.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// What a figure counts: a currency or goods; nothing where it counts things, gifts or countries. `docs/FACTS.md`.
    pub(crate) fn unit(&self, name: &str) -> Option<Commodity> {
        let parts: Vec<&str> = name.split('.').collect();
        let place = match parts.as_slice() {
            ["need", fund, "missing"] => return self.priced_in.get(*fund).cloned(),
            ["given" | "hands", _] | ["given" | "flow", _, _] => 1,
            ["fund", _, _, _] => 2,
            ["at", _, _, _] | ["order", _, "paid" | "agreed", _] => 3,
            _ => return None,
        };
        let code = parts[place];
        Commodity::parse(code).ok()
    }

    /// What one move adds, whatever kind of fact it belongs to.
    fn count_move(&mut self, said: &Move) {
        self.count_accounts(said);
        self.count_money(said);
        self.count_goods(said);
        self.count_order(said);
    }

    /// What one move added that is taken back now.
    fn count_back(&mut self, said: &Move) {
        self.back = true;
        self.count_move(said);
        self.back = false;
    }

    /// What the moves of a fact add; a correction takes away what its moves, the other way round, had added.
    pub(crate) fn count_moves(&mut self, kind: &str, moves: &[Move]) {
        if kind == "correction" {
            for said in &mirrored(moves) {
                self.count_back(said);
            }
        } else {
            for said in moves {
                self.count_move(said);
            }
        }
    }

    /// What the words of a fact add.
    pub(crate) fn count_body(&mut self, id: &str, body: Body) {
        match body {
            Body::Gifts(gifts) => self.count_gifts(gifts),
            Body::Order(order) => self.count_agreed(id, order),
            Body::Need(need) => self.needs.entry(need.fund.clone()).or_default().push((id.to_owned(), need)),
            Body::Correction(said) => {
                self.needs.values_mut().for_each(|told| told.retain(|(id, _)| *id != said.of));
                self.take_back_agreed(&said.of);
            }
            _ => {}
        }
    }

    /// Every figure as it stands after the facts counted so far; more may follow.
    pub(crate) fn at_this_close(&self) -> Sums {
        let mut closed = self.clone();
        closed.needs();
        closed
    }

    /// The figures of the needs; call it once, when every fact was counted.
    pub(crate) fn needs(&mut self) {
        let newest = |(fund, mut told): (String, Vec<(String, Need)>)| Some((fund, told.pop()?.1));
        for (fund, need) in std::mem::take(&mut self.needs).into_iter().filter_map(newest) {
            let of = |name: String| self.get(&name).unwrap_or(0);
            let money = |what: &str| of(format!("fund.{fund}.{}.{what}", need.price_commodity));
            let entered = money("before") + money("given") + money("moved") + money("changed");
            let spent = money("spent");
            let bought = of(format!("goods.{fund}.bought"));
            let delivered = of(format!("goods.{fund}.delivered"));
            let (price, quantity) = (i128::from(need.price), i128::from(need.quantity));
            // The price is at least 1, so this rounds down also below zero.
            let funded = entered.div_euclid(price).max(bought);
            let lacks = need.state == NeedState::Needed && funded < quantity;
            let missing = if lacks { ((quantity - bought) * price - (entered - spent)).max(0) } else { 0 };
            self.add(format!("need.{fund}.bought"), bought);
            self.add(format!("need.{fund}.delivered"), delivered);
            self.add(format!("need.{fund}.funded"), funded);
            self.add(format!("need.{fund}.missing"), missing);
            if let NeedState::Surplus(surplus) = need.state {
                self.add(format!("need.{fund}.surplus"), surplus);
            }
            self.priced_in.insert(fund, need.price_commodity);
        }
    }

    /// Adds to a figure.
    pub(crate) fn add(&mut self, name: String, amount: impl Into<i128>) {
        let amount = amount.into();
        let amount = if self.back { -amount } else { amount };
        if let Some(added) = &mut self.added {
            added.push((name.clone(), amount));
        }
        *self.sums.entry(name).or_default() += amount;
    }

    /// `at` and `hands`.
    fn count_accounts(&mut self, said: &Move) {
        let (from, to) = (said.from(), said.to());
        if let Some(fund) = to.fund() {
            self.add(format!("at.{}.{fund}.{}", to.holder(), said.gets_commodity()), said.gets_amount());
        }
        if let Some(fund) = from.fund() {
            self.add(format!("at.{}.{fund}.{}", from.holder(), said.commodity()), -said.amount());
        }
        if is_recipients(to) {
            self.add(format!("hands.{}", said.gets_commodity()), said.gets_amount());
        }
    }

    /// `fund.…`. Money changed into other money of its fund neither entered nor was spent.
    fn count_money(&mut self, said: &Move) {
        let (given, got) = (said.commodity(), said.gets_commodity());
        let (gives_money, gets_money) = (is_currency(given), is_currency(got));
        match (said.from().fund(), said.to().fund()) {
            (None, Some(fund)) if gets_money => {
                let what = if said.from().as_str() == "w:before" { "before" } else { "given" };
                self.add(format!("fund.{fund}.{got}.{what}"), said.gets_amount());
            }
            (Some(fund), None) if gives_money => self.add(format!("fund.{fund}.{given}.spent"), said.amount()),
            (Some(fund), Some(_)) if gives_money && !gets_money => {
                self.add(format!("fund.{fund}.{given}.spent"), said.amount());
            }
            (Some(from), Some(to)) if from != to && gives_money && gets_money => {
                self.add(format!("fund.{from}.{given}.moved"), -said.amount());
                self.add(format!("fund.{to}.{got}.moved"), said.gets_amount());
            }
            (Some(fund), Some(_)) if gives_money && gets_money && given != got => {
                self.add(format!("fund.{fund}.{given}.changed"), -said.amount());
                self.add(format!("fund.{fund}.{got}.changed"), said.gets_amount());
            }
            _ => {}
        }
    }

    /// `things.…` and `goods.…`.
    fn count_goods(&mut self, said: &Move) {
        let (from, to, got) = (said.from(), said.to(), said.gets_amount());
        if is_currency(said.gets_commodity()) {
            return;
        }
        // What is found again was bought and arrived before; what is found without a past was neither.
        let was_found = from.as_str() == FOUND || other_end(from).is_some();
        if let Some(fund) = to.fund().filter(|_| was_found) {
            let (end, amount) = other_end(from).map_or(("found", got), |end| (end, -got));
            self.add(format!("things.{end}"), amount);
            self.add(format!("goods.{fund}.{end}"), amount);
        }
        let is_new = (from.is_world() || matches!(said, Move::Exchange { .. })) && !was_found;
        if let Some(fund) = to.fund().filter(|_| is_new) {
            self.add("things.bought".to_owned(), got);
            self.add(format!("goods.{fund}.bought"), got);
        }
        // What only changes its fund was in the stock before.
        if holder(to) == Some("stock") && holder(from) != Some("stock") && !was_found {
            self.add("things.arrived".to_owned(), got);
        }
        if let Some(fund) = from.fund().filter(|_| is_recipients(to)) {
            self.add("things.handed".to_owned(), got);
            self.add(format!("goods.{fund}.delivered"), got);
        }
        if let (Some(fund), Some(end)) = (from.fund(), other_end(to)) {
            self.add(format!("things.{end}"), got);
            self.add(format!("goods.{fund}.{end}"), got);
        }
    }

    /// `order.…`: the holder of an order is a name that begins with `order-`.
    fn count_order(&mut self, said: &Move) {
        let (from, to) = (holder(said.from()), holder(said.to()));
        // What only changes its fund neither came to the order nor left it.
        if from == to {
            return;
        }
        if let Some(order) = to.filter(|to| is_order(to) && !is_currency(said.gets_commodity())) {
            self.add(format!("order.{order}.bought"), said.gets_amount());
            if matches!(said, Move::Exchange { .. }) && is_currency(said.commodity()) {
                self.add(format!("order.{order}.paid.{}", said.commodity()), said.amount());
            }
        }
        if let Some(order) = from.filter(|from| is_order(from) && !is_currency(said.commodity())) {
            let what = if to.is_some_and(|to| to.starts_with("claim-")) { "claimed" } else { "arrived" };
            self.add(format!("order.{order}.{what}"), said.amount());
        }
    }

    /// What was ordered, whether it is paid or not.
    fn count_agreed(&mut self, id: &str, said: Order) {
        self.add_agreed(&said, 1);
        self.agreed.insert(id.to_owned(), said);
    }

    /// An order that stands no more.
    fn take_back_agreed(&mut self, id: &str) {
        if let Some(said) = self.agreed.remove(id) {
            self.add_agreed(&said, -1);
        }
    }

    fn add_agreed(&mut self, said: &Order, sign: i128) {
        for line in &said.lines {
            let (quantity, price) = (i128::from(line.quantity), i128::from(line.price));
            self.add(format!("order.{}.ordered", said.order), sign * quantity);
            self.add(format!("order.{}.agreed.{}", said.order, line.currency), sign * quantity * price);
        }
    }

    fn count_gifts(&mut self, gifts: Gifts) {
        let Gifts { country, currency, count, sum, .. } = gifts;
        self.add("gifts.count".to_owned(), count);
        self.add(format!("gifts.count.{currency}.{country}"), count);
        self.add(format!("given.{currency}"), sum);
        self.add(format!("given.{currency}.{country}"), sum);
        if country != "others" && self.countries.insert(country) {
            self.add("gifts.countries".to_owned(), 1);
        }
    }
}

/// Goods that were there when somebody counted, and that nobody gave or sold.
const FOUND: &str = "w:found";

/// Who of us has it; nobody for an account of the world.
fn holder(account: &Account) -> Option<&str> {
    account.fund().map(|_| account.holder())
}

/// The name of a holder of the world that neither gives, sells nor receives.
fn other_end(account: &Account) -> Option<&str> {
    let name = account.as_str().strip_prefix("w:")?;
    let takes_part = name.contains('-') || matches!(name, "before" | "givers" | "recipients" | "exchange" | "found");
    (!takes_part).then_some(name)
}

fn is_order(holder: &str) -> bool {
    holder.starts_with("order-")
}

fn is_recipients(account: &Account) -> bool {
    account.as_str() == "w:recipients"
}
