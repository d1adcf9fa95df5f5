#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is in use: two permissions that end with the fiscal year are ticked and renewed with their days moved; one that
# is over is reported and checked, one is revoked and its section told.
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
	press F2
	see 業務選択
	field 情報資産利用申請書 Down
	press Enter
	see ' 記入済み'
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
press F6
see 下書き
field 利用する事務の名称
press C-u
text 障害福祉の負担上限 && next_field
file_it
for turn in yokoyama:確認 ikesue:受付 araki:決裁; do
	for number in 1 2; do
		[ $number = 2 ] || come_to_list "${turn%:*}"
		open_row "] ${turn#*:}"
		pass_on
		back_to_list
		press F5
	done
done
come_to_list mizobe
for number in 1 2; do
	open_row '] 決裁'
	decide 1
	back_to_list
	press F5
done

come_to_list tanaka
open_menu 利用中一覧
see '利用中のすべて: 2'
press Home
text '  '
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
check 'each follows the one it renews' test "$(database \
	"SELECT count(*) FROM records WHERE form = 'inside-use' AND state = 'running'")" = 2

# One is over before its time: reported, received, and checked by the section that keeps the data.
come_to_list tanaka
open_menu 利用中一覧
field 介護保険 Down
press F6
see 記入済み
sleep 1; screen
exit
