#!/usr/bin/env bash
# Our transports beside wrk, h2load, hey and autocannon on a Kestrel target: CPU, memory and what was really sent.
# Usage: tests/benchmarks/load.sh [ROUNDS] [SECONDS]; writes Markdown rows to standard output. Tools that are not installed are left out.
# Install: apt-get install wrk nghttp2-client hey; npm install -g autocannon
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-5}
seconds=${2:-10}
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

# run NAME PATTERN-OF-REQUESTS COMMAND...: CPU seconds by the kernel's own account of the process
run() {
    local name=$1 pattern=$2
    shift 2
    if ! command -v "$1" >/dev/null; then
        return
    fi
    /usr/bin/env python3 - "$name" "$pattern" "$work/out" "$@" <<'PY'
import re, resource, subprocess, sys
name, pattern, out, *command = sys.argv[1:]
with open(out, "w") as sink:
    subprocess.run(command, stdout=sink, stderr=subprocess.STDOUT, check=False)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
text = open(out).read()
found = re.search(pattern, text)
requests = int(found.group(1)) if found else 0
cpu = usage.ru_utime + usage.ru_stime
allocated = re.search(r'"allocated_per_request":(\d+)', text)
print(name, requests, round(cpu * 1e6 / requests, 2) if requests else "-", usage.ru_maxrss // 1024,
      allocated.group(1) if allocated else "-", sep="\t", flush=True)
if not requests:
    sys.stderr.write(text)
PY
}

table() {
    /usr/bin/env python3 - "$1" <<'PY'
import statistics, sys
rows = {}
for line in open(sys.argv[1]):
    name, requests, cpu, rss, allocated = line.rstrip("\n").split("\t")
    rows.setdefault(name, []).append((int(requests), float(cpu), int(rss), allocated))
wrk = [r[1] for r in rows.get("wrk", [])]
for name, runs in rows.items():
    cpu = [r[1] for r in runs]
    ratio = f"{statistics.median(c / w for c, w in zip(cpu, wrk)):.2f}" if wrk else "-"
    print(f"| {name} | {statistics.median(r[0] for r in runs):.0f} | {statistics.median(cpu):.1f} ({min(cpu):.1f}-{max(cpu):.1f}) "
          f"| {ratio} | {max(r[2] for r in runs)} | {runs[-1][3]} |")
PY
}

json='"completed":(\d+)'
ours() { run "$1" "$json" "${bench[@]}" drive "$2" "$url" "$3" "$4"; }

start_target
echo "Closed loop, 50 connections, $seconds s, $rounds interleaved rounds:"
echo
echo "| generator | requests (median) | CPU-s per 1M (range) | beside wrk, same round | peak RSS MB | allocated bytes/request |"
echo "|---|---|---|---|---|---|"
for _ in $(seq "$rounds"); do
    run wrk '(\d+) requests in' wrk -t2 -c50 -d"${seconds}s" "$url"
    ours fast fast 50 "$seconds"
    ours http http 50 "$seconds"
    run h2load '(\d+) succeeded' h2load --h1 -t1 -c50 -D "$seconds" "$url"
    run hey '\[200\]\s+(\d+) responses' hey -c 50 -z "${seconds}s" "$url"
    run autocannon '"2xx":(\d+)' autocannon -c 50 -d "$seconds" --json "$url"
done >"$work/closed"
table "$work/closed"

rate_seconds=${RATE_SECONDS:-30}
echo
echo "Constant rate, 5000/s for $rate_seconds s, ${RATE_ROUNDS:-3} rounds:"
echo
echo "| generator | requests (median) | CPU-s per 1M (range) | beside wrk, same round | peak RSS MB | allocated bytes/request |"
echo "|---|---|---|---|---|---|"
for _ in $(seq "${RATE_ROUNDS:-3}"); do
    ours fast fast 5000/s "$rate_seconds"
    ours http http 5000/s "$rate_seconds"
    run "hey -q 100" '\[200\]\s+(\d+) responses' hey -c 50 -q 100 -z "${rate_seconds}s" "$url"
    run "autocannon -R" '"2xx":(\d+)' autocannon -c 50 -R 5000 -d "$rate_seconds" --json "$url"
done >"$work/rate"
table "$work/rate"
stop_target

echo
echo "Stall test: 1000/s for 15 s at a target that stalls for 1 s every 5 s (truth: 15,000 sent, mean 100 ms, p90 500 ms):"
echo
echo '```'
for transport in fast http; do
    start_target stall
    printf '%s ' "$transport"
    "${bench[@]}" drive "$transport" "$url" 1000/s 15
    stop_target
done
echo '```'
