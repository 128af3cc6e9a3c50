#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the fuzzers, replays their corpora and fuzzes on from there: as many at once as there are cores.
# run.sh [NAME] [--minutes M | --seconds S]     a minute each unless it is said otherwise; 0 only replays
# New inputs are kept in build/fuzz/corpus, those that broke something in build/fuzz/found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=60
names=()
while [ $# -gt 0 ]; do
    case "$1" in
    --minutes | --seconds)
        [[ "${2:-}" =~ ^[0-9]+$ ]] || { echo "fuzz: $1 needs a number" >&2; exit 2; }
        seconds=$2
        [ "$1" = --seconds ] || seconds=$((seconds * 60))
        shift
        ;;
    *)
        [ -e "tests/fuzz/$1Fuzz.cpp" ] || {
            echo "fuzz: there is no fuzzer '$1'; there are:" tests/fuzz/*Fuzz.cpp >&2
            exit 2
        }
        names+=("$1")
        ;;
    esac
    shift
done
if [ "${#names[@]}" -eq 0 ]; then
    for file in tests/fuzz/*Fuzz.cpp; do
        name=${file##*/}
        names+=("${name%Fuzz.cpp}")
    done
fi

began=$SECONDS
command -v clang++-14 >/dev/null || { echo "fuzz: there is no clang++-14; run ./dev setup" >&2; exit 1; }
[ -e build/fuzz/build.ninja ] || cmake --preset fuzz >/dev/null
mkdir -p build/fuzz/found
cmake --build build/fuzz -j "$(nproc)" --target "${names[@]/%/Fuzz}" >build/fuzz/found/build.log 2>&1 || {
    grep -A8 -E 'FAILED|error' build/fuzz/found/build.log | head -60
    exit 1
}
echo "built in $((SECONDS - began)) s"

fuzz_one() { # NAME SECONDS: one line about it, or its whole output if it broke something
    local name=$1 log="build/fuzz/found/$1.log" dictionary=() kept="build/fuzz/corpus/$1" own="tests/fuzz/corpus/$1"
    local program="build/fuzz/bin/$1Fuzz"
    [ ! -e "tests/fuzz/$name.dict" ] || dictionary=(-dict="tests/fuzz/$name.dict")
    mkdir -p "$kept"
    local common=(-timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=256 "-artifact_prefix=build/fuzz/found/$name-")
    if "$program" "${common[@]}" -runs=0 "$own" >"$log" 2>&1 &&
        { [ "$2" -eq 0 ] || "$program" "${common[@]}" "${dictionary[@]}" -max_len=4096 -max_total_time="$2" \
            -print_final_stats=1 "$kept" "$own" >"$log" 2>&1; }; then
        echo "$name: $(find "$own" -type f | wc -l) inputs replayed, $(sed -n 's/stat::number_of_executed_units: *//p' "$log") more tried"
        return
    fi
    grep -vE '^#[0-9]+\s' "$log" | tail -60
    local found
    found=$(sed -n 's/.*Test unit written to //p' "$log" | tail -1)
    # A replay writes no copy of an input that is there already.
    [ -n "$found" ] || found=$(sed -n 's/^Running: //p' "$log" | tail -1)
    echo "$name: BROKEN by ${found:-an input of $own}"
    echo "replay: $program ${found:-$own/*}"
    return 1
}
export -f fuzz_one
printf '%s\n' "${names[@]}" | xargs -P "$(nproc)" -I NAME bash -c "fuzz_one NAME $seconds" || exit 1
