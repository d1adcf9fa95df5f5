#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A city of four forms: card operators are set after a consultation and stand in the register; a leak goes to the mayor,
# whose paper one card transcribes and another confirms.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
# shellcheck source=tests/e2e/paper.sh
. tests/e2e/paper.sh
story_begin "$@"
# shellcheck disable=SC2034 # lib.sh founds the office of this town
town=kashihara-city regulation=kashihara
found_office ueda nishio fukui sakitani higashi hamada nakai uemura

open_screen counter 80 24
see カードを挿入してください
come_to_list ueda
shown 'another city stands in the title' '橿原市   市民課 上田 彩花'
start_form 操作者用ICカード操作者決定書 '0/3 記入済み'
text 1
shown 'what is chosen brings its fields' '操作者とする者'
next_field
text たにぐち && press Enter && next_field
text 2 && next_field
text 2 && next_field
text 住民票の交付 && next_field
text "$(as_era "$today")" && next_field
text y && next_field
text 1
see '5/6 記入済み'
file_it
step_by nishio
come_to_list hamada
open_row '] 受付'
pass_on
shown 'it is with the security officer for his view' '「セキュリティ責任者との協議」待ち'
come_to_list nishio
open_row '] 確認'
pick 2
press F9
shown 'another view is not taken without its day' '協議の日: 入力してください'
text "$(as_era "$today")" && next_field
text '業務のカードで足りるのではないか' && next_field
text '別紙のとおり'
press F9
see 次に回しますか
press F9
shown 'another view is recorded and does not end it' '「アクセス管理責任者の決定」待ち'
come_to_list higashi
open_row '] 決裁'
shown 'who decides sees the view' '業務のカードで足りるのではないか'
decide 1
shown 'he decides all the same' に決定されました
print_here "$work/cards.pdf"
back_to_list
open_menu 登録簿
shown 'the decision stands in the register' '谷口 陽太       業務管理者'

come_to_list ueda
start_form 個人情報の保護に関する市長判断書 '1/9 記入済み'
text 2 && next_field
next_field
text 9:05 && next_field
next_field
text "$(as_era "$today")" && next_field
text 9:05 && next_field
text '名簿が外から見えると知らせがあった' && next_field
text 1200 && next_field
text '氏名と住所' && next_field
text 2 && next_field
text n
press F9
shown 'measures without the meeting are not filed' 'セキュリティ会議を直ちに開くことを必ず入れます'
text 1 # the caret was brought there
see '必要と考える措置 .\{1,10\}セキュリティ会議'
press F9
see 提出しますか
press F9
see '「システム管理者確認」待ち'
come_to_list higashi
open_row '] 確認'
pass_on
come_to_list uemura
open_row '] 確認'
pick 1
next_field
text "$(as_era "$today")" && next_field
text '接続は続ける'
press F9
see 次に回しますか
press F9
shown 'after both it is with the mayor, who has no card here' '「市長の判断」待ち: 市長'

come_to_list fukui
open_row 書面決裁
pick 1 書面の文書番号
next_field
text '橿市第７号' && next_field
text "$(as_digits "$today")" && next_field
text '橿原市長 森川 亮介'
press F9
see '書面の決裁を転記しますか'
press F9
shown 'the paper waits for somebody who compares it' '照合待ち'
press F9
shown 'who transcribed it may not confirm it' '転記した本人は照合できません'
come_to_list sakitani
open_row 照合
choose 1 '書面の決裁を照合しましたか'
check 'the name on the paper stands on the page' shows '橿原市長 森川 亮介'
sign_it
shown 'with a second card it is decided' に決定されました
print_here "$work/judgement.pdf"

for paper in cards judgement; do paper_is_sound "$work/$paper.pdf" "$paper"; done
while IFS='|' read -r paper words; do
	check "$paper: $words" paper_says "$work/$paper.pdf" "$words"
done <<END
cards|操作者用ICカード操作者決定書
cards|■操作者とする
cards|谷口 陽太
cards|業務管理者
cards|業務のカードで足りるのではないか
cards|西尾 正樹
cards|■定める
cards|東 慎也
judgement|個人情報の保護に関する市長判断書
judgement|■情報の漏えい
judgement|名簿が外から見えると知らせがあった
judgement|1,200人
judgement|■セキュリティ会議を直ちに開く
judgement|■適正に保護されていない
judgement|橿市第７号の書面（橿原市長森川 亮介）による
judgement|転記 福井 恵、確認 﨑谷 徹
judgement|植村 和代
END
check 'the database is whole' test "$(database 'PRAGMA integrity_check')" = ok
check 'the chain holds' choba journal verify --chain
check 'nothing was written to standard error' test ! -s "$work/err.counter"
