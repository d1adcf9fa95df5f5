#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# An association: only who stands in the operators' register may apply to handle data in bulk, and name only operators;
# what was taken is due to be reported when its time is over, and the naming ends with another form.
# shellcheck disable=SC2088 # choba itself knows the tilde
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
# shellcheck source=tests/e2e/paper.sh
. tests/e2e/paper.sh
story_begin "$@"
# shellcheck disable=SC2034 # lib.sh founds the office of this town
town=sendai-mutual regulation=sendai-kyosai
found_office sakiyama chiba takahashi endo abe hayasaka

open_screen counter 80 24
see カードを挿入してください
come_to_list sakiyama
press F2
see 業務選択
check 'who is no operator is not offered the form' shows_not 大量本人確認情報取扱承認申請書
press F4
shown 'among all forms it says why' '操作者\|大量本人確認情報取扱承認申請書'
back_until "$word_list"

start_form システム操作者指名書 '0/3 記入済み'
text 1 && next_field
text さきやま && press Enter && next_field
text 1 && next_field
text 1 && next_field
text "$(as_era "$today")" && next_field
text y && next_field
text 1
see '5/6 記入済み'
file_it
for person in chiba takahashi; do step_by "$person"; done
come_to_list abe
open_row '] 決裁'
decide 1
shown 'the manager named her' に決定されました
print_here "$work/naming.pdf"
back_to_list
open_menu 登録簿
shown 'she stands in the register' '﨑山 拓'

come_to_list sakiyama
start_form 大量本人確認情報取扱承認申請書 ' 記入済み'
text 1 && next_field
text '十二月期の支払に要る' && next_field
text '令和8年12月期の年金受給権者' && next_field
text 50 && next_field
text 1 && next_field
text "$(as_era "$first_day")" && next_field
text "$(as_digits "$last_day")" && next_field
text '9時から17時' && next_field
text '年金係 端末1' && next_field
text たくさん && next_field
press F9
shown 'fewer than a hundred need no application, and it is said' '100 以上'
press C-u
text 1200 && next_field
field '作業者(システム操作者)'
press C-u
text さきやま && press Enter && next_field
text 照会 && next_field
text '鍵のかかる書庫' && next_field
text "$(as_era "$last_day")" && next_field
text "$(as_era "$last_day")"
see '12/12 記入済み'
file_it
step_by chiba
come_to_list endo
open_row '] 受付'
pass_on
step_by takahashi
come_to_list abe
open_row '] 決裁'
decide 1
shown 'the bulk use is approved' に決定されました
print_here "$work/bulk.pdf"
back_to_list
open_menu 利用中一覧
shown 'it is in use until the end of the year' "R$((fiscal_year - 2017)).3.31"
list_to '~/in-use.pdf'
back_until "$word_list"
open_menu 登録簿
press F4
see どの登録簿を表示しますか
field 大量取扱いの承認 Down
press Enter
shown 'who may handle in bulk stands in a register as well' '﨑山 拓 .\{1,10\}一括照会'

# The naming ends by another form.
come_to_list sakiyama
start_form システム操作者指名書 '0/3 記入済み'
text 2 && next_field
text さきやま && press Enter && next_field
text 'ユーザIDを削除' && next_field
text "$(as_era "$today")" && next_field
text 2
see '4/5 記入済み'
file_it
for person in chiba takahashi; do step_by "$person"; done
come_to_list abe
open_row '] 決裁'
decide 1
come_to_list sakiyama
press F2
see 業務選択
check 'who is named no more is not offered the form any more' shows_not 大量本人確認情報取扱承認申請書

for paper in naming bulk; do paper_is_sound "$work/$paper.pdf" "$paper"; done
paper_is_sound "$work/home/in-use.pdf" 'the list of what is in use'
check 'the list lies across the sheet' landscape "$work/home/in-use.pdf"
while IFS='|' read -r paper words; do
	check "$paper: $words" paper_says "$work/$paper.pdf" "$words"
done <<END
naming|システム操作者指名書
naming|■指名
naming|﨑山 拓
naming|即時の照会
naming|千葉 真理子
naming|髙橋 誠一
naming|阿部 由紀子
bulk|大量本人確認情報取扱承認申請書
bulk|1,200件
bulk|■一括照会(業務端末)
bulk|$(in_words "$last_day")
bulk|■承認
home/in-use|大量本人確認情報
END
check 'the chain holds' choba journal verify --chain
check 'nothing was written to standard error' test ! -s "$work/err.counter"
