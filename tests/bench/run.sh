#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures against peers in one run and prints ratios. usage: run.sh BUILD_DIR [http|playback|store]
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

ran=0
run http "bytes and metadata against nginx (F1, F3)" "$here/http/run.sh" "$build"
run playback "processor time and time to first audio against bare libVLC (F7)" \
    "$build/bin/durus-bench-playback" "$(dirname "$(dirname "$here")")/samples/library/audio"
run store "recording against raw SQLite, and as history grows (F5, F8)" "$build/bin/durus-bench-store"
[ "$ran" -eq 1 ] || {
    echo "there is no bench '$name'; there are http, playback and store" >&2
    exit 2
}
