#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The job: a clerk files, the head agrees, it is received, reviewed, decided with the PIN, sent out, printed and verified.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
# shellcheck source=tests/e2e/paper.sh
. tests/e2e/paper.sh
story_begin "$@"
found_office yamada ishikawa mori nakamura takahashi watanabe ogawa nishida
root=$(sed -n 's/^Root fingerprint[^:]*: //p' "$work/init.out")

open_screen counter 80 24
see カードを挿入してください
sign_in yamada 未処理一覧
shown 'the clerk and her section stand in the title' '税務課 山田 花子'
shown 'the screen says that it is for training' 研修用
new_application
check 'the caret stands on the first field' test "$(caret)" = 30,4
fill_application 国民健康保険税賦課事務
shown 'everything but what a first application leaves empty is filled in' '22/24 記入済み'
file_it
shown 'the head of the section is next' 所属長決裁
step_by ishikawa
ok 'the head agreed as the applicant'
step_by mori
shown 'the receipt number is in the title' "令和$(era_year "$fiscal_year-04")年度 第1号"
step_by nakamura
ok 'the handling officer reviewed'
step_by takahashi
ok 'the protection officer reviewed'

sign_in watanabe '町民課 渡邉 恵子'
shown 'it waits for the decision' '決裁 1'
open_first
decide 1
shown 'the decision is written' に決定されました
press F4
shown 'the decision form appears' 第2号様式
press d
see 文書番号
text '東町第１２号'
press F9
see 施行しますか
press F9
shown 'it went out under its document number' '文書番号   .\{0,30\}東町第'
print_here "$work/decision.pdf"
press F4
see 第1号様式
print_here "$work/application.pdf"

for paper in application decision; do paper_is_sound "$work/$paper.pdf" "$paper"; done
while IFS='|' read -r paper words; do
	check "$paper: $words" paper_says "$work/$paper.pdf" "$words"
done <<END
application|第1号様式(第16条関係)
application|保護データ利用申請書
application|国民健康保険税賦課事務
application|決定通知書を送るため
application|窓口では足りない
application|宛名を印刷する
application|住民記録
application|住民基本台帳ファイル
application|■個人情報
application|■法令で守秘義務のあるもの
application|住所・住所を定めた年月日
application|令和8年度の納税義務者
application|1,200件
application|■法令の規定
application|地方税法第20条の11
application|■帳票
application|$(in_words "$first_day")
application|$(in_words "$last_day")
application|税務課執務室
application|木村 健太
application|清水 彩
application|山田 花子
application|鍵のかかる書庫に置く
application|■消去
application|$(in_words "$after_day")
application|石川 隆
decision|第2号様式(第16条関係)
decision|保護データ利用承認・不承認書
decision|国民健康保険税賦課事務
decision|■承認
decision|1,200件
decision|$(in_words "$last_day")
decision|渡邉 恵子
decision|東町第１２号
END

check 'SQLite finds the database whole' test "$(database 'PRAGMA integrity_check')" = ok
check 'the head row is the decided application' test \
	"$(database "SELECT number, fiscal_year, drafter, applicant FROM records WHERE form = 'data-use-application'")" = \
	"1|$fiscal_year|yamada|ishikawa"
check 'the chain holds' choba journal verify --chain
card ogawa # an administrator may look into the journal
check_as() { choba "$@" --pin-fd 3 3<<<"$PIN"; }
check 'everything verifies from the root on paper' check_as journal verify --root "$root"
check 'another root does not' refused check_as journal verify --root "${root/[0-9]/Z}"
check 'the tables are those of the journal' check_as journal verify --replay
number=$(paper_number "$work/decision.pdf")
check 'the paper has a verification number' test -n "$number"
check 'that number is known' check_as journal check "$number"
check 'the list of records is written' check_as record list -o "$work/list.pdf"
check 'it holds the application' grep -q 国民健康保険税賦課事務 <(pdftotext -layout "$work/list.pdf" -)
check 'a file that is there is not written over' refused check_as record list -o "$work/list.pdf"
check 'the number of the list is known' check_as journal check "$(paper_number "$work/list.pdf")"
check 'another number is not' refused check_as journal check "${number%?}$([ "${number: -1}" = 0 ] && echo 1 || echo 0)"

# What openssl says of the signature, without choba.
for part in statement signature certificate; do
	database "SELECT hex($part) FROM journal WHERE kind = 'act' AND signature IS NOT NULL" | xxd -r -p >"$work/$part"
done
openssl x509 -inform DER -in "$work/certificate" -pubkey -noout >"$work/public.pem"
check 'openssl verifies the signature of the decision' openssl dgst -sha256 -verify "$work/public.pem" \
	-signature "$work/signature" "$work/statement"
check 'the statement names its purpose' grep -aq 'choba decision v1' "$work/statement"
sed 's/watanabe/watanabf/' "$work/statement" >"$work/forged"
check 'openssl refuses a changed statement' refused openssl dgst -sha256 -verify "$work/public.pem" \
	-signature "$work/signature" "$work/forged"
check 'nothing was written to standard error' test ! -s "$work/err.counter"
