#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures against peers in one run and prints ratios. usage: run.sh BUILD_DIR [http|library|playback|store|sync]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "$1" && pwd)
name=${2:-all}

run() { # NAME TITLE COMMAND...
    local wanted=$1 title=$2
    shift 2
    [ "$name" = all ] || [ "$name" = "$wanted" ] || return 0
    ran=1
    printf '\n== %s: %s\n' "$wanted" "$title"
    "$@"
}

sync() {
    local work status=0
    work=$(mktemp -d)
    sh "$here/../../samples/reference-backend/make-certificates.sh" "$work" >/dev/null 2>&1
    "$build/bin/durus-bench-sync" "$work" "$build/lib/durus/plugins" || status=$?
    rm -rf "$work"
    return "$status"
}

ran=0
run http "bytes and metadata against nginx (F1, F3)" "$here/http/run.sh" "$build"
run library "100,000 lectures: start, memory, search, and a room of 200 listeners (F4)" \
    "$build/bin/durus-bench-library" "$build/bin" "$(dirname "$(dirname "$here")")/samples/library/audio/patience-2-small-steps.ogg"
run playback "processor time and time to first audio against bare libVLC (F7)" \
    "$build/bin/durus-bench-playback" "$(dirname "$(dirname "$here")")/samples/library/audio"
run store "recording against raw SQLite, and as history grows (F5, F8)" "$build/bin/durus-bench-store"
run sync "a drain against one ideal POST (F6), what collapsing leaves, bytes of an hour" sync
[ "$ran" -eq 1 ] || {
    echo "there is no bench '$name'; there are http, library, playback, store and sync" >&2
    exit 2
}
