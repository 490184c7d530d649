//! Promised gifts: a reference and a code given out on the public page, and the money that may or may not come.
//!
//! A promise holds no person: a reference, a fund, an amount, two dates. It ends after 30 days; a coordinator can renew
//! it. Its money is booked whenever it comes.

use std::collections::BTreeMap;

use diesel::prelude::*;
use jiff::Span;
use jiff::civil::Date;
use maud::{Markup, html};
use waybill_journal::Commodity;

use super::codes::{Code, Reference};
use super::rows;
use crate::both;
use crate::publish::intake::{Keeper, Kept, NotKept, OPEN_DAYS, OPEN_MAX, Promise, Wish};
use crate::store::{Db, FormKey, Operation, StoreError};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk, DeskPage};
use crate::web::layout::address;
use crate::web::typed::Typed;
use crate::web::words::Tongue;

diesel::table! {
    #[allow(missing_docs)]
    promise (operation, reference) {
        operation -> Text, reference -> Text, fund -> Text, currency -> Text, amount -> BigInt, promised_on -> Text,
        expires_on -> Text,
    }
}

/// For the intake door.
pub const KEEPER: Keeper = Keeper { find, keep };

/// Days for which an ended promise is kept, so that late money still finds its fund; fewer where there is no room left.
const ENDED_DAYS: i64 = 60;

/// Promises that one sweep takes away: a sweep rides on somebody's request.
const SWEPT_MAX: i64 = 200;

/// Ended promises on the coordinators' page; the oldest go first, so the rest comes into sight.
const LISTED_MAX: i64 = 200;

/// A promise as its row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Promised {
    reference: String,
    wish: Wish,
    made: Date,
    until: Date,
}

/// In the order of [`COLUMNS`].
type Row = (String, String, String, i64, String, String);
type Columns =
    (promise::reference, promise::fund, promise::currency, promise::amount, promise::promised_on, promise::expires_on);
const COLUMNS: Columns =
    (promise::reference, promise::fund, promise::currency, promise::amount, promise::promised_on, promise::expires_on);

fn promised((reference, fund, currency, amount, made, until): Row) -> Result<Promised, StoreError> {
    let damaged = || StoreError::Damaged(0, format!("the promise {reference}"));
    let currency = Commodity::parse(&currency).map_err(|_| damaged())?;
    let (made, until) = (made.parse().map_err(|_| damaged())?, until.parse().map_err(|_| damaged())?);
    Ok(Promised { wish: Wish { fund, currency, amount }, made, until, reference })
}

/// The promise behind a reference, as long as no gift came under it.
pub(super) fn of_reference(operation: &Operation, reference: &str) -> Result<Option<Promised>, StoreError> {
    operation.read(|db| row_of(db, operation.slug(), reference))
}

/// References asked for in one query; an engine takes 32,766 values at most.
const ASKED_MAX: usize = 1000;

/// What was promised under these references, as long as no gift came under them.
pub(super) fn of_references(operation: &Operation, asked: &[String]) -> Result<BTreeMap<String, Wish>, StoreError> {
    operation.read(|db| {
        let mut found = BTreeMap::new();
        for some in asked.chunks(ASKED_MAX) {
            let query = promise::table.filter(promise::operation.eq(operation.slug()));
            let query = query.filter(promise::reference.eq_any(some)).select(COLUMNS);
            let rows: Vec<Row> = both!(db, c => query.load(c))?;
            for row in rows {
                let one = promised(row)?;
                found.insert(one.reference, one.wish);
            }
        }
        Ok(found)
    })
}

fn row_of(db: &mut Db, operation: &str, reference: &str) -> Result<Option<Promised>, StoreError> {
    let query = promise::table.find((operation, reference)).select(COLUMNS);
    let row: Option<Row> = both!(db, c => query.first(c).optional())?;
    row.map(promised).transpose()
}

