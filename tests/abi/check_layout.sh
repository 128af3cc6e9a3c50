#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_layout.sh PROGRAM GOLDEN: fails if the ABI's layout is not the one that was promised.
set -euo pipefail
if ! diff -u "$2" <("$1"); then
  echo "The layout of the plugin ABI has changed. Plugins that exist would break." >&2
  echo "Append instead: members at the end of structs, new enumerators, new extensions." >&2
  exit 1
fi
