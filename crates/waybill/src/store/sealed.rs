//! What only some may read: sealed records, the keys they are sealed to, and who holds those keys.
//!
//! A record is sealed to the key of its class; the private half of that key is sealed to each person whose role may open the
//! class. Sealing needs no private key at all, so a form works while everybody is asleep. Whoever loses the right loses
//! their share, and what comes from then on is sealed to a new key. Deleting a record's envelope destroys it.

use diesel::prelude::*;
use waybill_seal::{Identity, OpenError, Recipient};
use zeroize::Zeroizing;

use super::operation::Operation;
use super::people::{Person, Role, Status, Unlocked, people_in};
use super::schema::{erased, seal_key, seal_share, sealed};
use super::sessions::Sitting;
use super::{Db, StoreError};
use crate::both;
use crate::world::World;

/// Records that are sealed on one core even where there are more: 64 take some 10 ms.
const ALONE_MIN: usize = 64;

/// What sort of thing is sealed; who may open it follows from the sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Who gave, and how they are reached.
    Giver,
    /// Who stands on the other side of a bank's line.
    Counterparty,
    /// How the writer of a comment is reached.
    Writer,
    /// Into whose hands goods went.
    Recipient,
    /// Whom to call at a supplier, a carrier, a body that holds money for us.
    Contact,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Giver, Self::Counterparty, Self::Writer, Self::Recipient, Self::Contact];

    /// As tables write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Giver => "giver",
            Self::Counterparty => "counterparty",
            Self::Writer => "writer",
            Self::Recipient => "recipient",
            Self::Contact => "contact",
        }
    }

    /// The class of a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.code() == code)
    }

    /// Whose work needs it.
    pub fn opened_by(self) -> &'static [Role] {
        match self {
            Self::Giver | Self::Counterparty => &[Role::Coordinator, Role::Treasurer],
            Self::Writer => &[Role::Coordinator, Role::Moderator],
            Self::Recipient => &[Role::Coordinator, Role::Logistics],
            Self::Contact => &[Role::Coordinator, Role::Treasurer, Role::Logistics],
        }
    }

    fn is_for(self, one: &Person) -> bool {
        one.status == Status::Active && one.recipient.is_some() && self.opened_by().contains(&one.role)
    }
}

/// A sealed record on its way into the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Its sort.
    pub class: Class,
    /// Which of the class's keys.
    pub epoch: i32,
    /// What is stored.
    pub envelope: Vec<u8>,
}

/// Why something sealed could not be opened.
#[derive(Debug)]
pub enum NotOpened {
    /// There is nothing, or it was erased.
    Gone,
    /// The role may not, or nobody who can open it has signed in since this person joined.
    NoShare,
    /// The envelope is not what was stored.
    Damaged,
}

impl Operation {
    /// Seals a record to its class. `None` while nobody has joined who could open it.
    pub fn seal(&self, class: Class, plain: &[u8]) -> Result<Option<Sealed>, StoreError> {
        let Some((epoch, recipient)) = self.read(|db| newest_key(db, self.slug(), class))? else { return Ok(None) };
        let envelope = waybill_seal::seal(plain, &recipient).map_err(|error| StoreError::Sealing(error.to_string()))?;
        Ok(Some(Sealed { class, epoch, envelope }))
    }

    /// Seals many records to one class, on all the cores there are: a bank's file has thousands. `None` as in
    /// [`Operation::seal`].
    pub fn seal_all(&self, class: Class, plain: &[Zeroizing<Vec<u8>>]) -> Result<Option<Vec<Sealed>>, StoreError> {
        let Some((epoch, recipient)) = self.read(|db| newest_key(db, self.slug(), class))? else { return Ok(None) };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let part = plain.len().div_ceil(cores).max(ALONE_MIN);
        let one = |plain: &Zeroizing<Vec<u8>>| {
            let envelope =
                waybill_seal::seal(plain, &recipient).map_err(|error| StoreError::Sealing(error.to_string()))?;
            Ok(Sealed { class, epoch, envelope })
        };
        let parts: Vec<Result<Vec<Sealed>, StoreError>> = std::thread::scope(|scope| {
            let working: Vec<_> =
                plain.chunks(part).map(|some| scope.spawn(move || some.iter().map(one).collect())).collect();
            working.into_iter().map(|one| one.join().expect("sealing does not panic")).collect()
        });
        let mut sealed = Vec::with_capacity(plain.len());
        for part in parts {
            sealed.extend(part?);
        }
        Ok(Some(sealed))
    }