/// The reference that a form's key stands for. Another word than the coordinators' forms use: no key of a stranger's can
/// meet theirs.
fn reference_of(operation: &Operation, key: &FormKey) -> Reference {
    Reference::from_seed(&operation.keys().public_id(&format!("promise {}", key.as_str())))
}

fn find(operation: &Operation, key: &FormKey, code: &str) -> Result<Option<Kept>, StoreError> {
    let Some(code) = Code::parse(code) else { return Ok(None) };
    let reference = reference_of(operation, key);
    operation.read(|db| Ok(stored(db, operation.slug(), &reference, &code)?.and_then(Result::ok)))
}

/// What is stored under this reference: the first answer, where the code is the same and the money did not come yet.
fn stored(
    db: &mut Db,
    operation: &str,
    reference: &Reference,
    code: &Code,
) -> Result<Option<Result<Kept, NotKept>>, StoreError> {
    let Some(hash) = rows::code_hash(db, operation, reference)? else { return Ok(None) };
    Ok(Some(match row_of(db, operation, &reference.to_string())? {
        Some(Promised { wish, until, .. }) if hash == code.hash() => {
            Ok(Kept { reference: reference.to_string(), code: code.to_string(), wish, until })
        }
        _ => Err(NotKept::FormUsed),
    }))
}

fn keep(operation: &Operation, promise: &Promise, today: Date) -> Result<Result<Kept, NotKept>, StoreError> {
    let Some(code) = Code::parse(&promise.code) else { return Ok(Err(NotKept::FormUsed)) };
    let reference = reference_of(operation, &promise.key);
    let until = today.saturating_add(Span::new().days(OPEN_DAYS));
    operation.write(|db| {
        if let Some(first) = stored(db, operation.slug(), &reference, &code)? {
            return Ok(first);
        }
        sweep(db, operation.slug(), long_ended(today))?;
        if rows::has_code(db, operation.slug(), &code)? {
            return Ok(Err(NotKept::FormUsed));
        }
        if waiting(db, operation.slug())? >= OPEN_MAX {
            // Late money of an ended promise is booked all the same; a closed page takes none.
            sweep(db, operation.slug(), today)?;
            if waiting(db, operation.slug())? >= OPEN_MAX {
                return Ok(Err(NotKept::Full));
            }
        }
        rows::insert_reference(db, operation.slug(), &reference, &code)?;
        let wish = &promise.wish;
        let row = (
            promise::operation.eq(operation.slug()),
            promise::reference.eq(reference.to_string()),
            promise::fund.eq(&wish.fund),
            promise::currency.eq(wish.currency.as_str()),
            promise::amount.eq(wish.amount),
            promise::promised_on.eq(today.to_string()),
            promise::expires_on.eq(until.to_string()),
        );
        both!(db, c => diesel::insert_into(promise::table).values(row).execute(c))?;
        let (reference, code) = (reference.to_string(), code.to_string());
        Ok(Ok(Kept { reference, code, wish: wish.clone(), until }))
    })
}

/// How many promises are stored, ended ones too: each takes room.
fn waiting(db: &mut Db, operation: &str) -> Result<i64, StoreError> {
    let query = promise::table.filter(promise::operation.eq(operation)).count();
    Ok(both!(db, c => query.get_result(c))?)
}

/// Promises that ended before this day have ended long ago.
fn long_ended(today: Date) -> Date {
    today.saturating_sub(Span::new().days(ENDED_DAYS))
}

/// Takes away promises that ended before a day, oldest first, with their references: nobody gave under them, so their
/// codes open nothing.
fn sweep(db: &mut Db, operation: &str, before: Date) -> Result<(), StoreError> {
    let query = promise::table.filter(promise::operation.eq(operation));
    let query = query.filter(promise::expires_on.lt(before.to_string()));
    let query = query.order((promise::expires_on, promise::reference)).limit(SWEPT_MAX).select(promise::reference);
    let old: Vec<String> = both!(db, c => query.load(c))?;
    for reference in old {
        forget(db, operation, &reference)?;
        rows::forget_unused(db, operation, &reference)?;
    }
    Ok(())
}

