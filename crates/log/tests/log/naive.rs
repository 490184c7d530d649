//! RFC 6962, section 2.1, word for word: slow, recursive, and shares nothing with the crate but the size of a hash.

use sha2::{Digest, Sha256};

pub type Leaves = [Vec<u8>];

/// MTH(D[n]).
pub fn root(leaves: &Leaves) -> [u8; 32] {
    match leaves {
        [] => Sha256::digest(b"").into(),
        [leaf] => Sha256::digest([&[0], leaf.as_slice()].concat()).into(),
        _ => {
            let k = divide(leaves.len());
            Sha256::digest([&[1][..], &root(&leaves[..k]), &root(&leaves[k..])].concat()).into()
        }
    }
}

/// PATH(m, D[n]).
pub fn path(m: usize, leaves: &Leaves) -> Vec<[u8; 32]> {
    if leaves.len() <= 1 {
        return Vec::new();
    }
    let k = divide(leaves.len());
    let (mut path, other) = if m < k {
        (path(m, &leaves[..k]), root(&leaves[k..]))
    } else {
        (path(m - k, &leaves[k..]), root(&leaves[..k]))
    };
    path.push(other);
    path
}

/// PROOF(m, D[n]).
pub fn proof(m: usize, leaves: &Leaves) -> Vec<[u8; 32]> {
    if m == 0 { Vec::new() } else { subproof(m, leaves, true) }
}

fn subproof(m: usize, leaves: &Leaves, known: bool) -> Vec<[u8; 32]> {
    if m == leaves.len() {
        return if known { Vec::new() } else { vec![root(leaves)] };
    }
    let k = divide(leaves.len());
    let (mut proof, other) = if m <= k {
        (subproof(m, &leaves[..k], known), root(&leaves[k..]))
    } else {
        (subproof(m - k, &leaves[k..], false), root(&leaves[..k]))
    };
    proof.push(other);
    proof
}

/// The largest power of two smaller than n.
fn divide(n: usize) -> usize {
    let mut k = 1;
    while k * 2 < n {
        k *= 2;
    }
    k
}
