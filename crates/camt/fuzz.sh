#!/bin/sh
# Gives the reader of bank statements millions of files that chance made, half the time from any bytes and half the time by
# changing a sample: it may refuse them, and must never break, hang, or take a part of a file for the whole.
# Run from anywhere:  crates/camt/fuzz.sh [SECONDS]     (600 without a number)
# What it finds lies in fuzz/artifacts; make a test of it in crates/camt/tests.
set -eu
cd "$(dirname "$0")/../.."
if ! cargo +nightly fuzz --version >/dev/null 2>&1; then
    echo "cargo-fuzz and the nightly toolchain are needed. Install them with:" >&2
    echo "  rustup toolchain install nightly && cargo install cargo-fuzz --locked" >&2
    exit 1
fi
half=$((${1:-600} / 2))
mkdir -p fuzz/corpus/statement fuzz/corpus/changed
# A file that takes ten seconds, or a gigabyte, is a finding too.
cargo +nightly fuzz run --fuzz-dir fuzz changed fuzz/corpus/changed -- \
    -max_total_time="$half" -timeout=10 -rss_limit_mb=1024 -max_len=36 -print_final_stats=1
cargo +nightly fuzz run --fuzz-dir fuzz statement fuzz/corpus/statement crates/camt/tests/samples -- \
    -max_total_time="$half" -timeout=10 -rss_limit_mb=1024 -max_len=20000 -dict=fuzz/statement.dict -print_final_stats=1
