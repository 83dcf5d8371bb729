#!/usr/bin/env bash
# Writes one scenario for every case of LeakZoo and gozoo: the leaks of cases.csv and go-cases.csv, their fixed twins, and the traps.
# expect-rate comes from rates.csv, which rates.sh measures without SoakHarness.
# Usage: scenarios/zoo/generate.sh [FOLDER]   (default: the folder of this script)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here}
traps="cache-fill sawtooth-batch ttl-cache lazy-init known-keys doubling-stops large-garbage finalized-files exceptions task-burst rented-never-returned"
traps="$traps memory-cache-expiry warm-up log-growth bounded-intern loh-fragmentation"
go_traps="large-pool cache-fill sawtooth-batch lazy-init finalized-files garbage ttl-cache doubling-stops warm-up log-growth bounded-intern"
steady="    - inject: { rate: 40/s, during: 60s }"
ramp="    - ramping-inject: { rate: 80/s, during: 40s }
    - inject: { rate: 80/s, during: 30s }"

rate() { # dotnet|go case
  sed -n "s#^$1,$2,##p" "$here/rates.csv"
}

scenario() { # case expect type holder kb [go]
  local simulations=$steady runtime=${6:-dotnet}
  [ "$1" != trap/load-ramp ] || simulations=$ramp
  local name=${1/\//-} target="  project: ../targets/LeakZoo/LeakZoo.csproj" zoo=LeakZoo debug=""
  if [ "${6:-}" = go ]; then
    name=go-$name zoo=gozoo target="  project: ../targets/gozoo" debug="  go: { debug-url: http://127.0.0.1:0 }   # port 0: the target's own"
  fi
  {
    echo "# Written by generate.sh."
    echo "name: zoo-$name"
    echo "description: $zoo case $1 with a payload of $5 KiB."
    echo "expect: $2"
    if [ -n "$3" ]; then
      if [ -n "$4" ]; then echo "expect-suspect: { type: \"$3\", holder: \"$4\" }"; else echo "expect-suspect: { type: \"$3\" }"; fi
    fi
    local bytes
    bytes=$(rate "$runtime" "$1")
    [ -z "$bytes" ] || echo "expect-rate: $bytes bytes/request"
    cat <<YAML
target:
$target
  url: http://127.0.0.1:0
  ready: { path: /health, within: 30s }
${debug:+$debug
}load:
  warm-up: 10s
  simulations:
$simulations
  requests:
    - { name: call, method: POST, path: "/$1?kb=$5", expect: { status: 200 } }
YAML
    # What pooling buys is no matter of leaks: thresholds on GC pressure tell the two apart.
    case $1 in
      trap/no-pooling) printf 'verdict:\n  thresholds: ["allocated-per-request > 60KiB"]\n' ;;
      trap/pooling) printf 'verdict:\n  thresholds: ["allocated-per-request < 16KiB"]\n' ;;
    esac
  } > "$out/$name.yaml"
}

tail -n +2 "$here/cases.csv" | while IFS=, read -r case expect type holder kb; do
  scenario "$case" "$expect" "$type" "$holder" "$kb"
  scenario "fixed/${case#leak/}" clean "" "" "$kb"
done
for trap in $traps; do scenario "trap/$trap" clean "" "" 1; done
for trap in no-pooling pooling; do scenario "trap/$trap" clean "" "" 64; scenario "trap/$trap" clean "" "" 64 go; done
scenario trap/load-ramp clean "" "" 16
scenario trap/load-ramp clean "" "" 16 go

tail -n +2 "$here/go-cases.csv" | while IFS=, read -r case expect type holder kb; do
  scenario "$case" "$expect" "$type" "$holder" "$kb" go
  scenario "fixed/${case#leak/}" clean "" "" "$kb" go
done
for trap in $go_traps; do scenario "trap/$trap" clean "" "" 1 go; done
