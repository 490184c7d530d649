//! "What became of my gift": a code is typed in, and the gift is followed as far as the world may know.
//!
//! Amounts are floored to the smallest unit, never rounded up; what the floors leave over stands in a line of its own,
//! so that the list sums to the gift. A share of goods is told as a share and never as so many things.

mod receipt;

use maud::{Markup, html};
use waybill_journal::{Commodity, Ratio};

use crate::catalogue::{self, Variant};
use crate::publish::receipt::{Followed, GiftShown, ShareShown, StepShown, Worth};
use crate::publish::shown::{Card, OrderState, Shown};
use crate::web::layout::{Nav, Page, StripBox, address};
use crate::web::pieces::{
    At, Fill, Stamp, TripStep, as_of, day_number, fact_href, key, on_bar, order_state, scroll, share_bar, trip,
};
use crate::web::words::{Tongue, capital};

pub use receipt::page as receipt;

use self::receipt::{Slips, number_and_unit};

/// The longest text taken into the field: a code with spaces and hyphens, and some room for mistakes.
const TYPED_MAX: usize = 64;

/// The page with the one field. `problem` is the key of a phrase; `typed` comes back into the field.
pub fn ask(w: Tongue, base: &str, card: &Card, problem: Option<&str>, typed: &str) -> String {
    let mut page = Page::new(w, base, card);
    page.nav = Nav::Gift;
    "gift".clone_into(&mut page.here);
    let title = w.with("trace-ask-title", &[("name", (&card.name).into())]);
    page.title =
        if problem.is_some() { w.with("form-title", &[("n", 1_i64.into()), ("title", title.into())]) } else { title };
    page.description = w.t("trace-ask-lede");
    let described = if problem.is_some() { "h-code e-code" } else { "h-code" };
    let kept: String = typed.chars().take(TYPED_MAX).collect();
    let content = html! {
        div.hero.plain-hero {
            h1 { (w.t("trace-ask-heading")) }
            p.lede { (w.t("trace-ask-lede")) }
        }
        div.band.cols {
            section.slip aria-labelledby="l-code" {
                @if let Some(problem) = problem {
                    div.note-box #problems role="alert" { h2 { a href="#code" { (w.t(problem)) } } p { (w.t("trace-ask-problem-ways")) } }
                }
                form method="post" action=(address(base, w, "gift")) autocomplete="off" novalidate {
                    div.field {
                        label #l-code for="code" { (w.t("trace-code")) }
                        span.hint #h-code { (w.t("trace-code-hint")) }
                        @if problem.is_some() { span.err #e-code { (w.t("trace-code-error")) } }
                        input.code #code name="code" type="text" value=(kept) maxlength=(TYPED_MAX) autocomplete="off" autocapitalize="characters"
                            spellcheck="false" aria-describedby=(described) aria-invalid=[problem.map(|_| "true")];
                    }
                    p.acts { button.btn type="submit" { (w.t("trace-code-send")) } }
                }
            }
            section aria-labelledby="h-looks" {
                h2 #h-looks { (w.t("trace-looks")) }
                p { code { "XXXX-XXXX-XXXX-XXXX-XXXX" } }
                p { (w.t("trace-looks-text")) }
                p.note { (w.t("trace-looks-private")) }
            }
        }
    };
    page.render(&content)
}

/// The answer: one code may hold several gifts. The code goes back with the forms for their receipts.
pub fn answer(w: Tongue, base: &str, shown: &Shown, gifts: &[Followed], code: &str) -> String {
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Gift;
    "gift".clone_into(&mut page.here);
    page.noindex = true;
    page.title = w.t("trace-title");
    let as_of = as_of(w, shown);
    page.strip = vec![
        StripBox::text(w.t("trace-strip-gifts"), &w.with("trace-strip-gifts-n", &[("n", gifts.len().into())])),
        StripBox::text(w.t("strip-as-of"), &as_of),
        StripBox::text(w.t("trace-strip-seen"), &w.t("trace-strip-seen-by")),
    ];
    let untold = html! {
        section aria-labelledby="h-not-told" {
            div.note-box.calm {
                h2 #h-not-told { (w.t("trace-not-told")) }
                p { (w.with("trace-as-of", &[("as-of", as_of.into())])) }
                p { (w.t("trace-not-told-when")) }
            }
            p.note { (w.t("trace-how")) }
        }
    };
    let code: String = code.chars().take(TYPED_MAX).collect();
    let slips = Slips { w, base, shown, code: &code };
    let content = html! {
        @for (place, Followed { gift, receipt }) in (1..).zip(gifts) {
            @let beside = html! { (slips.slip(receipt, place)) @if place == gifts.len() { (untold) } };
            (View { w, base, shown, gift, place }.gift(&beside))
        }
        p.band { a href=(address(base, w, "gift")) { (w.t("trace-another")) } }
    };
    page.render(&content)
}

struct View<'a> {
    w: Tongue,
    base: &'a str,
    shown: &'a Shown,
    gift: &'a GiftShown,
    place: usize,
}

