/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the two fonts once, finds what they do not have, and sets lines. */
#include "print/fonts.h"

#include <assert.h>
#include <hb-ot.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"

enum family { FAMILY_MINCHO, FAMILY_GOTHIC, FAMILY__COUNT };

struct family_row {
	const char *name;
	const char *package;
	enum face face; /* in whose size it is asked what it has */
};

static const struct family_row families[] = {
	[FAMILY_MINCHO] = { "IPAexMincho", "fonts-ipaexfont-mincho", FACE_BODY },
	[FAMILY_GOTHIC] = { "IPAexGothic", "fonts-ipaexfont-gothic", FACE_LABEL },
};
static_assert(COUNT(families) == FAMILY__COUNT, "the last family has its row");

struct face_row {
	enum family family;
	double size;
};

static const struct face_row faces[] = {
	[FACE_BODY] = { FAMILY_MINCHO, 10.5 },
	[FACE_LABEL] = { FAMILY_GOTHIC, 10 },
	[FACE_TITLE] = { FAMILY_GOTHIC, 16 },
	[FACE_SMALL] = { FAMILY_MINCHO, 9 },
	[FACE_SMALL_LABEL] = { FAMILY_GOTHIC, 9 },
	[FACE_TINY] = { FAMILY_MINCHO, 7.5 },
	[FACE_TINY_LABEL] = { FAMILY_GOTHIC, 7.5 },
	[FACE_WATERMARK] = { FAMILY_GOTHIC, 120 },
};
static_assert(COUNT(faces) == FACE__COUNT, "the last face has its row");

enum { GETA = 0x3013, PLANE_SIZE = 0x10000, FAMILY_NAME_SIZE = 64 };

/* Whether a character of the first plane is in the font: asked once, then remembered. */
struct coverage_note {
	uint8_t asked[PLANE_SIZE / 8], has[PLANE_SIZE / 8];
};

struct fonts {
	PangoFontMap *map;
	PangoContext *context;
	PangoFontDescription *faces[FACE__COUNT];
	PangoFont *families[FAMILY__COUNT];
	struct coverage_note notes[FAMILY__COUNT];
	GHashTable *set;      /* key of face, width and text: struct paragraph */
	PangoAttrList *plain; /* no other font steps in: a stranger's glyph is worse than 〓 */
};

static struct fonts *loaded;

static void fonts_free(struct fonts *fonts)
{
	if (!fonts)
		return;
	for (size_t i = 0; i < FAMILY__COUNT; i++)
		if (fonts->families[i])
			g_object_unref(fonts->families[i]);
	for (size_t i = 0; i < FACE__COUNT; i++)
		if (fonts->faces[i])
			pango_font_description_free(fonts->faces[i]);
	if (fonts->set)
		g_hash_table_destroy(fonts->set);
	if (fonts->plain)
		pango_attr_list_unref(fonts->plain);
	if (fonts->context)
		g_object_unref(fonts->context);
	if (fonts->map)
		g_object_unref(fonts->map);
	free(fonts);
}

void fonts_end(void)
{
	fonts_free(loaded);
	loaded = NULL;
}

/* The family as the font itself has it in English: fontconfig and pango give the
 * name in the language of the locale (IPAex明朝 under ja_JP.UTF-8). */
static bool is_of_family(PangoFont *font, enum family family)
{
	char name[FAMILY_NAME_SIZE] = "";
	unsigned size = sizeof name;
	hb_face_t *face = hb_font_get_face(pango_font_get_hb_font(font));
	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_FONT_FAMILY, hb_language_from_string("en", -1), &size, name);
	return strcmp(name, families[family].name) == 0;
}

/* fontconfig answers with its nearest font where a family is not installed. */
static enum result family_load(struct fonts *fonts, enum family family, struct error *err)
{
	PangoFontDescription *wanted = pango_font_description_new();
	pango_font_description_set_family_static(wanted, families[family].name);
	pango_font_description_set_absolute_size(wanted, faces[families[family].face].size * PANGO_SCALE);
	fonts->families[family] = pango_font_map_load_font(fonts->map, fonts->context, wanted);
	pango_font_description_free(wanted);
	if (fonts->families[family] && is_of_family(fonts->families[family], family))
		return RESULT_OK;
	return error_set(err, RESULT_UNAVAILABLE,
		_("The font %s is missing, so no form can be printed; install the package %s"),
		families[family].name, families[family].package);
}

static void paragraph_free(void *data)
{
	struct paragraph *paragraph = data;
	g_object_unref(paragraph->layout);
	free(paragraph);
}