    /// The names of those who can open what is sealed to a class from now on.
    pub fn openers(&self, class: Class) -> Result<Vec<String>, StoreError> {
        let people = self.people()?;
        Ok(people.into_iter().filter(|one| class.is_for(one)).map(|one| one.name).collect())
    }

    /// Keeps a record that belongs to no entry; the one before it is gone for good.
    pub fn replace_sealed(&self, subject: &str, record: &Sealed) -> Result<(), StoreError> {
        self.write(|db| {
            both!(db, c => diesel::delete(erased::table.find((self.slug(), subject))).execute(c))?;
            Ok(keep_sealed(db, self.slug(), subject, record)?)
        })?;
        self.leave_no_trace()
    }

    /// The day on which what was sealed for this subject was erased, if it was.
    pub fn erased_on(&self, subject: &str) -> Result<Option<jiff::civil::Date>, StoreError> {
        self.read(|db| {
            let row = erased::table.find((self.slug(), subject)).select(erased::erased_on);
            let on: Option<String> = both!(db, c => row.first(c).optional())?;
            Ok(on.and_then(|on| on.parse().ok()))
        })
    }

    /// Whether something is sealed for this subject, and of which class.
    pub fn has_sealed(&self, subject: &str) -> Result<Option<Class>, StoreError> {
        self.read(|db| {
            let class: Option<String> =
                both!(db, c => sealed::table.find((self.slug(), subject)).select(sealed::class).first(c).optional())?;
            Ok(class.and_then(|code| Class::parse(&code)))
        })
    }

    /// Opens a record for somebody who is signed in. Whoever asks has written down before that it is opened.
    pub fn unseal(
        &self,
        subject: &str,
        sitting: &Sitting,
    ) -> Result<Result<Zeroizing<Vec<u8>>, NotOpened>, StoreError> {
        let found = self.read(|db| {
            let row =
                sealed::table.find((self.slug(), subject)).select((sealed::class, sealed::epoch, sealed::envelope));
            let row: Option<(String, i32, Vec<u8>)> = both!(db, c => row.first(c).optional())?;
            let Some((class, epoch, envelope)) = row else { return Ok(None) };
            let share = seal_share::table.find((self.slug(), &class, epoch, sitting.person.id));
            let share: Option<Vec<u8>> = both!(db, c => share.select(seal_share::envelope).first(c).optional())?;
            Ok::<_, StoreError>(Some((class, envelope, share)))
        })?;
        let Some((class, envelope, share)) = found else { return Ok(Err(NotOpened::Gone)) };
        let may = Class::parse(&class).is_some_and(|class| class.is_for(&sitting.person));
        let (Some(share), Some(unlocked), true) = (share, &sitting.unlocked, may) else {
            return Ok(Err(NotOpened::NoShare));
        };
        let opened =
            waybill_seal::open_share(&share, &unlocked.identity).and_then(|key| waybill_seal::open(&envelope, &key));
        Ok(opened.map_err(|error| match error {
            OpenError::NotForThisKey => NotOpened::NoShare,
            OpenError::Corrupted => NotOpened::Damaged,
        }))
    }

    /// Makes the keys of every class that this person may open and that has none, and hands what `unlocked` can open to
    /// everybody who may open it too and could not yet.
    pub(super) fn share_out(&self, who: &Person, unlocked: Option<&Unlocked>, world: &World) -> Result<(), StoreError> {
        for class in Class::ALL.into_iter().filter(|class| class.is_for(who)) {
            if self.read(|db| newest_key(db, self.slug(), class))?.is_none() {
                self.new_key(class, world)?;
            }
            if let Some(unlocked) = unlocked {
                self.hand_on(class, who, unlocked)?;
            }
        }
        Ok(())
    }

    /// A new key for a class, shared to all who may open it. Nothing happens where nobody may.
    fn new_key(&self, class: Class, world: &World) -> Result<(), StoreError> {
        let key = Identity::from_seed(world.random());
        self.write(|db| {
            let holders: Vec<Person> =
                people_in(db, self.slug())?.into_iter().filter(|one| class.is_for(one)).collect();
            if holders.is_empty() {
                return Ok(());
            }
            let epoch = newest_key(db, self.slug(), class)?.map_or(1, |(epoch, _)| epoch + 1);
            let row = (
                (seal_key::operation.eq(self.slug()), seal_key::class.eq(class.code()), seal_key::epoch.eq(epoch)),
                seal_key::recipient.eq(key.recipient().as_str().to_owned()),
            );
            both!(db, c => diesel::insert_into(seal_key::table).values(row).execute(c))?;
            for one in &holders {
                write_share(db, self.slug(), class, epoch, one, &key)?;
            }
            Ok(())
        })
    }

