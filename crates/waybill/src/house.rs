//! The house: the lists of kinds, forms and public pages, written by hand so that a reader sees all of it.
//!
//! Only this file, `main.rs` and the demo name features.

use crate::access::ACCESS;
use crate::demo::people;
use crate::features::erasure::Belonging;
use crate::features::start::{self, Step};
use crate::features::statements::Entering;
use crate::features::{
    account, advances, books, changes, check, comments, contacts, corrections, decisions, dispatches, donations,
    erasure, figures, front, giving, handovers, lock, losses, needs, opening, people as people_pages, policy, protect,
    purchases, returns, settings, shipments, statements, stock, takeaway, trace, unsealing, witnesses,
};
use crate::import::Importing;
use crate::publish::gate::KindShape;
use crate::store::{KindRows, Operation, StoreError};
use crate::web::comment::Commenting;
use crate::web::forms::{Bench, DeskPage, EntryAct, Form, Remark};
use crate::web::give::Giving;
use crate::web::hands::FourEyes;
use crate::web::layout::FEED;
use crate::web::public::{Asked, House, PublicFile, PublicPage, Reading, facts_text, figures_text};
use crate::web::sealed::{GIVER, SealedPart};

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
    policy::ROWS,
    policy::early::ROWS,
    unsealing::ROWS,
    erasure::ROWS,
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
    policy::SHAPE,
    policy::early::SHAPE,
    unsealing::SHAPE,
    erasure::SHAPE,
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
    policy::FORM,
    policy::early::FORM,
];

/// Forms that wait for a second person: money that leaves an account of ours or takes another shape there, where gifts are
/// sent, what the world may learn and how soon, and whatever takes such an entry back.
pub const FOUR_EYES: &[FourEyes] = &[
    FourEyes::always(changes::FORM.path),
    FourEyes::always(advances::FORM.path),
    FourEyes::always(purchases::PAYMENT_FORM.path),
    FourEyes::always(giving::FORM.path),
    FourEyes::always(policy::FORM.path),
    FourEyes::always(policy::early::FORM.path),
    FourEyes { form: corrections::FORM.path, hands: corrections::hands },
];

/// Every part of a form that is sealed: what is typed there is kept in no other way.
pub const SEALED: &[SealedPart] = &[GIVER, handovers::HANDS, contacts::CONTACT];

/// Every public page by its path behind the language; `*` stands for one name.
pub const PAGES: &[PublicPage] = &[
    // Kept as long as the same is shown: it may ask for nothing but `r.w`, `r.base` and `r.shown`.
    PublicPage { path: "", page: |r| Some(front::page(r.w, r.base, r.shown)) },
    PublicPage { path: "dispatches", page: |r| Some(dispatches::list(r.w, r.base, r.shown)) },
    PublicPage {
        path: "dispatches/*",
        page: |r| dispatches::one(r.w, r.base, r.shown, r.telling, r.name, &|name| comments::below(r, name)),
    },
    PublicPage { path: "comments/*", page: comments::all },
    PublicPage { path: "books", page: |r| Some(books::page(r.w, r.base, r.shown)) },
    PublicPage { path: "books/*", page: |r| books::fund_page(r.w, r.base, r.shown, r.name) },
    PublicPage { path: "figures/*", page: |r| figures::page(r.w, r.base, r.shown, r.as_of, r.name) },
    PublicPage { path: "facts/*", page: |r| figures::fact_page(r.w, r.base, r.shown, r.name) },
    PublicPage { path: "takeaway", page: |r| Some(takeaway::page(r.w, r.base, r.shown, &files_shown(r)?)) },
    PublicPage { path: "protect", page: |r| Some(protect::page(r.w, r.base, r.shown)) },
    PublicPage { path: "protect/taken", page: |r| Some(protect::taken(r.w, r.base, r.shown)) },
    PublicPage { path: "check", page: |r| Some(check::page(r)) },
    PublicPage { path: "gift", page: |r| Some(trace::ask(r.w, r.base, &r.shown.card, None, "")) },
];