impl View<'_> {
    /// The whole gift; `beside` stands beside its way.
    fn gift(&self, beside: &Markup) -> Markup {
        let (w, gift) = (self.w, self.gift);
        let (number, unit) = number_and_unit(w, gift);
        let (where_id, way_id) = (format!("h-where-{}", self.place), format!("h-way-{}", self.place));
        html! {
            div.hero {
                h1 { span.box { (w.t("trace-heading")) } br; (day_number(&number)) " " (unit) }
                @if gift.corrected { p.lede { (w.t("trace-corrected")) } } @else { p.lede { (self.sentence()) } }
                @if let Some(worth) = &gift.worth { p.note { (self.worth(worth)) } }
            }
            @if gift.corrected {
                div.band.cols {
                    div.note-box.calm { p { (w.t("trace-corrected-then")) } }
                    div.asides { (beside) }
                }
            } @else {
            section.band aria-labelledby=(where_id) {
                h2 id=(where_id) { (w.t("trace-where")) }
                @if gift.counted.is_none() { div.note-box.calm { p { (w.t("trace-uncounted")) } } }
                (share_bar(&gift.ends.iter().map(|end| (Fill::of_holder(&end.holder), on_bar(&end.share, gift.amount))).collect::<Vec<_>>()))
                (scroll(&w.t("trace-where"), &self.ends()))
            }
            div.band.cols {
                section aria-labelledby=(way_id) {
                    h2 id=(way_id) { (w.t("trace-way")) }
                    (trip(&self.steps()))
                }
                div.asides { (beside) }
            }
            }
        }
    }

    /// What one thing of a gift in kind was worth, with where that is known from.
    fn worth(&self, worth: &Worth) -> String {
        let w = self.w;
        let args = [
            ("price", w.money(worth.amount, &worth.currency).into()),
            ("source", w.t(&format!("source-{}", worth.source)).into()),
            ("date", w.date(worth.on).into()),
        ];
        w.with("trace-worth", &args)
    }

    /// Where it is, in one sentence: the furthest along first.
    fn sentence(&self) -> String {
        let kinds = [
            (Fill::Done, "trace-part-done"),
            (Fill::Half, "trace-part-stock"),
            (Fill::Way, "trace-part-way"),
            (Fill::Claim, "trace-part-claim"),
            (Fill::Gone, "trace-part-lost"),
            (Fill::Outline, "trace-part-body"),
            (Fill::Grey, "trace-part-bank"),
        ];
        let mut told = Vec::new();
        for (fill, phrase) in kinds {
            let ends = self.gift.ends.iter().filter(|end| Fill::of_holder(&end.holder) == fill);
            let share: Ratio = ends.map(|end| end.share.clone()).sum();
            if share > Ratio::from_integer(0.into()) {
                told.push(self.w.with(phrase, &[("part", self.part(&share).into())]));
            }
        }
        self.w.with("trace-sentence", &[("parts", told.join("; ").into())])
    }

    /// A share in the gift's own unit.
    fn part(&self, share: &Ratio) -> String {
        floored(self.w, share, &self.gift.currency)
    }

    fn ends(&self) -> Markup {
        let (w, gift) = (self.w, self.gift);
        let decimals = catalogue::decimals_of(&gift.currency);
        let is_money = Variant::of(&gift.currency).is_none();
        let floors: i64 = gift.ends.iter().map(|end| floor(&end.share)).sum();
        let left = gift.amount - floors;
        let cell = |share: &Ratio| if is_money { w.decimal(floor(share), decimals) } else { w.fraction(share) };
        html! {
            table {
                thead { tr {
                    th scope="col" { (w.t("trace-col-where")) }
                    th scope="col" { (w.t("trace-col-what")) }
                    th.num scope="col" { (capital(&w.variant(&gift.currency))) }
                    th.num scope="col" { (w.t("trace-col-share")) }
                } }
                tbody {
                    @for end in &gift.ends {
                        tr {
                            th scope="row" { (key(Fill::of_holder(&end.holder))) (self.place_of(end)) }
                            td { (self.as_what(end)) }
                            td.num { (cell(&end.share)) }
                            td.num { (w.percent_floor(&end.share, gift.amount)) }
                        }
                    }
                    @if is_money && left > 0 {
                        tr {
                            th scope="row" { (w.with("trace-crumbs", &[("unit", w.money(1, &gift.currency).into())])) }
                            td {}
                            td.num { (w.decimal(left, decimals)) }
                            td {}
                        }
                    }
                }
                tfoot { tr {
                    th scope="row" colspan="2" { (w.t("trace-together")) }
                    td.num { (w.decimal(gift.amount, decimals)) }
                    td.num { (w.with("percent", &[("n", 100_i64.into())])) }
                } }
            }
        }
    }

    fn place_of(&self, end: &ShareShown) -> String {
        match Fill::of_holder(&end.holder) {
            Fill::Grey if end.holder.starts_with("w:giver") => self.w.t("at-back"),
            _ => self.w.holder(&end.holder),
        }
    }

    fn as_what(&self, end: &ShareShown) -> String {
        if end.commodity == self.gift.currency && Variant::of(&end.commodity).is_none() {
            return self.w.t("trace-money");
        }
        quantity(self.w, &end.quantity, &end.commodity, &self.gift.currency)
    }

    /// The way that was told, and then whatever is still open.
    fn steps(&self) -> Vec<TripStep> {
        let told = self.gift.way.iter().map(|step| self.step(step));
        let open = self.gift.ends.iter().filter_map(|end| self.open(end));
        told.chain(open).collect()
    }

    fn step(&self, step: &StepShown) -> TripStep {
        let w = self.w;
        let what = match &step.became {
            Some((became, commodity)) => quantity(w, became, commodity, &self.gift.currency),
            None => quantity(w, &step.quantity, &step.from_commodity, &self.gift.currency),
        };
        let (holder, fund) = step.to.split_once('/').unwrap_or((&step.to, ""));
        let args = [
            ("part", self.part(&step.share).into()),
            ("what", what.into()),
            ("holder", w.holder(holder).into()),
            ("fund", w.fund(fund).into()),
        ];
        // A total of handovers can hold what came back of an earlier one.
        let came_back = step.kind == "handover" && !step.to.starts_with("w:recipients");
        let kind = if came_back { "return" } else { &step.kind };
        let look = if step.told.is_some() { Stamp::Done } else { Stamp::Due };
        let text = html! {
            @match step.told {
                Some(date) => (w.with("trace-step-told", &[("date", w.date(date).into())])),
                None => (w.t("trace-step-untold")),
            }
            @if let Some(fact) = &step.fact { " " a.ref href=(fact_href(self.base, w, fact)) { (fact) } }
        };
        TripStep {
            look,
            word: w.t(&format!("trace-stamp-{kind}")),
            title: w.with(&format!("trace-step-{kind}"), &args),
            text,
            hands: kind == "handover" && step.told.is_some(),
        }
    }

    /// What has not come to rest yet: on the way, claimed, or still money.
    fn open(&self, end: &ShareShown) -> Option<TripStep> {
        let w = self.w;
        let part = self.part(&end.share);
        let step =
            |look, word: &str, title: String, text| Some(TripStep { look, word: w.t(word), title, text, hands: false });
        match Fill::of_holder(&end.holder) {
            Fill::Done | Fill::Half | Fill::Gone => None,
            Fill::Way => {
                let order = self.shown.orders.iter().find(|order| order.code == end.holder);
                let title = w.with("trace-open-way", &[("what", self.as_what(end).into())]);
                let text = html! { @if let Some(order) = order { (order_state(At { w, base: self.base, shown: self.shown }, order)) } };
                if order.is_some_and(|order| order.state == OrderState::Overdue) {
                    step(Stamp::Open, "order-overdue", title, text)
                } else {
                    step(Stamp::Due, "trace-stamp-way", title, text)
                }
            }
            Fill::Claim => {
                let title = w.with("trace-open-claim", &[("what", self.as_what(end).into())]);
                step(Stamp::Open, "trace-stamp-claim", title, html! { (w.t("trace-open-claim-text")) })
            }
            Fill::Outline | Fill::Grey if end.holder.starts_with("w:") => None,
            Fill::Outline | Fill::Grey => {
                let title = w.with("trace-open-money", &[("part", part.into())]);
                step(
                    Stamp::Open,
                    "trace-stamp-money",
                    title,
                    html! { (w.with("trace-open-money-text", &[("holder", w.holder(&end.holder).into())])) },
                )
            }
        }
    }
}