static void context_open(struct fonts *fonts)
{
	fonts->set = g_hash_table_new_full(g_str_hash, g_str_equal, free, paragraph_free);
	fonts->map = pango_cairo_font_map_new();
	/* 72 dots an inch: a unit is a point, on paper and in every number here. */
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts->map), 72);
	fonts->context = pango_font_map_create_context(fonts->map);
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(fonts->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(fonts->context, FALSE);
	pango_context_set_language(fonts->context, pango_language_from_string("ja"));
	pango_context_set_base_dir(fonts->context, PANGO_DIRECTION_LTR);
}

enum result fonts_get(struct fonts **ret_fonts, struct error *err)
{
	if (!loaded) {
		struct fonts *fonts = memory_new(1, sizeof *fonts);
		context_open(fonts);
		for (enum family family = 0; family < FAMILY__COUNT; family++) {
			enum result r = family_load(fonts, family, err);
			if (r != RESULT_OK) {
				fonts_free(fonts);
				return r;
			}
		}
		for (enum face face = 0; face < FACE__COUNT; face++) {
			PangoFontDescription *description = pango_font_description_new();
			pango_font_description_set_family_static(
				description, families[faces[face].family].name);
			pango_font_description_set_absolute_size(description, faces[face].size * PANGO_SCALE);
			fonts->faces[face] = description;
		}
		fonts->plain = pango_attr_list_new();
		pango_attr_list_insert(fonts->plain, pango_attr_fallback_new(FALSE));
		loaded = fonts;
	}
	*ret_fonts = loaded;
	return RESULT_OK;
}

double face_size(enum face face)
{
	return faces[face].size;
}

static void odd_add(struct odd_characters *odd, uint32_t code, uint32_t selector)
{
	for (size_t i = 0; i < odd->count; i++)
		if (odd->items[i].code == code && odd->items[i].selector == selector)
			return;
	struct odd_character *item = LIST_ADD(odd->items, odd->count);
	*item = (struct odd_character){ code, selector };
}

size_t odd_missing(const struct odd_characters *odd)
{
	size_t missing = 0;
	for (size_t i = 0; i < odd->count; i++)
		missing += odd->items[i].selector == 0;
	return missing;
}

void odd_done(struct odd_characters *odd)
{
	free(odd->items);
	*odd = (struct odd_characters){ 0 };
}

static bool is_selector(uint32_t code)
{
	return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF);
}

static bool has_char(struct fonts *fonts, enum family family, uint32_t code)
{
	if (code >= PLANE_SIZE)
		return pango_font_has_char(fonts->families[family], code);
	struct coverage_note *note = &fonts->notes[family];
	uint8_t bit = (uint8_t)(1U << code % 8);
	if (!(note->asked[code / 8] & bit)) {
		note->asked[code / 8] |= bit;
		if (pango_font_has_char(fonts->families[family], code))
			note->has[code / 8] |= bit;
	}
	return (note->has[code / 8] & bit) != 0;
}

/* か and a combining ゛ are one glyph where the pair has a code point of its own. */
static bool composes(PangoFont *font, uint32_t base, uint32_t mark)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	if (U_FAILURE(status) || !base)
		return false;
	UChar32 pair = unorm2_composePair(nfc, (UChar32)base, (UChar32)mark);
	return pair >= 0 && pango_font_has_char(font, (gunichar)pair);
}

static bool has_variant(PangoFont *font, uint32_t base, uint32_t selector)
{
	hb_codepoint_t glyph;
	return hb_font_get_variation_glyph(pango_font_get_hb_font(font), base, selector, &glyph);
}

char *fonts_printable(struct fonts *fonts, enum face face, const char *string, struct odd_characters *odd)
{
	enum family family = faces[face].family;
	PangoFont *font = fonts->families[family];
	struct text out = { 0 };
	size_t length = strlen(string);
	uint32_t base = 0; /* the last character printed as it is */
	for (size_t position = 0; position < length;) {
		uint32_t code = text_next(string, length, &position);
		uint32_t before = base;
		base = 0;
		if (code == '\r' && string[position] == '\n')
			continue;
		if (code == '\n') {
			text_add_char(&out, '\n');
		} else if (code == '\t') {
			text_add_code_point(&out, 0x3000);
		} else if (text_is_unsafe(code)) {
			text_format(&out, "<U+%04X>", code);
		} else if (is_selector(code)) {
			/* Kept behind its character: who copies the text out of the file gets the name as given. */
			if (before) {
				text_add_code_point(&out, code);
				if (!has_variant(font, before, code))
					odd_add(odd, before, code);
			}
		} else if (has_char(fonts, family, code) || composes(font, before, code)) {
			text_add_code_point(&out, code);
			base = code;
		} else {
			text_add_code_point(&out, GETA);
			odd_add(odd, code, 0);
		}
	}
	return text_take(&out);
}