/// Every file beside the languages, in the order in which the page about them lists them.
pub const FILES: &[PublicFile] = &[
    PublicFile { path: "facts.csv", kind: CSV, text: |r| Ok(takeaway::facts_csv(r.shown)) },
    PublicFile { path: "figures.csv", kind: CSV, text: |r| Ok(takeaway::figures_csv(r.shown)) },
    PublicFile { path: "books.journal", kind: PLAIN, text: |r| Ok(takeaway::hledger(r.shown)) },
    PublicFile { path: "books.beancount", kind: PLAIN, text: |r| Ok(takeaway::beancount(r.shown)) },
    PublicFile { path: "facts.json", kind: JSON, text: |r| Ok(takeaway::facts_json(r.shown)) },
    PublicFile { path: "facts.jsonl", kind: JSON_LINES, text: |r| Ok(facts_text(r.shown)) },
    PublicFile { path: "figures.json", kind: JSON, text: |r| Ok(figures_text(r.shown)) },
    PublicFile { path: "dispatches.jsonl", kind: JSON_LINES, text: |r| (r.all_texts)() },
];

/// Every file that each language has one of.
pub const FEEDS: &[PublicFile] = &[PublicFile {
    path: FEED,
    kind: "application/atom+xml; charset=utf-8",
    text: |r| Ok(dispatches::feed(r.w, r.shown, r.telling)),
}];

const CSV: &str = "text/csv; charset=utf-8";
const PLAIN: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
const JSON_LINES: &str = "application/jsonl; charset=utf-8";

/// The files as they are now; none where one of them cannot be made.
fn files_shown(r: &Reading) -> Option<Vec<takeaway::FileShown>> {
    let shown = |file: &PublicFile| {
        let bytes = (file.text)(r).ok()?.len();
        Some(takeaway::FileShown { name: file.path, bytes })
    };
    FILES.iter().map(shown).collect()
}

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
    files: FILES,
    feeds: FEEDS,
    access: ACCESS,
    demo_passphrase: people::PASSPHRASE,
    forms: FORMS,
    four_eyes: FOUR_EYES,
    sealed: SEALED,
    desk_pages: &[
        STATEMENTS_PAGE,
        dispatches::DESK_PAGE,
        comments::DESK_PAGE,
        donations::PROMISES_PAGE,
        needs::DESK_PAGE,
        shipments::DESK_PAGE,
        stock::DESK_PAGE,
        people_pages::DESK_PAGE,
        account::DESK_PAGE,
        lock::DESK_PAGE,
        contacts::DESK_PAGE,
        unsealing::DESK_PAGE,
        ERASE_PAGE,
        settings::DESK_PAGE,
        witnesses::DESK_PAGE,
        start::desk_page(|ask| start::page(ask, STEPS)),
    ],
    uploads: &[(statements::NAME, statements::FILE_MAX)],
    first_steps: |bench, base| start::banner(bench, base, STEPS),
    waits: &[
        purchases::waits,
        advances::waits,
        handovers::waits,
        shipments::waits,
        needs::waits,
        statements::waits,
        comments::waits,
        people_pages::waits,
    ],
    shapes: SHAPES,
    gifts_of_code,
    draw_code,
    make_reference: donations::make_reference,
    gift_problem: |r, problem, typed| trace::ask(r.w, r.base, &r.shown.card, Some(problem), typed),
    gift_answer: |r, gifts, code| trace::answer(r.w, r.base, r.shown, gifts, code),
    gift_receipt: |r, followed, receipt| trace::receipt(r.w, r.base, r.shown, followed, receipt),
    giving: Giving { page: giving::page, read: giving::read_wish, answer: giving::answer, keeper: donations::KEEPER },
    commenting: Commenting {
        page: comments::form_page,
        read: comments::read,
        answer: comments::answer,
        keeper: comments::KEEPER,
    },
    entry_acts: &[new_code(donations::KIND), new_code(donations::inkind::KIND)],
    remarks: &[
        Remark { kind: donations::KIND, say: donations::remark },
        Remark { kind: policy::KIND, say: policy::remark },
        Remark { kind: policy::early::KIND, say: policy::early::remark },
    ],
};

