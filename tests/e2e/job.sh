#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The job: a clerk files, the head agrees, it is received, reviewed, decided with the PIN, sent out, printed and verified.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
story_begin "$@"
found_office yamada ishikawa mori nakamura takahashi watanabe ogawa nishida

open_screen counter 80 24
see カードを挿入してください
sign_in yamada 未処理一覧
shown 'the clerk and her section stand in the title' '税務課 山田 花子'
new_application
fill_application 国民健康保険税賦課事務
shown 'everything but the attached papers is filled in' '22/23 記入済み'
file_it
shown 'the head of the section is next' 所属長決裁
step_by ishikawa '税務課 石川 隆'
ok 'the head agreed as the applicant'
step_by mori '町民課 森 美咲'
shown 'the receipt number is in the title' '令和'"$((fiscal_year - 2018))"'年度 第1号'
step_by nakamura '町民課 中村 さくら'
ok 'the handling officer reviewed'
step_by takahashi '町民課 髙橋 誠'
ok 'the protection officer reviewed'
sign_in watanabe '町民課 渡邉 恵子'
shown 'it waits for the decision' '決裁 1'
open_first
decide 1
shown 'the decision is written' に決定されました
press F4
shown 'the decision form appears' 第2号様式
