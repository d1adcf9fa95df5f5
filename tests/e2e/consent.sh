#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Data leave the city: two consents side by side, the mayor's paper transcribed by one card and confirmed by another.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
# shellcheck source=tests/e2e/paper.sh
. tests/e2e/paper.sh
story_begin "$@"
# shellcheck disable=SC2034 # lib.sh founds the office of this town
town=yanagawa-city regulation=yanagawa
found_office tanaka yokoyama ikesue kondo araki kabashima eguchi harada

# step_of PERSON GROUP: she opens what waits for her in that group and passes it on.
step_of() {
	come_to_list "$1"
	open_row "$2"
	pass_on
}

open_screen counter 80 24
see カードを挿入してください
sign_in tanaka
shown 'the city and the section stand in the title' '柳川市   福祉課 田中 陽菜'
press F2
see 業務選択
shown 'the forms stand under their chapters' '第2章 情報資産の管理'
field 情報資産外部提供申請書 Down
press Enter
see '0/16 記入済み'
text 1 && next_field
text '福岡県介護保険広域連合' && next_field
text '大牟田市 給付係 山本' && next_field
text '税務課' && press Enter && next_field
text '固定資産課税台帳' && next_field
text '氏名' && next_field
text '給付の審査' && next_field
text '要介護認定を受けた市民' && next_field
text 40 && next_field
text 3 && next_field
shown 'a ground of public interest asks for two confirmations' '/18 記入済み'
text '介護保険法第203条' && next_field
text y && next_field
text n && next_field
text '負担の割合を決めるため' && next_field
text 2 && next_field
text "$(as_era "$first_day")" && next_field
text "$(as_digits "$last_day")" && next_field
text '鍵のかかる書庫' && next_field
text 1 && next_field
text '0944-00-0001'
press F9
shown 'what endangers personal secrets is not filed' '個人の秘密を侵すおそれがあるときは'
text y && next_field # the caret was brought there
file_it
shown 'the head of the section is next' '「所管課長決裁」待ち: 福祉課 課長 横山 直美'

step_of yokoyama 確認
step_of ikesue 受付
shown 'one consent is waited for' '「所管課長同意」待ち: 税務課 課長 近藤 隆志'
shown 'and the other at the same time' '「情報セキュリティ責任者同意」待ち'
step_of araki 決裁
check 'the second may consent first, and the first is waited for still' shows '「所管課長同意」待ち'
step_of kondo 決裁
shown 'after both it is with the mayor, who has no card here' '「市長承認」待ち: 市長'

come_to_list kabashima
open_row 書面決裁
pick 1 書面の文書番号
press F9
shown 'a paper without a number is not taken' '入力してください'
text '柳市第４５号' && next_field
text "$(as_digits "$today")" && next_field
text '柳川市長 大石 一郎' && next_field
press F9
see '書面の決裁を転記しますか'
press F9
shown 'the paper waits for somebody who compares it' '書面による決裁（照合待ち）'
check 'nothing is decided yet' test "$(database "SELECT count(*) FROM records WHERE form = 'outside-provision-decision'")" = 0
press F9
shown 'who transcribed it may not confirm it' '転記した本人は照合できません'

come_to_list ikesue
open_row 照合
choose 1 '書面の決裁を照合しましたか'
shown 'what the paper says stands on the page' '柳川市長 大石 一郎'
check 'and so does the period that was typed' shows '承認する期間'
sign_it
shown 'with a second card it is decided' に決定されました
print_here "$work/application.pdf"
press F4
see 情報資産外部提供承認・不承認書
print_here "$work/decision.pdf"

for reader in yokoyama kondo; do
	come_to_list "$reader"
	open_row 閲覧
	press F9
	see '読んだことを確認しますか'
	press F9
	shown "$reader confirms that the outcome was read" 処理し、
done
press F3
see 未処理一覧
check 'what was read is gone from the list' shows_not 閲覧

for paper in application decision; do paper_is_sound "$work/$paper.pdf" "$paper"; done
while IFS='|' read -r paper words; do
	check "$paper: $words" paper_says "$work/$paper.pdf" "$words"
done <<END
application|情報資産外部提供申請書
application|規則第10条第2項の規定により
application|福岡県介護保険広域連合
application|固定資産課税台帳
application|■福祉の増進に必要
application|$(in_words "$last_day")
application|近藤 隆志
application|荒木 節子
decision|情報資産外部提供承認・不承認書
decision|次のとおり承認と決定した
decision|福岡県介護保険広域連合
decision|■承認
decision|$(in_words "$last_day")
application|柳市第４５号の書面（柳川市長大石 一郎）による
application|転記 椛島 彩、確認 池末 翼
decision|決定者柳川市長 大石 一郎
END
check 'the chain holds' choba journal verify --chain
check 'nothing was written to standard error' test ! -s "$work/err.counter"
