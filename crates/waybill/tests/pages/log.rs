//! The log as a stranger gets it: what is in it, that it only grows, and what happens where something stopped half way.

use std::collections::BTreeSet;

use waybill::house::{ROWS, SHAPES};
use waybill::publish::gate::close_days;
use waybill::publish::ticks::{Signing, origin, settle, signers};
use waybill::store::{HighWater, Operation, Store, StoreError};
use waybill::web::log::paths;
use waybill_journal::chain::to_hex;
use waybill_log::checkpoint::{Checkpoint, open};
use waybill_log::leaf::{BLOCK, Leaf};
use waybill_log::tile::bundle_leaves;
use waybill_log::tree::{Frontier, check_consistency, consistency, leaf_hash};

use crate::backups::gift;
use crate::ground::{Ground, On, SLUG, on_both_engines};

on_both_engines!(
    everything_told_and_entered_is_in_the_log_once,
    a_quiet_day_grows_the_log_as_any_other,
    what_comes_later_only_adds_to_it,
    tiles_that_are_lost_are_made_again_to_the_byte,
    what_stopped_half_way_is_ended_at_the_next_close,
    a_fact_that_was_changed_makes_no_tiles,
    below_what_was_signed_once_nothing_is_signed,
    a_new_key_signs_beside_the_old_one,
    a_key_that_is_lost_is_not_made_anew_without_a_word,
    a_clock_that_was_ahead_for_a_while_holds_nothing_up,
    an_address_that_is_no_tile_has_nothing,
);

/// The newest checkpoint, with its signature checked.
fn checkpoint(ground: &Ground) -> Checkpoint {
    let note = String::from_utf8(ground.file("log/checkpoint").expect("a checkpoint")).unwrap();
    let keys = [signers(ground.operation()).unwrap()[0].verifier().clone()];
    open(&note, &keys).unwrap().checkpoint
}

/// Every leaf, from the bundles alone.
fn leaves(ground: &Ground) -> Vec<Vec<u8>> {
    let bundles = paths(checkpoint(ground).size()).into_iter().filter(|path| path.contains("/entries/"));
    bundles
        .flat_map(|path| {
            let bundle = ground.file(&path).unwrap_or_else(|| panic!("{path}"));
            bundle_leaves(&bundle).unwrap().into_iter().map(<[u8]>::to_vec).collect::<Vec<_>>()
        })
        .collect()
}

fn tree_of(leaves: &[Vec<u8>]) -> Frontier {
    let mut tree = Frontier::default();
    for leaf in leaves {
        tree.push(leaf_hash(leaf));
    }
    tree
}

/// A book of some days with a dispatch, closed.
fn told(on: On) -> Ground {
    let ground = Ground::small(on);
    ground.pass_to("2022-03-20T18:01:00+02:00");
    ground
}

fn everything_told_and_entered_is_in_the_log_once(on: On) {
    let ground = told(on);
    let leaves = leaves(&ground);
    let signed = checkpoint(&ground);
    assert_eq!((signed.size(), signed.root()), (leaves.len() as u64, tree_of(&leaves).root()));
    assert_eq!(signed.origin(), origin(ground.operation()));
    assert!(leaves.len().is_multiple_of(BLOCK));
    let read: Vec<Leaf> = leaves.iter().map(|leaf| Leaf::parse(leaf).unwrap()).collect();
    let in_log: Vec<&String> =
        read.iter().filter_map(|leaf| if let Leaf::Fact(line) = leaf { Some(line) } else { None }).collect();
    let published = ground.read("facts.jsonl").body;
    assert_eq!(in_log.len(), published.lines().count());
    assert_eq!(in_log.iter().map(|line| line.as_str()).collect::<BTreeSet<_>>(), published.lines().collect());
    let last = i64::try_from(ground.entries()).unwrap();
    for (number, made) in ground.operation().commitments(0, last).unwrap() {
        let place = ground.operation().place_in_log(number.unsigned_abs()).unwrap().expect("a place for every entry");
        assert_eq!(read[usize::try_from(place).unwrap()], Leaf::Commitment(made), "entry {number}");
    }
    let Some(Leaf::Tick(tick)) = read.last() else { panic!("the last leaf is the tick's own") };
    assert_eq!((tick.facts, tick.texts), (in_log.len() as u64, 0));
    let ticks = read.iter().filter(|leaf| matches!(leaf, Leaf::Tick(_))).count();
    assert_eq!(ticks, ground.operation().ticks_behind(0).unwrap().len());
    for path in paths(signed.size()) {
        assert!(ground.file(&path).is_some(), "{path}");
    }
}

