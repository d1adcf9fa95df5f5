#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The manual pages tell the commands, options and keys that the program has.
# `tests/manual.sh --update` writes them anew between the two marks. Runs in the
# build folder; 77 where man is missing.
set -eu
source=${srcdir:-.}
[ -x ./choba ] || [ ! -x build/choba ] || {
	source=$PWD
	cd build
}
[ -x ./choba ] || {
	echo "choba is not built"
	exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

# page LANGUAGE FILE: the page as it should be.
page() {
	sed '/^\.\\" BEGIN/q' "$2"
	./choba --lang "$1" --help-man
	sed -n '/^\.\\" END/,$p' "$2"
}

for language in en ja; do
	file=$source/data/man/choba.1
	[ $language = en ] || file=$source/data/man/$language/choba.1
	page $language "$file" >"$work/choba.1"
	if [ "${1:-}" = --update ]; then
		cp "$work/choba.1" "$file"
	elif ! diff -u "$file" "$work/choba.1"; then
		echo "$file is behind the program: tests/manual.sh --update"
		bad=1
	fi
	command -v man >/dev/null || {
		echo "man is missing; the pages were not looked at"
		[ $bad -eq 1 ] || bad=77
		continue
	}
	locale=C.UTF-8
	LC_ALL=$locale MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$work/choba.1" 2>"$work/warnings" >/dev/null || bad=1
	if [ -s "$work/warnings" ]; then
		cat "$work/warnings"
		bad=1
	fi
done
exit $bad
