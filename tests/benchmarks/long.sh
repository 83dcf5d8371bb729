#!/usr/bin/env bash
# Watches a target under 1,000 requests a second for half an hour and prints what the sidecar's memory did and how large the recording became:
#   tests/benchmarks/long.sh [MINUTES] [RATE] [FOLDER]
# All figures are readings from the recording. The sidecar's RSS is read once a second; its growth over the last third is the difference between
# the medians of that third's first and last minute. Needs a Release build and sqlite3 (apt install sqlite3).
set -euo pipefail
minutes=${1:-30}
rate=${2:-1000}
here=$(cd "$(dirname "$0")/../.." && pwd)
work=${3:-$(mktemp -d)}
command -v sqlite3 >/dev/null || { echo "sqlite3 is missing: apt install sqlite3" >&2; exit 2; }

# Copies, so that a build beside the long run does not change what runs.
mkdir -p "$work"
cp -r "$here/src/SoakHarness.Cli/bin/Release/net10.0" "$work/soak"
cp -r "$here/scenarios/targets/LeakZoo/bin/Release/net10.0" "$work/zoo"

cat > "$work/long.yaml" <<YAML
name: long
target:
  command: [dotnet, $work/zoo/LeakZoo.dll]
  url: http://127.0.0.1:0
  ready: { path: /health, within: 60s }
load:
  warm-up: 30s
  simulations: [ { inject: { rate: $rate/s, during: ${minutes}m } } ]
  requests: [ { name: add, method: POST, path: "/cart/fixed?kb=1" } ]
YAML
code=0
dotnet "$work/soak/soak.dll" run "$work/long.yaml" --out "$work/out" > "$work/log" 2>&1 || code=$?
tail -3 "$work/log"
db=$(ls "$work"/out/*/recording.db)
size=$(stat -c %s "$db")

ask() { sqlite3 -noheader "$db" "$1"; }
series="SELECT series.id FROM series JOIN source ON source.id = source WHERE role = 'Sidecar' AND metric"
median() { # of the sidecar's RSS between two moments, in MB
  ask "SELECT printf('%.2f', avg(value) / 1e6) FROM (SELECT value, row_number() OVER (ORDER BY value) AS n, count(*) OVER () AS c
    FROM sample WHERE series IN ($series = 'rss') AND t >= $1 AND t < $2) WHERE n IN ((c + 1) / 2, (c + 2) / 2)"
}
end=$(ask "SELECT cast(1000 * max(t) AS INTEGER) FROM load_window")
third=$((minutes * 60000 / 3))
early=$(median 60000 120000); before=$(median $((end - third)) $((end - third + 60000))); after=$(median $((end - 60000)) $((end + 1)))
cpu=$(ask "SELECT printf('%.2f', 100 * (max(value) - min(value)) / ((max(t) - min(t)) / 1000.0)) FROM sample WHERE series IN ($series = 'cpu')")
samples=$(ask "SELECT count(*) FROM sample")
pages=$(ask "SELECT sum(pgsize) FROM dbstat WHERE name = 'sample'")
completed=$(ask "SELECT sum(completed) FROM load_window WHERE step = ''")
cat <<TEXT
$minutes min at $rate requests/s: $completed completed, exit code $code
sidecar RSS (median of a minute): $early MB after the first, $before MB at the start and $after MB at the end of the last $((minutes / 3)) min: \
$(awk "BEGIN { printf \"%+.2f\", $after - $before }") MB
sidecar CPU: $cpu % of a core
recording: $size bytes; $samples samples in $pages bytes of pages: $(awk "BEGIN { printf \"%.1f\", $pages / $samples }") bytes a sample
the rest: $(ask "SELECT group_concat(name || ' ' || size, ', ') FROM (SELECT name, sum(pgsize) AS size FROM dbstat WHERE name != 'sample' GROUP BY name HAVING size > 8192)")
TEXT
awk "BEGIN { exit !($after - $before < 1) }"
