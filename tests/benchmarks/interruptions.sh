#!/usr/bin/env bash
# Interrupts runs at random moments, and checks that every request asked for is accounted for:
#   tests/benchmarks/interruptions.sh [ROUNDS] [SEED] [SIDE-BY-SIDE]
# Each round is a Ctrl+C (SIGINT) to the harness, a target killed with -9, or a target that its supervisor starts again,
# under one of four loads: open or closed, by `fast` or `http`. Whole run and every step, in report.json and in the
# recording's windows: sent = completed + failed + timed out + cancelled, asked = sent + never sent (the backlog of the
# last window). Needs a Release build of the solution and python3.
set -euo pipefail
rounds=${1:-100}
seed=${2:-1}
beside=${3:-2}
here=$(cd "$(dirname "$0")/../.." && pwd)
bench="$here/tests/benchmarks/load/bin/Release/net10.0/SoakHarness.LoadBench.dll"
[[ -f $bench ]] || dotnet build -c Release --nologo -v q "$here/tests/benchmarks/load" >&2
exec python3 "$here/tests/benchmarks/interruptions.py" "$rounds" "$seed" "$beside" \
    "$here/src/SoakHarness.Cli/bin/Release/net10.0/soak.dll" "$bench"