/// Whole smallest units, never rounded up.
fn floor(value: &Ratio) -> i64 {
    i64::try_from(value.floor().numer()).unwrap_or(i64::MAX)
}

/// An amount as people read it: money floored, goods as an exact fraction.
fn floored(w: Tongue, value: &Ratio, commodity: &Commodity) -> String {
    match Variant::of(commodity) {
        Some(variant) if value.is_integer() => w.item(variant.item.code, floor(value)),
        Some(variant) => w.item_share(value, variant.item),
        None if floor(value) == 0 => w.with("less-than", &[("n", w.money(1, commodity).into())]),
        None => w.money(floor(value), commodity),
    }
}

/// What a part of a gift is now. Things that were given as things are counted; things that were bought are shares.
fn quantity(w: Tongue, value: &Ratio, commodity: &Commodity, given: &Commodity) -> String {
    match Variant::of(commodity) {
        Some(variant) if commodity != given => w.item_share(value, variant.item),
        _ => floored(w, value, commodity),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use waybill_log::{Checkpoint, Hash};

    use super::*;
    use crate::publish::receipt::{Receipt, ReceiptShown};
    use crate::web::pieces::sample::{self, commodity};
    use crate::web::words::Lang;

    fn ratio(n: i64, d: i64) -> Ratio {
        Ratio::new(n.into(), d.into())
    }

    /// 8,000 EUR: half of it still money, a part on the way, a part handed over; a cent is left over by the floors.
    fn gift() -> GiftShown {
        let end = |holder: &str, what: &str, share: Ratio, quantity: Ratio| ShareShown {
            holder: holder.into(),
            commodity: commodity(what),
            share,
            quantity,
        };
        let eur = || commodity("EUR");
        let step =
            |kind: &str, share: Ratio, from: &str, became: Option<(Ratio, Commodity)>, to: &str, told| StepShown {
                kind: kind.into(),
                told,
                fact: Some("4htq7bwm".into()),
                quantity: if from == "EUR" { share.clone() } else { ratio(1, 12) },
                share,
                from_commodity: commodity(from),
                became,
                from: "bank/open".into(),
                to: to.into(),
            };
        let day = |day| Some(jiff::civil::date(2022, 3, day));
        GiftShown {
            entry: 7,
            amount: 800_000,
            currency: eur(),
            fund: "open".into(),
            counted: Some(12),
            corrected: false,
            worth: None,
            ends: vec![
                end("w:recipients", "FIRSTAID", ratio(5_000, 1), ratio(1, 12)),
                end("order-4htq7bwm", "VEST-DSTU-8782-2018-4-L", ratio(1_135_000, 3), ratio(23, 3)),
                end("foundation-pl-1", "EUR", ratio(100_000, 3), ratio(100_000, 3)),
                end("bank", "EUR", ratio(1_150_000, 3), ratio(1_150_000, 3)),
            ],
            way: vec![
                step("gift", ratio(800_000, 1), "EUR", None, "bank/open", day(7)),
                step("decision", ratio(416_667, 1), "EUR", None, "bank/vest-1", day(9)),
                step("advance", ratio(416_667, 1), "EUR", None, "foundation-pl-1/vest-1", day(10)),
                step(
                    "payment",
                    ratio(1_135_000, 3),
                    "EUR",
                    Some((ratio(23, 3), commodity("VEST-DSTU-8782-2018-4-L"))),
                    "order-4htq7bwm/vest-1",
                    day(17),
                ),
                step("handover", ratio(5_000, 1), "FIRSTAID", None, "w:recipients", day(17)),
            ],
        }
    }

    fn followed(receipt: ReceiptShown) -> Followed {
        Followed { gift: gift(), receipt }
    }

    fn waits() -> ReceiptShown {
        ReceiptShown::Waits { closes: jiff::civil::date(2022, 3, 18), today: true }
    }

    /// A receipt as large as one of a log of a million leaves.
    fn of_a_large_log() -> Receipt {
        let checkpoint = Checkpoint::new("waybill/demo/4htq7bwm2x", 1 << 20, Hash([9; 32])).unwrap();
        let text = "waybill/receipt/1\n".to_owned() + &"4htq7bwm".repeat(300);
        Receipt { id: "4htq7bwm2x4htq7bwm2x".into(), text, checkpoint, key: "waybill/demo+0+x".into(), taken: 12 }
    }

    #[test]
    fn the_list_sums_to_the_gift_and_never_rounds_up() {
        let page = answer(Tongue::new(Lang::En), "/o/demo", &sample::day_23(), &[followed(waits())], "");
        for cell in ["50.00", "3,783.33", "333.33", "3,833.33", "0.01", "8,000.00"] {
            assert!(page.contains(&format!("<td class=\"num\">{cell}</td>")), "{cell} is missing");
        }
        assert!(page.contains("In parts smaller than 0.01\u{a0}EUR"));
        assert!(page.contains("7\u{a0}2/3 protective vests, in shares"));
        assert!(page.contains("1/12 of a first-aid kit"));
    }

    #[test]
    fn the_question_and_the_answer_are_whole_pages_in_every_language() {
        let shown = sample::day_23();
        for lang in Lang::ALL {
            let w = Tongue::new(lang);
            let large = of_a_large_log();
            let stands = [
                ("waits", waits()),
                ("unsigned", ReceiptShown::Unsigned),
                ("put-right", ReceiptShown::PutRight),
                ("final", ReceiptShown::Final(Box::new(large.clone()))),
            ];
            for (name, receipt) in stands {
                let page = answer(w, "/o/demo", &shown, &[followed(receipt)], "ABCD-EFGH");
                assert!(
                    !page.contains(">trace-") && !page.contains(">receipt-"),
                    "a phrase is missing in {}",
                    lang.code()
                );
                assert_eq!(
                    page.contains("value=\"ABCD-EFGH\""),
                    name == "final",
                    "the code goes back with a form only"
                );
                sample::keep(&format!("answer-{name}"), lang, &page);
            }
            let page = receipt(w, "/o/demo", &shown, &followed(waits()), &large);
            assert!(page.contains("class=\"qr\"") && page.contains(&large.text), "the whole text stands there twice");
            assert!(!page.contains(">receipt-") && !page.contains(">log-"), "a phrase is missing in {}", lang.code());
            sample::keep("receipt", lang, &page);
            let beyond = Receipt { text: "a".repeat(3_000), ..large };
            assert!(!receipt(w, "/o/demo", &shown, &followed(waits()), &beyond).contains("class=\"qr\""));
            sample::keep("ask", lang, &ask(w, "/o/demo", &shown.card, None, ""));
            sample::keep(
                "ask-wrong",
                lang,
                &ask(w, "/o/demo", &shown.card, Some("trace-problem-unknown"), "abcd efgh"),
            );
        }
    }
}
