#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every message has one Japanese translation whose format agrees, and no
# translation has lost its message; 77 tells automake that this was skipped.
set -eu
cd "${srcdir:-.}"
for tool in xgettext msgcat msgcmp msgfmt msgattrib; do
	command -v $tool >/dev/null || {
		echo "$tool is missing; the catalogue was not checked"
		exit 77
	}
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
complain() {
	echo "$1"
	sed 's/^/    /' "$2"
	bad=1
}

find src ui -name '*.c' -o -name '*.h' | LC_ALL=C sort >"$work/files"
xgettext --language=C --from-code=UTF-8 --keyword=_ --keyword=N_ --flag=_:1:pass-c-format \
	--flag=N_:1:pass-c-format --flag=error_set:3:c-format --flag=text_format:2:c-format \
	--flag=memory_format:1:c-format --flag=printf:1:c-format --files-from="$work/files" \
	-o "$work/all.pot" 2>"$work/xgettext" || complain "xgettext:" "$work/xgettext"
msgcat --use-first data/po/ja/*.po -o "$work/ja.po"

msgcmp "$work/ja.po" "$work/all.pot" >"$work/missing" 2>&1 || complain "not translated, or fuzzy:" "$work/missing"
msgfmt --check-format --check-header -o /dev/null "$work/ja.po" 2>"$work/formats" ||
	complain "formats that do not agree:" "$work/formats"
msgattrib --only-fuzzy --no-obsolete "$work/ja.po" | grep '^msgid "..*' >"$work/fuzzy" &&
	complain "fuzzy:" "$work/fuzzy"
cat data/po/ja/*.po | grep '^#~' >"$work/obsolete" && complain "obsolete lines:" "$work/obsolete"
# The other way round: what the sources no longer say.
msgcmp "$work/all.pot" "$work/ja.po" 2>&1 | sed -n 's/^[^:]*:\([0-9]*\): this message is used but not defined.*/\1/p' |
	while read -r line; do sed -n "${line}p" "$work/ja.po"; done >"$work/lost"
[ ! -s "$work/lost" ] || complain "translations without a message:" "$work/lost"
# msgcat marks what two files translate differently.
msgcat --no-wrap data/po/ja/*.po | msgattrib --only-fuzzy --no-wrap | grep '^msgid "..*' >"$work/twice" &&
	complain "translated in two ways:" "$work/twice"
exit $bad
