//! The house: the lists of kinds, forms and public pages, written by hand so that a reader sees all of it.
//!
//! Only this file, `main.rs` and the demo name features.

use crate::features::start::{self, Step};
use crate::features::{
    advances, books, changes, corrections, decisions, dispatches, donations, figures, front, giving, handovers, losses,
    needs, opening, protect, purchases, settings, trace,
};
use crate::publish::gate::KindShape;
use crate::store::{KindRows, Operation, StoreError};
use crate::web::forms::{Bench, EntryAct, Form, Remark};
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
    purchases::ARRIVAL_FORM,
    handovers::FORM,
    losses::FORM,
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

/// From an empty book to the first dispatch, in the order in which somebody can do it.
pub const STEPS: &[Step] = &[
    Step { name: "name", needed: true, done: |_| Ok(true), at: |_| "settings".into() },
    Step {
        name: "accounts",
        needed: true,
        done: |bench| Ok(!bench.card.accounts.is_empty()),
        at: |_| "settings/account".into(),
    },
    Step {
        name: "details",
        needed: false,
        done: |bench| bench.operation.stands(giving::KIND),
        at: |bench| format!("record/{}?account={}", giving::FORM.path, first_account(bench)),
    },
    Step {
        name: "money",
        needed: false,
        done: opening::has_money,
        at: |bench| format!("record/{}?fund=open&account={}", opening::MONEY_FORM.path, first_account(bench)),
    },
    Step {
        name: "stock",
        needed: false,
        done: opening::has_stock,
        at: |_| format!("record/{}?fund=open", opening::STOCK_FORM.path),
    },
    Step {
        name: "need",
        needed: true,
        done: |bench| bench.operation.stands(needs::KIND),
        at: |_| format!("record/{}?priority=1", needs::FORM.path),
    },
    Step {
        name: "gift",
        needed: true,
        done: |bench| bench.operation.stands(donations::KIND),
        at: |bench| format!("record/{}?account={}", donations::FORM.path, first_account(bench)),
    },
    Step {
        name: "dispatch",
        needed: true,
        done: |bench| bench.operation.stands(dispatches::ROWS.kind),
        at: |bench| {
            let day = bench.card.day_number(bench.today);
            format!("{}/{day}/{}", dispatches::DESK_PAGE.name, bench.w.lang().code())
        },
    },
    Step {
        name: "address",
        needed: false,
        done: |bench| Ok(bench.card.settings.address.is_some() || bench.card.settings.onion.is_some()),
        at: |_| "settings#f-address".into(),
    },
];

fn first_account<'a>(bench: &'a Bench) -> &'a str {
    bench.card.accounts.first().map_or("", String::as_str)
}

/// The house as the web serves it.
pub const HOUSE: House = House {
    pages: PAGES,
    forms: FORMS,
    desk_pages: &[
        dispatches::DESK_PAGE,
        donations::PROMISES_PAGE,
        settings::DESK_PAGE,
        start::desk_page(|ask| start::page(ask, STEPS)),
    ],
    first_steps: |bench, base| start::banner(bench, base, STEPS),
    waits: &[purchases::waits, advances::waits, handovers::waits],
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
