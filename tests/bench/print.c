/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms into PDF, as a whole process and in a batch, against a bare page of pango. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "tests/bench/bench.h"
#include "tests/print/sheets.h"

enum { PROCESSES = 30, BATCH = 500, RUNS = 5 };

/* 25 ms and 3 ms where a bare page took 13 and 1.4: other machines load libraries and fonts at other speeds. */
#define FORM_RATIO (25.0 / 13.0)
#define BATCH_RATIO (3.0 / 1.4)

/* ---- the baseline: a page of the same words, nothing ruled, measured or broken ---- */

static cairo_status_t take(void *closure, const unsigned char *bytes, unsigned length)
{
	text_add_n(closure, (const char *)bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

/* What stands on the form: its labels, and what was filled in. */
static void texts_of(const struct sheet_content *content, struct text *labels, struct text *filled)
{
	for (size_t i = 0; i < content->row_count; i++) {
		const struct sheet_row *row = &content->rows[i];
		text_format(labels, "%s\n", row->label);
		text_format(filled, "%s\n", row->text ? row->text : "");
		for (size_t cell = 0; cell < row->table.row_count * row->table.column_count; cell++)
			text_format(filled, "%s\n", row->table.cells[cell]);
	}
}

static void bare_column(cairo_t *cairo, const char *face, double x, const struct text *text)
{
	PangoLayout *layout = pango_cairo_create_layout(cairo);
	PangoFontDescription *font = pango_font_description_from_string(face);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_width(layout, 360 * PANGO_SCALE);
	pango_layout_set_text(layout, text_string(text), -1);
	cairo_move_to(cairo, x, 57);
	pango_cairo_show_layout(cairo, layout);
	pango_font_description_free(font);
	g_object_unref(layout);
}

static void bare_page(cairo_t *cairo, int number)
{
	struct sheet_content content;
	struct text labels = { 0 }, filled = { 0 };
	sheets_full(&content);
	text_format(&filled, "%d\n", number);
	texts_of(&content, &labels, &filled);
	bare_column(cairo, "IPAexGothic 10", 57, &labels);
	bare_column(cairo, "IPAexMincho 10.5", 180, &filled);
	cairo_show_page(cairo);
	text_done(&labels);
	text_done(&filled);
	sheet_content_done(&content);
}

static void bare_pages(int count)
{
	struct text bytes = { 0 };
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(take, &bytes, 595, 842);
	cairo_t *cairo = cairo_create(surface);
	for (int i = 0; i < count; i++)
		bare_page(cairo, i);
	cairo_destroy(cairo);
	cairo_surface_finish(surface);
	cairo_surface_destroy(surface);
	text_done(&bytes);
}

/* ---- forms, no two alike ------------------------------------------------------- */

static bool forms(size_t count)
{
	struct sheet_content *sheets = memory_new(count, sizeof *sheets);
	struct error err;
	char *bytes;
	size_t length;
	for (size_t i = 0; i < count; i++) {
		sheets_full(&sheets[i]);
		free(sheets[i].verification);
		sheets[i].verification = memory_format("%zu-7KQ2-M9XD-40HT-V5PB", i);
		free(sheets[i].rows[0].text);
		sheets[i].rows[0].text = memory_format("国民健康保険税賦課事務 その%zu", i);
	}
	enum result r = sheet_pdf(sheets, count, &bytes, &length, NULL, &err);
	if (r == RESULT_OK)
		free(bytes);
	for (size_t i = 0; i < count; i++)
		sheet_content_done(&sheets[i]);
	free(sheets);
	return r == RESULT_OK;
}

START_TEST(print)
{
	struct bench_samples form = { 0 }, bare = { 0 };
	for (int i = 0; i < PROCESSES; i++) {
		bench_add(&form, bench_process("form"));
		bench_add(&bare, bench_process("bare"));
	}
	bench_print(&(struct bench_row){ "one form to PDF, whole process", "ms", bench_median(&form),
		bench_median(&bare), BENCH_NONE, FORM_RATIO });
	bench_done(&form);
	bench_done(&bare);
	for (int i = 0; i < RUNS; i++) {
		double begin = bench_now();
		ck_assert(forms(BATCH));
		double between = bench_now();
		bare_pages(BATCH);
		bench_add(&form, (between - begin) / BATCH);
		bench_add(&bare, (bench_now() - between) / BATCH);
	}
	bench_print(&(struct bench_row){ "one form of a batch of 500", "ms", bench_median(&form),
		bench_median(&bare), BENCH_NONE, BATCH_RATIO });
	bench_done(&form);
	bench_done(&bare);
}
END_TEST

int main(int argc, char *argv[])
{
	if (argc == 2 && !strcmp(argv[1], "form"))
		return forms(1) ? EXIT_SUCCESS : EXIT_FAILURE;
	if (argc == 2) {
		bare_pages(1);
		return EXIT_SUCCESS;
	}
	return bench_run("print", print);
}
