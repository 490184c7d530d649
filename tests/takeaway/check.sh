#!/usr/bin/env bash
# What programs that are not ours say of the files that are taken along: check.sh FOLDER, where each folder in it has
# books.journal, books.beancount, figures.csv and feeds. Ends with how many were checked, or at the first that is wrong.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The figures of what lies where, as the pages show them: account, commodity, amount.
figures() {
  tr -d '\r"' <"$1" | awk -F, '/^at\./ && $2 != 0 { split($1, name, "."); print "assets:" name[2] ":" name[3] "," $3 "," $4 }' | LC_ALL=C sort
}

# The same as hledger adds them up.
added_up() {
  hledger -f "$1" balance assets --flat --no-total --layout=bare -O csv | tail -n +2 | tr -d '"' | LC_ALL=C sort
}

books=0 feeds=0 balances=0
for folder in "$1"/*/; do
  hledger check --strict -f "$folder/books.journal" || { echo "hledger: $folder"; exit 1; }
  bean-check "$folder/books.beancount" || { echo "bean-check: $folder"; exit 1; }
  figures "$folder/figures.csv" >"$scratch/figures"
  added_up "$folder/books.journal" >"$scratch/added-up"
  diff "$scratch/figures" "$scratch/added-up" || { echo "balances: $folder"; exit 1; }
  balances=$((balances + $(wc -l <"$scratch/figures")))
  books=$((books + 1))
  for feed in "$folder"/*.atom; do
    [ -e "$feed" ] || continue
    xmllint --nonet --noout --relaxng "$here/../feeds/atom.rng" "$feed" 2>"$scratch/feed" || { cat "$scratch/feed"; exit 1; }
    feeds=$((feeds + 1))
  done
done
[ "$books" -gt 0 ] && [ "$feeds" -gt 0 ] && [ "$balances" -gt 0 ] || { echo "nothing to check: $books books, $feeds feeds, $balances balances"; exit 1; }
echo "$books books, $balances balances, $feeds feeds"
