//! Random journals that hold every situation of the field: `docs/TRACING.md` section 8, row by row, and some nonsense.
//!
//! Each entry is proposed from the present state of the slow book and one number, so that proptest can leave entries out
//! and the rest still makes a journal.
// All situations have one signature, also those that are always possible.
#![allow(clippy::unnecessary_wraps)]

use num_traits::ToPrimitive;
use serde_json::{Value, json};
use waybill_journal::Ratio;

use super::parcels::{Key, Parcels};

const COINS: [(&str, i64); 5] = [("EUR", 100), ("USD", 90), ("CZK", 4), ("UAH", 3), ("SAT", 1)];
const GOODS: [&str; 3] = ["VEST", "HELM", "TQ"];
const FUNDS: [&str; 3] = ["general", "vests", "reserve"];
const MONEY: [&str; 3] = ["bank", "cash", "foundation"];
const STORES: [&str; 3] = ["store", "truck", "depot"];
const GIVERS: [&str; 4] = ["w:giver1", "w:giver2", "w:giver3", "w:giver4"];

type Moves = Option<Vec<Value>>;
type Situation = (&'static str, fn(&mut Proposal) -> Moves);

/// Every situation: its name, and how entries of it are proposed.
pub const SITUATIONS: [Situation; 38] = [
    ("gift", |p| p.gift()),
    ("gift in kind", |p| p.gift_in_kind()),
    ("fee on a gift", |p| p.fee_on_a_gift()),
    ("monthly bank fee", |p| p.onward(|h, f, c| h == "bank" && is_fund(f) && is_coin(c), "w:fee")),
    ("pending gift", |p| p.pending_gift()),
    ("pending, released", |p| p.release()),
    ("chargeback before release", |p| p.refund(true)),
    ("refund after release, unspent", |p| p.refund(false)),
    ("refund after release, spent", |p| p.pay_back(&GIVERS[..2], false)),
    ("loan", |p| p.loan()),
    ("loan repaid", |p| p.pay_back(&["w:lender"], false)),
    ("loan repaid in another currency", |p| p.pay_back(&["w:lender"], true)),
    ("interest on a loan", |p| p.onward(|h, f, c| h == "bank" && is_fund(f) && is_coin(c), "w:interest")),
    ("several lines on one invoice", |p| p.invoice()),
    ("payment in parts", |p| p.onward(|h, f, c| h == "bank" && is_fund(f) && is_coin(c), "deposit")),
    ("deposit complete", |p| p.deposit_complete()),
    ("order, part of it arrives", |p| p.arrives_in_part()),
    ("claim replaced", |p| p.onward(|h, _, _| h == "claim", "store")),
    ("claim refunded", |p| p.sent_back("claim")),
    ("claim lost", |p| p.onward(|h, _, _| h == "claim", "w:loss")),
    ("goods sent back to the supplier", |p| p.sent_back("store")),
    ("intermediary", |p| p.onward(|h, f, c| MONEY.contains(&h) && is_fund(f) && is_coin(c), "foundation")),
    ("intermediary gives back the rest", |p| p.onward(|h, f, c| h == "foundation" && is_fund(f) && is_coin(c), "bank")),
    ("exchange there and back", |p| p.change_money()),
    ("two funds pooled", |p| p.pooled()),
    ("several moves on one pool", |p| p.several_moves()),
    ("leg", |p| p.onward(|h, _, c| h == "store" && is_good(c), "truck")),
    ("leg arrives", |p| p.onward(|h, _, c| h == "truck" && is_good(c), "depot")),
    ("units by serial number", |p| p.by_serial_number()),
    ("handover", |p| p.onward(|h, _, c| STORES.contains(&h) && is_good(c), "w:recipients")),
    ("loss", |p| p.onward(|_, _, _| true, "w:loss")),
    ("given back by the recipient", |p| p.come_back(&["w:recipients"])),
    ("found again, or bounced", |p| p.come_back(&["w:loss", "w:fee", "w:giver1"])),
    ("found with no past", |p| p.origin("w:found")),
    ("rebate after use", |p| p.origin("w:supplier")),
    ("wrong gift, used", |p| p.wrong_gift_used()),
    ("kit", |p| p.kit()),
    ("fact without moves", |_| Some(Vec::new())),
];

fn is_fund(fund: &str) -> bool {
    FUNDS.contains(&fund)
}

fn is_coin(commodity: &str) -> bool {
    COINS.iter().any(|(coin, _)| *coin == commodity)
}

fn is_good(commodity: &str) -> bool {
    GOODS.contains(&commodity)
}

/// Chance from one number (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Between `lo` and `hi`, both possible.
    pub fn between(&mut self, lo: i64, hi: i64) -> i64 {
        let span = u64::try_from(hi - lo).unwrap() + 1;
        lo + i64::try_from(self.roll() % span).unwrap()
    }

    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[usize::try_from(self.roll() % from.len() as u64).unwrap()]
    }
}

