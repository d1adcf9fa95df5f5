# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# How the forms of the demo office are filled in at the screen; sourced by the stories.

# Days that the form accepts whenever the story runs: the period lies in one fiscal year.
today=$(TZ=Asia/Tokyo date +%F)
fiscal_year=$(TZ=Asia/Tokyo date -d "$today - 3 months" +%Y)
first_day=$today
last_day=$((fiscal_year + 1))-03-31
after_day=$((fiscal_year + 1))-04-01

# era_year DAY: of Reiwa.
era_year() { echo $((10#${1%%-*} - 2018)); }

# as_era DAY: R8.12.1; as_digits DAY: 20261201; as_slashes DAY: R8/12/1.
as_era() { echo "R$(era_year "$1").$((10#${1:5:2})).$((10#${1:8:2}))"; }
as_digits() { echo "${1//-/}"; }
as_slashes() { echo "R$(era_year "$1")/$((10#${1:5:2}))/$((10#${1:8:2}))"; }

# in_words DAY: 令和8年12月1日
in_words() { echo "令和$(era_year "$1")年$((10#${1:5:2}))月$((10#${1:8:2}))日"; }

# What the screens say, for a story in another language to change.
word_list=未処理一覧 word_tries=残り word_contents='■ 内容\|■ 異なるところ'
word_pass_on='次に回しますか' word_sign='署名します' word_done='処理し、'

# sign_in PERSON WORDS: her card, her PIN, her first screen with these words.
sign_in() {
	card "$1"
	see "$word_tries"
	enter_pin
	see "${2:-$word_list}"
}

# open_menu ROW: from the list of what waits to that row of the task menu.
open_menu() {
	press F12
	see 業務選択
	field "$1" Down
	press Enter
	gone 業務選択
}

# start_form NAME WORDS: from the list of what waits to that form, which shows these words when it is empty.
start_form() {
	press F2
	see 業務選択
	field "$1" Down
	press Enter
	see "$2"
}

# new_application: from the list of what waits to the empty form.
new_application() {
	start_form 保護データ利用申請書 '0/24 記入済み'
}

# next_field: what was typed is taken and the caret goes on.
next_field() { press Tab; }

# fill_application SUBJECT: every field; the caret begins on the first and ends on the last.
fill_application() {
	text "$1" && next_field
	text '決定通知書を送るため' && press Enter && text '窓口では足りない' && next_field
	text '宛名を印刷する' && next_field
	text '町民' && press Enter && next_field
	text '住民記録' && next_field
	text '住民基本台帳ファイル' && next_field
	text 12 && next_field
	text 1 && next_field
	text '宛名' && press F2
	text 8 && next_field
	text '宛先' && next_field
	text '令和8年度の納税義務者' && next_field
	text '１２００' && next_field
	text 1 && next_field
	text '地方税法第20条の11' && next_field
	text 2 && next_field
	text "$(as_era "$first_day")" && next_field
	text "$(as_digits "$last_day")" && next_field
	text '税務課執務室' && next_field
	text 'きむら' && press Enter && next_field
	text 'シミズ' && press Enter && next_field
	text '印刷' && press F2
	text '0302' && press Enter && next_field
	text '発送' && next_field
	text '鍵のかかる書庫に置く' && next_field
	text n && next_field
	text 2 && next_field
	text "$(as_slashes "$after_day")" && next_field
	text '120' && next_field
}

# file_it: from the filled form to the record.
file_it() {
	press F9
	see 提出しますか
	press F9
	see '次の決裁者に回りました'
}

# open_first: the most urgent row; the bar may still stand on another.
open_first() {
	press Home
	press Enter
	see "$word_contents"
}

# row WORD: the bar goes to the first row with it, from above; it may stand there already.
row() {
	local before
	before="$(caret) $(caret_line)"
	marked "$1" && return
	press Home
	until_true 1 caret_moved "$before" || true # it stood above
	field "$1" Down
}

# open_row WORD: the first row of that group.
open_row() {
	row "$1"
	press Enter
	see "$word_contents"
}

# open_draft: the row of a draft, behind all that others wait for.
open_draft() {
	see '下書き 1'
	field '下書き' Down
	press Enter
}

# pick NUMBER [WORDS]: the act of that number among those of this record; the page then shows it, or these words.
pick() {
	press F9
	see '( )  1'
	text "$1"
	see "${2:-(*)  $1}"
}

# choose NUMBER PAGE: the same, as far as the page that asks once more.
choose() {
	pick "$1"
	press F9
	see "$2"
}

# pass_on: the first act of the step, without a PIN.
pass_on() {
	choose 1 "$word_pass_on"
	press F9
	see "$word_done"
}

# sign_it: from the page that asks once more, with the PIN.
sign_it() {
	press F9
	see "$word_sign"
	enter_pin
	see "$word_done"
}

# back_until TEXT: F3 as often as it takes to see it.
back_until() {
	local presses
	for presses in 1 2 3 4 5; do
		shows "$1" && return
		press F3
		until_true 2 shows "$1" || echo "# $presses: further back"
	done
	see "$1"
}

# come_to_list PERSON: she signs in; from wherever she was left she goes back to the list, and reads it again.
come_to_list() {
	sign_in "$1" 'F3 \|F12 '
	back_until "$word_list"
	press F5
}

# step_by PERSON: she signs in, opens the first row and passes it on.
step_by() {
	come_to_list "$1"
	open_first
	pass_on
}

# decide NUMBER: the decision with that number, with the PIN.
decide() {
	choose "$1" '決定しますか'
	sign_it
}

# write_application SUBJECT: a whole new one, filed; its record is shown.
write_application() {
	new_application
	fill_application "$1"
	file_it
}

# copy_application SUBJECT: from a record's screen, another one like it, filed.
copy_application() {
	press F6
	see 下書き
	press C-u
	text "$1" && next_field
	file_it
}

# back_to_list: from a record.
back_to_list() {
	press F3
	see "$word_list"
}

# return_it TARGET REASON: the second act of a review (or the one numbered ACT), to the target of that number.
return_it() {
	pick "${3:-2}" 差戻し先
	next_field
	see '起案者'
	text "$1" && next_field
	text "$2"
	press F9
	see 差し戻しますか
	see "$2"
	press F9
	see '処理し、'
}

# file_plan PROCESS...: in the city of 様式第4号, a section's plan with a line for each.
file_plan() {
	local process
	start_form 様式第4号 '1/7 記入済み'
	next_field
	text 1 && next_field
	for process in "$@"; do
		[ "$process" = "$1" ] || press F2
		text "$process" && next_field
		text 1 && next_field
		text 2 && next_field
		text '4,7,10' && next_field
		text 850 && next_field
		text 通知書
	done
	next_field
	text n && next_field
	text n && next_field
	file_it
}
