#!/usr/bin/env bash
# Is `soak compare` right? Runs the fixed cart six times and the leaky one five times, two at a time, and compares:
#   tests/benchmarks/compare.sh [FOLDER]
# Each fixed run with a leaky one must be a regression that names the leak rate (exit 1), each fixed run with the next
# one must be none (exit 0). Runs that FOLDER already holds are not made again. Needs a Release build.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
soak=(dotnet "${SOAK_DLL:-$here/src/SoakHarness.Cli/bin/Release/net10.0/soak.dll}")
runs=${1:-$(mktemp -d)}
mkdir -p "$runs"

# One run, kept under a name that says which it is.
run() {
  local kind=$1 name=$1-$2 made
  [ -e "$runs/$name" ] && return
  "${soak[@]}" run "$here/scenarios/static-cache-$kind.yaml" --out "$runs/making-$name" > "$runs/$name.log" 2>&1 || true
  made=$(find "$runs/making-$name" -mindepth 1 -maxdepth 1 -type d)
  mv "$made" "$runs/$name"
  rmdir "$runs/making-$name"
}

(for i in 1 2 3 4 5; do run leak "$i"; done) &
for i in 1 2 3 4 5 6; do run fixed "$i"; done
wait

wrong=0
row() {
  local before=$1 after=$2 expected=$3 code=0 said right=yes
  said=$("${soak[@]}" compare "$runs/$before" "$runs/$after") || code=$?
  [ "$code" -eq "$expected" ] || right=NO
  [ "$expected" -eq 0 ] || grep -q '^! leak-rate' <<< "$said" || right=NO
  [ "$right" = yes ] || wrong=$((wrong + 1))
  printf '| %s -> %s | %s | %s | %s |\n' "$before" "$after" "$code" "$right" "$(grep '^[!] ' <<< "$said" | cut -c3- | paste -sd';' || true)"
}

echo '| comparison | exit | right | regressions |'
echo '|---|---|---|---|'
for i in 1 2 3 4 5; do row "fixed-$i" "leak-$i" 1; done
for i in 1 2 3 4 5; do row "fixed-$i" "fixed-$((i + 1))" 0; done
echo "$wrong of 10 wrong; runs in $runs"
[ "$wrong" -eq 0 ]