/// What becomes of a bank's lines: gifts through the form for gifts, and the forms for money that went out.
pub const ENTERING: Entering = Entering {
    gift: donations::FORM,
    went_out: &[advances::FORM, purchases::PAYMENT_FORM, changes::FORM, corrections::FORM],
    known_references: donations::known_references,
    references_of_gifts: donations::references_of_gifts,
    draw_code,
    gifts_of_code: |operation, typed| match donations::Code::parse(typed) {
        Some(code) => donations::gifts_of_code(operation, &code),
        None => Ok(Vec::new()),
    },
    remark: donations::remark,
};

/// What a file may bring, and of which forms very many.
pub const IMPORTING: Importing = Importing { forms: FORMS, four_eyes: FOUR_EYES, bulk: &[donations::BULK] };

/// The bank's statements on the coordinators' side.
const STATEMENTS_PAGE: DeskPage =
    DeskPage { name: statements::NAME, title: "statements-title", answer: |ask| statements::answer(ask, &ENTERING) };

/// Erasing a person: what belongs to whom is known to those who keep it.
const ERASE_PAGE: DeskPage =
    DeskPage { name: erasure::NAME, title: "erase-title", answer: |ask| erasure::answer(ask, &BELONGING) };
const BELONGING: Belonging = Belonging {
    reference_of: donations::reference_of,
    entries_of: donations::entries_under,
    lines_of: statements::lines_of,
};

/// Whoever gave, money or goods, can get a new code.
const fn new_code(kind: &'static str) -> EntryAct {
    EntryAct { kind, path: "code", title: "new-code-title", about: "new-code-about", page: donations::new_code_page }
}

/// A receipt code that nobody had before.
fn draw_code(bench: &Bench) -> String {
    donations::Code::draw(bench.world).to_string()
}

/// The gifts behind a code as somebody typed it.
fn gifts_of_code(operation: &Operation, typed: &str) -> Result<Asked, StoreError> {
    let Some(code) = donations::Code::parse(typed) else { return Ok(Asked::NotACode) };
    let gifts = donations::gifts_of_code(operation, &code)?;
    Ok(if gifts.is_empty() { Asked::Unknown } else { Asked::Gifts(gifts) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::web::sealed::{AREA_MAX, SealedInput};
    use crate::web::typed::{TEXT_MAX, Typed};
    use crate::web::words::{Lang, Tongue};

    #[test]
    fn the_longest_that_can_be_typed_fits_an_envelope() {
        let w = Tongue::new(Lang::En);
        for form in FORMS {
            let Some(part) = form.sealed else { continue };
            for letter in ["\u{1f9ef}", "\"", "я"] {
                let max = |input: &SealedInput| if input.area { AREA_MAX } else { TEXT_MAX };
                let longest = part.inputs.iter().map(|input| (input.name.to_owned(), letter.repeat(max(input))));
                let plain = part.read(w, &Typed::new(longest)).unwrap().unwrap();
                assert!(plain.len() <= waybill_seal::LENGTH_MAX, "{} takes {} bytes", form.path, plain.len());
            }
        }
    }

    #[test]
    fn every_sealed_part_of_a_form_is_in_the_list_and_every_form_that_waits_once() {
        for form in FORMS {
            assert!(
                form.sealed.is_none_or(|part| SEALED.contains(&part)),
                "{}: its fingerprint would be kept",
                form.path
            );
            let waits = FOUR_EYES.iter().filter(|one| one.form == form.path).count();
            assert!(waits <= 1, "{} stands there {waits} times", form.path);
        }
    }

    #[test]
    fn nothing_sealed_waits_readable_for_a_second_person() {
        for one in FOUR_EYES {
            let form = FORMS.iter().find(|form| form.path == one.form).unwrap();
            assert!(form.sealed.is_none(), "{}: what is proposed lies readable until it is entered", form.path);
        }
    }
}
