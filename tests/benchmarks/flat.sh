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
    awk '/^VmRSS/ { print $2 }' "/proc/$harness/status" >>"$work/rss" 2>/dev/null || true
    sleep 1
done
wait "$harness" || true
harness=

tail -n 30 "$work/log"
python3 - "$work/rss" "$minutes" <<'PY'
import sys
kib = [int(line) for line in open(sys.argv[1])]
minutes = float(sys.argv[2])
# Start and end of the process are no part of the load: 10 s of warm-up and what comes before it, the report after it.
load = kib[20:20 + int(minutes * 60)]
for at in range(0, len(load), 60):
    part = load[at:at + 60]
    print(f"minute {at // 60 + 1}: {min(part) / 1024:.1f} to {max(part) / 1024:.1f} MiB")
last = load[-(len(load) // 3):]
tenth = max(1, len(last) // 10)
growth = (min(last[-tenth:]) - min(last[:tenth])) / 1024
print(f"The last {len(last) / 60:.1f} minutes: grew by {growth:.2f} MiB, highest {max(last) / 1024:.1f} MiB")
PY