fn a_quiet_day_grows_the_log_as_any_other(on: On) {
    let ground = told(on);
    let before = checkpoint(&ground).size();
    ground.pass_to("2022-03-23T18:01:00+02:00");
    assert_eq!(checkpoint(&ground).size(), before + 3 * BLOCK as u64);
    close_days(ground.operation(), &ground.app.world, SHAPES).unwrap();
    assert_eq!(checkpoint(&ground).size(), before + 3 * BLOCK as u64, "closed twice, grown once");
}

fn what_comes_later_only_adds_to_it(on: On) {
    let mut ground = told(on);
    let (before, known) = (checkpoint(&ground), leaves(&ground));
    ground.sign_in();
    for _ in 0..5 {
        ground.record("gift", &[]);
    }
    assert_eq!(checkpoint(&ground), before, "until the day closes nothing is seen of it");
    assert_eq!(ground.operation().place_in_log(ground.entries()).unwrap(), None);
    ground.pass_to("2022-03-22T18:01:00+02:00");
    let (after, all) = (checkpoint(&ground), leaves(&ground));
    assert_eq!(all[..known.len()], known[..]);
    assert!(ground.operation().place_in_log(ground.entries()).unwrap() > Some(before.size()));
    let hashes: Vec<_> = all.iter().map(|leaf| leaf_hash(leaf)).collect();
    let proof = consistency::<waybill_log::tree::Wrong>(before.size(), after.size(), |part| {
        let mut tree = Frontier::default();
        let span = 1_usize << part.level;
        let from = usize::try_from(part.index).unwrap() * span;
        hashes[from..from + span].iter().for_each(|hash| tree.push(*hash));
        Ok(tree.root())
    })
    .unwrap();
    check_consistency(before.size(), &before.root(), after.size(), &after.root(), &proof).unwrap();
}

fn tiles_that_are_lost_are_made_again_to_the_byte(on: On) {
    let ground = told(on);
    let all = |ground: &Ground| -> Vec<Option<Vec<u8>>> {
        paths(checkpoint(ground).size()).iter().map(|path| ground.file(path)).collect()
    };
    let before = all(&ground);
    let places = |ground: &Ground| {
        (1..=ground.entries()).map(|n| ground.operation().place_in_log(n).unwrap()).collect::<Vec<_>>()
    };
    let stood = places(&ground);
    ground.operation().rebuild().unwrap();
    ground.operation().close_all().unwrap();
    assert_eq!(ground.file("log/tile/0/000.p/64"), None);
    close_days(ground.operation(), &ground.app.world, SHAPES).unwrap();
    assert_eq!(all(&ground), before);
    assert_eq!(places(&ground), stood);
}

fn what_stopped_half_way_is_ended_at_the_next_close(on: On) {
    let ground = told(on);
    let signed = ground.file("log/checkpoint").unwrap();
    // As a stop leaves it after the tick was written: the tiles of the newest ones are not there yet.
    ground.operation().close_all().unwrap();
    close_days(ground.operation(), &ground.app.world, SHAPES).unwrap();
    // As a stop leaves it between tiles and signature.
    ground.operation().show_checkpoint(ground.operation().log_stands().unwrap().0, "", "").unwrap();
    assert_eq!(ground.file("log/checkpoint"), None);
    assert_eq!(settle(ground.operation()).unwrap(), Signing::Done);
    assert_eq!(ground.file("log/checkpoint").unwrap(), signed, "signed again, the same");
}

fn a_fact_that_was_changed_makes_no_tiles(on: On) {
    let ground = told(on);
    let step = ground.operation().ticks_behind(0).unwrap()[0].step;
    ground
        .operation()
        .with_gate(|db| {
            db.batch("DELETE FROM tile; DELETE FROM signed; UPDATE fact SET step = step + 0, body = replace(body, 'EUR', 'USD')")?;
            Ok(())
        })
        .unwrap();
    let differs = settle(ground.operation()).unwrap_err();
    assert!(matches!(differs, StoreError::LogDiffers(tick) if tick >= step), "{differs}");
    assert_eq!(ground.file("log/checkpoint"), None, "and nothing is signed");
}

