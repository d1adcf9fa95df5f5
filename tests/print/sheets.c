/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets of an invented office. */
#include "tests/print/sheets.h"

#include "base/memory.h"
#include "base/text.h"

enum { PRINTED_SECONDS = 1795482720 }; /* 2026-11-24 10:12 in Japan */

static char *copy(const char *string)
{
	return memory_string(string);
}

static void items_table(struct sheet_content *content, bool filled)
{
	struct sheet_row *row = sheet_add_row(content, 8, "利用する項目", NULL);
	sheet_table_column(&row->table, "項目", 2);
	sheet_table_column(&row->table, "必要な理由", 5);
	static const char *const rows[][2] = {
		{ "氏名", "賦課決定通知書の宛名とするため" },
		{ "住所", "賦課決定通知書の送付先とするため。転出者については転出先の住所を含む。" },
		{ "生年月日", "介護分の賦課対象となる被保険者を判定するため" },
		{ "世帯主との続柄", "擬制世帯主を判定するため" },
	};
	static const char *const blank[2] = { "", "" };
	for (size_t i = 0; i < (filled ? COUNT(rows) : 2); i++)
		sheet_table_row(&row->table, filled ? rows[i] : blank);
}

static void application_rows(struct sheet_content *content, bool filled)
{
	static const struct {
		const char *label, *text, *blank;
	} rows[] = {
		{ "利用する事務の名称", "国民健康保険税賦課事務", "" },
		{ "利用の目的",
			"国民健康保険税の当初賦課に当たり、被保険者の世帯構成及び住所を確認し、"
			"賦課決定通知書を作成するため。",
			"" },
		{ "電算処理の内容", "抽出したデータを国民健康保険システムに取り込み、世帯単位に突合する。",
			"" },
		{ "データを所管する課", "町民課", "" },
		{ "データの名称", "住民基本台帳異動データ(令和8年度分)", "" },
		{ "保護データの区分",
			"■個人情報　□守秘義務のあるデータ　□漏えいにより行政の信頼を害するデータ　"
			"□復元が困難なデータ",
			"□個人情報　□守秘義務のあるデータ　□漏えいにより行政の信頼を害するデータ　"
			"□復元が困難なデータ" },
		{ "対象者の範囲・件数", "国民健康保険の被保険者及びその世帯主　6,480件", "" },
	};
	static const struct {
		const char *label, *text, *blank;
	} more[] = {
		{ "根拠法令・条項", "国民健康保険法第76条、地方税法第703条の4", "" },
		{ "利用の方法", "□画面照会　□帳票　■記録媒体　□回線連携",
			"□画面照会　□帳票　□記録媒体　□回線連携" },
		{ "利用期間", "令和8年12月1日(火)から令和9年3月31日(水)まで", "" },
		{ "取扱責任者", "税務課課税係長　鈴木 一郎", "" },
		{ "保護の方法",
			"記録媒体は施錠した保管庫に保管し、持出しは取扱責任者の立会いの下で行う。"
			"取込みの終わった媒体は、その日のうちに消去する。",
			"" },
		{ "外部委託の有無", "□はい　■いいえ", "□はい　□いいえ" },
		{ "利用後の処置", "□返還　■消去　□廃棄", "□返還　□消去　□廃棄" },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		sheet_add_row(content, (int)content->row_count + 1, rows[i].label,
			filled ? rows[i].text : rows[i].blank);
	items_table(content, filled);
	for (size_t i = 0; i < COUNT(more); i++)
		sheet_add_row(content, (int)content->row_count + 1, more[i].label,
			filled ? more[i].text : more[i].blank);
}

static void application_head(struct sheet_content *content)
{
	sheet_content_init(content);
	content->style = copy("第1号様式(第16条関係)");
	content->title = copy("保護データ利用申請書");
	content->numbered = true;
	content->addressee.post = copy("保護管理者");
	content->honorific = copy("様");
	content->sentence = copy("東員町住民基本台帳に係る個人情報の保護管理要綱第16条第1項の規定により、"
				 "次のとおり申請します。");
	content->office_part = content->receipt = true;
	content->remarks = copy("利用する項目は、事務に必要な最小限のものを記入すること。");
	content->printed_at = (int64_t)PRINTED_SECONDS * 1000;
}

void sheets_full(struct sheet_content *content)
{
	application_head(content);
	application_rows(content, true);
	content->document_number = copy("8東税第47号");
	content->day = date_of(2026, 11, 24);
	content->applicant = (struct sheet_party){ copy("税務課"), copy("課長"), copy("山田 花子"),
		copy("内線 214(担当 課税係 鈴木)") };
	content->receipt_number = copy("12");
	content->received = date_of(2026, 11, 25);
	content->decided = date_of(2026, 11, 27);
	sheet_add_answer(content, "承認", false);
	sheet_add_answer(content, "条件付承認", true);
	sheet_add_answer(content, "不承認", false);
	static const char *const posts[] = { "保護管理者", "保護責任者", "取扱責任者" };
	static const char *const names[] = { "佐藤 直樹", "高橋 美咲", "伊藤 健" };
	for (size_t i = 0; i < COUNT(posts); i++) {
		struct sheet_approval *cell = sheet_add_approval(content, posts[i]);
		cell->name = copy(names[i]);
		cell->day = date_of(2026, 11, 27 - (int)i);
		cell->capacity = i == 0 ? CAPACITY_DEPUTY : CAPACITY_SELF;
	}
	content->conditions = copy("1 第三者への提供をしないこと。\n2 利用期間の満了後、速やかに消去し、"
				   "その日付及び方法を報告すること。");
	sheet_add_note(
		content, "保護管理者が出張のため、事務決裁規程により課長補佐が代決した。後閲を要する。");
	content->verification = copy("1042-7KQ2-M9XD-40HT-V5PB");
}

void sheets_blank(struct sheet_content *content)
{
	application_head(content);
	application_rows(content, false);
	content->applicant = (struct sheet_party){ copy(""), copy(""), copy(""), copy("") };
	sheet_add_answer(content, "承認", false);
	sheet_add_answer(content, "条件付承認", false);
	sheet_add_answer(content, "不承認", false);
	sheet_add_approval(content, "保護管理者");
	sheet_add_approval(content, "保護責任者");
	sheet_add_approval(content, "取扱責任者");
}

void sheets_notice(struct sheet_content *content)
{
	sheet_content_init(content);
	content->style = copy("第2号様式(第16条関係)");
	content->title = copy("保護データ利用承認・不承認書");
	content->numbered = true;
	content->document_number = copy("8東町第113号");
	content->day = date_of(2026, 11, 27);
	content->addressee = (struct sheet_party){ copy("税務課"), copy("課長"), copy("山田 花子"), NULL };
	content->honorific = copy("様");
	content->sender.post = copy("保護管理者　町民課長");
	content->sender.name = copy("佐藤 直樹");
	content->seal_omitted = true;
	content->sentence = copy("令和8年11月24日付けで申請のあった保護データの利用については、"
				 "次のとおり決定したので通知します。");
	sheet_add_row(content, 1, "申請の受付番号", "第12号(令和8年11月25日受付)");
	sheet_add_row(content, 2, "決定区分", "□承認　■条件付承認　□不承認");
	sheet_add_row(content, 3, "利用する事務の名称", "国民健康保険税賦課事務");
	sheet_add_row(content, 4, "承認する期間", "令和8年12月1日(火)から令和9年3月31日(水)まで");
	struct sheet_row *row = sheet_add_row(content, 5, "承認する項目", NULL);
	sheet_table_column(&row->table, "項目", 2);
	sheet_table_column(&row->table, "件数", 1);
	sheet_table_column(&row->table, "摘要", 4);
	sheet_table_row(&row->table, (const char *const[]){ "氏名", "6,480", "" });
	sheet_table_row(&row->table, (const char *const[]){ "住所", "6,480", "転出先を含む。" });
	sheet_add_row(content, 6, "承認の条件",
		"1 第三者への提供をしないこと。\n2 利用期間の満了後、速やかに消去すること。");
	struct sheet_row *reason = sheet_add_row(content, 7, "不承認の理由", "");
	reason->lines = 3;
	content->remarks = copy("条件に違反したときは、承認を取り消すことがあります。");
	content->verification = copy("1057-0C3W-8ZRN-2E6J-QY4A");
	content->printed_at = (int64_t)PRINTED_SECONDS * 1000;
}

char *sheets_long_text(size_t characters)
{
	struct text text = { 0 };
	size_t written = 0;
	for (int i = 1; written < characters; i++) {
		if (i > 1)
			text_add_char(&text, '\n');
		text_format(&text,
			"第%d段落　この事務は、世帯の構成を確かめた上で行うものであり、"
			"その手順は別に定める手引(第%d版)による。(終わり%d)",
			i, i * 7, i);
		written += 70;
	}
	return text_take(&text);
}