    /// Who may open older records and lacks a key to some of them, until a colleague who has it signs in.
    pub fn waiting_for_keys(&self) -> Result<Vec<i32>, StoreError> {
        self.read(|db| {
            let people = people_in(db, self.slug())?;
            let keys = seal_key::table.filter(seal_key::operation.eq(self.slug()));
            let keys: Vec<(String, i32)> = both!(db, c => keys.select((seal_key::class, seal_key::epoch)).load(c))?;
            let shares = seal_share::table.filter(seal_share::operation.eq(self.slug()));
            let columns = (seal_share::class, seal_share::epoch, seal_share::person);
            let shares: Vec<(String, i32, i32)> = both!(db, c => shares.select(columns).load(c))?;
            let lacks = |one: &&Person| {
                keys.iter().any(|(class, epoch)| {
                    let may = Class::parse(class).is_some_and(|class| class.is_for(one));
                    may && !shares.iter().any(|(of, at, who)| (of, *at, *who) == (class, *epoch, one.id))
                })
            };
            Ok(people.iter().filter(lacks).map(|one| one.id).collect())
        })
    }

    fn hand_on(&self, class: Class, who: &Person, unlocked: &Unlocked) -> Result<(), StoreError> {
        let (own, held, people) = self.read(|db| {
            let shares = seal_share::table.filter(seal_share::operation.eq(self.slug()));
            let shares = shares.filter(seal_share::class.eq(class.code()));
            let own = shares.filter(seal_share::person.eq(who.id)).select((seal_share::epoch, seal_share::envelope));
            let own: Vec<(i32, Vec<u8>)> = both!(db, c => own.load(c))?;
            let held: Vec<(i32, i32)> = both!(db, c => shares.select((seal_share::epoch, seal_share::person)).load(c))?;
            Ok::<_, StoreError>((own, held, people_in(db, self.slug())?))
        })?;
        for (epoch, envelope) in own {
            let lacking = |one: &&Person| class.is_for(one) && !held.contains(&(epoch, one.id));
            let lacking: Vec<&Person> = people.iter().filter(lacking).collect();
            if lacking.is_empty() {
                continue;
            }
            let Ok(key) = waybill_seal::open_share(&envelope, &unlocked.identity) else { continue };
            for one in lacking {
                self.write(|db| write_share(db, self.slug(), class, epoch, one, &key))?;
            }
        }
        Ok(())
    }

    /// After somebody's role or status changed: shares of those who may not open a class any more go, and where there were
    /// any, what comes from now on is sealed to a new key.
    pub(super) fn renew_seal_keys(&self, world: &World) -> Result<(), StoreError> {
        for class in Class::ALL {
            let renewed = self.write(|db| {
                let people = people_in(db, self.slug())?;
                let of_class = seal_share::table.filter(seal_share::operation.eq(self.slug()));
                let of_class = of_class.filter(seal_share::class.eq(class.code()));
                let shares = of_class.select((seal_share::epoch, seal_share::person));
                let shares: Vec<(i32, i32)> = both!(db, c => shares.load(c))?;
                let may = |id: i32| people.iter().any(|one| one.id == id && class.is_for(one));
                // Whoever is suspended keeps what they had and may come back to it; until then no request of theirs gets here.
                let rests = |id: i32| {
                    let of = |one: &&Person| one.id == id && one.status == Status::Suspended;
                    people.iter().find(of).is_some_and(|one| class.opened_by().contains(&one.role))
                };
                let (kept, gone): (Vec<_>, Vec<_>) = shares.into_iter().partition(|(_, id)| may(*id) || rests(*id));
                for (epoch, id) in &gone {
                    let one = seal_share::table.find((self.slug(), class.code(), epoch, id));
                    both!(db, c => diesel::delete(one).execute(c))?;
                }
                let Some((newest, _)) = newest_key(db, self.slug(), class)? else { return Ok(false) };
                let mut holders = kept.iter().filter(|(epoch, _)| *epoch == newest).map(|(_, id)| *id).peekable();
                // Also where a stop came between the loss of a share and the new key.
                Ok(!gone.is_empty() || holders.peek().is_none() || holders.any(|id| !may(id)))
            })?;
            if renewed {
                self.new_key(class, world)?;
            }
        }
        Ok(())
    }
}

