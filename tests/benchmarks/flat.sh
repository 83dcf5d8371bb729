#!/usr/bin/env bash
# Is the generator's memory flat? `soak run` sends 2,000 requests a second of 20 kinds to a Kestrel target, and its own memory is read once a second:
#   tests/benchmarks/flat.sh [MINUTES] [TRANSPORT]
# Prints the resident memory minute by minute and how much it grew in the last third (10 of 30 minutes): the lowest value of its last tenth less that
# of its first tenth. Needs a Release build.
set -euo pipefail
minutes=${1:-30}
transport=${2:-fast}
here=$(cd "$(dirname "$0")/../.." && pwd)
soak=(dotnet "$here/src/SoakHarness.Cli/bin/Release/net10.0/soak.dll")
bench="$here/tests/benchmarks/load/bin/Release/net10.0/SoakHarness.LoadBench.dll"
work=$(mktemp -d)
harness=
trap 'if [ -n "$harness" ]; then kill -INT "$harness" 2>/dev/null || true; wait "$harness" 2>/dev/null || true; fi; rm -rf "$work"' EXIT
[[ -f $bench ]] || dotnet build -c Release --nologo -v q "$here/tests/benchmarks/load" >&2

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
{
    cat <<YAML
name: flat
target:
  command: [dotnet, $bench, serve, "$port"]
  url: http://127.0.0.1:$port
load:
  warm-up: 10s
  transport: $transport
  simulations: [ { inject: { rate: 2000/s, during: ${minutes}m } } ]
  requests:
YAML
    for i in $(seq 20); do echo "    - { name: step-$i, path: /$i }"; done
    echo "watch: { every: 5s, heap-snapshots: 0 }"
} >"$work/flat.yaml"

"${soak[@]}" run "$work/flat.yaml" --out "$work/runs" >"$work/log" 2>&1 &
harness=$!
while kill -0 "$harness" 2>/dev/null; do
    # Moment, resident memory, and the part of it that is no file's.
    awk -v now="$(date +%s.%N)" '/^(VmRSS|RssAnon)/ { line = line " " $2 } END { if (line) print now line }' \
        "/proc/$harness/status" >>"$work/rss" 2>/dev/null || true
    sleep 1
done
wait "$harness" || true
harness=

tail -n 30 "$work/log"
python3 - "$work/rss" "$minutes" "$work"/runs/*/recording.db <<'PY'
import datetime, sqlite3, sys
minutes = float(sys.argv[2])
recording = sqlite3.connect(sys.argv[3])
# The load counts from the end of its warm-up; the recording knows when that was.
[(started,)] = recording.execute("SELECT value FROM meta WHERE key = 'started-at'")
[(begin,)] = recording.execute("SELECT min(t - seconds) FROM load_window WHERE NOT warm_up")
begin += datetime.datetime.fromisoformat(started.replace("Z", "+00:00")).timestamp()
rows = [[float(value) for value in line.split()] for line in open(sys.argv[1])]
load = [(t - begin, rss / 1024, anonymous / 1024) for t, rss, anonymous in rows if 0 <= t - begin < minutes * 60]
for minute in range(int(minutes) + 1):
    part = [row for row in load if row[0] // 60 == minute]
    if part:
        rss, anonymous = [row[1] for row in part], [row[2] for row in part]
        print(f"minute {minute + 1}: {min(rss):.2f} to {max(rss):.2f} MiB, anonymous {min(anonymous):.2f} to {max(anonymous):.2f} MiB")
last = [row[1] for row in load[-(len(load) // 3):]]
tenth = max(1, len(last) // 10)
growth = min(last[-tenth:]) - min(last[:tenth])
print(f"The last {minutes / 3:.1f} minutes: grew by {growth:.2f} MiB, highest {max(last):.1f} MiB")
PY
