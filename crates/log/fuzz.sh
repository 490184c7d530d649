#!/bin/sh
# Gives everything in the log that reads a stranger's file millions of files that chance made: it may refuse them, and must never
# break, hang, or write back something else than it took.
# Run from anywhere:  crates/log/fuzz.sh [SECONDS]     (600 without a number)
# What it finds lies in fuzz/artifacts; make a test of it in crates/log/tests.
set -eu
cd "$(dirname "$0")/../.."
if ! cargo +nightly fuzz --version >/dev/null 2>&1; then
    echo "cargo-fuzz and the nightly toolchain are needed. Install them with:" >&2
    echo "  rustup toolchain install nightly && cargo install cargo-fuzz --locked" >&2
    exit 1
fi
mkdir -p fuzz/corpus/log fuzz/corpus/log-seeds
# One good file of each kind to begin with, from the vectors.
python3 - <<'END'
import json, pathlib
vectors = json.loads(pathlib.Path("crates/log/tests/vectors/log.json").read_text())
for name in ("receipt", "request", "keys", "cosigned", "vkey", "gift", "last_leaf"):
    pathlib.Path("fuzz/corpus/log-seeds", name).write_text(vectors[name])
proof = vectors["receipt"].split("\n\n", 1)[1]
pathlib.Path("fuzz/corpus/log-seeds/proof").write_text(proof)
pathlib.Path("fuzz/corpus/log-seeds/path").write_text("tile/0/x001/234.p/64")
END
cargo +nightly fuzz run --fuzz-dir fuzz log fuzz/corpus/log fuzz/corpus/log-seeds -- \
    -max_total_time="${1:-600}" -timeout=10 -rss_limit_mb=1024 -max_len=20000 -print_final_stats=1
