#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Ways that are not straight: pulled back, returned, corrected, returned to a step, conditional, refused, withdrawn.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
story_begin "$@"
found_office yamada ishikawa mori nakamura takahashi watanabe ogawa nishida
open_screen counter 80 24
see カードを挿入してください

come_to_list yamada
write_application 国保税の通知
press F11
see 引き戻しますか
press F9
shown 'pulled back before anybody acted' '処理し、'
press F2
see 訂正
press F9
see '訂正した'
press F9
shown 'it is filed again' 所属長決裁

step_by ishikawa
step_by mori
come_to_list nakamura
open_first
pick 2 差戻し先
press F9
shown 'a return without a reason is refused with a sentence' '入力してください'
press F3
see '■ 内容'
return_it 1 '根拠の条項が足りません'
shown 'it is back with the drafter' '山田 花子'

come_to_list yamada
shown 'what was returned waits for the drafter' '差戻し 1'
open_first
press End
shown 'the reason stands in the history' '根拠の条項が足りません'
press F2
see 訂正
field '根拠法令・条項'
press C-u
text '地方税法第20条の11、国民健康保険法第113条の2'
press F9
see '訂正した'
press F9
shown 'the corrected version is shown as the next' '(第3版)'
step_by ishikawa
step_by mori
shown 'the receipt number is the same' '第1号'
step_by nakamura
come_to_list takahashi
open_first
return_it 4 '件数を確かめてください'
shown 'it is back at the earlier step' '取扱責任者確認'
step_by nakamura
step_by takahashi

come_to_list watanabe
open_first
pick 2
press F9
shown 'a conditional approval wants its conditions' '入力してください'
field '[ ]  1'
text 1
see '[x]  1'
press F9
see 決定しますか
see 条件付承認
sign_it
press F4
shown 'the condition stands on the decision form' '申請した目的のほかに使わないこと'

# One that is refused, one that is withdrawn.
come_to_list yamada
write_application 転入者の照会
copy_application 転出者の照会
for person in ishikawa mori nakamura takahashi; do step_by "$person"; done
come_to_list watanabe
see '決裁 1'
open_first
pick 3
press F9
shown 'a refusal without a reason is refused with a sentence' '理由'
field '理由・条件'
text '目的に比べて項目が多すぎるため'
press F9
see 決定しますか
sign_it
press F4
shown 'the reason stands on the decision form' '目的に比べて項目が多すぎるため'

step_by ishikawa
come_to_list yamada
open_menu すべての記録
field 転出者の照会 Down
press Enter
see "$word_contents"
press F11
see '理由・条件・所見 *'
press F9
shown 'a withdrawal without a reason is refused with a sentence' '入力してください'
text '転出の件数が変わったため'
press F9
see 取り下げますか
press F9
shown 'withdrawn after somebody acted' 'に取り下げられました'
come_to_list mori
check 'it waits for nobody any more' shows_not 転出者の照会
