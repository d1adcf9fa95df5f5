/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet from its head to its foot. */
#include "print/compose.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

const double em = 10.5;

struct paper_row {
	double width, height; /* points */
	double left, right;   /* margins; the left one is wider, for the binder's holes */
};

static const struct paper_row papers[] = {
	[PAPER_A4_PORTRAIT] = { 595.276, 841.890, 70.866, 62.41 },
	[PAPER_A4_LANDSCAPE] = { 841.890, 595.276, 70.866, 57.02 },
};
static_assert(COUNT(papers) == PAPER__COUNT, "the last paper has its row");

static const double margin_top = 56.7, margin_bottom = 56.7, foot_above_edge = 40;

static const struct density densities[] = {
	{ 16, 14, 4.5, 12 },
	{ 15.7, 13.7, 4.1, 11 },
	{ 15.3, 13.4, 3.7, 10 },
	{ 14.9, 13.1, 3.3, 9 },
	{ 14.5, 12.8, 2.9, 8 },
	{ 14.1, 12.5, 2.6, 7 },
	{ 13.7, 12.2, 2.3, 6 },
	{ 13.3, 12, 2, 5 },
};

/* A sheet that needs more is long whatever the lines do. */
enum { MOST_PAGES_WORTH_CLOSING = 3 };

struct page *compose_current(const struct composing *c)
{
	return &c->pages->items[c->pages->count - 1];
}

struct paragraph compose_set(struct composing *c, enum face face, const char *text, double width)
{
	char *printable = fonts_printable(c->fonts, face, text ? text : "", c->odd);
	struct paragraph paragraph = fonts_set(c->fonts, face, printable, width);
	free(printable);
	return paragraph;
}

struct paragraph compose_set_spread(struct composing *c, enum face face, const char *text, double width)
{
	char *printable = fonts_printable(c->fonts, face, text, c->odd);
	struct paragraph paragraph = fonts_set_spread(c->fonts, face, printable, width);
	free(printable);
	return paragraph;
}

void compose_lines(struct composing *c, const struct paragraph *paragraph, size_t from, size_t count,
	double x, double width, double side, double top, double pitch)
{
	for (size_t i = from; i < from + count; i++) {
		double room = width - paragraph_line_width(paragraph, i);
		page_line(compose_current(c), paragraph, i, x + (room > 0 ? room * side : 0),
			top + pitch * (double)(i - from), pitch);
	}
}

/* Sets a text at c->y in a column and moves below it, over pages where it must. */
static void flow(struct composing *c, enum face face, const char *text, double x, double width, double side,
	double pitch)
{
	struct paragraph paragraph = compose_set(c, face, text, width);
	for (size_t i = 0; i < paragraph.lines; i++) {
		if (c->y + pitch > c->bottom)
			compose_page(c);
		compose_lines(c, &paragraph, i, 1, x, width, side, c->y, pitch);
		c->y += pitch;
	}
}

static void framed_word(struct composing *c, const char *word, double middle)
{
	struct paragraph paragraph = compose_set(c, FACE_LABEL, word, c->width);
	double width = paragraph.longest + em * 1.6, height = 17, top = margin_top - 30;
	compose_lines(c, &paragraph, 0, 1, middle - width / 2, width, 0.5, top, height);
	page_frame(compose_current(c), middle - width / 2, top, width, height, rule_thickness[RULE_FRAME]);
}

static void page_marks(struct composing *c)
{
	const struct sheet_content *content = c->content;
	double middle = c->left + c->width / 2;
	if (content->training) {
		struct paragraph water = compose_set(
			c, FACE_WATERMARK, word_in(WORD_TRAINING, content->language), c->width * 2);
		page_water(compose_current(c), &water);
		framed_word(c, word_in(WORD_TRAINING, content->language), middle);
	}
	if (content->stamp)
		framed_word(c, content->stamp, content->training ? middle + em * 9 : middle);
}

static void continued_head(struct composing *c)
{
	const struct sheet_content *content = c->content;
	double pitch = c->density->pitch;
	char *title = memory_format(
		"%s%s", content->title ? content->title : "", word_in(WORD_CONTINUED, content->language));
	char *number = content->document_number ? memory_string(content->document_number)
		       : content->receipt_number
			       ? memory_format("%s %s", word_in(WORD_RECEIPT, content->language),
					 content->receipt_number)
			       : memory_string("");
	struct paragraph left = compose_set(c, FACE_SMALL_LABEL, title, c->width * 0.68);
	struct paragraph right = compose_set(c, FACE_SMALL, number, c->width * 0.3);
	size_t lines = left.lines > right.lines ? left.lines : right.lines;
	compose_lines(c, &left, 0, left.lines, c->left, c->width, 0, c->y, pitch);
	compose_lines(c, &right, 0, right.lines, c->left, c->width, 1, c->y, pitch);
	c->y += pitch * (double)lines + c->density->gap / 2;
	free(title);
	free(number);
}

