#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# kill -9 at random moments, as often as asked. usage: run.sh BUILD_DIR [--kills N] [--seed N]
set -euo pipefail
build=$(cd "$1" && pwd)
shift
export DURUS_KILLS=200
while [ $# -gt 0 ]; do
    case "$1" in
    --kills) export DURUS_KILLS=$2 ;;
    --seed) export DURUS_SEED=$2 ;;
    *) echo "usage: ./dev faults [--kills N] [--seed N]" >&2; exit 2 ;;
    esac
    shift 2
done
DURUS_BUILD_DIR=$build DURUS_SOURCE_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd) \
    exec "$build/bin/faults_tests" KillPlayTest