fn newest_key(db: &mut Db, slug: &str, class: Class) -> Result<Option<(i32, Recipient)>, StoreError> {
    let keys = seal_key::table.filter(seal_key::operation.eq(slug)).filter(seal_key::class.eq(class.code()));
    let newest = keys.order(seal_key::epoch.desc()).select((seal_key::epoch, seal_key::recipient));
    let newest: Option<(i32, String)> = both!(db, c => newest.first(c).optional())?;
    let parsed = newest.map(|(epoch, text)| Recipient::parse(&text).map(|recipient| (epoch, recipient)));
    parsed.transpose().map_err(|_| StoreError::Damaged(0, format!("the key for {}", class.code())))
}

fn write_share(
    db: &mut Db,
    slug: &str,
    class: Class,
    epoch: i32,
    to: &Person,
    key: &Identity,
) -> Result<(), StoreError> {
    let Some(recipient) = &to.recipient else { return Ok(()) };
    let envelope = waybill_seal::share(key, recipient).map_err(|error| StoreError::Sealing(error.to_string()))?;
    let row = (
        (seal_share::operation.eq(slug), seal_share::class.eq(class.code()), seal_share::epoch.eq(epoch)),
        (seal_share::person.eq(to.id), seal_share::envelope.eq(envelope)),
    );
    // One that was there may be sealed to a key that its person lost.
    let old = seal_share::table.find((slug, class.code(), epoch, to.id));
    both!(db, c => diesel::delete(old).execute(c))?;
    both!(db, c => diesel::insert_into(seal_share::table).values(row).execute(c))?;
    Ok(())
}

/// Keeps a sealed record, in the transaction of what it belongs to; one that was there is replaced.
pub fn keep_sealed(db: &mut Db, slug: &str, subject: &str, record: &Sealed) -> Result<(), diesel::result::Error> {
    both!(db, c => diesel::delete(sealed::table.find((slug, subject))).execute(c))?;
    both!(db, c => diesel::insert_into(sealed::table).values(sealed_row(slug, subject, record)).execute(c))?;
    Ok(())
}

/// Keeps sealed records of subjects that had none, in the transaction of what they belong to.
pub fn keep_new_sealed(db: &mut Db, slug: &str, records: &[(String, &Sealed)]) -> Result<(), diesel::result::Error> {
    // 5 values a row; PostgreSQL takes 65,535 parameters.
    for some in records.chunks(1000) {
        let rows: Vec<_> = some.iter().map(|(subject, record)| sealed_row(slug, subject, record)).collect();
        match db {
            // One by one: the statement is prepared once, and nothing waits for a network.
            Db::Sqlite(c) => {
                for row in rows {
                    diesel::insert_into(sealed::table).values(row).execute(c)?;
                }
            }
            Db::Postgres(c) => {
                diesel::insert_into(sealed::table).values(rows).execute(&mut **c)?;
            }
        }
    }
    Ok(())
}

/// A row as it is inserted: operation, subject, class, epoch, envelope.
type SealedRow<'a> = (
    diesel::dsl::Eq<sealed::operation, &'a str>,
    diesel::dsl::Eq<sealed::subject, &'a str>,
    diesel::dsl::Eq<sealed::class, &'static str>,
    diesel::dsl::Eq<sealed::epoch, i32>,
    diesel::dsl::Eq<sealed::envelope, &'a Vec<u8>>,
);

fn sealed_row<'a>(slug: &'a str, subject: &'a str, record: &'a Sealed) -> SealedRow<'a> {
    (
        sealed::operation.eq(slug),
        sealed::subject.eq(subject),
        sealed::class.eq(record.class.code()),
        sealed::epoch.eq(record.epoch),
        sealed::envelope.eq(&record.envelope),
    )
}

/// Erases a record in a transaction of somebody's own.
pub fn erase_in(db: &mut Db, slug: &str, subject: &str, on: jiff::civil::Date) -> Result<bool, StoreError> {
    let gone = both!(db, c => diesel::delete(sealed::table.find((slug, subject))).execute(c))? == 1;
    if gone {
        let row = (erased::operation.eq(slug), erased::subject.eq(subject), erased::erased_on.eq(on.to_string()));
        let insert = diesel::insert_into(erased::table).values(row).on_conflict_do_nothing();
        both!(db, c => insert.execute(c))?;
    }
    Ok(gone)
}