/* Where the white space begins that ends a line of text. */
static int ink_end(const char *text, const PangoLayoutLine *line)
{
	static const char wide_space[] = "　";
	const int wide = (int)sizeof wide_space - 1;
	int start = line->start_index, end = start + line->length;
	for (;;) {
		if (end > start && text[end - 1] == ' ')
			end--;
		else if (end - start >= wide && !strncmp(text + end - wide, wide_space, (size_t)wide))
			end -= wide;
		else
			return end;
	}
}

double paragraph_line_width(const struct paragraph *paragraph, size_t index)
{
	PangoLayoutLine *line = pango_layout_get_line_readonly(paragraph->layout, (int)index);
	int end = ink_end(pango_layout_get_text(paragraph->layout), line), x = 0;
	if (end == line->start_index + line->length) {
		PangoRectangle logical;
		pango_layout_line_get_extents(line, NULL, &logical);
		return (double)logical.width / PANGO_SCALE;
	}
	if (end > line->start_index)
		pango_layout_line_index_to_x(line, end, FALSE, &x);
	return (double)x / PANGO_SCALE;
}

static struct paragraph set_lines(struct fonts *fonts, enum face face, const char *printable, double width)
{
	struct paragraph paragraph = { .face = face };
	paragraph.layout = pango_layout_new(fonts->context);
	pango_layout_set_font_description(paragraph.layout, fonts->faces[face]);
	pango_layout_set_attributes(paragraph.layout, fonts->plain);
	pango_layout_set_auto_dir(paragraph.layout, FALSE);
	pango_layout_set_wrap(paragraph.layout, PANGO_WRAP_WORD_CHAR);
	/* A box narrower than a character still takes one a line. */
	double least = face_size(face);
	pango_layout_set_width(paragraph.layout, (int)((width > least ? width : least) * PANGO_SCALE) + 1);
	pango_layout_set_text(paragraph.layout, printable, -1);
	paragraph.lines = (size_t)pango_layout_get_line_count(paragraph.layout);
	for (size_t i = 0; i < paragraph.lines; i++) {
		double line = paragraph_line_width(&paragraph, i);
		if (line > paragraph.longest)
			paragraph.longest = line;
	}
	return paragraph;
}

static void spread(struct fonts *fonts, struct paragraph *paragraph, double width)
{
	int characters = pango_layout_get_character_count(paragraph->layout);
	if (paragraph->lines != 1 || characters < 2 || paragraph->longest >= width)
		return;
	double gap = (width - paragraph->longest) / (characters - 1);
	PangoAttrList *attributes = pango_attr_list_copy(fonts->plain);
	pango_attr_list_insert(attributes, pango_attr_letter_spacing_new((int)(gap * PANGO_SCALE)));
	/* Rounding may make the line a hair longer than its width: it must not break for that. */
	pango_layout_set_width(paragraph->layout, -1);
	pango_layout_set_attributes(paragraph->layout, attributes);
	pango_attr_list_unref(attributes);
	paragraph->longest = width;
}

static struct paragraph remember(
	struct fonts *fonts, enum face face, const char *printable, double width, bool is_spread)
{
	char *key = memory_format("%d %d %.3f %s", (int)face, is_spread, width, printable);
	struct paragraph *known = g_hash_table_lookup(fonts->set, key);
	if (known) {
		free(key);
		return *known;
	}
	known = memory_new(1, sizeof *known);
	*known = set_lines(fonts, face, printable, width);
	if (is_spread)
		spread(fonts, known, width);
	g_hash_table_insert(fonts->set, key, known);
	return *known;
}

struct paragraph fonts_set(struct fonts *fonts, enum face face, const char *printable, double width)
{
	return remember(fonts, face, printable, width, false);
}

struct paragraph fonts_set_spread(struct fonts *fonts, enum face face, const char *printable, double width)
{
	return remember(fonts, face, printable, width, true);
}

void fonts_forget(struct fonts *fonts)
{
	g_hash_table_remove_all(fonts->set);
}

size_t fonts_remembered(const struct fonts *fonts)
{
	return g_hash_table_size(fonts->set);
}