/// The money came, or the promise is too old.
pub(super) fn forget(db: &mut Db, operation: &str, reference: &str) -> QueryResult<()> {
    both!(db, c => diesel::delete(promise::table.find((operation, reference))).execute(c))?;
    Ok(())
}

/// What the treasurer is told before a gift is booked against a promise: how it differs, and whether it had ended.
pub(super) fn remark(w: Tongue, promised: &Promised, came: &Wish, today: Date) -> Markup {
    let said = |wish: &Wish| {
        let args = [("money", w.money(wish.amount, &wish.currency).into()), ("fund", w.fund(&wish.fund).into())];
        w.with("promise-wish", &args)
    };
    let as_promised = promised.wish == *came;
    let dates = [("made", w.date(promised.made).into()), ("until", w.date(promised.until).into())];
    let ended = promised.until < today;
    html! {
        div class=(if ended || !as_promised { "note-box" } else { "note-box calm" }) {
            h2 { (w.t(if ended { "promise-remark-ended" } else if as_promised { "promise-remark-same" } else { "promise-remark-differs" })) }
            @if ended { p { (w.with("promise-remark-ended-text", &dates)) } }
            @if !as_promised { p { (w.with("promise-remark-differs-text", &[("promised", said(&promised.wish).into()), ("came", said(came).into())])) } }
        }
    }
}

/// The page "Promised gifts" on the coordinators' side.
pub const DESK_PAGE: DeskPage = DeskPage { name: "promises", title: "promises-title", answer };

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    if !ask.parts.is_empty() {
        return Ok(DeskAnswer::Missing);
    }
    let w = ask.bench.w;
    let content = html! {
        section.band {
            h1 { (w.t("promises-title")) }
            p.lede { (w.t("promises-about")) }
            (listed(ask.bench, &address(ask.base, w, "promises"), ask.sent)?)
        }
    };
    Ok(DeskAnswer::Page { wrong: false, title: w.t("promises-title"), content })
}

/// The coordinators' page: how much is promised, and which promises ended. `here` is its own address.
fn listed(bench: &Bench, here: &str, sent: Option<&Typed>) -> Result<Markup, StoreError> {
    let (w, operation) = (bench.w, bench.operation);
    let today = bench.today;
    let renewed = match sent {
        Some(typed) => Some(renew(operation, typed, today)?),
        None => None,
    };
    operation.write(|db| sweep(db, operation.slug(), long_ended(today)))?;
    let totals = totals(operation, today)?;
    let ended = ended(operation, today)?;
    Ok(html! {
        @if let Some(renewed) = &renewed { div.note-box.calm role="status" { p { (renewal_words(w, renewed.as_ref())) } } }
        @if totals.is_empty() { p.lede { (w.t("promises-none")) } } @else { (totals_table(w, &totals)) }
        h2 #ended { (w.with("promises-ended", &[("n", i64::try_from(ended.len()).unwrap_or(i64::MAX).into())])) }
        @if !ended.is_empty() {
            p.note { (w.t("promises-ended-note")) }
            (ended_list(bench, here, &ended))
        }
    })
}

fn renewal_words(w: Tongue, renewed: Option<&Promised>) -> String {
    match renewed {
        Some(promised) => {
            let args = [
                ("reference", crate::bank::grouped(&promised.reference, ' ').into()),
                ("until", w.date(promised.until).into()),
            ];
            w.with("promises-renewed", &args)
        }
        None => w.t("promises-gone"),
    }
}

/// Renews one promise for as long as a new one. What the form says of its end is its one-time key: pressed twice, the
/// second press finds it renewed.
fn renew(operation: &Operation, typed: &Typed, today: Date) -> Result<Option<Promised>, StoreError> {
    let reference = typed.get("renew").to_owned();
    let ended = typed.get("until").to_owned();
    let until = today.saturating_add(Span::new().days(OPEN_DAYS)).to_string();
    operation.write(|db| {
        let row = promise::table.find((operation.slug(), &reference)).filter(promise::expires_on.eq(&ended));
        let set = promise::expires_on.eq(&until);
        if ended < today.to_string() {
            both!(db, c => diesel::update(row).set(set).execute(c))?;
        }
        row_of(db, operation.slug(), &reference)
    })
}

