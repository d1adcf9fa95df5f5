#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every C file is as .clang-format sets it; 77 tells automake that this was skipped.
set -eu
cd "${srcdir:-.}"
if ! command -v clang-format >/dev/null; then
	echo "clang-format is missing; style was not checked"
	exit 77
fi
find src ui tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run --Werror
