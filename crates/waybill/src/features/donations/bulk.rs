//! Gifts of which a file brings thousands: read by the form's own rules, with what the book is asked for asked once.

use super::{Asked, Code, FORM, Reference, promises, read_gift, rows};
use crate::store::{Draft, StoreError};
use crate::web::bulk::{Bulk, Drafts, Line};
use crate::web::forms::{Bench, Unread};
use crate::web::options;
use crate::web::typed::Problem;

/// The form for gifts, many at once.
pub const BULK: Bulk = Bulk {
    form: FORM.path,
    needed: &["on", "account", "amount", "country", "fund"],
    may: &["reference", "sent_currency", "sent_amount", "rate"],
    read,
};

/// Lines that are read on one core even where there are more: fewer are read before another core has begun.
const ALONE_MIN: usize = 500;

fn read(bench: &Bench, lines: &mut [Line]) -> Result<Drafts, StoreError> {
    let named = lines.iter().filter_map(|line| Reference::parse(line.typed.get("reference")));
    let named: Vec<String> = named.map(|reference| reference.to_string()).collect();
    let known = rows::known_of(bench.operation, &named)?.into_iter().collect();
    let asked = &Asked { funds: options::fund_codes(bench)?, references: Some(known) };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let part = lines.len().div_ceil(cores).max(ALONE_MIN);
    let parts: Vec<Result<Vec<One>, StoreError>> = std::thread::scope(|scope| {
        let reading: Vec<_> =
            lines.chunks_mut(part).map(|some| scope.spawn(move || read_some(bench, some, asked))).collect();
        reading.into_iter().map(|one| one.join().expect("reading does not panic")).collect()
    });
    let (mut drafts, mut came) = (Vec::with_capacity(lines.len()), Vec::with_capacity(lines.len()));
    for part in parts {
        for (draft, under) in part? {
            drafts.push(draft);
            came.push(under);
        }
    }
    let operation = bench.operation.slug().to_owned();
    let also = Box::new(move |db: &mut _, entered: &[(usize, u64)]| {
        let came: Vec<&Came> = entered.iter().map(|(place, _)| &came[*place]).collect();
        let new: Vec<&(Reference, Code)> = came.iter().filter_map(|came| came.new.as_ref()).collect();
        rows::insert_references(db, &operation, &new)?;
        let mut promised = came.iter().filter_map(|came| came.promised.as_deref());
        promised.try_for_each(|reference| promises::forget(db, &operation, reference))
    });
    Ok(Drafts { drafts, also })
}

/// What one line was read as, and under what that gift came.
type One = (Result<Draft, Vec<Problem>>, Came);

fn read_some(bench: &Bench, lines: &mut [Line], asked: &Asked) -> Result<Vec<One>, StoreError> {
    let mut bench = bench.with_key(bench.key.clone());
    let mut read = Vec::with_capacity(lines.len());
    for line in lines {
        bench.key = line.key.clone();
        line.typed.set("code", &Code::draw(bench.world).to_string());
        read.push(match read_gift(&bench, &line.typed, asked) {
            Ok(gift) => (Ok(gift.draft), Came { new: gift.new, promised: known_reference(line) }),
            Err(Unread::Problems(problems)) => (Err(problems), Came::default()),
            Err(Unread::Store(error)) => return Err(error),
        });
    }
    Ok(read)
}

/// Under what a gift came: a reference that is new, or one that ends a promise.
#[derive(Default)]
struct Came {
    new: Option<(Reference, Code)>,
    promised: Option<String>,
}

fn known_reference(line: &Line) -> Option<String> {
    Reference::parse(line.typed.get("reference")).map(|known| known.to_string())
}
