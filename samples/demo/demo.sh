#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The whole promise on real audio: pull, download, play, lose the connection, act, be killed, come back, settle.
# usage: demo.sh BUILD_DIR [--once]
set -euo pipefail
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
samples=$(dirname "$here")
build=$(cd "$1" && pwd)
once=${2:-}
bin=$build/bin
box=$(mktemp -d "${TMPDIR:-/tmp}/durus-demo-XXXXXX")
declare -A started=()
listener=aisha
token=demo-token-$RANDOM$RANDOM$RANDOM

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
fail() {
    printf 'demo: %s\n' "$*" >&2
    exit 1
}

# shellcheck disable=SC2317  # called by the trap
clean_up() {
    local pid
    for pid in "${!started[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$box"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

ctl() { "$bin/durusctl" --data "$box/data" "$@"; }
ctl_json() { ctl --json "$@"; }

# start NAME COMMAND...: runs a server in the background and waits for its "ready URL"; sets $pid and $url.
start() {
    local name=$1
    shift
    : >"$box/$name.out"
    "$@" >"$box/$name.out" 2>>"$box/$name.log" &
    pid=$!
    started[$pid]=$name
    url=$(timeout 20 sed -n '/^ready /{s/^ready //p;q}' <(tail -n +1 -f --pid=$pid "$box/$name.out" 2>/dev/null)) || true
    [ -n "$url" ] || { cat "$box/$name.log" >&2; fail "$name did not start"; }
}

stop() {
    unset "started[$1]"
    kill "$2" "$1"
    wait "$1" 2>/dev/null || true
}

start_backend() {
    start backend "$bin/durus-reference-backend" --listen "127.0.0.1:${1:-0}" --database "$box/backend.db" \
        --library "$samples/library/audio" --token "$listener=$token" \
        --tls-cert "$box/tls/server.pem" --tls-key "$box/tls/server.key"
    backend_pid=$pid backend_url=$url
}

backend_says() { curl -sS --fail --cacert "$box/tls/ca.pem" -H "Authorization: Bearer $token" "$backend_url$1"; }

# play SLUG SECONDS LOG: plays in the background and waits until the player reports that position.
play_until() {
    local slug=$1 until_ms=$2 log=$3
    "$bin/durusctl" --data "$box/data" --json play "$slug" --output null >"$log" 2>>"$box/player.log" &
    player_pid=$!
    started[$player_pid]=player
    # shellcheck disable=SC2016  # $until is jq's
    timeout 60 jq -n --unbuffered --argjson until "$until_ms" \
        'first(inputs | select((.positionMs // 0) >= $until)) | .positionMs' \
        <(tail -n +1 -f --pid=$player_pid "$log" 2>/dev/null) >"$box/heard" || fail "the player went quiet; see $log"
}

say "1  A backend with real recordings, its own certificate authority, HTTPS"
bash "$samples/reference-backend/make-certificates.sh" "$box/tls" >/dev/null 2>&1
start_backend
backend_port=${backend_url##*:}
echo "   $backend_url"

say "2  A box that knows it: catalogue, downloads"
printf '%s\n' "$token" >"$box/token"
chmod 600 "$box/token"
ctl backend add platform --codec platform --url "$backend_url" --ca "$box/tls/ca.pem"
ctl account add "$listener" --backend platform --token-file "$box/token"
ctl catalog pull
ctl download --all
ctl list

start mediaserver "$bin/durus-mediaserver" --data "$box/data" --listen 127.0.0.1:0
page=$url
say "3  The room can listen: $page"

mapfile -t slugs < <(ctl_json list --playable | jq -r '.listings | sort_by(-.durationMs) | .[].slug')
[ "${#slugs[@]}" -ge 4 ] || fail "expected at least four lectures, found ${#slugs[@]}"
first=${slugs[0]} second=${slugs[1]} third=${slugs[2]} fourth=${slugs[3]}

say "4  Online: $first plays from the local server"
play_until "$first" 7000 "$box/first.jsonl"
stop "$player_pid" -TERM
echo "   heard from $(jq -rs '.[-1].uri' "$box/first.jsonl")"
ctl sync --now

say "5  The connection goes. The listener goes on"
stop "$backend_pid" -KILL
ctl favorite "$second"
ctl complete "$third"
ctl sync --now || echo "   (as it should: nothing is lost, it waits)"

say "6  $fourth plays, and the player is killed with -9 in mid-sentence"
play_until "$fourth" 7000 "$box/fourth.jsonl"
stop "$player_pid" -KILL
heard=$(jq -s 'map(.positionMs // 0) | max' "$box/fourth.jsonl")
resume=$(ctl_json progress "$fourth" | jq '.progress[0].positionMs')
echo "   heard up to $((heard / 1000)) s, would resume at $((resume / 1000)) s"
ctl outbox list

say "7  The connection returns"
start_backend "$backend_port"
ctl sync --now

say "8  What was done, and what the backend holds"
backend_says /audio/progress >"$box/progress.json"
backend_says /me/library/saved/delta >"$box/saved.json"
disagree=0

# row ACTION SLUG EXPECTED JQ FILE: the filter picks the backend's rows of that listing.
row() {
    local action=$1 slug=$2 expected=$3 filter=$4 file=$5 id found verdict=yes
    id=$(ctl_json list | jq -r --arg slug "$slug" '.listings[] | select(.slug == $slug) | .id')
    found=$(jq -r --arg id "$id" "[.[] | select(.listingId == \$id) | $filter] | join(\", \")" "$file")
    [ "$found" = "$expected" ] || { verdict=NO; disagree=1; }
    cells "$action" "$slug" "$expected" "${found:-nothing}" "$verdict"
}

# cells A B C D E: one line of the table; letters are counted, not bytes, so that Arabic lines up.
cells() {
    local widths=(26 28 14 19 0) i=0 cell
    printf '   '
    for cell in "$@"; do
        printf '%s%*s' "$cell" $((widths[i] > ${#cell} ? widths[i] - ${#cell} : 1)) ''
        i=$((i + 1))
    done
    printf '\n'
}

cells action lecture "the box says" "the backend holds" agree
position_of() { ctl_json progress "$1" | jq -r '.progress[0].positionMs / 1000 | floor | "\(.) s"'; }
row "played, online" "$first" "$(position_of "$first")" '"\(.positionSeconds) s"' "$box/progress.json"
row "favourite, offline" "$second" "saved" 'if .deletedAt then "removed" else "saved" end' "$box/saved.json"
row "completed, offline" "$third" "completed" 'if .completedAt then "completed" else "open" end' "$box/progress.json"
row "played, offline, kill -9" "$fourth" "$(position_of "$fourth")" '"\(.positionSeconds) s"' "$box/progress.json"

pending=$(ctl_json status | jq '[.accounts[].pending] | add')
behind=$((heard - resume))
echo
echo "   still pending: $pending      resume position behind what was heard: $((behind / 1000)).$((behind / 100 % 10)) s"
[ "$pending" -eq 0 ] || disagree=1
[ "$behind" -le 6000 ] || disagree=1
[ "$disagree" -eq 0 ] || fail "the backend disagrees"
echo "   all there, once"

if [ "$once" != --once ]; then
    say "The page stays open at $page/ until Ctrl-C"
    wait
fi