void compose_page(struct composing *c)
{
	const struct paper_row *paper = &papers[c->content->paper];
	bool ruled = c->ruled_from >= 0;
	if (ruled)
		compose_close(c);
	pages_add(c->pages, paper->width, paper->height);
	c->y = c->top;
	page_marks(c);
	if (c->pages->count > 1)
		continued_head(c);
	if (ruled)
		c->ruled_from = c->y;
}

void compose_close(struct composing *c)
{
	if (c->ruled_from >= 0 && c->y > c->ruled_from)
		page_frame(compose_current(c), c->left, c->ruled_from, c->width, c->y - c->ruled_from,
			rule_thickness[RULE_FRAME]);
	c->ruled_from = -1;
}

static bool party_given(const struct sheet_party *party)
{
	return party->section || party->post || party->name || party->contact;
}

/* Joins what is given with a wide space: 税務課長　山田 花子. */
static char *join(const char *const parts[], size_t count)
{
	struct text out = { 0 };
	for (size_t i = 0; i < count; i++) {
		if (!parts[i] || !*parts[i])
			continue;
		if (out.length)
			text_add(&out, "　");
		text_add(&out, parts[i]);
	}
	return text_take(&out);
}

static void head_numbers(struct composing *c)
{
	const struct sheet_content *content = c->content;
	double pitch = c->density->pitch, right = c->left + c->width - em;
	if (content->style)
		flow(c, FACE_BODY, content->style, c->left, c->width, 0, pitch);
	if (content->numbered) {
		char *number = content->document_number ? memory_string(content->document_number)
							: words_number(NULL, content->language);
		flow(c, FACE_BODY, number, c->left, right - c->left, 1, pitch);
		free(number);
	}
	char day[DATE_TEXT_SIZE];
	words_day(content->day, c->now, content->language, day);
	flow(c, FACE_BODY, day, c->left, right - c->left, 1, pitch);
	c->y += c->density->gap;
}

static void head_addressee(struct composing *c)
{
	const struct sheet_content *content = c->content;
	const struct sheet_party *to = &content->addressee;
	if (!party_given(to))
		return;
	char *post = sheet_post(to->section, to->post);
	const char *const parts[] = { post, to->name, content->honorific };
	char *line = join(parts, COUNT(parts));
	flow(c, FACE_BODY, line, c->left + em, c->width * 0.6, 0, c->density->pitch);
	c->y += c->density->gap;
	free(line);
	free(post);
}

static void head_applicant(struct composing *c)
{
	const struct sheet_party *by = &c->content->applicant;
	const struct {
		enum word word;
		const char *text;
	} rows[] = {
		{ WORD_SECTION, by->section },
		{ WORD_POST, by->post },
		{ WORD_NAME, by->name },
		{ WORD_CONTACT, by->contact },
	};
	if (!party_given(by))
		return;
	double label = em * (c->content->language == LANGUAGE_JA ? 3 : 5), gap = em * 1.5;
	double x = c->left + c->width - em * 20;
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (!rows[i].text)
			continue;
		struct paragraph word =
			compose_set_spread(c, FACE_BODY, word_in(rows[i].word, c->content->language), label);
		compose_lines(c, &word, 0, 1, x, label, 0, c->y, c->density->pitch);
		flow(c, FACE_BODY, rows[i].text, x + label + gap, em * 19 - label - gap, 0,
			c->density->pitch);
	}
	c->y += c->density->gap;
}

static void head_sender(struct composing *c)
{
	const struct sheet_party *by = &c->content->sender;
	if (!party_given(by))
		return;
	double x = c->left + c->width - em * 26, width = em * 25;
	const char *const parts[] = { by->post, by->name };
	char *line = join(parts, COUNT(parts));
	bool whole = compose_set(c, FACE_BODY, line, width).lines <=
		     1; /* else the name stands below, never broken */
	if (by->section)
		flow(c, FACE_BODY, by->section, x, width, 1, c->density->pitch);
	for (size_t i = 0; !whole && i < COUNT(parts); i++)
		if (parts[i])
			flow(c, FACE_BODY, parts[i], x, width, 1, c->density->pitch);
	if (whole && *line)
		flow(c, FACE_BODY, line, x, width, 1, c->density->pitch);
	if (c->content->seal_omitted)
		flow(c, FACE_BODY, word_in(WORD_SEAL_OMITTED, c->content->language), x, width, 1,
			c->density->pitch);
	if (by->contact)
		flow(c, FACE_SMALL, by->contact, x, width, 1, c->density->small_pitch);
	c->y += c->density->gap;
	free(line);
}

static void head_title(struct composing *c)
{
	const struct sheet_content *content = c->content;
	c->y += c->density->gap / 2;
	flow(c, FACE_TITLE, content->title ? content->title : "", c->left, c->width, 0.5, 22);
	c->y += c->density->gap;
	if (content->sentence) {
		bool indented = strncmp(content->sentence, "　", strlen("　")) == 0;
		char *sentence = memory_format(
			"%s%s", indented || content->language != LANGUAGE_JA ? "" : "　", content->sentence);
		flow(c, FACE_BODY, sentence, c->left, c->width, 0, c->density->pitch + 1);
		c->y += c->density->gap * 0.6;
		free(sentence);
	}
	if (content->row_count && !content->is_list) {
		flow(c, FACE_BODY, word_in(WORD_FOLLOWS, content->language), c->left, c->width, 0.5,
			c->density->pitch);
		c->y += c->density->gap * 0.6;
	}
}

