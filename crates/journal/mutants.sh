#!/bin/sh
# Changes the journal's code in one small place after the other and asks the tests whether they notice.
# Run from the checkout's root:  crates/journal/mutants.sh [arguments for cargo mutants, for instance --file '**/line.rs']
# What may survive, and why, is listed in crates/journal/MUTANTS.md.
set -eu
if ! cargo mutants --version >/dev/null 2>&1; then
    echo "cargo-mutants is missing. Install it with: cargo install cargo-mutants --locked" >&2
    exit 1
fi
# Few random journals for each change, and the same ones every time beside them.
export WAYBILL_CASES="${WAYBILL_CASES:-24}"
# Without debug information each change builds in half the time.
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_TEST_DEBUG=0
# Left out: the tests that test the tests, which plant a fault of their own ("noticed") or count situations ("occurs").
exec cargo mutants --package waybill-journal --jobs 1 --timeout 60 --output "${MUTANTS_OUT:-target}" "$@" \
    -- --lib --test journal -- --skip noticed --skip occurs