fn below_what_was_signed_once_nothing_is_signed(on: On) {
    let ground = told(on);
    let (before, mark) = (checkpoint(&ground), ground.operation().high_water().unwrap().unwrap());
    assert_eq!(mark, HighWater { size: before.size(), root: to_hex(&before.root().0) });
    let higher = HighWater { size: before.size() + 64, root: "0".repeat(64) };
    ground.operation().raise_high_water(&higher).unwrap();
    ground.pass_to("2022-03-21T18:01:00+02:00");
    assert_eq!(checkpoint(&ground), before, "another tree of a size that was signed");
    assert_eq!(settle(ground.operation()).unwrap(), Signing::Below(higher));
    // Growing beyond it does not help: those who saw that tree would see a fork.
    ground.pass_to("2022-03-25T18:01:00+02:00");
    assert_eq!(checkpoint(&ground), before);
    assert!(ground.operation().accept_loss().unwrap());
    assert_eq!(settle(ground.operation()).unwrap(), Signing::Done);
    assert_eq!(checkpoint(&ground).size(), before.size() + 5 * 64);
    assert!(!ground.operation().accept_loss().unwrap(), "nothing is lost twice");
}

fn a_new_key_signs_beside_the_old_one(on: On) {
    let mut ground = told(on);
    let old = signers(ground.operation()).unwrap()[0].verifier().clone();
    ground.new_log_key();
    ground.restart();
    let keys: Vec<_> = signers(ground.operation()).unwrap().iter().map(|key| key.verifier().clone()).collect();
    assert_eq!((keys.len(), &keys[0]), (2, &old));
    ground.pass_to("2022-03-21T18:01:00+02:00");
    let note = String::from_utf8(ground.file("log/checkpoint").unwrap()).unwrap();
    assert_eq!(open(&note, &keys).unwrap().verified.len(), 2);
    let told = String::from_utf8(ground.file("log/keys").unwrap()).unwrap();
    assert_eq!(waybill_log::keys::trusted_from(&old, &told).unwrap(), keys, "the old key vouches for the new one");
    assert_eq!(open(&note, &keys[..1]).unwrap().verified.len(), 1, "who knows the old key only can go on");
}

fn opened(ground: &Ground) -> Result<Operation, StoreError> {
    Store::new(ground.folder(), ground.engine(), ROWS).open(SLUG, &ground.app.world)
}

fn a_key_that_is_lost_is_not_made_anew_without_a_word(on: On) {
    let mut ground = told(on);
    ground.new_log_key();
    ground.restart();
    ground.pass_to("2022-03-21T18:01:00+02:00");
    let keys = ground.folder().join(SLUG).join("keys");
    for name in ["log-2", "log"] {
        let (file, away) = (keys.join(name), keys.join("away"));
        std::fs::rename(&file, &away).unwrap();
        let told = opened(&ground).err().expect("a key is missing").to_string();
        assert!(told.contains(&format!("keys/{name} is missing")) && told.contains("--accept-loss"), "{told}");
        assert!(!file.exists(), "nothing was made in its place");
        std::fs::rename(&away, &file).unwrap();
        opened(&ground).unwrap();
    }
    // Lost for good, and somebody says so: then another is made, and signs.
    std::fs::remove_file(keys.join("log-2")).unwrap();
    let store = Store::new(ground.folder(), ground.engine(), ROWS);
    assert_eq!(store.replace_lost_keys(SLUG, &ground.app.world).unwrap(), [keys.join("log-2")]);
    ground.restart();
    ground.pass_to("2022-03-22T18:01:00+02:00");
    let note = String::from_utf8(ground.file("log/checkpoint").unwrap()).unwrap();
    let signing: Vec<_> = signers(ground.operation()).unwrap().iter().map(|key| key.verifier().clone()).collect();
    assert_eq!(open(&note, &signing).unwrap().verified.len(), 2);
}

fn a_clock_that_was_ahead_for_a_while_holds_nothing_up(on: On) {
    let ground = told(on);
    let now = ground.app.world.now();
    ground.app.world.set_now("2023-03-20T12:00:00+02:00".parse().unwrap());
    gift(&ground, "");
    ground.app.world.set_now(now);
    gift(&ground, "");
    ground.pass_to("2022-03-21T18:01:00+02:00");
    let last = ground.entries();
    for number in [last - 1, last] {
        assert!(ground.operation().place_in_log(number).unwrap().is_some(), "entry {number} of {last} is in the log");
    }
}

fn an_address_that_is_no_tile_has_nothing(on: On) {
    let ground = told(on);
    let beyond = checkpoint(&ground).size() / 256 + 1;
    for path in
        ["log", "log/", "log/tile", "log/tile/0/0", "log/tile/0/000.p/0", "log/tile/9/000", "log/../facts.jsonl"]
    {
        assert_eq!(ground.file(path), None, "{path}");
    }
    assert_eq!(ground.file(&format!("log/tile/0/{beyond:03}")), None);
    assert_eq!(ground.file(&format!("log/tile/entries/{beyond:03}")), None);
    assert_eq!(Ground::empty(on).file("log/checkpoint"), None, "before the first close there is none");
}
