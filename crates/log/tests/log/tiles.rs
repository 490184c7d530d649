//! Tiles: the paths of the specification, whole trees rebuilt from files, and refusals.

use std::collections::BTreeMap;

use proptest::prelude::*;
use waybill_log::tile::{
    BadTile, Edge, Level, Nodes, TilePath, bundle_leaves, bundle_push, subtree_in_tile, tile_hashes, tiles_between,
};
use waybill_log::tree::{SIZE_MAX, Wrong, leaf_hash};
use waybill_log::{Hash, Subtree};

use crate::common::Log;

#[test]
fn tiles_have_the_paths_of_the_specification() {
    // C2SP tlog-tiles gives these examples: a tree of 70,000 leaves, one of 256, and the tile 1234067.
    let paths: Vec<_> = tiles_between(0, 70_000).iter().map(TilePath::to_string).collect();
    assert_eq!(paths.len(), 274 + 274 + 2 + 1);
    let wanted = ["tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"];
    assert!(wanted.iter().all(|path| paths.contains(&(*path).to_owned())));
    assert_eq!(spoken(0, 256), "tile/entries/000 tile/0/000 tile/1/000.p/1");
    assert_eq!(spoken(0, 0), "");
    assert_eq!(spoken(64, 64), "");
    assert_eq!(spoken(192, 320), "tile/entries/000 tile/entries/001.p/64 tile/0/000 tile/0/001.p/64 tile/1/000.p/1");
    assert_eq!("tile/0/x001/x234/067".parse::<TilePath>().unwrap().index, 1_234_067);
}

