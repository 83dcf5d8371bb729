#!/usr/bin/env bash
# Measures what one call of each leaking case really adds to the heap, and writes rates.csv, from which generate.sh takes expect-rate.
# Nothing of SoakHarness takes part: the target's own runtime counts. N calls one after another, a full collection before and after,
# and the difference divided by N: GC.GetTotalMemory(true) in .NET, HeapAlloc of /debug/pprof/heap?gc=1 in Go. The payload is a part
# of it; the rest is headers, the objects around it, and the collection that holds them. Cases that add less than 512 bytes are left
# out: those are leaks of something else (handles, threads, native memory) and are judged by that.
# Usage: scenarios/zoo/rates.sh [REGEX of cases] > rates.csv   (needs dotnet, go, curl; takes some minutes)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
only=${1:-.}
calls=${CALLS:-2000}
work=$(mktemp -d)
pid=""
trap '[ -z "$pid" ] || kill "$pid"; rm -rf "$work"' EXIT
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port

dotnet build -c Release -v quiet --nologo "$here/../targets/LeakZoo" >&2
(cd "$here/../targets/gozoo" && go build -o "$work/gozoo" .)

heap() { # go | dotnet
  if [ "$1" = go ]; then
    curl -sf "$url/debug/pprof/heap?gc=1&debug=1" >/dev/null
    curl -sf "$url/debug/pprof/heap?gc=1&debug=1" | sed -n 's/^# HeapAlloc = //p'
  else
    curl -sf "$url/heap"
  fi
}

call() { # path times: curl's own globbing makes one process and one connection of all calls
  curl -sf -o /dev/null -X POST "$url/$1&call=[1-$2]"
}

measure() { # runtime case kb
  [[ $2 =~ $only ]] || return 0
  if [ "$1" = go ]; then PORT=$port "$work/gozoo" >&2 & else
    ASPNETCORE_URLS=$url dotnet "$here/../targets/LeakZoo/bin/Release/net10.0/LeakZoo.dll" >&2 &
  fi
  pid=$!
  curl -sf --retry 100 --retry-delay 0 --retry-all-errors --retry-max-time 60 "$url/health" >/dev/null
  call "$2?kb=$3" 300
  local before after
  before=$(heap "$1")
  call "$2?kb=$3" "$calls"
  after=$(heap "$1")
  kill "$pid"
  wait "$pid" 2>/dev/null || true
  pid=""
  local rate=$(((after - before) / calls))
  echo "$1 $2: $before -> $after" >&2
  [ "$rate" -lt 512 ] || echo "$1,$2,$rate"
}

echo "runtime,case,bytes"
tail -n +2 "$here/cases.csv" | while IFS=, read -r case _ _ _ kb; do
  [[ $kb == *every* ]] || measure dotnet "$case" "$kb"
done
tail -n +2 "$here/go-cases.csv" | while IFS=, read -r case _ _ _ kb; do measure go "$case" "$kb"; done
