//! The receipt of a gift: what proves, without asking us, that it is in the book.
//!
//! The log holds of each entry three commitments that tell nothing. The receipt opens one of them, that of the public part, to
//! whoever has the gift's code: fund, country, currency or item, amount, the gift's public id, and the tag under which the gate
//! counts givers, which is the same for all gifts under one reference. Nothing of it is new to the giver.

use std::collections::HashMap;

use jiff::Timestamp;
use waybill_journal::EntryNumber;
use waybill_journal::chain::Salt;
use waybill_log::leaf::Leaf;
use waybill_log::receipt::{Proof, Receipt as File};
use waybill_log::tile::{BadTile, Nodes, TilePath, subtree_in_tile};
use waybill_log::tree::{Hash, Subtree, Wrong, inclusion};

use super::giver::ReceiptDoor;
use super::policy::POLICY;
use super::published::{Published, SignedLog};
use super::receipt::{Followed, GiftShown, Receipt, ReceiptShown};
use super::ticks::level_of;
use crate::store::StoreError;

impl ReceiptDoor<'_> {
    /// What became of these gifts, each with its receipt as it can be made `now`. Where the log is damaged there is no receipt,
    /// and what became of the gift is told all the same.
    pub fn follow(
        &self,
        gifts: &[EntryNumber],
        published: &Published,
        now: Timestamp,
    ) -> Result<Vec<Followed>, StoreError> {
        let signed = published.signed();
        let with_receipt = |gift: GiftShown| {
            let receipt = match &signed {
                Ok(signed) => self.receipt(&gift, published, signed.as_ref(), now),
                Err(_) => Ok(ReceiptShown::Unsigned),
            };
            let receipt = receipt.unwrap_or_else(|error| {
                tracing::error!(%error, "a receipt could not be made");
                ReceiptShown::Unsigned
            });
            Followed { gift, receipt }
        };
        if let Err(error) = &signed {
            tracing::error!(%error, "the signed log could not be read");
        }
        Ok(self.answer(gifts)?.into_iter().map(with_receipt).collect())
    }

    fn receipt(
        &self,
        gift: &GiftShown,
        published: &Published,
        signed: Option<&SignedLog>,
        now: Timestamp,
    ) -> Result<ReceiptShown, StoreError> {
        if gift.corrected {
            return Ok(ReceiptShown::PutRight);
        }
        let Some(place) = self.operation.place_in_log(gift.entry)? else {
            let card = self.operation.card()?;
            let next = POLICY.step(&card, POLICY.last_closed(&card, now) + 1);
            return Ok(ReceiptShown::Waits { closes: next.date, today: next.date == card.local(now).date() });
        };
        match signed.filter(|signed| place < signed.checkpoint.size()) {
            Some(signed) => Ok(ReceiptShown::Final(Box::new(self.made(gift.entry, place, published, signed)?))),
            None => Ok(ReceiptShown::Unsigned),
        }
    }

    fn made(
        &self,
        entry: EntryNumber,
        place: u64,
        published: &Published,
        signed: &SignedLog,
    ) -> Result<Receipt, StoreError> {
        let damaged = |why: &str| StoreError::Damaged(entry, format!("its receipt: {why}"));
        let number = i64::try_from(entry).map_err(|_| damaged("a number beyond all books"))?;
        let of_entry = self.operation.commitments(number - 1, number)?;
        let commitments = of_entry.first().map(|(_, made)| *made).ok_or_else(|| damaged("no commitments"))?;
        let (salt, public) = self.operation.opening_of(entry)?.ok_or_else(|| damaged("no public part"))?;
        let salt = Salt(salt.try_into().map_err(|_| damaged("its salt"))?);
        let path = way_up(entry, place, published, signed.checkpoint.size())?;
        let extra = Some(File::extra(&salt, &public));
        let proof = Proof { extra, index: place, path, checkpoint: signed.note.clone() };
        let file = File { key: signed.key.clone(), leaf: Leaf::Commitment(commitments), proof };
        // What is handed out proves itself, or it is not handed out.
        file.check(&signed.keys).map_err(|fault| damaged(&fault.to_string()))?;
        let recorded = self.operation.entry(entry)?;
        let id = recorded.as_ref().and_then(|recorded| recorded.public["id"].as_str());
        let taken = self.operation.tick_over(place)?.ok_or_else(|| damaged("no close took it in"))?;
        Ok(Receipt {
            id: id.ok_or_else(|| damaged("no public id"))?.to_owned(),
            text: file.to_string(),
            checkpoint: signed.checkpoint.clone(),
            key: signed.key.to_string(),
            taken: taken.step,
        })
    }
}

/// The proof that an entry's leaf, which stands at this place, is in the log of so many leaves: hashes from its sibling up to
/// the child of the root.
pub fn way_up(entry: EntryNumber, place: u64, published: &Published, size: u64) -> Result<Vec<Hash>, StoreError> {
    let damaged = |why: String| StoreError::Damaged(entry, format!("its receipt: {why}"));
    let mut read = HashMap::new();
    inclusion(place, size, |part| root_of(published, &mut read, part, size)).map_err(|fault| match fault {
        Fault::Store(error) => error,
        Fault::Wrong(error) => damaged(error.to_string()),
        Fault::Tile(error) => damaged(error.to_string()),
    })
}

/// The root of a part of the tree, from the tiles that strangers read. A proof goes through few of them and asks each for up to
/// eight roots, so what was read for it is kept until it is done.
fn root_of(
    published: &Published,
    read: &mut HashMap<TilePath, Nodes>,
    part: Subtree,
    size: u64,
) -> Result<Hash, Fault> {
    let stands = subtree_in_tile(part, size)?;
    if let Some(nodes) = read.get(&stands.tile) {
        return Ok(nodes.root(&stands)?);
    }
    let tile = published.tile(level_of(stands.tile), stands.tile.index).map_err(Fault::Store)?;
    let nodes = Nodes::of(&tile.unwrap_or_default())?;
    let root = nodes.root(&stands)?;
    read.insert(stands.tile, nodes);
    Ok(root)
}

enum Fault {
    Store(StoreError),
    Wrong(Wrong),
    Tile(BadTile),
}

impl From<Wrong> for Fault {
    fn from(error: Wrong) -> Self {
        Self::Wrong(error)
    }
}

impl From<BadTile> for Fault {
    fn from(error: BadTile) -> Self {
        Self::Tile(error)
    }
}
