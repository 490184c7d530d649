//! A published fact, told in one sentence.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::Value;
use waybill_journal::Commodity;

use super::hands::is_alone;
use super::pieces::{self, order_title};
use super::policies;
use super::words::{Arg, Tongue};
use crate::catalogue::{currency_of, decimals_of};
use crate::publish::fact::Fact;
use crate::publish::flow;
use crate::publish::policy::Policy;
use crate::publish::shown::{Figure, Shown};

/// The kinds of facts that have a name; anything else is shown by its code.
pub fn kind(w: Tongue, fact: &Fact) -> String {
    w.known(&format!("kind-{}", fact.kind)).unwrap_or_else(|| fact.kind.clone())
}

/// The date of the operation's day `step`.
pub fn date_of_step(shown: &Shown, step: i32) -> Date {
    shown.card.date_of_day(step)
}

/// `Day 22, 17 March 2022`.
pub fn opened(w: Tongue, shown: &Shown, fact: &Fact) -> String {
    w.with("as-of", &[("n", fact.step.into()), ("date", w.date(date_of_step(shown, fact.step)).into())])
}

/// The fact in one sentence, without a full stop; where one person alone approved it, it says so.
pub fn sentence(w: Tongue, fact: &Fact) -> String {
    let told = told(w, fact);
    if is_alone(&fact.body) { w.with("told-alone", &[("sentence", told.into())]) } else { told }
}

fn told(w: Tongue, fact: &Fact) -> String {
    let body = Body { w, json: &fact.body };
    match fact.kind.as_str() {
        "opening" => body.say("told-opening", vec![("date", body.date("as_of"))]),
        "need" => body.need(),
        "gifts" => body.gifts(),
        "decision" => {
            let parts = vec![
                ("amount", body.money("commodity", "amount")),
                ("from", body.fund("from")),
                ("to", body.fund("to")),
            ];
            body.say("told-decision", parts)
        }
        "stocktake" => body.by_name(&format!("stocktake-{}", body.word("counted"))),
        "advance" => {
            let days = w.with("days", &[("n", body.number("agreed_days").into())]);
            let holder = w.holder(body.word("intermediary"));
            let parts = vec![
                ("amount", body.money("currency", "amount")),
                ("holder", holder.into()),
                ("fund", body.fund("fund")),
                ("days", days.into()),
            ];
            body.say("told-advance", parts)
        }
        "flow" => of_flow(w, fact),
        "giving-details" => {
            let number = if body.word("iban").is_empty() { body.word("number") } else { body.word("iban") };
            let parts = vec![
                ("currency", body.word("currency").into()),
                ("holder", body.word("holder").into()),
                ("number", number.into()),
            ];
            body.say("told-giving-details", parts)
        }
        "policy" => {
            let said = Policy::read(&fact.body).map(|policy| policies::lines(w, &policy)).unwrap_or_default();
            let lines: Vec<String> = said.into_iter().map(|(what, is)| format!("{what}: {is}")).collect();
            body.say("told-policy", vec![("lines", lines.join("; ").into())])
        }
        "early" => {
            let kind = policies::kind_name(w, body.word("kind"));
            let why = w.t(&format!("sooner-{}", body.word("reason")));
            body.say("told-early", vec![("kind", kind.into()), ("reason", why.into())])
        }
        "gifts-in-kind" => body.gifts_in_kind(),
        "change" => body.change(),
        "correction" => {
            let kind = w.known(&format!("kind-{}", body.word("kind"))).unwrap_or_default();
            let why = w.t(&format!("wrong-{}", body.word("reason")));
            body.say("told-correction", vec![("kind", kind.into()), ("reason", why.into())])
        }
        _ => of_goods(&body, &fact.kind),
    }
}

/// The fact in one sentence in a list; where it was taken back, it says so.
pub fn listed(w: Tongue, fact: &Fact, corrected: &BTreeSet<&str>) -> String {
    let sentence = sentence(w, fact);
    if corrected.contains(fact.id.as_str()) {
        return w.with("told-corrected", &[("sentence", sentence.into())]);
    }
    sentence
}

