/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the layout of labels and values. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tests/support/suites.h"
#include "ui/screen/summary.h"
#include "ui/term/width.h"

suite_maker summary_suite;

START_TEST(no_line_is_longer_than_the_columns_and_nothing_is_lost)
{
	char cells_text[][64] = { "上田 彩花", "業務", "サーバ", "住民票の写しの広域交付", "岡本 秀人",
		"カード管理", "住民基本台帳カード発行端末", "カードの発行と回収" };
	char *cells[COUNT(cells_text)];
	for (size_t i = 0; i < COUNT(cells_text); i++)
		cells[i] = cells_text[i];
	struct summary summary = { 0 };
	summary_heading(&summary, "操作者用ICカード操作者決定書");
	summary_value(&summary, "セキュリティ責任者との協議に", "短い");
	summary_value(&summary, "とても長い見出しなので自分の行に立つはずのもの", "値");
	summary_table(&summary, "操作者とする者", cells, 2, 4);
	for (int columns = 60; columns <= 132; columns++) {
		char *text = summary_text(&summary, columns), *rest = text;
		struct text joined = { 0 };
		for (char *line; (line = strsep(&rest, "\n"));) {
			ck_assert_msg(width_string(line) <= columns, "%d: %s", columns, line);
			for (const char *at = line; *at; at++)
				if (*at != ' ')
					text_add_char(&joined, *at);
		}
		ck_assert_msg(strstr(text_string(&joined), "サーバ住民票の写しの広域交付") != NULL, "%d: %s",
			columns, text_string(&joined));
		ck_assert(strstr(text_string(&joined), "カードの発行と回収") != NULL);
		text_done(&joined);
		free(text);
	}
	summary_done(&summary);
}
END_TEST

Suite *summary_suite(void)
{
	const TTest *const tests[] = { no_line_is_longer_than_the_columns_and_nothing_is_lost, NULL };
	return suite_of("summary", tests);
}
