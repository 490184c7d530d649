//! What the bank says in the crowded book: more lines than a page holds, of every sort, with the largest amounts it writes.

use anyhow::{Context, ensure};
use jiff::Span;
use waybill::features::statements::{Proposed, book_ready, import, proposals};
use waybill::house::{ENTERING, HOUSE};
use waybill::publish::details::{Details, KIND, Way};
use waybill::publish::published::Published;
use waybill::web::forms::DeskAsk;
use waybill::web::typed::Typed;
use waybill_camt::{Balance, Direction, Sent, Version, Written, WrittenEntry, WrittenPayment, write};

use crate::desk::Desk;

/// Lines of each account: two pages of them in euros.
const LINES: usize = 130;
/// The largest amount that the reader of files takes.
const AMOUNT_MAX: i64 = 10_000_000_000_000;

/// Reads a file of the bank, decides about some of its lines, and answers where one of each sort is looked at.
pub fn read(desk: &Desk) -> anyhow::Result<Vec<String>> {
    let reference = reference(desk)?;
    let statements: Vec<Written> = desk
        .operation
        .entries_of_kind(KIND)?
        .iter()
        .filter_map(|entry| Details::of(&entry.public))
        .map(|details| statement(desk, &details, &reference))
        .collect();
    let minor_unit = |code: &str| {
        Some(if code == "JPY" {
            0
        } else if code == "KWD" {
            3
        } else {
            2
        })
    };
    let text = write(Version::V08, &statements, &minor_unit);
    let told =
        import(&desk.bench()?, &ENTERING, text.as_bytes(), &Typed::default())?.map_err(|f| anyhow::anyhow!(f))?;
    ensure!(told.iter().all(|one| one.account.is_ok() && one.new > 0), "a statement was not taken: {told:?}");
    let open = all(desk)?;
    let mut sorts: Vec<(String, String)> = Vec::new();
    for one in &open {
        // A sort is what stands before the first bracket: `Gift`, `Look`, …
        let sort = format!("{:?}", one.proposal).chars().take(12).collect::<String>();
        if sorts.iter().all(|(known, _)| *known != sort) {
            sorts.push((sort, format!("statements/line/{}", one.line.id)));
        }
    }
    let ready: Vec<&Proposed> = open.iter().filter(|one| one.proposal.is_ready()).collect();
    for one in ready.iter().skip(1).take(5) {
        book_ready(&desk.bench()?, &ENTERING, one)?;
    }
    let booked = ready.get(1).context("no two lines are ready")?;
    sorts.push(("booked".to_owned(), format!("statements/line/{}", booked.line.id)));
    decide(desk, "hold", &open[..3])?;
    decide(desk, "ignore", &open[3..6])?;
    ensure!(all(desk)?.len() > 100, "the lines that wait fit on one page");
    Ok(sorts.into_iter().map(|(_, path)| path).collect())
}

fn all(desk: &Desk) -> anyhow::Result<Vec<Proposed>> {
    Ok(proposals(&desk.bench()?, &ENTERING, &desk.card.accounts)?)
}

/// Presses a button of the list.
fn decide(desk: &Desk, go: &str, lines: &[Proposed]) -> anyhow::Result<()> {
    let ticked = lines.iter().map(|one| (format!("l-{}", one.line.id), "open".to_owned()));
    let sent = Typed::new(ticked.chain([("go".to_owned(), go.to_owned())]));
    let page = HOUSE.desk_pages.iter().find(|page| page.name == "statements").context("the house has statements")?;
    let (bench, published) = (desk.bench()?, Published::open(&desk.operation)?);
    let shown = published.shown(&desk.world)?;
    let (bench, shown, published, sent) = (&bench, &shown, &published, Some(&sent));
    (page.answer)(&DeskAsk {
        bench,
        shown,
        published,
        base: "",
        public_base: "",
        public_at: "",
        parts: &[],
        sent,
        file: None,
    })?;
    Ok(())
}

fn reference(desk: &Desk) -> anyhow::Result<String> {
    let typed = Typed::new([("code".to_owned(), desk.world.word(20))]);
    let slip = (HOUSE.make_reference)(&desk.bench()?, &typed)?.into_string();
    let at = slip.find("RF").context("the slip shows a reference")?;
    Ok(slip[at..].split('<').next().unwrap_or_default().replace(' ', ""))
}

fn statement(desk: &Desk, details: &Details, reference: &str) -> Written {
    let number = match &details.way {
        Way::Iban { iban, .. } => iban.clone(),
        Way::Number { number, .. } => number.clone(),
    };
    let lines = if details.account == "bank-eur-1" { LINES } else { 3 };
    let today = desk.today();
    let entries: Vec<WrittenEntry> = (0..lines).map(|n| entry(desk, n, reference)).collect();
    Written {
        id: details.account.clone(),
        account: number,
        currency: details.currency.as_str().to_owned(),
        made: today.at(20, 0, 0, 0),
        opening: Balance { amount: 0, on: desk.card.day_one },
        until: today,
        entries,
    }
}

/// Every sort of line in turn.
fn entry(desk: &Desk, n: usize, reference: &str) -> WrittenEntry {
    let sort = n % 10;
    let back = i64::try_from(n % 8).unwrap_or(0);
    let payment = WrittenPayment {
        end_to_end: if sort < 6 { reference.to_owned() } else { String::new() },
        name: "Somebody".to_owned(),
        country: if sort == 5 { "XX" } else { "DE" }.to_owned(),
        sent: (sort == 4).then(|| Sent {
            currency: "UAH".to_owned(),
            amount: AMOUNT_MAX,
            rate: Some("40.123456789".to_owned()),
        }),
        ..WrittenPayment::default()
    };
    WrittenEntry {
        booked: if sort == 7 {
            desk.card.day_one.saturating_sub(Span::new().days(9))
        } else {
            desk.today().saturating_sub(Span::new().days(back))
        },
        value: None,
        amount: if n < 10 { AMOUNT_MAX - i64::try_from(n).unwrap_or(0) } else { 100 * i64::try_from(n).unwrap_or(1) },
        direction: if sort >= 8 { Direction::Out } else { Direction::In },
        reversal: sort == 9,
        unbooked: None,
        bank_reference: Some(format!("CROWDED-{n}")),
        payments: vec![payment],
    }
}
