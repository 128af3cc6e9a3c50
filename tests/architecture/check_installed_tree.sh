#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs into a fresh folder, then builds and runs samples/embed against that folder only.
# usage: check_installed_tree.sh BUILD_DIR SOURCE_DIR CMAKE
set -euo pipefail
build=$1 source=$2 cmake=$3
stage=$(mktemp -d "${TMPDIR:-/tmp}/durus-stage-XXXXXX")
trap 'rm -rf "$stage"' EXIT

"$cmake" --install "$build" --prefix "$stage/usr" >"$stage/install.log"
cp -r "$source/samples/embed" "$stage/embed"
"$cmake" -S "$stage/embed" -B "$stage/build" -G Ninja -DCMAKE_PREFIX_PATH="$stage/usr" -DCMAKE_BUILD_TYPE=Release >"$stage/configure.log" ||
    { cat "$stage/configure.log"; exit 1; }
"$cmake" --build "$stage/build"

# Nothing of the source or build tree may have found its way into what is installed.
if grep -rIl -e "$source/" -e "$build/" "$stage/usr/lib" "$stage/usr/include" --include='*.cmake' --include='*.h' --include='*.pc'; then
    echo "the installed tree names the source tree" >&2
    exit 1
fi
cp "$source"/samples/library/audio/*.opus "$stage/lecture.opus"
env -u DURUS_PLUGIN_PATH "$stage/build/embed" "$stage/data" "$stage/lecture.opus"
