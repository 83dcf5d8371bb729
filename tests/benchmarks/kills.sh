#!/usr/bin/env bash
# Kills the harness, its sidecar or its target with -9 at a random moment, again and again, and counts what survives:
#   tests/benchmarks/kills.sh [ROUNDS] [SEED]
# Per round: no process of the tree alive after 15 s, the recording passes SQLite's integrity check, `soak analyze` reads
# it, and how old the newest sample was at the moment of the kill: at most a second may be lost. The target is sampled
# five times a second, so that this age is what was lost and not the wait for the next sample; load windows are a second
# long, so that the newest may have ended a second before what is lost. Needs a Release build and sqlite3.
set -euo pipefail
rounds=${1:-50}
RANDOM=${2:-1}
here=$(cd "$(dirname "$0")/../.." && pwd)
soak=(dotnet "$here/src/SoakHarness.Cli/bin/Release/net10.0/soak.dll")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v sqlite3 >/dev/null || { echo "sqlite3 is missing: apt install sqlite3" >&2; exit 2; }

cat > "$work/scenario.yaml" <<YAML
name: kills
target:
  project: $here/scenarios/targets/LeakZoo/LeakZoo.csproj
  url: http://127.0.0.1:0
  ready: { path: /health, within: 60s }
load:
  simulations: [ { inject: { rate: 50/s, during: 40s } } ]
  requests: [ { name: add, method: POST, path: "/cart?kb=1" } ]
watch:
  every: 200ms
  checkpoint: { every: 3s }
YAML

# Every process below a pid, itself first.
tree() { echo "$1"; local child; for child in $(pgrep -P "$1" || true); do tree "$child"; done; }
named() { local pid; for pid in $(tree "$1"); do tr '\0' ' ' < "/proc/$pid/cmdline" 2>/dev/null | grep -q -- "$2" && { echo "$pid"; return; }; done; }

left=0; broken=0; unread=0; late=0; worst=0; window=0
for ((round = 1; round <= rounds; round++)); do
  out="$work/$round"; mkdir "$out"
  "${soak[@]}" run "$work/scenario.yaml" --out "$out" > "$out/log" 2>&1 &
  harness=$!
  until grep -qs load "$out/log" && ls "$out"/*/recording.db >/dev/null 2>&1; do
    kill -0 "$harness" 2>/dev/null || { echo "round $round: the run ended by itself"; cat "$out/log"; exit 3; }
    sleep 0.2
  done
  sleep "$((RANDOM % 14)).$((RANDOM % 10))"
  all=$(tree "$harness")
  case $((RANDOM % 3)) in
    0) what=harness; victim=$harness ;;
    1) what=sidecar; victim=$(named "$harness" ' collect') ;;
    2) what=target; victim=$(named "$harness" 'LeakZoo.dll' | tail -1) ;;
  esac
  victim=${victim:-$harness}
  killed=$(date +%s.%N)
  kill -9 "$victim" 2>/dev/null || true
  if [[ $what == sidecar ]]; then sleep 4; all="$all $(tree "$harness")"; kill -TERM "$harness" 2>/dev/null || true; fi
  wait "$harness" 2>/dev/null || true
  alive=x
  for ((i = 0; i < 75; i++)); do
    alive=""
    for pid in $all; do [[ -e /proc/$pid && $(awk '{print $3}' "/proc/$pid/stat" 2>/dev/null) != Z ]] && alive+=" $pid"; done
    [[ -z $alive ]] && break
    sleep 0.2
  done
  [[ -z $alive ]] || left=$((left + 1))
  db=$(ls "$out"/*/recording.db)
  [[ $(sqlite3 "$db" 'PRAGMA integrity_check') == ok ]] || broken=$((broken + 1))
  set +e; "${soak[@]}" analyze "$(dirname "$db")" > "$out/verdict" 2>&1; code=$?; set -e
  # So are 5, the machine was too busy to deliver the load, and 130, the run was ended by a signal.
  [[ $code == 0 || $code == 1 || $code == 3 || $code == 4 || $code == 5 || $code == 130 ]] || { unread=$((unread + 1)); cat "$out/verdict"; }
  started=$(date -d "$(sqlite3 "$db" "SELECT value FROM meta WHERE key='started-at'")" +%s.%N)
  age=$(sqlite3 "$db" "SELECT round($killed - $started - max(t)/1000.0, 2) FROM sample JOIN series ON series.id = series
    JOIN source ON source.id = source WHERE metric = 'rss' AND role = 'Target' AND t/1000.0 <= $killed - $started")
  load=$(sqlite3 "$db" "SELECT round($killed - $started - max(t), 2) FROM load_window WHERE t <= $killed - $started")
  awk "BEGIN { exit !($age > 1) }" && late=$((late + 1))
  window=$(awk "BEGIN { print (${load:-0} > $window) ? ${load:-0} : $window }")
  worst=$(awk "BEGIN { print ($age > $worst) ? $age : $worst }")
  printf 'round %d: killed the %s, newest sample %s s old, newest load window %s s, analyze exited with %d, alive:%s\n' "$round" "$what" "$age" "${load:-?}" "$code" "${alive:- none}"
done

echo "$rounds kills: $left left a process, $broken recordings broken, $unread not readable; newest sample at most $worst s old at the kill ($late over 1 s), newest load window at most $window s"
[[ $left == 0 && $broken == 0 && $unread == 0 && $late == 0 ]]
