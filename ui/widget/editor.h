/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every field editor can do; one class for each type of field. */
#ifndef UI_WIDGET_EDITOR_H
#define UI_WIDGET_EDITOR_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "domain/form.h"
#include "ui/term/keys.h"
#include "ui/term/screen.h"

struct editor;

/* A person, section or record that may be meant; all strings are the row's own. */
struct candidate {
	char *id, *label, *note; /* note NULL for none */
};

struct candidates {
	struct candidate *rows;
	size_t count;
	bool more; /* there were more than are listed */
};

void candidates_offer(struct candidates *candidates, const char *id, const char *label, const char *note);
void candidates_done(struct candidates *candidates);

/* What editors ask of the outside. All borrowed; functions may be NULL. */
struct editor_source {
	date today;
	const struct office *office; /* whose days off are told beside a day; NULL: nobody's */
	void *context;
	/* Those that the field may name whose name, kana or number holds typed ("" for all), best first, 100 at most. */
	void (*find)(void *context, const struct field *field, const char *typed, struct candidates *ret);
	/* The name of an id for showing; the editor's to free, NULL where unknown. */
	char *(*name)(void *context, const struct field *field, const char *id);
};

struct editor_class {
	const char *name;
	/* Draws in area; a focused one puts the caret. Its list is apart. */
	void (*draw)(struct editor *editor, struct screen *screen, struct area area, bool focused);
	/* Rows it wants in a form of these columns; NULL is 1. */
	int (*rows)(struct editor *editor, int columns);
	/* Columns without which what it holds is not seen whole; NULL: it does with any. */
	int (*least_columns)(struct editor *editor);
	/* Adds what is to be known of what stands under the caret now; NULL: there is never anything. */
	void (*note)(struct editor *editor, struct text *text);
	/* Rows of the list that stands open below (or above) it now; NULL is 0. */
	int (*list_rows)(struct editor *editor, int columns);
	int (*list_columns)(struct editor *editor); /* columns it wants; NULL is 46 */
	void (*draw_list)(struct editor *editor, struct screen *screen, struct area area);
	/* False where the key is not for it: the form then moves on. */
	bool (*key)(struct editor *editor, struct key_press press);
	void (*paste)(struct editor *editor, const char *text, size_t length);
	/* The value as JSON the way domain/form.h says; null for empty; what cannot
	 * be read stays as the string that was typed, so that a draft loses nothing. New. */
	json_t *(*value)(struct editor *editor);
	void (*set)(struct editor *editor, const json_t *value);
	/* Whether what was typed can be read; required is the form's business. NULL: always. */
	enum result (*check)(struct editor *editor, struct error *err);
	/* What undo keeps beside the value (typed text and caret); NULL takes value and set. */
	json_t *(*snapshot)(struct editor *editor);
	void (*restore)(struct editor *editor, const json_t *snapshot);
	void (*enter)(struct editor *editor, bool from_below);
	void (*leave)(struct editor *editor);
	void (*free)(struct editor *editor);
	bool (*typing)(struct editor *editor); /* letters are text; NULL: always true */
};

/* The head of every editor's own struct. */
struct editor {
	const struct editor_class *class;
	const struct editor_source *source; /* may be NULL */
	json_t *undo, *redo;                /* arrays of snapshots */
	bool changed;                       /* set by the class, taken by editor_key */
	bool typed;                         /* the last change was a typed character */
	bool refused;                       /* what was pasted or typed last had no room */
	int list_row, list_column;          /* where its list hangs, set by editor_draw */
	/* A further check of the value, after the class's own; NULL for none. */
	enum result (*validate)(void *context, const json_t *value, struct error *err);
	void *validate_context;
};

/* The functions that callers use. */
void editor_draw(struct editor *editor, struct screen *screen, struct area area, bool focused);
int editor_rows(struct editor *editor, int columns);
int editor_least_columns(struct editor *editor);
void editor_note(struct editor *editor, struct text *text);
int editor_list_rows(struct editor *editor, int columns);
int editor_list_columns(struct editor *editor);
void editor_draw_list(struct editor *editor, struct screen *screen, struct area area);
bool editor_key(struct editor *editor, struct key_press press); /* Ctrl-Z undoes, Ctrl-Y redoes */
void editor_paste(struct editor *editor, const char *text, size_t length);
json_t *editor_value(struct editor *editor);
void editor_set(struct editor *editor, const json_t *value); /* forgets undo */
/* As set, but can be undone: a copy (F6) or anything the program fills in. */
void editor_change(struct editor *editor, const json_t *value);
bool editor_undo(struct editor *editor);
bool editor_redo(struct editor *editor);
bool editor_is_empty(struct editor *editor);
enum result editor_check(struct editor *editor, struct error *err);
void editor_enter(struct editor *editor, bool from_below);
void editor_leave(struct editor *editor);
bool editor_typing(struct editor *editor);
void editor_free(struct editor *editor);

/* The editors. field is borrowed for life and gives limits, unit, list, columns. */
struct editor *editor_text_new(const struct field *field, const struct editor_source *source);
struct editor *editor_paragraph_new(const struct field *field, const struct editor_source *source);
struct editor *editor_number_new(const struct field *field, const struct editor_source *source);
struct editor *editor_date_new(const struct field *field, const struct editor_source *source);
struct editor *editor_month_new(const struct field *field, const struct editor_source *source);
struct editor *editor_time_new(const struct field *field, const struct editor_source *source);
struct editor *editor_period_new(const struct field *field, const struct editor_source *source);
struct editor *editor_yes_no_new(const struct field *field, const struct editor_source *source);
struct editor *editor_choice_new(const struct field *field, const struct editor_source *source);
struct editor *editor_choices_new(const struct field *field, const struct editor_source *source);
struct editor *editor_reference_new(const struct field *field, const struct editor_source *source);
struct editor *editor_table_new(const struct field *field, const struct editor_source *source);

/* The editor of any field, by its type. */
struct editor *editor_for_field(const struct field *field, const struct editor_source *source);

/* The words of an explained choice ("other: ..."): JSON string, null where none. New. */
json_t *editor_words(struct editor *editor);
void editor_set_words(struct editor *editor, const json_t *words);

/* Of a table: what F2, F11 and the like may call; each can be undone. */
bool editor_table_add_row(struct editor *editor);
bool editor_table_remove_row(struct editor *editor);
bool editor_table_move_row(struct editor *editor, int by);

/* Of a table, nothing of others: its cell in the row of that number among the filled ones (from 1) is
 * at fault; until the next key whoever enters goes there, or to what its own check found before. */
void editor_table_fault(struct editor *editor, size_t number, const struct field *column);

/* Of a table: what is to be known where the caret stands: that the cell was collected from a record
 * and can be read only, or what happened to the line; NULL for nothing, and for other editors. Borrowed. */
const char *editor_table_note(const struct editor *editor);

/* F4: opens the list of candidates, also in a table's cell; true where a list stands open now. */
bool editor_open_list(struct editor *editor);

#endif