pub struct Proposal<'a> {
    pub dice: Dice,
    pub book: &'a Parcels,
    pub journal: &'a [Value],
}

struct Pool {
    account: String,
    fund: String,
    commodity: String,
    has: i64,
}

impl Pool {
    fn name(&self) -> String {
        format!("{}/{}", self.account, self.commodity)
    }
}

/// One proposed entry, and the name of its situation.
pub fn propose(book: &Parcels, journal: &[Value], seed: u64) -> (&'static str, Value) {
    let mut p = Proposal { dice: Dice(seed), book, journal };
    let n = book.n + 1;
    let (name, moves, corrects) = p.any();
    let mut entry = json!({"n": n, "moves": moves});
    if moves.is_empty() && name != "nonsense" {
        entry = json!({"n": n});
    }
    if let Some(corrects) = corrects.or_else(|| p.dice.chance(2).then_some(n / 2)) {
        entry["corrects"] = json!(corrects);
    }
    if p.dice.chance(1) {
        entry["n"] = json!(n + 1);
    }
    (name, entry)
}

fn transfer(from: &str, to: &str, c: &str, a: i64) -> Value {
    json!({"m": "transfer", "from": from, "to": to, "c": c, "a": a})
}

fn exchange(from: &str, c: &str, a: i64, to: &str, gc: &str, ga: i64, with: &str) -> Value {
    json!({"m": "exchange", "from": from, "c": c, "a": a, "to": to, "gc": gc, "ga": ga, "with": with})
}

pub fn row(key: Key, off: i64, amt: i64) -> Value {
    json!([key.0, key.1, off, amt])
}

pub fn total(rows: &[Value]) -> i64 {
    rows.iter().map(|row| row[3].as_i64().unwrap()).sum()
}

pub fn integer(ratio: &Ratio) -> i64 {
    ratio.to_i64().unwrap_or(0)
}

