#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Random histories and kills, as many as asked.
# usage: run.sh BUILD_DIR [--hours H | --histories N] [--kills N] [--seed N]
set -euo pipefail
build=$(cd "$1" && pwd)
shift
histories='' kills=''
while [ $# -gt 0 ]; do
    case "$1" in
    --hours) DURUS_SECONDS=$(awk -v hours="$2" 'BEGIN { print int(hours * 3600) }') && export DURUS_SECONDS && histories=1 ;;
    --histories) export DURUS_HISTORIES=$2 && histories=1 ;;
    --kills) export DURUS_KILLS=$2 && kills=1 ;;
    --seed) export DURUS_SEED=$2 ;;
    *)
        echo "usage: ./dev faults [--hours H | --histories N] [--kills N] [--seed N]" >&2
        exit 2
        ;;
    esac
    shift 2
done
if [ -z "$histories$kills" ]; then
    export DURUS_HISTORIES=1000 DURUS_KILLS=50
    histories=1 kills=1
fi
DURUS_BUILD_DIR=$build
DURUS_SOURCE_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export DURUS_BUILD_DIR DURUS_SOURCE_DIR
# In memory where there is some: a history dies between transactions, and needs no disk for that.
memory=${TMPDIR:-/dev/shm}
[ -w "$memory" ] || memory=/tmp
[ -z "$histories" ] || TMPDIR=$memory "$build/bin/histories_tests" \
    RandomHistoriesTest/RandomHistoriesTest::everyPromiseHolds
[ -z "$kills" ] || "$build/bin/faults_tests" KillPlayTest
