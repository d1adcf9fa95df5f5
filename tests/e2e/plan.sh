#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A compiled plan: two sections send their plans in, the coordinator collects them line by line, comes back to what was
# corrected meanwhile, has it decided and prints it across the sheet; the sections confirm that they have read it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
# shellcheck source=tests/e2e/paper.sh
. tests/e2e/paper.sh
story_begin "$@"
# shellcheck disable=SC2034 # lib.sh founds the office of this town
town=yanagawa-city regulation=yanagawa
found_office tanaka yokoyama ikesue egashira kondo fujimaru yoshigae eguchi harada

# receive_plan: the section in charge of the computers accepts one.
receive_plan() {
	open_row '] 受付'
	pass_on
}

open_screen counter 80 24
see カードを挿入してください
come_to_list tanaka
file_plan 児童手当の支払 障害福祉の更新
shown 'a section sends its plan up' '「所管課長決裁」待ち: 福祉課 課長 横山 直美'
come_to_list fujimaru
file_plan 固定資産税の当初課税
for person in yokoyama kondo; do
	come_to_list "$person"
	open_row '] 確認'
	pass_on
done
come_to_list ikesue
receive_plan
shown 'a plan that was accepted is received, not decided' 'に受理されました'

# Collected before the second came in, and again afterwards.
back_to_list
start_form 年間情報処理計画書 '1/3 記入済み'
press F5
shown 'F5 collects the lines of what was received' '継続 0 行、新規 2 行'
next_field
text 2 && next_field
text 月次にまとめる && next_field
text 1
press F3
see 未処理一覧
receive_plan
back_to_list
press F5
open_draft
see 年間情報処理計画書
press F5
shown 'collected again it keeps its lines and takes the new one' '継続 2 行、新規 1 行'
check 'what was coordinated before stands' shows 月次に
check 'the line that came since is marked' shows '3*税務'
next_field
see '▸ 2 処理の計画'
for presses in 1 2 3 4; do next_field; done
press F9
shown 'a line without coordination is not filed' '3 行目の調整'
text 3 && next_field
press F9
shown 'what is not adopted needs its words' '3 行目の調整の内容'
text 来年度にあらためて出す && next_field
text 重なる月を分けた
file_it
come_to_list egashira
open_row '] 確認'
pass_on
come_to_list yoshigae
open_row '] 決裁'
decide 1
shown 'it is decided' 'に決定されました'
print_here "$work/plan.pdf"
press End
shown 'it names the plans that it was compiled from' '取りまとめたもの .\{0,40\}第2号'
check 'and whom it tells' shows '税務課 課長 近藤 隆志  未確認'

# Sent back: each section's head reads it and confirms.
come_to_list yokoyama
shown 'the plan comes back to the sections' '閲覧 1'
open_row '] 閲覧'
shown 'its own lines stand first, and how many came out otherwise' '所属から出した行 2 行(うち調整で変わったもの(≠) 1 行)'
check 'with the line that differs' shows '1 行目 ≠'
press F9
see 読んだことを確認しますか
press F9
see "$word_done"
press End
shown 'that it was read is in its history' '受領確認.\{0,30\}福祉課 課長 横山 直美'
back_to_list
press F5
gone '閲覧 1'

paper_is_sound "$work/plan.pdf" 'the plan'
check 'it lies across the sheet' landscape "$work/plan.pdf"
year=$(in_words "$((fiscal_year + 1))-04-01")
while read -r words; do
	check "the plan says: $words" paper_says "$work/plan.pdf" "$words"
done <<END
年間情報処理計画書
対象年度${year%年*}年度
福祉課
児童手当
月次に
固定資産
来年度に
見送り
重なる月を分けた
江頭 宏
吉開 誠
END
check 'the database is whole' test "$(database 'PRAGMA integrity_check')" = ok
check 'the chain holds' choba journal verify --chain
check 'nothing was written to standard error' test ! -s "$work/err.counter"
