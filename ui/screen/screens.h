/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the screens know of each other: how each is made, and what they all ask.
 *
 * Every _new returns a view for view_push; it belongs to the workstation's
 * present session for life (keep workstation->session in the view). A view of
 * a seat that is locked gets no events but one tick when it locks and one at a
 * hang-up: tick keeps drafts, whatever the time. Strings and structs inside
 * desk->office may change with any call of a service: copy what is kept. */
#ifndef UI_SCREEN_SCREENS_H
#define UI_SCREEN_SCREENS_H

#include "service/filing.h"
#include "service/list_paper.h"
#include "service/filter.h"
#include "service/reading.h"
#include "ui/screen/workstation.h"

/* ---- screens --------------------------------------------------------------- */

struct view *sign_in_new(struct workstation *workstation);
struct view *waiting_new(struct workstation *workstation);   /* 未処理一覧: the first after sign-in */
struct view *tasks_new(struct workstation *workstation);     /* 業務選択 */
struct view *times_new(struct workstation *workstation);     /* 操作時間・閉庁日, as they are now */
struct view *calendar_new(struct workstation *workstation);  /* 閉庁日: a month of the office */
struct view *listing_new(struct workstation *workstation);   /* all records */
struct view *in_use_new(struct workstation *workstation);    /* 利用中一覧 */
struct view *registers_new(struct workstation *workstation); /* 登録簿 */
struct view *people_new(struct workstation *workstation);
struct view *journal_new(struct workstation *workstation);

/* What the list of records lets through, to be changed, kept under a name or removed; form and
 * state stay as they are. filter is copied; settled gets the new one (borrowed) when the page is gone. */
struct view *filter_new(struct workstation *workstation, const struct filter *filter,
	void (*settled)(void *context, const struct filter *filter), void *context);

/* A change of posts of a person entered by hand, shown before it is signed. The id is copied. */
struct view *posting_new(struct workstation *workstation, const char *person);

/* Noting that a person is away. The id is copied. */
struct view *away_new(struct workstation *workstation, const char *person);

struct view *texts_new(struct workstation *workstation); /* the texts that staff acknowledge */

/* One of them, opened for reading and acknowledging. The ids are copied. */
struct view *text_page_new(struct workstation *workstation, const char *regulation, const char *text);

/* A page of text to read; both strings are copied. */
struct view *text_view_new(struct workstation *workstation, const char *title, const char *text);

/* By the forms' screens. The filing is the view's from now on. */
struct view *filing_new(struct workstation *workstation, struct filing *filing);

/* Over the view of a draft that came from an earlier version of the regulation:
 * the page of what no longer fits. Does nothing over other views and drafts. */
void filing_show_left(struct view *view);

/* One record opened for reading and acting. NULL and a sentence in err where
 * it cannot be opened (reading_open says why). */
struct view *record_new(struct workstation *workstation, const char *record_id, struct error *err);

/* Opens a record over the view from which it was chosen, or says there why it cannot be opened. */
void record_show(struct view *from, const char *record_id);

/* Opened records one after the other, decided with one PIN. Array and strings are the view's from now on. */
struct view *pile_new(struct workstation *workstation, char **record_ids, size_t count);

/* Preview, then printer or file. The ids are copied. */
struct view *printing_new(struct workstation *workstation, const char *const *record_ids, size_t count);

/* The same for a list; what the paper holds is the view's from now on. */
struct view *printing_list_new(struct workstation *workstation, struct list_paper *paper);

struct list;
struct list_column;

/* The columns of a list with their titles in the user's language. */
void columns_translate(const struct list_column *columns, size_t count, struct list_column *ret_columns);

/* For .able of a command that needs the row under the bar: false with the sentence where there is none. */
bool row_is_there(bool is_there, struct error *err);

/* Puts the first columns of a list as they are shown, and all its rows, on paper. */
void list_on_paper(const struct list *list, size_t column_count, struct list_paper *paper);

/* ---- help ------------------------------------------------------------------- */

/* F1: the keys of the view on top with why each cannot be used now, article
 * and who could; before them text (copied; NULL for none): what the regulation
 * says of the form or the field. */
struct view *help_new(struct workstation *workstation, const char *title, const char *text);

/* For .run of an F1 row whose screen has no text of its own; context is the view. */
void help_run(void *context);

/* For .run of an F3 row that just goes back; context is the view. */
void back_run(void *context);

/* ---- asking ----------------------------------------------------------------- */

/* A signature that needs the PIN. The dialog shows whose card it is and the
 * tries left, asks for a yes before the last one, and takes the PIN in locked memory. */
struct pin_request {
	const char *sentence; /* what will be signed, copied */
	void *context;        /* must outlive the dialog: the view beneath */
	/* Does it. RESULT_OK: the dialog goes, then done is called. RESULT_REFUSED
	 * with *ret_tries > 0: the PIN was wrong, the dialog stays. All else: the
	 * dialog goes and the sentence is shown on the screen beneath. */
	enum result (*sign)(void *context, const struct card_pin *pin, int *ret_tries, struct error *err);
	void (*done)(void *context); /* NULL for none */
};

void ask_pin(struct workstation *workstation, const struct pin_request *request);

/* 確認: a page that says what will be done; back is its default, only F9 goes on. Written by the forms' screens. */
struct summary; /* ui/screen/summary.h */

struct confirmation {
	const char *title;         /* copied */
	const char *text;          /* copied; NULL for none */
	struct summary *summary;   /* before the text; taken over, empty afterwards; NULL for none */
	const char *go_label;      /* what F9 does, in the user's language, copied: 提出 */
	void *context;             /* must outlive the page: the view beneath */
	void (*go)(void *context); /* the page is gone already */
};

struct view *confirm_new(struct workstation *workstation, const struct confirmation *confirmation);

/* A list to choose from. Labels are copied. choose is called after the list is gone. */
struct choosing {
	const char *title;
	const char *const *labels;
	size_t count, selected;
	void *context;
	void (*choose)(void *context, size_t index);
};

struct view *choosing_new(struct workstation *workstation, const struct choosing *choosing);

/* ---- small things that all use ----------------------------------------------- */

struct workstation *workstation_of(const struct view *view);

/* The receipt number as a list has it: R8-12, in English 2026-12; "" before 受付. */
void number_short(const struct record *record, struct text *text);

/* A day as a list has it: R8.11.24, in English 24 Nov 2026. */
void day_short(date day, struct text *text);

/* The sentence of an error with its article in words, as help and notes show it. */
void error_words(const struct error *err, struct text *text);

/* Draws text in the area from its line *top on, wrapped; returns how many lines there are. */
size_t text_draw(struct screen *screen, struct area area, const char *text, size_t top, enum style style);

/* The title of a screen on the first row of its area; note (NULL for none) stands at the right. The rest is returned. */
struct area title_draw(struct screen *screen, struct area area, const char *title, const char *note);

#endif