/// Decimals to which a rate is told; never rounded up.
const RATE_DECIMALS: u32 = 4;

/// A rate in words, `1 EUR = 32.4506 UAH`, exactly from the two amounts and floored. Told from the side on which one is
/// at least one of the other, so that no rate reads as nothing.
pub fn rate(w: Tongue, (gave, currency): (i64, &Commodity), (got, into): (i64, &Commodity)) -> String {
    let worth = |amount: i64, of: u32| i128::from(amount) * 10_i128.pow(of);
    let (given, gotten) = (worth(gave, decimals_of(into)), worth(got, decimals_of(currency)));
    let ((one, of_one), (many, of_many)) =
        if gotten >= given { ((given, currency), (gotten, into)) } else { ((gotten, into), (given, currency)) };
    let rate = many * 10_i128.pow(RATE_DECIMALS) / one.max(1);
    let rate = w.decimal(i64::try_from(rate).unwrap_or(i64::MAX), RATE_DECIMALS);
    w.with("told-rate", &[("one", of_one.as_str().into()), ("rate", rate.into()), ("other", of_many.as_str().into())])
}

/// How much of the gifts of one currency is in people's hands.
fn of_flow(w: Tongue, fact: &Fact) -> String {
    let Ok(currency) = Commodity::parse(fact.text("currency")) else { return fact.kind.clone() };
    let cells = flow::cells_of(fact);
    let sum = |hands: bool| {
        let counts = |way: &flow::Way| !hands || way.now == "hands";
        w.money_short(cells.iter().filter(|(way, _)| counts(way)).map(|(_, n)| n).sum(), &currency)
    };
    w.with("told-flow", &[("hands", sum(true).into()), ("sum", sum(false).into())])
}

/// The same for what is told of orders and goods.
fn of_goods(body: &Body, kind: &str) -> String {
    match kind {
        "order" => body
            .say("told-order", vec![("things", body.lines(Body::things).into()), ("week", body.week("expected_week"))]),
        "payment" => body.say("told-payment", vec![("lines", body.lines(Body::paid).into())]),
        "arrival" => {
            let parts = vec![
                ("region", body.region()),
                ("week", body.week("week")),
                ("lines", body.lines(Body::received).into()),
            ];
            body.say(if body.word("region").is_empty() { "told-arrival-nowhere" } else { "told-arrival" }, parts)
        }
        "handover" => {
            let things =
                body.commodity("commodity").map_or_else(String::new, |c| body.w.amount(body.number("units"), &c));
            let parts = vec![
                ("region", body.region()),
                ("week", body.week("week")),
                ("things", things.into()),
                ("people", body.number("people").into()),
            ];
            body.say(if body.word("region").is_empty() { "told-handover-nowhere" } else { "told-handover" }, parts)
        }
        _ => body.by_name(kind),
    }
}

/// A figure's name in words: `need.helmet-1.funded` is "Helmets: funded".
pub fn figure_title(w: Tongue, shown: &Shown, name: &str) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    let say = |key: &str, of: String| w.with(key, &[("of", of.into())]);
    match parts.as_slice() {
        ["need" | "goods", fund, what] => say(&format!("figure-need-{what}"), w.fund(fund)),
        ["fund", fund, currency, what] => say(&format!("figure-fund-{what}"), format!("{}, {currency}", w.fund(fund))),
        ["at", holder, fund, commodity] => {
            let what = Commodity::parse(commodity).map_or_else(|_| (*commodity).to_owned(), |c| w.variant(&c));
            w.with(
                "figure-at",
                &[("holder", w.holder(holder).into()), ("fund", w.fund(fund).into()), ("what", what.into())],
            )
        }
        ["order", code, what, ..] => {
            let order = shown.orders.iter().find(|order| order.code == *code);
            let of = order.map_or_else(|| (*code).to_owned(), |order| order_title(w, order));
            say(&format!("figure-order-{what}"), of)
        }
        ["hands", commodity] => {
            let what = Commodity::parse(commodity).map_or_else(|_| (*commodity).to_owned(), |c| w.variant(&c));
            say("figure-hands", what)
        }
        ["flow", currency, now] => {
            let now = super::flow::now_label(w, now);
            w.with("figure-flow", &[("currency", (*currency).into()), ("now", now.into())])
        }
        ["gifts", "count", currency, country] => {
            say("figure-gifts-from", format!("{}, {currency}", w.country(country)))
        }
        ["given", currency] => say("figure-given", (*currency).to_owned()),
        ["given", currency, country] => say("figure-given", format!("{currency}, {}", w.country(country))),
        ["gifts" | "things", ..] => w.t(&format!("figure-{}", name.replace('.', "-"))),
        _ => name.to_owned(),
    }
}

