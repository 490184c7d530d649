//! The house: the lists of kinds, forms and public pages, written by hand so that a reader sees all of it.
//!
//! Only this file, `main.rs` and the demo name features.

use crate::features::{
    advances, books, changes, corrections, decisions, dispatches, donations, figures, front, giving, handovers, losses,
    needs, opening, protect, purchases, returns, shipments, stock, trace,
};
use crate::publish::gate::KindShape;
use crate::store::{KindRows, Operation, StoreError};
use crate::web::forms::{EntryAct, Form, Remark};
use crate::web::give::Giving;
use crate::web::public::{Asked, House, PublicPage, Reading};

/// Every kind of entry and its derived rows.
pub const ROWS: &[KindRows] = &[
    opening::ROWS,
    needs::ROWS,
    donations::ROWS,
    donations::inkind::ROWS,
    decisions::ROWS,
    changes::ROWS,
    advances::ROWS,
    purchases::ROWS[0],
    purchases::ROWS[1],
    purchases::ROWS[2],
    handovers::ROWS,
    losses::ROWS,
    returns::ROWS,
    shipments::ROWS[0],
    shipments::ROWS[1],
    stock::ROWS,
    corrections::ROWS,
    dispatches::ROWS,
    giving::ROWS,
];

/// Every kind of entry and what the gate tells of it.
pub const SHAPES: &[KindShape] = &[
    opening::SHAPE,
    needs::SHAPE,
    donations::SHAPE,
    donations::inkind::SHAPE,
    decisions::SHAPE,
    changes::SHAPE,
    advances::SHAPE,
    purchases::SHAPES[0],
    purchases::SHAPES[1],
    purchases::SHAPES[2],
    handovers::SHAPE,
    losses::SHAPE,
    returns::SHAPE,
    shipments::SHAPES[0],
    shipments::SHAPES[1],
    stock::SHAPE,
    corrections::SHAPE,
    dispatches::SHAPE,
    giving::SHAPE,
];

/// Every form of the coordinators' side, in the order in which a day happens.
pub const FORMS: &[Form] = &[
    donations::FORM,
    donations::inkind::FORM,
    needs::FORM,
    decisions::FORM,
    changes::FORM,
    advances::FORM,
    purchases::ORDER_FORM,
    purchases::PAYMENT_FORM,
    shipments::ORDER_FORM,
    shipments::ON_FORM,
    purchases::ARRIVAL_FORM,
    shipments::BETWEEN_FORM,
    shipments::UNLOADING_FORM,
    handovers::FORM,
    returns::FORM,
    losses::FORM,
    stock::FORM,
    opening::MONEY_FORM,
    opening::STOCK_FORM,
    giving::FORM,
    corrections::FORM,
];

/// Every public page by its path behind the language; `*` stands for one name.
pub const PAGES: &[PublicPage] = &[
    PublicPage { path: "", page: |r| Some(front::page(r.w, r.base, r.shown)) },
    PublicPage { path: "dispatches", page: |r| Some(dispatches::list(r.w, r.base, r.shown)) },
    PublicPage { path: "dispatches/*", page: |r| dispatches::one(r.w, r.base, r.shown, r.telling, r.name) },
    PublicPage { path: "books", page: |r| Some(books::page(r.w, r.base, r.shown)) },
    PublicPage { path: "books/*", page: |r| books::fund_page(r.w, r.base, r.shown, r.name) },
    PublicPage { path: "figures/*", page: |r| figures::page(r.w, r.base, r.shown, r.as_of, r.name) },
    PublicPage { path: "facts/*", page: |r| figures::fact_page(r.w, r.base, r.shown, r.name) },
    PublicPage { path: "protect", page: |r| Some(protect::page(r.w, r.base, r.shown, &policy_words(r))) },
    PublicPage { path: "gift", page: |r| Some(trace::ask(r.w, r.base, &r.shown.card, None, "")) },
];

/// The house as the web serves it.
pub const HOUSE: House = House {
    pages: PAGES,
    forms: FORMS,
    desk_pages: &[dispatches::DESK_PAGE, donations::PROMISES_PAGE, shipments::DESK_PAGE, stock::DESK_PAGE],
    waits: &[purchases::waits, advances::waits, handovers::waits, shipments::waits],
    shapes: SHAPES,
    gifts_of_code,
    draw_code: |bench| donations::Code::draw(bench.world).to_string(),
    make_reference: donations::make_reference,
    gift_problem: |r, problem, typed| trace::ask(r.w, r.base, &r.shown.card, Some(problem), typed),
    gift_answer: |r, gifts| trace::answer(r.w, r.base, r.shown, gifts),
    giving: Giving { page: giving::page, read: giving::read_wish, answer: giving::answer, keeper: donations::KEEPER },
    entry_acts: &[new_code(donations::KIND), new_code(donations::inkind::KIND)],
    remarks: &[Remark { kind: donations::KIND, say: donations::remark }],
};

/// Whoever gave, money or goods, can get a new code.
const fn new_code(kind: &'static str) -> EntryAct {
    EntryAct { kind, path: "code", title: "new-code-title", about: "new-code-about", page: donations::new_code_page }
}

/// The gifts behind a code as somebody typed it.
fn gifts_of_code(operation: &Operation, typed: &str) -> Result<Asked, StoreError> {
    let Some(code) = donations::Code::parse(typed) else { return Ok(Asked::NotACode) };
    let gifts = donations::gifts_of_code(operation, &code)?;
    Ok(if gifts.is_empty() { Asked::Unknown } else { Asked::Gifts(gifts) })
}

/// The gate's rules as the page about them needs them.
fn policy_words(reading: &Reading) -> protect::PolicyWords {
    let policy = reading.policy;
    protect::PolicyWords { k: policy.people_min, delay_days: policy.delay_days, close_hour: policy.close_hour }
}
