#!/usr/bin/env bash
# Our transports beside wrk, h2load, hey and autocannon on a Kestrel target: CPU, memory and what was really sent.
# Usage: tests/benchmarks/load.sh [ROUNDS] [SECONDS]; prints one Markdown table; at most 9 minutes. Tools that are not installed are left out.
# RATE_ROUNDS (1) and RATE_SECONDS (30) set the part at a constant rate.
# Install: apt-get install wrk nghttp2-client hey; npm install -g autocannon
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-5}
seconds=${2:-5}
port=${PORT:-5973}
url=http://127.0.0.1:$port/plaintext
work=$(mktemp -d)
target=
trap 'if [ -n "$target" ]; then kill "$target" 2>/dev/null || true; fi; rm -rf "$work"' EXIT

dotnet build -c Release --nologo -v q load >&2
bench=(dotnet load/bin/Release/net10.0/SoakHarness.LoadBench.dll)

start_target() {
    "${bench[@]}" serve "$port" "$@" >&2 &
    target=$!
    for _ in $(seq 100); do
        if curl -sf -o /dev/null "$url"; then return; fi
        sleep 0.1
    done
    echo "the target did not start on port $port" >&2
    exit 1
}

stop_target() {
    kill "$target"
    wait "$target" 2>/dev/null || true
    target=
}

# run LOAD NAME PATTERN-OF-REQUESTS COMMAND...: CPU seconds by the kernel's own account of the process
run() {
    local load=$1 name=$2 pattern=$3
    shift 3
    if ! command -v "$1" >/dev/null; then
        return
    fi
    /usr/bin/env python3 - "$load" "$name" "$pattern" "$work/out" "$@" <<'PY' >>"$work/rows"
import re, resource, subprocess, sys
load, name, pattern, out, *command = sys.argv[1:]
with open(out, "w") as sink:
    subprocess.run(command, stdout=sink, stderr=subprocess.STDOUT, check=False)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
text = open(out).read()
found = re.search(pattern, text)
requests = int(found.group(1)) if found else 0
if not requests:
    sys.exit(f"{load}, {name}: no requests\n{text}")
def ours(key):
    value = re.search(f'"{key}":([\\d.]+)', text)
    return value.group(1) if value else "-"
print(load, name, requests, (usage.ru_utime + usage.ru_stime) * 1e6 / requests, usage.ru_maxrss * 1024 / 1e6,
      ours("asked"), ours("allocated_per_request"), ours("mean_ms"), ours("p90_ms"), ours("p99_ms"), sep="\t")
PY
}

table() {
    /usr/bin/env python3 - "$work/rows" <<'PY'
import statistics, sys
rows = {}
for line in open(sys.argv[1]):
    load, name, *values = line.rstrip("\n").split("\t")
    rows.setdefault((load, name), []).append(values)
print("| load | generator | rounds | requests (median) | asked | CPU-s per 1M (range) | beside wrk, same round | peak RSS MB "
      "| allocated bytes/request | mean, p90, p99 ms (last round) |")
print("|---|---|---|---|---|---|---|---|---|---|")
for (load, name), runs in rows.items():
    cpu = [float(r[1]) for r in runs]
    wrk = [float(r[1]) for r in rows.get((load, "wrk"), [])]
    ratios = [c / w for c, w in zip(cpu, wrk)]
    beside = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})" if ratios else "-"
    print(f"| {load} | {name} | {len(runs)} | {statistics.median(int(r[0]) for r in runs):.0f} | {runs[-1][3]} "
          f"| {statistics.median(cpu):.1f} ({min(cpu):.1f}-{max(cpu):.1f}) | {beside} | {max(float(r[2]) for r in runs):.0f} "
          f"| {runs[-1][4]} | {', '.join(runs[-1][5:])} |")
PY
}

ours() { run "$1" "$2" '"completed":(\d+)' "${bench[@]}" drive "$2" "$url" "$3" "$4"; }

start_target
closed="closed, 50 connections, $seconds s"
for _ in $(seq "$rounds"); do
    run "$closed" wrk '(\d+) requests in' wrk -t2 -c50 -d"${seconds}s" "$url"
    ours "$closed" fast 50 "$seconds"
    ours "$closed" http 50 "$seconds"
    run "$closed" h2load '(\d+) succeeded' h2load --h1 -t1 -c50 -D "$seconds" "$url"
    run "$closed" hey '\[200\]\s+(\d+) responses' hey -c 50 -z "${seconds}s" "$url"
    run "$closed" autocannon '"2xx":(\d+)' autocannon -c 50 -d "$seconds" --json "$url"
done

rate_seconds=${RATE_SECONDS:-30}
open="5000/s for $rate_seconds s"
for _ in $(seq "${RATE_ROUNDS:-1}"); do
    ours "$open" fast 5000/s "$rate_seconds"
    ours "$open" http 5000/s "$rate_seconds"
    run "$open" "hey -q 100" '\[200\]\s+(\d+) responses' hey -c 50 -q 100 -z "${rate_seconds}s" "$url"
    run "$open" "autocannon -R" '"2xx":(\d+)' autocannon -c 50 -R 5000 -d "$rate_seconds" --json "$url"
done
stop_target

# The truth of the stall test: 15,000 sent, mean 100 ms, p90 500 ms.
for transport in fast http; do
    start_target stall
    ours "1000/s for 15 s, stalled for 1 s every 5 s" "$transport" 1000/s 15
    stop_target
done
table