fn spoken(old: u64, new: u64) -> String {
    tiles_between(old, new).iter().map(TilePath::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_path_has_one_form() {
    let bad = "tile/0/1 tile/0/x001 tile/0/001/067 tile/0/x000/067 tile/00/001 tile/+1/001 tile/0/000.p/0 tile/0/000.p/256 \
               tile/0/000.p/064 tile/64/000 tile/-1/000 tile/entries/000/ tile/Entries/000 /tile/0/000 tile/0/000.p tile/0/ \
               tile/0/x999/x999/x999/x999/x999/x999/999 tile/0/x001/x67 tile/0/00a tile/0/000.p/1.p/1 tile/0/+00";
    for bad in bad.split_whitespace().chain([""]) {
        assert_eq!(bad.parse::<TilePath>(), Err(BadTile::Path), "{bad}");
    }
    let level = "tile/63/000.p/1".parse::<TilePath>().unwrap();
    assert_eq!((level.level, level.index, level.width), (Level::Hashes(63), 0, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_as_a_path_is_read_back(level in prop::option::of(0..=63u8), index in any::<u64>(), width in 1..=256u16) {
        let path = TilePath { level: level.map_or(Level::Entries, Level::Hashes), index, width };
        prop_assert_eq!(path.to_string().parse(), Ok(path));
    }

    /// The edge hands over what must be written, at any two sizes, and takes up again from what was written.
    #[test]
    fn the_edge_writes_exactly_the_tiles_between_two_sizes(old in 0..1400u64, more in 1..1400u64) {
        let mut files = BTreeMap::new();
        let mut edge = Edge::default();
        grow(&mut edge, 0, old, &mut files);
        let before: BTreeMap<_, _> = files.clone();
        let mut edge = Edge::at(old, |path| before.get(&path).cloned().ok_or(BadTile::Path)).unwrap();
        files.clear();
        grow(&mut edge, old, old + more, &mut files);
        // A partial tile of a higher level that did not grow is there already.
        files.retain(|path, bytes| before.get(path) != Some(bytes));
        let mut wanted = tiles_between(old, old + more);
        wanted.sort();
        prop_assert_eq!(files.keys().copied().collect::<Vec<_>>(), wanted);
        // And with the same bytes as if it had been done in one go.
        let mut whole = BTreeMap::new();
        grow(&mut Edge::default(), 0, old + more, &mut whole);
        prop_assert!(files.iter().all(|(path, bytes)| whole[path] == *bytes));
    }

    #[test]
    fn any_bytes_are_a_bundle_or_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(leaves) = bundle_leaves(&bytes) {
            let mut again = Vec::new();
            leaves.iter().for_each(|leaf| bundle_push(&mut again, leaf).unwrap());
            prop_assert_eq!(again, bytes);
        }
    }
}

fn grow(edge: &mut Edge, from: u64, to: u64, files: &mut BTreeMap<TilePath, Vec<u8>>) {
    for n in from..to {
        files.extend(edge.push(n.to_string().as_bytes()).unwrap());
    }
    assert_eq!(edge.size(), to);
    files.extend(edge.partial());
}

#[test]
fn every_subtree_is_found_in_its_tile() {
    let log = Log::counted(70_000);
    for (level, index) in
        [(0, 0), (0, 69_999), (3, 17), (7, 545), (8, 0), (8, 272), (9, 135), (12, 16), (15, 1), (16, 0)]
    {
        let leaves = (index << level)..((index + 1) << level);
        let naive = Log::of(leaves.map(|n: u64| n.to_string().into_bytes())).root();
        assert_eq!(log.read(Subtree { level, index }).unwrap(), naive, "{index} of level {level}");
        let place = subtree_in_tile(Subtree { level, index }, log.size()).unwrap();
        assert_eq!(Nodes::of(&log.tile(place.tile).unwrap()).unwrap().root(&place), Ok(naive));
    }
    for (level, index) in [(0, 70_000), (8, 273), (16, 1), (17, 0), (62, 0)] {
        assert_eq!(subtree_in_tile(Subtree { level, index }, 70_000), Err(Wrong::Index));
    }
    assert_eq!(subtree_in_tile(Subtree { level: 63, index: 0 }, 70_000), Err(Wrong::Size));
    assert_eq!(subtree_in_tile(Subtree { level: 0, index: 0 }, SIZE_MAX + 1), Err(Wrong::Size));
    assert_eq!(subtree_in_tile(Subtree { level: 62, index: 0 }, SIZE_MAX).unwrap().columns, 0..64);
}

#[test]
fn tiles_and_bundles_that_are_none_are_refused() {
    assert_eq!(tile_hashes(&[]), Err(BadTile::Length));
    assert_eq!(tile_hashes(&[0; 33]), Err(BadTile::Length));
    assert_eq!(tile_hashes(&[0; 257 * 32]), Err(BadTile::Length));
    assert_eq!(tile_hashes(&[0; 256 * 32]).unwrap().len(), 256);
    let place = subtree_in_tile(Subtree { level: 1, index: 1 }, 4).unwrap();
    assert_eq!(place.root(&[0; 96]), Err(BadTile::Narrow));
    assert_eq!(Nodes::of(&[0; 96]).unwrap().root(&place), Err(BadTile::Narrow));
    assert_eq!(Nodes::of(&[0; 31]), Err(BadTile::Length));
    for bad in [&[][..], &[0], &[0, 1], &[0, 1, 9, 0], &[0; 514]] {
        assert_eq!(bundle_leaves(bad), Err(BadTile::Bundle), "{bad:?}");
    }
    assert_eq!(bundle_leaves(&[0; 512]).unwrap().len(), 256);
    assert_eq!(bundle_push(&mut Vec::new(), &vec![0; 65_536]), Err(BadTile::Leaf));
    assert_eq!(bundle_push(&mut Vec::new(), &vec![0; 65_535]), Ok(()));
    let short = |path: TilePath| Ok::<_, BadTile>(if path.level == Level::Entries { vec![0, 0] } else { vec![0; 32] });
    assert_eq!(Edge::at(2, short), Err(BadTile::Bundle));
    let narrow = |path: TilePath| Ok::<_, BadTile>(vec![0; if path.level == Level::Entries { 4 } else { 32 }]);
    assert_eq!(Edge::at(2, narrow), Err(BadTile::Length));
}

#[test]
fn a_changed_bit_of_a_tile_changes_the_root() {
    let log = Log::counted(300);
    let path = TilePath { level: Level::Hashes(0), index: 0, width: 256 };
    let good = log.tile(path).unwrap();
    assert_eq!(tile_hashes(&good).unwrap()[7], leaf_hash(b"7"));
    let place = subtree_in_tile(Subtree { level: 8, index: 0 }, 300).unwrap();
    assert_eq!(place.tile, TilePath { level: Level::Hashes(1), index: 0, width: 1 });
    let place = subtree_in_tile(Subtree { level: 7, index: 1 }, 300).unwrap();
    for bit in (128 * 32 * 8..256 * 32 * 8).step_by(97) {
        let mut bad = good.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        assert_ne!(place.root(&bad).unwrap(), place.root(&good).unwrap());
    }
    assert_ne!(place.root(&good).unwrap(), Hash([0; 32]));
}
