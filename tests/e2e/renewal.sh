#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is in use: two permissions that end with the fiscal year are ticked and renewed with their days moved; one that
# is over is reported and checked, one is revoked and its section told.
# shellcheck disable=SC2088 # choba itself knows the tilde
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
# shellcheck source=tests/e2e/paper.sh
. tests/e2e/paper.sh
story_begin "$@"
# shellcheck disable=SC2034 # lib.sh founds the office of this town
town=yanagawa-city regulation=yanagawa
found_office tanaka yokoyama ikesue egashira kondo araki mizobe eguchi harada

# use_asset: the whole application, filed.
use_asset() {
	start_form 情報資産利用申請書 ' 記入済み'
	text 1 && next_field
	field 利用する事務の名称
	text "$1" && next_field
	text 負担の割合を決めるため && next_field
	text 税務課 && press Enter && next_field
	text 固定資産課税台帳 && next_field
	text 氏名 && next_field
	text 照合 && next_field
	text 要介護認定を受けた市民 && next_field
	text 40 && next_field
	text 3 && next_field
	next_field
	text 1 && next_field
	text "$(as_era "$first_day")" && next_field
	text "$(as_digits "$last_day")" && next_field
	text たなか && press Enter && next_field
	text たなか && press Enter && next_field
	text 照合 && next_field
	text 鍵のかかる書庫 && next_field
	text 2
	file_it
}

open_screen counter 80 24
see カードを挿入してください
come_to_list tanaka
use_asset 介護保険の負担割合
for business in 障害福祉の負担上限 保育料の算定; do
	press F6
	see 下書き
	field 利用する事務の名称
	press C-u
	text "$business" && next_field
	file_it
done
for turn in yokoyama:確認 ikesue:受付 araki:決裁; do
	come_to_list "${turn%:*}"
	for _ in 1 2 3; do
		open_row "] ${turn#*:}"
		pass_on
		back_to_list
		press F5
	done
done
come_to_list mizobe
for _ in 1 2 3; do
	open_row '] 決裁'
	decide 1
	back_to_list
	press F5
done

come_to_list tanaka
open_menu 利用中一覧
see '利用中のすべて: 3'
for business in 介護保険 障害福祉; do
	row "$business"
	text ' '
done
press F9
see 日付を1年度先に移して更新します
text 2
shown 'the page that asks once more shows both' 'まとめて提出しますか'
check 'the days are moved a fiscal year later' shows "から$(in_words "$((fiscal_year + 2))-03-31")"
check 'what is continued stands there by its name' shows 'もとの申請 .\{1,10\}情報資産利用申請書 令和'
press F9
shown 'two renewals are filed at once' '2 件を提出しました'
check 'both are under way' test "$(screen | grep -c 手続中)" = 2
back_until "$word_list"
come_to_list yokoyama
shown 'they wait for the head of the section' '確認 2'

# The third is revoked: its section is told, and reports what became of the data.
come_to_list ikesue
start_form 情報資産利用承認取消通知書 ' 記入済み'
text 保育
shown 'a field that names another record offers it' '情報資産利用申請書 令和.\{1,10\}第3号'
press Enter && next_field
text 福祉課 && press Enter && next_field
next_field
text '目的のほかに使われた' && next_field
text 2 && next_field
text "$(as_era "$last_day")"
see '6/6 記入済み'
file_it
step_by egashira
come_to_list mizobe
open_row '] 決裁'
decide 1
shown 'the use is revoked' に決定されました
print_here "$work/revocation.pdf"

come_to_list yokoyama
open_row 情報資産利用承認取消通知書
press F9
see 読んだことを確認しますか
press F9
shown 'the section confirms that it knows' "$word_done"
come_to_list tanaka
open_menu 利用中一覧
shown 'what was revoked is not in use any more' '利用中のすべて: 2'
list_to '~/in-use.pdf'
back_until "$word_list"
start_form 情報資産利用終了報告書 ' 記入済み'
text 保育 && press Enter && next_field
text 税務課 && press Enter && next_field
next_field
text 2 && next_field
next_field
text '上書きして消した' && next_field
next_field
see '7/8 記入済み'
file_it
for person in yokoyama ikesue; do
	come_to_list "$person"
	open_row 上書きして消した
	pass_on
done
come_to_list kondo
open_row 上書きして消した
pick 1
next_field
text "$(as_era "$today")"
press F9
see "$word_pass_on"
press F9
shown 'the section that keeps the data has checked it' 'に受理されました'
print_here "$work/end.pdf"

for paper in revocation end; do paper_is_sound "$work/$paper.pdf" "$paper"; done
paper_is_sound "$work/home/in-use.pdf" 'the list of what is in use'
check 'the list lies across the sheet' landscape "$work/home/in-use.pdf"
while IFS='|' read -r paper words; do
	check "$paper: $words" paper_says "$work/$paper.pdf" "$words"
done <<END
revocation|情報資産利用承認取消通知書
revocation|情報資産利用申請書 令和$(era_year "$fiscal_year-04")年度 第3号
revocation|目的のほかに使われた
revocation|溝部 修
end|情報資産利用終了報告書
end|上書きして消した
end|■消去
end|近藤 隆志
home/in-use|介護保険の負担割合
home/in-use|障害福祉の負担上限
END
check 'the database is whole' test "$(database 'PRAGMA integrity_check')" = ok
check 'the chain holds' choba journal verify --chain
check 'nothing was written to standard error' test ! -s "$work/err.counter"