/// Promises of one fund and currency: how many and how much, open and ended.
#[derive(Default)]
struct Total {
    open: (i64, i64),
    ended: (i64, i64),
}

fn totals(operation: &Operation, today: Date) -> Result<Vec<((String, Commodity), Total)>, StoreError> {
    let rows = operation.read(|db| {
        let query = promise::table.filter(promise::operation.eq(operation.slug())).order(promise::reference);
        let rows: Vec<Row> = both!(db, c => query.limit(OPEN_MAX).select(COLUMNS).load(c))?;
        Ok::<_, StoreError>(rows)
    })?;
    let mut totals: BTreeMap<(String, Commodity), Total> = BTreeMap::new();
    for row in rows {
        let one = promised(row)?;
        let total = totals.entry((one.wish.fund, one.wish.currency)).or_default();
        let part = if one.until < today { &mut total.ended } else { &mut total.open };
        *part = (part.0 + 1, part.1.saturating_add(one.wish.amount));
    }
    Ok(totals.into_iter().collect())
}

fn ended(operation: &Operation, today: Date) -> Result<Vec<Promised>, StoreError> {
    operation.read(|db| {
        let query = promise::table.filter(promise::operation.eq(operation.slug()));
        let query = query.filter(promise::expires_on.lt(today.to_string()));
        let query = query.order((promise::expires_on, promise::reference)).limit(LISTED_MAX).select(COLUMNS);
        let rows: Vec<Row> = both!(db, c => query.load(c))?;
        rows.into_iter().map(promised).collect()
    })
}

fn totals_table(w: Tongue, totals: &[((String, Commodity), Total)]) -> Markup {
    let cell = |(count, sum): (i64, i64), currency: &Commodity| {
        html! { @if count > 0 { (w.with("promises-cell", &[("n", count.into()), ("money", w.money(sum, currency).into())])) } }
    };
    html! {
        div.scroll tabindex="0" role="group" aria-label=(w.t("promises-title")) { table {
            thead { tr {
                th scope="col" { (w.t("column-fund")) }
                th.num scope="col" { (w.t("promises-col-open")) }
                th.num scope="col" { (w.t("promises-col-ended")) }
            } }
            tbody { @for ((fund, currency), total) in totals { tr {
                th scope="row" { (w.fund(fund)) " " span { (currency) } }
                td.num { (cell(total.open, currency)) }
                td.num { (cell(total.ended, currency)) }
            } } }
        } }
    }
}

/// Each with its button; a list and not a table, so that the button stands under its promise on a phone.
fn ended_list(bench: &Bench, here: &str, ended: &[Promised]) -> Markup {
    let w = bench.w;
    let said = |one: &Promised| {
        let args =
            [("money", w.money(one.wish.amount, &one.wish.currency).into()), ("fund", w.fund(&one.wish.fund).into())];
        w.with("promise-wish", &args)
    };
    html! {
        ul.plain.ended { @for one in ended { @let reference = crate::bank::grouped(&one.reference, ' '); li {
            p { b.ref { (reference) } " " (said(one)) }
            p.note { (w.with("promises-ended-on", &[("date", w.date(one.until).into())])) }
            form method="post" action=(here) {
                input type="hidden" name="key" value=(FormKey::draw(bench.world).as_str());
                input type="hidden" name="renew" value=(one.reference);
                input type="hidden" name="until" value=(one.until);
                button.btn.less type="submit" aria-label=(w.with("promises-renew-this", &[("reference", reference.as_str().into())])) { (w.t("promises-renew")) }
            }
        } } }
    }
}
