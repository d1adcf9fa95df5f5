/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Composed pages into the bytes of one PDF. */
#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "print/compose.h"

static cairo_status_t collect(void *closure, const unsigned char *bytes, unsigned length)
{
	text_add_n(closure, (const char *)bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

/* cairo would write the time of now, and the same sheet would never be the same file. */
static void set_metadata(cairo_surface_t *surface, const struct sheet_content *first)
{
	struct text title = { 0 };
	if (first->title)
		text_add_safe(&title, first->title, strlen(first->title), false);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, text_string(&title));
	text_done(&title);
	time_t seconds = (time_t)(first->printed_at / 1000);
	struct tm parts;
	char stamp[32] = "1970-01-01T00:00:00Z";
	if (gmtime_r(&seconds, &parts))
		strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%SZ", &parts);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
}

enum { MOST_TEXTS_REMEMBERED = 4000 };

static void draw_sheet(struct fonts *fonts, const struct sheet_content *sheet, cairo_surface_t *surface,
	cairo_t *cairo, struct sheet_outcome *outcome)
{
	struct pages pages = { 0 };
	struct odd_characters odd = { 0 };
	compose_sheet(fonts, sheet, &pages, &odd);
	for (size_t i = 0; i < pages.count; i++) {
		cairo_pdf_surface_set_size(surface, pages.items[i].width, pages.items[i].height);
		page_draw(&pages.items[i], cairo);
		cairo_show_page(cairo);
	}
	outcome->pages += pages.count;
	outcome->missing += odd_missing(&odd);
	outcome->variants += odd.count - odd_missing(&odd);
	odd_done(&odd);
	pages_done(&pages);
	if (fonts_remembered(fonts) > MOST_TEXTS_REMEMBERED)
		fonts_forget(fonts);
}

enum result sheet_pdf(const struct sheet_content *sheets, size_t count, char **ret_bytes, size_t *ret_length,
	struct sheet_outcome *ret_outcome, struct error *err)
{
	struct fonts *fonts;
	enum result r = fonts_get(&fonts, err);
	if (r != RESULT_OK)
		return r;
	if (!count)
		return error_set(err, RESULT_INVALID, _("There is no sheet to print"));
	struct text bytes = { 0 };
	struct sheet_outcome outcome = { 0 };
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(collect, &bytes, 595, 842);
	set_metadata(surface, &sheets[0]);
	cairo_t *cairo = cairo_create(surface);
	for (size_t i = 0; i < count; i++)
		draw_sheet(fonts, &sheets[i], surface, cairo, &outcome);
	fonts_forget(fonts);
	cairo_status_t status = cairo_status(cairo);
	cairo_destroy(cairo);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	if (status != CAIRO_STATUS_SUCCESS) {
		text_done(&bytes);
		return error_set(err, RESULT_FAILED, _("The sheet could not be drawn: %s"),
			cairo_status_to_string(status));
	}
	*ret_length = bytes.length;
	*ret_bytes = text_take(&bytes);
	if (ret_outcome)
		*ret_outcome = outcome;
	return RESULT_OK;
}

enum result sheet_to_pdf(const struct sheet_content *sheet, const char *path,
	struct sheet_outcome *ret_outcome, struct error *err)
{
	char *bytes;
	size_t length;
	struct sheet_outcome outcome;
	enum result r = sheet_pdf(sheet, 1, &bytes, &length, &outcome, err);
	if (r != RESULT_OK)
		return r;
	r = file_write(path, bytes, length, 0600, err);
	free(bytes);
	if (r == RESULT_OK && ret_outcome)
		*ret_outcome = outcome;
	return r;
}

void sheet_end(void)
{
	fonts_end();
}
