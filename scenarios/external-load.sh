#!/usr/bin/env bash
# A load generator that is not the harness's: posts 25 times a second with curl and writes what JMeter would write (JTL
# as CSV). Usage: external-load.sh SECONDS, with SOAK_URL and SOAK_RESULTS in the environment.
set -euo pipefail

echo "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes" > "$SOAK_RESULTS"
began=${EPOCHREALTIME/./}
for ((i = 0; i < 25 * $1; i++)); do
  wait_us=$((began + i * 40000 - ${EPOCHREALTIME/./}))
  if ((wait_us > 0)); then sleep "$(printf '0.%06d' "$wait_us")"; fi
  now=${EPOCHREALTIME/./}
  read -r code seconds bytes < <(curl -s -o /dev/null -X POST -w '%{http_code} %{time_total} %{size_download}\n' "$SOAK_URL/cart?kb=1") || true
  success=$([[ $code == 2?? ]] && echo true || echo false)
  printf '%s,%.0f,add-to-cart,%s,,curl,text,%s,,%s\n' $((now / 1000)) "${seconds}e3" "$code" "$success" "$bytes" >> "$SOAK_RESULTS"
done
