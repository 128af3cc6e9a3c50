#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_headers.sh INCLUDE_DIR COMPILER STANDARD LANGUAGE: every header of the ABI compiles alone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
found=0
for header in "$1"/durus/abi/*.h; do
  printf '#include <durus/abi/%s>\nextern int nothing;\n' "$(basename "$header")" >"$work/alone"
  "$2" -x "$4" "-std=$3" -Wall -Wextra -Wpedantic -Werror -fsyntax-only "-I$1" "$work/alone"
  found=$((found + 1))
done
test "$found" -ge 10
