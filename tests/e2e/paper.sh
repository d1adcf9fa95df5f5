# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2154 # lib.sh sets work
# What outside judges say of paper and journal: poppler, qpdf, sqlite3, openssl; sourced by the stories.

# print_here FILE: from a record's screen to a PDF file and back to the record.
print_here() {
	local before after
	before=$(ls "$work/home")
	press F10
	see 印刷イメージ
	press F10
	see '出力先ファイル'
	press Enter
	gone '出力先ファイル' # it stays where that failed
	after=$(comm -13 <(echo "$before" | sort) <(find "$work/home" -type f -printf '%f\n' | sort))
	[ -n "$after" ] || broken "a new file is in the home folder"
	mv "$work/home/$after" "$1" || broken "one new file is in the home folder"
	press F3
	see '■ 内容'
}

# list_to FILE [KEY]: the list on the screen (printed by F10 or that key) to a file.
list_to() {
	press "${2:-F10}"
	see '一覧(印刷の見本)'
	press F2
	see 出力先ファイル
	press C-u
	text "$1"
	press Enter
	gone 出力先ファイル
}

# words_of PDF: all its words without spaces and line ends, as a form wraps them where it likes.
words_of() { pdftotext -layout "$1" - | tr -d ' \n\f'; }

paper_says() { words_of "$1" | grep -qF -- "${2// /}"; }

# paper_is_sound PDF NAME: qpdf and pdffonts find nothing; every font is embedded.
paper_is_sound() {
	check "$2: qpdf finds nothing" qpdf --check "$1"
	check "$2: every font is embedded" fonts_embedded "$1"
	check "$2: it says 研修用" paper_says "$1" 研修用
}

fonts_embedded() {
	pdffonts "$1" | tail -n +3 >"$work/fonts"
	[ -s "$work/fonts" ] && awk '$(NF - 4) != "yes" { bad = 1; print } END { exit bad }' "$work/fonts"
}

# landscape PDF: every page is wider than it is high.
landscape() {
	pdfinfo -l 99 "$1" | awk '/^Page.* size:/ { pages++; if ($4 <= $6) bad = 1 } END { exit bad || !pages }'
}

# paper_number PDF: the 検証番号 on it, as it is typed.
paper_number() { pdftotext -layout "$1" - | sed -nE 's/.*検証番号[ :：]*([0-9]+-[0-9A-Z-]+).*/\1/p' | head -n 1; }