/// What a figure says: its value with its unit, money without empty decimals.
pub fn figure_short(w: Tongue, value: i64, figure: &Figure) -> String {
    figure.unit.as_ref().map_or_else(
        || w.number(value),
        |unit| if currency_of(unit).is_some() { w.money_short(value, unit) } else { w.number(value) },
    )
}

/// The same in full: `100 protective vests, DSTU 8782:2018 class 4, size L`.
pub fn figure_value(w: Tongue, value: i64, figure: &Figure) -> String {
    figure.unit.as_ref().map_or_else(|| w.number(value), |unit| w.amount(value, unit))
}

/// What a fact tells, read from its JSON; what is missing there reads as empty or 0.
struct Body<'a> {
    w: Tongue,
    json: &'a Value,
}

impl<'a> Body<'a> {
    fn say(&self, key: &str, parts: Vec<(&'static str, Arg)>) -> String {
        self.w.with(key, &parts)
    }

    fn at(&self, key: &str) -> Body<'a> {
        Body { w: self.w, json: &self.json[key] }
    }

    fn word(&self, key: &str) -> &'a str {
        self.json[key].as_str().unwrap_or_default()
    }

    fn number(&self, key: &str) -> i64 {
        self.json[key].as_i64().unwrap_or_default()
    }

    fn commodity(&self, key: &str) -> Option<Commodity> {
        Commodity::parse(self.word(key)).ok()
    }

    fn money(&self, commodity: &str, amount: &str) -> Arg {
        self.commodity(commodity).map_or_else(String::new, |c| self.w.amount(self.number(amount), &c)).into()
    }

    fn change(&self) -> String {
        let (Some(currency), Some(into)) = (self.commodity("currency"), self.commodity("got_currency")) else {
            return String::new();
        };
        let rate = rate(self.w, (self.number("amount"), &currency), (self.number("got"), &into));
        let parts = vec![
            ("amount", self.money("currency", "amount")),
            ("got", self.money("got_currency", "got")),
            ("fund", self.fund("fund")),
            ("rate", rate.into()),
            ("source", self.w.t(&format!("rate-{}", self.word("source"))).into()),
        ];
        self.say("told-change", parts)
    }

    fn gifts_in_kind(&self) -> String {
        let things = self.commodity("commodity").map_or_else(String::new, |c| self.w.amount(self.number("units"), &c));
        let parts = vec![("n", self.number("gifts").into()), ("fund", self.fund("fund")), ("things", things.into())];
        let sentence = self.say("told-gifts-in-kind", parts);
        let value = |json: &'a Value| {
            let value = Body { w: self.w, json };
            let source = self.w.t(&format!("source-{}", value.word("source")));
            let parts =
                vec![("sum", value.money("currency", "sum")), ("source", source.into()), ("week", value.week("on"))];
            value.say("told-gifts-in-kind-value", parts)
        };
        let values: Vec<String> =
            self.json["values"].as_array().map_or(&[][..], Vec::as_slice).iter().map(value).collect();
        if values.is_empty() {
            return sentence;
        }
        let parts = vec![("sentence", sentence.into()), ("values", values.join("; ").into())];
        self.say("told-gifts-in-kind-worth", parts)
    }

    fn fund(&self, key: &str) -> Arg {
        self.w.fund(self.word(key)).into()
    }

    fn region(&self) -> Arg {
        self.w.region(self.word("region")).into()
    }

    fn day(&self, key: &str) -> Option<Date> {
        self.word(key).parse().ok()
    }

    fn date(&self, key: &str) -> Arg {
        self.day(key).map_or_else(String::new, |date| self.w.date(date)).into()
    }

    fn week(&self, key: &str) -> Arg {
        self.day(key).map_or_else(String::new, |date| self.w.week(date)).into()
    }

    fn need(&self) -> String {
        let source = self.w.t(&format!("source-{}", self.at("price").word("source")));
        let parts = vec![
            ("things", self.w.item(self.word("item"), self.number("quantity")).into()),
            ("price", self.at("price").money("commodity", "amount")),
            ("source", source.into()),
        ];
        let sentence = match self.word("state") {
            "not-now" => self.say("told-need-not-now", vec![("things", self.w.item_name(self.word("item")).into())]),
            "surplus" => {
                let surplus = self.w.item(self.word("item"), self.number("surplus"));
                self.say("told-need-surplus", vec![("things", surplus.into())])
            }
            _ => self.say("told-need", parts),
        };
        let Some(on) = self.day("confirmed") else { return sentence };
        let confirmed = pieces::confirmed(self.w, on, self.json["by"].as_str());
        self.say("told-need-confirmed", vec![("sentence", sentence.into()), ("confirmed", confirmed.into())])
    }

    fn gifts(&self) -> String {
        let parts = vec![
            ("n", self.number("count").into()),
            ("country", self.w.country(self.word("country")).into()),
            ("sum", self.money("currency", "sum")),
        ];
        self.say("told-gifts", parts)
    }

    /// The sentence of a kind that needs no words of its own here: `told-<kind>`, in which the members that mean the same in
    /// every fact stand under their names.
    fn by_name(&self, kind: &str) -> String {
        let things = self.commodity("commodity").map_or_else(String::new, |c| self.w.amount(self.number("units"), &c));
        let reason = self.w.known(&format!("reason-{}", self.word("reason"))).unwrap_or_default();
        let parts = vec![
            ("things", things.into()),
            ("week", self.week("week")),
            ("fund", self.fund("fund")),
            ("reason", reason.into()),
        ];
        let key = format!("told-{kind}");
        let told = self.say(&key, parts);
        if told == key { kind.to_owned() } else { told }
    }

    /// Each line told by `tell`, set apart by semicolons.
    fn lines(&self, tell: fn(&Body<'a>) -> String) -> String {
        let lines = self.json["lines"].as_array().map_or(&[][..], Vec::as_slice);
        let told: Vec<String> = lines.iter().map(|json| tell(&Body { w: self.w, json })).collect();
        told.join("; ")
    }

    fn things(&self) -> String {
        self.commodity("commodity").map_or_else(String::new, |c| self.w.amount(self.number("quantity"), &c))
    }

    fn paid(&self) -> String {
        let parts = vec![("amount", self.money("currency", "paid")), ("things", self.things().into())];
        self.say("told-payment-line", parts)
    }

    fn received(&self) -> String {
        let item = self.commodity("commodity").map_or_else(String::new, |c| self.w.variant(&c));
        let parts = vec![
            ("item", item.into()),
            ("received", self.number("received").into()),
            ("declared", self.number("declared").into()),
        ];
        let line = self.say("told-arrival-line", parts);
        match self.word("reason") {
            "" => line,
            reason => self.say(
                "told-arrival-why",
                vec![("line", line.into()), ("reason", self.w.t(&format!("reason-{reason}")).into())],
            ),
        }
    }
}