impl Proposal<'_> {
    fn any(&mut self) -> (&'static str, Vec<Value>, Option<u64>) {
        match self.dice.between(1, 100) {
            1..=14 => return ("nonsense", self.nonsense(), None),
            15..=20 => {
                if let Some((corrects, moves)) = self.mirror() {
                    return ("wrong entry, unused", moves, Some(corrects));
                }
            }
            21..=26 => return ("pending gift", self.pending_gift().unwrap_or_default(), None),
            27..=36 => {
                if let Some(moves) = self.pay_back(&["w:lender", "w:giver1", "w:giver2"], false) {
                    return ("loan repaid", moves, None);
                }
            }
            _ => {}
        }
        let (name, moves) = self.sensible();
        (name, moves, None)
    }

    pub fn sensible(&mut self) -> (&'static str, Vec<Value>) {
        for _ in 0..20 {
            let (name, situation) = *self.dice.pick(&SITUATIONS);
            if let Some(moves) = situation(self) {
                return (name, moves);
            }
        }
        ("gift", self.gift().unwrap_or_default())
    }

    fn amount(&mut self, most: i64) -> i64 {
        if self.dice.chance(6) {
            let bits = *self.dice.pick(&[30, 45, 53]);
            return self.dice.between(1, (1 << bits) - 1);
        }
        self.dice.between(1, most)
    }

    fn part(&mut self, n: i64) -> i64 {
        if self.dice.chance(35) { n } else { self.dice.between(1, n.max(1)) }
    }

    pub fn coin(&mut self) -> &'static str {
        self.dice.pick(&COINS).0
    }

    fn fund(&mut self) -> &'static str {
        self.dice.pick::<&str>(&FUNDS)
    }

    fn giver(&mut self) -> &'static str {
        self.dice.pick::<&str>(&GIVERS)
    }

    fn pool(&mut self, test: impl Fn(&str, &str, &str) -> bool) -> Option<Pool> {
        let names = self.book.pools.keys().filter_map(|name| {
            let mut parts = name.split('/');
            let (h, f, c) = (parts.next()?, parts.next()?, parts.next()?);
            let has = integer(&self.book.balance(name));
            (has > 0 && test(h, f, c)).then(|| Pool {
                account: format!("{h}/{f}"),
                fund: f.to_owned(),
                commodity: c.to_owned(),
                has,
            })
        });
        let all: Vec<Pool> = names.collect();
        if all.is_empty() {
            return None;
        }
        let at = self.dice.between(0, i64::try_from(all.len()).unwrap() - 1);
        all.into_iter().nth(usize::try_from(at).unwrap())
    }

    /// Whole stretches of arrivals that lie in a pool.
    fn runs(&self, pool: &str) -> Vec<(Key, i64, i64)> {
        let mut runs: Vec<(Key, Ratio, Ratio)> = Vec::new();
        for p in self.book.pools.get(pool).into_iter().flatten() {
            match runs.last_mut() {
                Some((key, off, qty)) if *key == p.key && &*off + &*qty == p.off => *qty += &p.qty,
                _ => runs.push((p.key, p.off.clone(), p.qty.clone())),
            }
        }
        runs.into_iter().map(|(key, off, qty)| (key, integer(&off), integer(&qty))).collect()
    }

    /// Turns an oldest-first departure into a named one.
    fn name_units(&mut self, mut said: Value) -> Value {
        let pool = format!("{}/{}", said["from"].as_str().unwrap(), said["c"].as_str().unwrap());
        let mut runs = self.runs(&pool);
        let mut rows = Vec::new();
        for _ in 0..self.dice.between(1, 3) {
            if runs.is_empty() {
                break;
            }
            let at = self.dice.between(0, i64::try_from(runs.len()).unwrap() - 1);
            let (key, off, qty) = runs.swap_remove(usize::try_from(at).unwrap());
            let skip = if self.dice.chance(50) { self.dice.between(0, qty - 1) } else { 0 };
            rows.push(row(key, off + skip, self.part(qty - skip)));
        }
        if !rows.is_empty() && total(&rows) < 1 << 53 {
            said["a"] = json!(total(&rows));
            said["draw"] = json!(rows);
        }
        said
    }

    fn perhaps_named(&mut self, said: Value) -> Value {
        let pending = said["from"].as_str().unwrap().contains("/pending");
        if pending || self.dice.chance(30) { self.name_units(said) } else { said }
    }

    // ---- situations -----------------------------------------------------------------------------------------------

    fn gift(&mut self) -> Moves {
        let to = format!("bank/{}", self.fund());
        Some(vec![transfer(self.giver(), &to, self.coin(), self.amount(200))])
    }

    fn gift_in_kind(&mut self) -> Moves {
        let (to, what) = (format!("store/{}", self.fund()), *self.dice.pick(&GOODS));
        Some(vec![transfer(self.giver(), &to, what, self.amount(20))])
    }

    fn pending_gift(&mut self) -> Moves {
        Some(vec![transfer(self.giver(), "bank/pending", self.coin(), self.amount(200))])
    }

    fn fee_on_a_gift(&mut self) -> Moves {
        let to = *self.dice.pick(&["bank/pending", "bank/general"]);
        let (c, a) = (self.coin(), self.amount(200) + 2);
        let fee = self.dice.between(1, a / 2);
        let mut said = transfer(to, "w:fee", c, fee);
        said["draw"] = json!([row((self.book.n + 1, 0), a - fee, fee)]);
        Some(vec![transfer(self.giver(), to, c, a), said])
    }

    fn release(&mut self) -> Moves {
        let pool = self.pool(|_, f, _| f == "pending")?;
        let said = transfer(&pool.account, &format!("bank/{}", self.fund()), &pool.commodity, pool.has);
        Some(vec![self.name_units(said)])
    }

    fn refund(&mut self, pending: bool) -> Moves {
        let pool = self.pool(|h, f, _| h == "bank" && (f == "pending") == pending)?;
        let said = transfer(&pool.account, self.giver(), &pool.commodity, pool.has);
        Some(vec![self.name_units(said)])
    }

    fn loan(&mut self) -> Moves {
        let to = format!("bank/{}", self.fund());
        Some(vec![transfer("w:lender", &to, self.coin(), self.amount(200))])
    }

    fn origin(&mut self, from: &str) -> Moves {
        let money = self.dice.chance(50);
        let what = if money { self.coin() } else { *self.dice.pick(&GOODS) };
        let to = format!("{}/{}", if money { "bank" } else { "store" }, self.fund());
        Some(vec![transfer(from, &to, what, self.amount(30))])
    }

    /// One transfer out of some pool: to another holder in the same fund, or to the world.
    fn onward(&mut self, test: impl Fn(&str, &str, &str) -> bool, to: &str) -> Moves {
        let pool = self.pool(test)?;
        let to = if to.starts_with("w:") { to.to_owned() } else { format!("{to}/{}", pool.fund) };
        if to == pool.account {
            return None;
        }
        let said = transfer(&pool.account, &to, &pool.commodity, self.part(pool.has));
        Some(vec![self.perhaps_named(said)])
    }

    fn money(&mut self) -> Option<Pool> {
        self.pool(|h, f, c| MONEY.contains(&h) && is_fund(f) && is_coin(c))
    }

    fn invoice(&mut self) -> Moves {
        let pool = self.money()?;
        let (mut left, mut moves) = (pool.has, Vec::new());
        for _ in 0..self.dice.between(1, 3) {
            if left > 0 {
                let a = self.part(left);
                left -= a;
                let (what, count) = (*self.dice.pick(&GOODS), self.amount(30));
                moves.push(exchange(
                    &pool.account,
                    &pool.commodity,
                    a,
                    &format!("order/{}", pool.fund),
                    what,
                    count,
                    "w:supplier",
                ));
            }
        }
        if left > 0 && self.dice.chance(40) {
            moves.push(transfer(&pool.account, "w:carrier", &pool.commodity, self.part(left)));
        }
        if moves.len() == 1 {
            moves = vec![self.perhaps_named(moves.remove(0))];
        }
        Some(moves)
    }

    fn deposit_complete(&mut self) -> Moves {
        let pool = self.pool(|h, _, _| h == "deposit")?;
        let (to, what) = (format!("order/{}", pool.fund), *self.dice.pick(&GOODS));
        Some(vec![exchange(&pool.account, &pool.commodity, pool.has, &to, what, self.amount(30), "w:supplier")])
    }

    fn arrives_in_part(&mut self) -> Moves {
        let pool = self.pool(|h, _, c| h == "order" && is_good(c))?;
        let came = self.part(pool.has);
        let mut moves = vec![transfer(&pool.account, &format!("store/{}", pool.fund), &pool.commodity, came)];
        if came < pool.has {
            moves.push(transfer(&pool.account, &format!("claim/{}", pool.fund), &pool.commodity, pool.has - came));
        }
        Some(moves)
    }

    fn sent_back(&mut self, holder: &str) -> Moves {
        let pool = self.pool(|h, _, c| h == holder && is_good(c))?;
        let (a, to, coin) = (self.part(pool.has), format!("bank/{}", pool.fund), self.coin());
        let said = exchange(&pool.account, &pool.commodity, a, &to, coin, self.amount(200), "w:supplier");
        Some(vec![self.perhaps_named(said)])
    }

    fn change_money(&mut self) -> Moves {
        let pool = self.money()?;
        let rate = |coin: &str| COINS.iter().find(|(c, _)| *c == coin).map_or(1, |(_, rate)| *rate);
        let (coin, a) = (self.coin(), self.part(pool.has));
        if coin == pool.commodity {
            return None;
        }
        let gets = i128::from(a) * i128::from(rate(&pool.commodity)) / i128::from(rate(coin));
        let gets = i64::try_from(gets.min((1 << 53) - 1)).unwrap() - self.dice.between(0, 2);
        let said = exchange(&pool.account, &pool.commodity, a, &pool.account, coin, gets.max(1), "w:exchange");
        Some(vec![self.perhaps_named(said)])
    }

    fn pooled(&mut self) -> Moves {
        let to = self.fund();
        let mut moves = Vec::new();
        for _ in 0..2 {
            let pool = self.pool(|_, f, _| is_fund(f) && f != to)?;
            let holder = pool.account.split('/').next()?;
            moves.push(transfer(&pool.account, &format!("{holder}/{to}"), &pool.commodity, self.part(pool.has)));
        }
        Some(moves)
    }

    fn several_moves(&mut self) -> Moves {
        let pool = self.money()?;
        let cash = format!("cash/{}", pool.fund);
        if pool.account == cash || pool.has < 2 {
            return None;
        }
        let a = self.part(pool.has - 1);
        let there = transfer(&pool.account, &cash, &pool.commodity, a);
        let back = transfer(&cash, &pool.account, &pool.commodity, self.part(a));
        let out = transfer(&pool.account, "w:carrier", &pool.commodity, self.part(pool.has - a));
        Some(vec![there, back, out])
    }

    pub fn by_serial_number(&mut self) -> Moves {
        let pool = self.pool(|h, _, c| STORES.contains(&h) && is_good(c))?;
        let to = *self.dice.pick(&["w:recipients", "w:loss"]);
        Some(vec![self.name_units(transfer(&pool.account, to, &pool.commodity, pool.has))])
    }

    fn kit(&mut self) -> Moves {
        let fund = self.fund();
        let mut moves = Vec::new();
        for what in GOODS {
            let has = integer(&self.book.balance(&format!("store/{fund}/{what}")));
            if has > 0 {
                moves.push(transfer(&format!("store/{fund}"), &format!("truck/{fund}"), what, self.part(has)));
            }
        }
        (moves.len() > 1).then_some(moves)
    }

    pub fn come_back(&mut self, from: &[&str]) -> Moves {
        let open = self
            .book
            .ends
            .iter()
            .filter(|(key, end)| from.contains(&end.0.as_str()) && !self.book.outs[key].is_empty());
        let open: Vec<_> = open.collect();
        if open.is_empty() {
            return None;
        }
        let (key, (holder, c, _)) = *self.dice.pick(&open);
        let mut whole: Vec<(Ratio, Ratio)> = Vec::new();
        let mut parts = self.book.outs[key].clone();
        parts.sort_by(|a, b| a.off.cmp(&b.off));
        for p in parts {
            match whole.last_mut() {
                Some((off, qty)) if &*off + &*qty == p.off => *qty += p.qty,
                _ => whole.push((p.off, p.qty)),
            }
        }
        let mut rows = Vec::new();
        for (off, qty) in whole.into_iter().take(2).map(|(off, qty)| (integer(&off), integer(&qty))) {
            let skip = self.dice.between(0, qty - 1);
            rows.insert(0, row(*key, off + skip, self.part(qty - skip)));
        }
        let to = format!("{}/{}", if is_good(c) { "store" } else { "bank" }, self.fund());
        let mut said = transfer(holder, &to, c, total(&rows));
        said["returns"] = json!(rows);
        Some(vec![said])
    }

    /// Stretches of an origin that nobody was paid back for.
    fn unpaid(&self, org: Key) -> Vec<(i64, i64)> {
        let mut paid: Vec<(i64, i64)> = self
            .book
            .settled
            .values()
            .flatten()
            .filter(|label| label.0 == org)
            .map(|(_, lo, hi)| (integer(lo), integer(hi)))
            .collect();
        paid.sort_unstable();
        paid.push((self.book.origins[&org].0, i64::MAX));
        let (mut at, mut open) = (0, Vec::new());
        for (lo, hi) in paid {
            if lo > at {
                open.push((at, lo));
            }
            at = hi;
        }
        open
    }

    pub fn pay_back(&mut self, whom: &[&str], other_coin: bool) -> Moves {
        let pool = self.money()?;
        let whom = *self.dice.pick(whom);
        let coin = if other_coin { self.coin() } else { pool.commodity.as_str() };
        let (mut rows, mut left) = (Vec::new(), pool.has);
        for (org, (_, c, holder)) in &self.book.origins {
            let skip = self.dice.chance(30);
            let open = self.unpaid(*org);
            if holder != whom || c != coin || left == 0 || skip || open.is_empty() {
                continue;
            }
            let (lo, hi) = *self.dice.pick(&open);
            let lo = if self.dice.chance(40) { self.dice.between(lo, hi - 1) } else { lo };
            let amt = self.part(hi - lo).min(left);
            rows.push(row(*org, lo, amt));
            left -= if c == &pool.commodity { amt } else { 0 };
        }
        if rows.is_empty() {
            return None;
        }
        let a = if coin == pool.commodity { total(&rows) } else { self.part(pool.has) };
        let mut said = transfer(&pool.account, whom, &pool.commodity, a);
        if self.dice.chance(60) {
            let goal: Vec<Key> = rows.iter().map(|r| (r[0].as_u64().unwrap(), r[1].as_u64().unwrap())).collect();
            if let Some(draw) = self.others_money(&pool, a, &goal) {
                said["draw"] = json!(draw);
            }
        }
        said["settles"] = json!(rows);
        Some(vec![said])
    }

    /// Units of a pool that stand for none of these origins.
    fn others_money(&self, pool: &Pool, a: i64, goal: &[Key]) -> Option<Vec<Value>> {
        let (mut draw, mut need) = (Vec::new(), a);
        for p in &self.book.pools[&pool.name()] {
            let units = integer(&p.qty.floor()).min(need);
            if !goal.contains(&p.org) && p.off.is_integer() && units > 0 {
                draw.push(row(p.key, integer(&p.off), units));
                need -= units;
            }
        }
        (need == 0).then_some(draw)
    }

    /// A plain refund of what is left of a gift, and a settlement for the rest.
    fn wrong_gift_used(&mut self) -> Moves {
        let gifts: Vec<Key> =
            self.book.origins.iter().filter(|(_, o)| o.2.starts_with("w:giver")).map(|(key, _)| *key).collect();
        if gifts.is_empty() {
            return None;
        }
        let gift = *self.dice.pick(&gifts);
        let (_, c, whom) = &self.book.origins[&gift];
        let (pool, account) = (&self.book.arrivals[&gift].0, self.book.arrivals[&gift].0.rsplit_once('/')?.0);
        let left: Vec<_> = self.runs(pool).into_iter().filter(|run| run.0 == gift).collect();
        let mut moves = Vec::new();
        if !left.is_empty() {
            let rows: Vec<Value> = left.iter().map(|(key, off, qty)| row(*key, *off, *qty)).collect();
            let mut said = transfer(account, whom, c, total(&rows));
            said["draw"] = json!(rows);
            moves.push(said);
        }
        let spent = self.unpaid(gift).into_iter().filter_map(|(lo, hi)| {
            let first = left.iter().find(|(_, off, qty)| off + qty > lo && *off < hi).map_or(hi, |run| run.1);
            (first > lo).then_some((lo, first))
        });
        let (lo, hi) = spent.into_iter().next()?;
        let payer = self.pool(|h, f, coin| MONEY.contains(&h) && is_fund(f) && coin == c)?;
        let a = (hi - lo).min(payer.has);
        let draw = self.others_money(&payer, a, &[gift])?;
        let mut said = transfer(&payer.account, whom, c, a);
        said["draw"] = json!(draw);
        said["settles"] = json!([row(gift, lo, a)]);
        moves.push(said);
        Some(moves)
    }

    /// The plain mirror of a recent entry, last move first, whether or not its outputs are still there.
    fn mirror(&mut self) -> Option<(u64, Vec<Value>)> {
        let recent = &self.journal[self.journal.len().saturating_sub(8)..];
        if recent.is_empty() {
            return None;
        }
        let entry = self.dice.pick(recent);
        let n = entry["n"].as_u64()?;
        let mut moves = Vec::new();
        for (m, v) in (0..).zip(entry.get("moves")?.as_array()?) {
            let text = |key: &str| v[key].as_str().unwrap();
            let (a, gets) = (v["a"].as_i64()?, v.get("ga").unwrap_or(&v["a"]).as_i64()?);
            let mut said = if v["m"] == "exchange" {
                exchange(text("to"), text("gc"), gets, text("from"), text("c"), a, text("with"))
            } else {
                transfer(text("to"), text("from"), text("c"), a)
            };
            let list = if text("to").starts_with("w:") { "returns" } else { "draw" };
            said[list] = json!([row((n, m), 0, gets)]);
            moves.insert(0, said);
        }
        Some((n, moves))
    }
}
