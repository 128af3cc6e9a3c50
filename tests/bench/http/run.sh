#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Recordings and metadata from durus-mediaserver against nginx on the same machine, in one run (F1, F3).
# usage: run.sh BUILD_DIR      SECONDS_EACH=3 ROUNDS=3 in the environment make it longer or shorter
#
# Peers: for recordings the better of nginx with tcp_nopush on and off (sendfile and an open file cache in both);
# for metadata nginx answering `return 200` with the same bytes. Servers take turns within each round; the best round
# of each counts, which is what disturbs least on a machine that does other things too.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "${1:?usage: run.sh BUILD_DIR}" && pwd)
seconds=${SECONDS_EACH:-3}
rounds=${ROUNDS:-3}
work=$(mktemp -d "${TMPDIR:-/tmp}/durus-bench-http-XXXXXX")
children=()
# nginx started by root reads as nobody.
chmod 755 "$work"

finish() {
    for pid in "${children[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

need() {
    command -v "$1" >/dev/null || { echo "the benchmark needs $1: run './dev setup'" >&2; exit 1; }
}
need nginx
need wrk
need curl

little_endian() { # NUMBER BYTES
    local number=$1 i
    for ((i = 0; i < $2; ++i)); do
        # shellcheck disable=SC2059 # the format is what is made here
        printf "\\x$(printf %02x $((number >> (8 * i) & 255)))"
    done
}

# A WAV file of exactly 1 MiB: noise, 16 kHz, one channel.
make_recording() {
    local data=$((1024 * 1024 - 44))
    {
        printf RIFF; little_endian $((data + 36)) 4; printf 'WAVEfmt '; little_endian 16 4
        little_endian 1 2; little_endian 1 2; little_endian 16000 4; little_endian 32000 4; little_endian 2 2
        little_endian 16 2; printf data; little_endian "$data" 4; head -c "$data" /dev/urandom
    } >"$1"
}

start_ours() {
    "$build/bin/durus-make-library" "$work/data" --catalogue "$work/noise.wav" >"$work/slug"
    "$build/bin/durus-mediaserver" --data "$work/data" --listen 127.0.0.1:0 >"$work/ready" 2>"$work/errors" &
    children+=($!)
    for _ in $(seq 100); do
        [ -s "$work/ready" ] && break
        sleep 0.1
    done
    ours=$(sed -n 's/^ready //p' "$work/ready")
    [ -n "$ours" ] || { cat "$work/errors" >&2; exit 1; }
}

nginx_server() { # PORT NOPUSH
    cat <<EOF
  server {
    listen 127.0.0.1:$1; root $work/www; tcp_nopush $2;
    location = /json { default_type application/json; return 200 '$(<"$work/json")'; }
  }
EOF
}

start_nginx() {
    local port
    mkdir -p "$work/www"
    cp "$work/noise.wav" "$work/www/noise.wav"
    for _ in $(seq 5); do
        port=$((20000 + RANDOM % 20000))
        cat >"$work/nginx.conf" <<EOF
worker_processes 2; daemon off; pid $work/nginx.pid; error_log $work/nginx.log;
events { worker_connections 4096; }
http {
  access_log off; sendfile on; keepalive_requests 1000000000; open_file_cache max=64;
  types { audio/wav wav; }
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
  uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
$(nginx_server $port on)
$(nginx_server $((port + 1)) off)
}
EOF
        nginx -c "$work/nginx.conf" 2>/dev/null &
        local pid=$!
        for _ in $(seq 50); do
            kill -0 "$pid" 2>/dev/null || break
            if curl -sfo /dev/null "http://127.0.0.1:$((port + 1))/noise.wav"; then
                children+=("$pid")
                nginx_on="http://127.0.0.1:$port"
                nginx_off="http://127.0.0.1:$((port + 1))"
                return
            fi
            sleep 0.1
        done
        kill "$pid" 2>/dev/null || true
    done
    tail -3 "$work/nginx.log" >&2
    exit 1
}

rate() { # CONNECTIONS SCRIPT URL: prints requests per second
    local arguments=()
    [ -z "$2" ] || arguments=(-s "$here/$2")
    wrk -t2 -c"$1" -d"${seconds}s" "${arguments[@]}" "$3" >"$work/wrk" 2>&1
    if grep -q -e 'Non-2xx' -e 'Socket errors' "$work/wrk"; then
        { echo "errors from $3:"; cat "$work/wrk"; } >&2
    fi
    awk '/^Requests\/sec:/ {print $2}' "$work/wrk"
}

larger() { awk -v a="$1" -v b="$2" 'BEGIN {print (a > b) ? a : b}'; }

results=()
compare() { # NAME CONNECTIONS SCRIPT TARGET OURS_URL PEER_URL...
    local name=$1 connections=$2 script=$3 target=$4 own=$5 own_best=0 peer_best=0 peer
    shift 5
    for _ in $(seq "$rounds"); do
        own_best=$(larger "$own_best" "$(rate "$connections" "$script" "$own")")
        for peer in "$@"; do peer_best=$(larger "$peer_best" "$(rate "$connections" "$script" "$peer")"); done
    done
    local ratio
    ratio=$(awk -v a="$own_best" -v b="$peer_best" 'BEGIN {printf "%.2f", a / b}')
    printf '%-14s %11s %12.0f %12.0f %7s %8s\n' "$name" "$connections" "$own_best" "$peer_best" "$ratio" ">= $target"
    results+=("{\"case\":\"$name\",\"connections\":$connections,\"ours\":$own_best,\"nginx\":$peer_best,\"ratio\":$ratio,\"target\":$target}")
}

make_recording "$work/noise.wav"
start_ours
recording=$ours$(curl -sf "$ours/api/audio/listings/$(<"$work/slug")/stream" | sed -E 's|.*(/audio/[^"]+).*|\1|')
# nginx takes no word of its configuration longer than 4 KiB.
metadata="$ours/api/listings/recent?limit=2"
curl -sf "$metadata" >"$work/json"
if grep -q "[\$']" "$work/json"; then echo "the sample holds what nginx would take for its own" >&2; exit 1; fi
start_nginx
cmp -s <(curl -sf "$recording") <(curl -sf "$nginx_on/noise.wav") || { echo "the servers answer with different bytes" >&2; exit 1; }
cmp -s <(curl -sf "$metadata") <(curl -sf "$nginx_on/json") || { echo "the servers answer with different JSON" >&2; exit 1; }

printf '%-14s %11s %12s %12s %7s %8s\n' case connections 'ours req/s' 'nginx req/s' ratio target
for connections in 16 256; do
    compare file-1MiB "$connections" "" 1.0 "$recording" "$nginx_on/noise.wav" "$nginx_off/noise.wav"
    compare range-64KiB "$connections" ranges.lua 1.0 "$recording" "$nginx_on/noise.wav" "$nginx_off/noise.wav"
    compare metadata "$connections" "" 0.8 "$metadata" "$nginx_on/json" "$nginx_off/json"
done

mkdir -p "$build/bench"
(IFS=,; printf '{"bench":"http","seconds":%s,"rounds":%s,"results":[%s]}\n' "$seconds" "$rounds" "${results[*]}") | tee "$build/bench/http.json"