static void remarks(struct composing *c)
{
	const char *text = c->content->remarks;
	if (!text || !*text)
		return;
	c->y += c->density->gap * 0.6;
	struct paragraph word =
		compose_set(c, FACE_SMALL_LABEL, word_in(WORD_REMARKS, c->content->language), em * 6);
	if (c->y + c->density->small_pitch > c->bottom)
		compose_page(c);
	compose_lines(c, &word, 0, 1, c->left, em * 6, 0, c->y, c->density->small_pitch);
	double indent = word.longest + em;
	flow(c, FACE_SMALL, text, c->left + indent, c->width - indent, 0, c->density->small_pitch);
}

/* U+E001、葛 U+845B U+E0100: what to look up in the original. */
static void odd_note(struct composing *c, bool variants)
{
	struct text list = { 0 };
	size_t listed = 0;
	text_add(&list, word_in(variants ? WORD_VARIANTS : WORD_MISSING, c->content->language));
	for (size_t i = 0; i < c->odd->count; i++) {
		const struct odd_character *odd = &c->odd->items[i];
		if ((odd->selector != 0) != variants)
			continue;
		if (listed++)
			text_add(&list, c->content->language == LANGUAGE_JA ? "、" : ", ");
		if (variants) {
			text_add_code_point(&list, odd->code);
			text_format(&list, " U+%04X U+%04X", odd->code, odd->selector);
		} else {
			text_format(&list, "U+%04X", odd->code);
		}
	}
	if (listed) {
		c->y += c->density->gap * 0.4;
		flow(c, FACE_SMALL, text_string(&list), c->left, c->width, 0, c->density->small_pitch);
	}
	text_done(&list);
}

/* Number and page stand on every page, once it is known how many there are. */
static void feet(struct composing *c)
{
	const struct sheet_content *content = c->content;
	char *number = content->verification
			       ? memory_format("%s　%s", word_in(WORD_VERIFICATION, content->language),
					 content->verification)
			       : NULL;
	for (size_t i = 0; i < c->pages->count; i++) {
		struct page *page = &c->pages->items[i];
		double top = page->height - foot_above_edge;
		if (number) {
			struct paragraph left = compose_set(c, FACE_SMALL, number, c->width * 0.8);
			page_line(page, &left, 0, c->left, top, 12);
		}
		char *count = memory_format("%zu/%zu", i + 1, c->pages->count);
		struct paragraph right = compose_set(c, FACE_SMALL, count, c->width * 0.2);
		page_line(page, &right, 0, c->left + c->width - right.longest, top, 12);
		free(count);
	}
	free(number);
}

static void compose_all(struct composing *c)
{
	const struct paper_row *paper = &papers[c->content->paper];
	c->left = paper->left;
	c->width = paper->width - paper->left - paper->right;
	c->top = margin_top;
	c->bottom = paper->height - margin_bottom;
	c->ruled_from = -1;
	compose_page(c);
	head_numbers(c);
	head_addressee(c);
	head_applicant(c);
	head_sender(c);
	head_title(c);
	c->ruled_from = c->y;
	for (size_t i = 0; i < c->content->row_count; i++)
		compose_row(c, &c->content->rows[i]);
	compose_close(c);
	compose_office_part(c);
	remarks(c);
	odd_note(c, false);
	odd_note(c, true);
	feet(c);
}

static void compose_with(const struct composing *like, const struct density *density, struct pages *ret_pages)
{
	struct composing c = *like;
	c.density = density;
	c.pages = ret_pages;
	compose_all(&c);
}

/* A page less is worth closer lines, but lines never get closer for nothing:
 * the closest ones say whether it can be saved, then the widest that saves it are taken. */
static void compose_closer(const struct composing *like, struct pages *pages)
{
	size_t first = 1, last = COUNT(densities) - 1;
	struct pages best = { 0 };
	compose_with(like, &densities[last], &best);
	size_t aim = best.count;
	if (aim >= pages->count) {
		pages_done(&best);
		return;
	}
	while (first < last) {
		size_t middle = (first + last) / 2;
		struct pages tried = { 0 };
		compose_with(like, &densities[middle], &tried);
		if (tried.count > aim) {
			first = middle + 1;
			pages_done(&tried);
		} else {
			last = middle;
			pages_done(&best);
			best = tried;
		}
	}
	pages_done(pages);
	*pages = best;
}

void compose_sheet(struct fonts *fonts, const struct sheet_content *content, struct pages *ret_pages,
	struct odd_characters *ret_odd)
{
	struct composing c = { .fonts = fonts, .content = content, .odd = ret_odd };
	c.now = content->printed_at ? date_from_ms(content->printed_at) : DATE_NONE;
	compose_with(&c, &densities[0], ret_pages);
	if (ret_pages->count > 1 && ret_pages->count <= MOST_PAGES_WORTH_CLOSING)
		compose_closer(&c, ret_pages);
}
