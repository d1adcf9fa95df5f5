#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# People come and go: a retirement and a transfer are entered on the screen, shown and signed; what waited follows the
# role, what is to be done for who left waits; an absence noted with two keys hands over to a deputy.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
# shellcheck source=tests/e2e/paper.sh
. tests/e2e/paper.sh
story_begin "$@"
# shellcheck disable=SC2034 # lib.sh founds the office of this town
town=yanagawa-city regulation=yanagawa
found_office tanaka yokoyama kaida fujimaru kondo niiya eguchi harada
yesterday=$(TZ=Asia/Tokyo date -d "$today - 1 day" +%F)

# post PERSON: the page on which a change of that person's posts is entered.
post() {
	back_until '職員と発令'
	row "$1"
	press F2
	see "発令の入力 .\\{20,\\}$1"
}

signed() { database 'SELECT count(*) FROM journal WHERE signature IS NOT NULL'; }

# sign_posting: from the filled page, with the PIN.
sign_posting() {
	press F9
	see この発令を登録しますか
	press F9
	see '残り 3'
	enter_pin
	see 発令を登録しました
}

open_screen counter 80 24
see カードを挿入してください
come_to_list tanaka
file_plan 児童手当の支払
shown 'it waits for the head of the section' '福祉課 課長 横山 直美'

come_to_list eguchi
open_menu 職員と発令
see '47人'
post 横山
before=$(signed)
press F9
shown 'a posting without its kind is refused with a sentence' '入力してください'
text 5 && next_field
text "$(as_digits "$yesterday")"
press F9
shown 'before anything is signed it says what would change' '課長(本務) を解く'
check 'and that it lies before today' shows '今日より前'
press F3
see 発令の入力
check 'nothing was signed by looking' test "$(signed)" = "$before"
sign_posting
post 甲斐田
text 1 && next_field
text '福祉課 課長'
see '▸ 福祉課 課長'
press Enter
see '福祉課 課長__'
next_field
text "$(as_era "$today")"
sign_posting
back_until "$word_list"
press F5
shown 'what is to be done for who left waits for who ends it' '異動: 横山 直美'

card yokoyama
shown 'who has left does not sign in any more' '今日この役所に職がありません'
come_to_list kaida
shown 'what waited follows the role' '確認 1'
open_row '] 確認'
check 'the new head has it' shows '福祉課 課長 甲斐田 学'
pass_on
shown 'and passes it on' '「電算システム所管課の受理」待ち'

# Away for the afternoon.
come_to_list fujimaru
file_plan 固定資産税の当初課税
come_to_list niiya
check 'the deputy does not stand in while the head is there' shows_not '] 確認'
come_to_list kondo
see '] 確認'
open_menu 不在
see '不在の記録: 近藤 隆志'
text 3
shown 'two keys note the absence' '不在を記録しました'
come_to_list niiya
shown 'what waited is with the deputy' '固定資産税\|情報処理計画書'
open_row 情報処理計画書
pick 1
press F9
see "$word_pass_on"
press F9
see "$word_done"
press End
shown 'the history says in whose stead and why' '課長 代決: 税務課 課長補佐 新谷'
print_here "$work/plan.pdf"
paper_is_sound "$work/plan.pdf" 'the plan'
check 'the paper shows that a deputy agreed' paper_says "$work/plan.pdf" 代
check 'and who' paper_says "$work/plan.pdf" 新谷
check 'the database is whole' test "$(database 'PRAGMA integrity_check')" = ok
check 'the chain holds' choba journal verify --chain
check 'nothing was written to standard error' test ! -s "$work/err.counter"
