/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in: what the reader says now, whose card it is, the PIN. */
#include "ui/screen/sign_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/manual.h"
#include "ui/screen/pin_line.h"
#include "ui/screen/screens.h"
#include "ui/term/width.h"
#include "ui/widget/editor.h"

enum { LABEL_COLUMNS = 10, INDENT = 3, RETRY_MS = 3000, PLEA_LONGEST = 80 };

enum stage {
	STAGE_READER,  /* the reader has the word */
	STAGE_READING, /* the card is being read */
	STAGE_REFUSED, /* this card cannot sign in; .why says why */
	STAGE_CLOSED,  /* its holder is known and may not sign in at this hour */
	STAGE_PLEA,    /* he types why he signs in now */
	STAGE_PIN,     /* its holder is known and types the PIN */
	STAGE_PROVING, /* the card is signing */
	STAGE__COUNT
};

struct sign_in {
	struct view view;
	struct workstation *workstation;
	enum stage stage;
	struct session_visitor visitor; /* from STAGE_CLOSED on */
	struct editor *plea;            /* of STAGE_PLEA; NULL otherwise */
	char *name, *section, *post;    /* as they are shown; NULL without a visitor */
	struct pin_line pin;
	struct error why;    /* of STAGE_REFUSED; of a wrong PIN */
	bool looked;         /* the insertion below was looked at */
	uint32_t insertions; /* of the card that was looked at */
	char reader[CARD_READER_SIZE];
	int64_t retry; /* monotonic: when a card that could not be read is read again; 0 never */
	bool leaving;  /* the key that leaves was pressed once */
};

static const struct field plea_field = { .type = FIELD_TEXT, .longest = PLEA_LONGEST };

static struct sign_in *of(struct view *view)
{
	return (struct sign_in *)view;
}

static void forget(struct sign_in *sign_in)
{
	pin_line_begin(&sign_in->pin, -1);
	session_visitor_done(&sign_in->visitor);
	editor_free(sign_in->plea);
	sign_in->plea = NULL;
	free(sign_in->name);
	free(sign_in->section);
	free(sign_in->post);
	sign_in->name = sign_in->section = sign_in->post = NULL;
	sign_in->stage = STAGE_READER;
	sign_in->looked = false;
	sign_in->retry = 0;
	error_clear(&sign_in->why);
}

void sign_in_begin(struct view *view)
{
	forget(of(view));
	of(view)->leaving = false;
	view->stack->message[0] = '\0';
}

/* ---- the card ------------------------------------------------------------------ */

static void describe(struct sign_in *sign_in)
{
	const struct desk *desk = sign_in->workstation->desk;
	const struct office *office = &desk->office;
	const struct person *person = office_person(office, sign_in->visitor.person);
	const struct posting *posting =
		office_main_posting(office, sign_in->visitor.person, desk_today(desk));
	const struct post *post = posting ? office_post(office, posting->post) : NULL;
	const struct section *section = post && post->section ? office_section(office, post->section) : NULL;
	sign_in->name = memory_string(person ? person_text(person) : sign_in->visitor.name);
	sign_in->post = memory_string(post ? label_text(&post->name) : "");
	sign_in->section = memory_string(section ? label_text(&section->name) : "");
}

static bool may_pass(enum result r)
{
	return r == RESULT_BUSY || r == RESULT_UNAVAILABLE || r == RESULT_FAILED;
}

static void refuse(struct sign_in *sign_in, enum result r)
{
	struct error why = sign_in->why;
	bool looked = sign_in->looked;
	forget(sign_in);
	sign_in->why = why;
	sign_in->looked = looked;
	sign_in->stage = STAGE_REFUSED;
	sign_in->retry = may_pass(r) ? clock_monotonic() + RETRY_MS : 0;
}

static void begin_pin(struct sign_in *sign_in)
{
	sign_in->stage = STAGE_PIN;
	pin_line_begin(&sign_in->pin, sign_in->visitor.tries);
	term_drop_typed(sign_in->workstation->term); /* nothing typed before is a PIN */
}

static void begin_plea(struct sign_in *sign_in)
{
	sign_in->stage = STAGE_PLEA;
	sign_in->plea = editor_text_new(&plea_field, NULL);
}

static void look_at(struct sign_in *sign_in, const struct card_reader *reader)
{
	forget(sign_in);
	sign_in->looked = true;
	sign_in->insertions = reader->insertions;
	memcpy(sign_in->reader, reader->name, sizeof sign_in->reader);
	sign_in->stage = STAGE_READING;
	workstation_draw(sign_in->workstation);
	enum result r = session_look(sign_in->workstation->desk, &sign_in->visitor, &sign_in->why);
	if (r != RESULT_OK) {
		refuse(sign_in, r);
		return;
	}
	describe(sign_in);
	/* A locked screen is returned to at any hour. */
	if (sign_in->visitor.admission == ADMISSION_FREE ||
		workstation_seat(sign_in->workstation, sign_in->visitor.person))
		begin_pin(sign_in);
	else if (sign_in->visitor.admission == ADMISSION_REASON)
		begin_plea(sign_in);
	else
		sign_in->stage = STAGE_CLOSED;
}

void sign_in_look(struct view *view)
{
	struct sign_in *sign_in = of(view);
	const struct card_status *status = &sign_in->workstation->card;
	if (status->state != CARD_STATE_PRESENT) {
		if (sign_in->stage != STAGE_READER)
			forget(sign_in);
		return;
	}
	const struct card_reader *reader = &status->readers[status->chosen];
	if (sign_in->looked && sign_in->insertions == reader->insertions &&
		!strcmp(sign_in->reader, reader->name))
		return;
	look_at(sign_in, reader);
}

static void on_tick(struct view *view, int64_t now_ms)
{
	struct sign_in *sign_in = of(view);
	if (!sign_in->retry || now_ms < sign_in->retry)
		return;
	sign_in->looked = false;
	sign_in_look(view);
}

/* ---- the PIN -------------------------------------------------------------------- */

/* The PIN was wrong, or the card could not prove itself for another reason. */
static void fail(struct sign_in *sign_in, enum result r, int tries)
{
	bool again = (r == RESULT_REFUSED && tries > 0) || r == RESULT_BUSY || r == RESULT_INVALID;
	if (!again) {
		refuse(sign_in, r);
		return;
	}
	sign_in->stage = STAGE_PIN;
	pin_line_begin(&sign_in->pin, tries > 0 ? tries : sign_in->pin.tries);
	view_say_error(sign_in->view.stack, &sign_in->why);
}

static void prove(struct sign_in *sign_in)
{
	struct workstation *workstation = sign_in->workstation;
	struct seat *seat = workstation_seat(workstation, sign_in->visitor.person);
	struct session *session = NULL;
	int tries = -1;
	sign_in->stage = STAGE_PROVING;
	workstation_draw(workstation);
	enum result r = seat ? session_unlock(seat->session, &sign_in->pin.pin, &tries, &sign_in->why)
			     : session_open(workstation->desk, &sign_in->visitor, &sign_in->pin.pin, &session,
				       &tries, &sign_in->why);
	pin_line_wipe(&sign_in->pin);
	if (r != RESULT_OK) {
		fail(sign_in, r, tries);
		return;
	}
	forget(sign_in);
	if (seat)
		workstation_return(workstation, seat);
	else
		workstation_begin(workstation, session);
}

/* ---- keys ------------------------------------------------------------------------ */

static void on_yes(void *context)
{
	struct sign_in *sign_in = context;
	sign_in->pin.agreed = true;
}

static bool able_yes(void *context, struct error *err)
{
	const struct sign_in *sign_in = context;
	if (sign_in->stage == STAGE_PIN)
		return pin_line_wants_yes(&sign_in->pin, err);
	error_set(err, RESULT_REFUSED, _("Nothing waits for a yes"));
	return false;
}

static void on_incident(void *context)
{
	struct sign_in *sign_in = context;
	sign_in->visitor.urgent = true;
	begin_plea(sign_in);
}

static bool able_incident(void *context, struct error *err)
{
	const struct sign_in *sign_in = context;
	if (sign_in->stage == STAGE_CLOSED)
		return true;
	error_set(err, RESULT_REFUSED, _("This is for the time outside the operating hours"));
	return false;
}

static void on_again(void *context)
{
	struct sign_in *sign_in = context;
	forget(sign_in);
	workstation_watch(sign_in->workstation);
}

static void on_leave(void *context)
{
	struct sign_in *sign_in = context;
	if (sign_in->leaving) {
		sign_in->workstation->quit = true;
		return;
	}
	sign_in->leaving = true;
	view_say(
		sign_in->view.stack, sign_in->workstation->seat_count
					     ? _("Locked screens will be signed out; what was typed there is "
						 "kept as drafts. Press F10 again to leave")
					     : _("Press F10 again to leave choba"));
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do"), help_run, NULL },
	{ KEY_F2, 'i', NULL, N_("Sign in outside the operating hours, to report an incident"), on_incident,
		able_incident },
	{ KEY_F5, 'r', N_("Read card"), N_("Read the card in the reader again"), on_again, NULL },
	{ KEY_F9, 'y', NULL, N_("Use the last try of the PIN"), on_yes, able_yes },
	{ KEY_F10, 'q', N_("Leave"), N_("Leave choba; press it twice"), on_leave, NULL },
};

static void take_plea(struct sign_in *sign_in)
{
	json_t *value = editor_value(sign_in->plea);
	const char *typed = json_string_value(value);
	if (typed && *typed) {
		sign_in->visitor.plea = memory_string(typed);
		begin_pin(sign_in);
	} else {
		view_say(sign_in->view.stack, _("Please say why; it is written into the journal"));
	}
	json_decref(value);
}

static bool plea_key(struct sign_in *sign_in, struct key_press press)
{
	if (press.key != KEY_ENTER)
		return editor_key(sign_in->plea, press);
	take_plea(sign_in);
	return true;
}

static void on_paste(struct view *view, const char *text, size_t length)
{
	if (of(view)->stage == STAGE_PLEA)
		editor_paste(of(view)->plea, text, length);
}

static bool is_typing(const struct view *view)
{
	return ((const struct sign_in *)view)->stage == STAGE_PLEA;
}

static bool on_key(struct view *view, struct key_press press)
{
	struct sign_in *sign_in = of(view);
	struct error err;
	sign_in->leaving = false;
	if (sign_in->stage == STAGE_PLEA)
		return plea_key(sign_in, press);
	if (sign_in->stage != STAGE_PIN)
		return false;
	if (pin_line_key(&sign_in->pin, press, &err))
		prove(sign_in);
	else if (err.text[0])
		view_say_error(view->stack, &err);
	return true;
}

/* ---- drawing --------------------------------------------------------------------- */

static void on_hint(struct view *view, struct text *text)
{
	const struct sign_in *sign_in = of(view);
	switch (sign_in->stage) {
	case STAGE_READER:
		text_add(text, sign_in->workstation->card.state == CARD_STATE_NO_CARD
				       ? _("Insert your card to sign in")
				       : _("This screen changes by itself as soon as it works again"));
		break;
	case STAGE_READING:
	case STAGE_PROVING: text_add(text, _("Leave the card in the reader")); break;
	case STAGE_REFUSED: text_add(text, _("Take the card out, or press F5 to read it again")); break;
	case STAGE_CLOSED:
		text_add(text, _("Take the card out; where an incident must be reported at once, press F2"));
		break;
	case STAGE_PLEA:
		text_add(text, sign_in->visitor.urgent ? _("Type what has happened, then press Enter")
						       : _("Type the reason, then press Enter"));
		break;
	case STAGE_PIN: text_add(text, pin_line_hint(&sign_in->pin)); break;
	case STAGE__COUNT: break;
	}
}

static void draw_row(struct screen *screen, struct area *area, const char *label, const char *value)
{
	if (!value[0])
		return;
	screen_put(screen, area->row, area->column, LABEL_COLUMNS, STYLE_LABEL, label);
	screen_put(screen, area->row, area->column + LABEL_COLUMNS, area->columns - LABEL_COLUMNS,
		STYLE_NORMAL, value);
	area->row++;
	area->rows--;
}

/* The hours, and the line in which one says why one signs in all the same. */
static void draw_outside(const struct sign_in *sign_in, struct screen *screen, struct area *area)
{
	struct text sentence = { 0 };
	bool asks = sign_in->stage == STAGE_PLEA;
	error_words(&sign_in->visitor.outside, &sentence);
	size_t lines = text_draw(screen, *area, text_string(&sentence), 0, asks ? STYLE_TITLE : STYLE_ERROR);
	text_done(&sentence);
	screen_caret(screen, area->row, area->column);
	area->row += (int)lines + 1;
	area->rows -= (int)lines + 1;
	if (!asks)
		return;
	struct area line = { area->row, area->column + LABEL_COLUMNS, 1, area->columns - LABEL_COLUMNS };
	screen_put(screen, area->row, area->column, LABEL_COLUMNS, STYLE_LABEL,
		sign_in->visitor.urgent ? _("Incident") : _("Reason"));
	editor_draw(sign_in->plea, screen, line, true);
	area->row += 2;
	area->rows -= 2;
}

static void draw_holder(const struct sign_in *sign_in, struct screen *screen, struct area *area)
{
	draw_row(screen, area, _("Name"), sign_in->name);
	draw_row(screen, area, _("Works in"), sign_in->section);
	draw_row(screen, area, _("Post"), sign_in->post);
	area->row++;
	area->rows--;
	if (sign_in->stage == STAGE_CLOSED || sign_in->stage == STAGE_PLEA) {
		draw_outside(sign_in, screen, area);
		return;
	}
	if (sign_in->stage == STAGE_PROVING) {
		screen_put(screen, area->row, area->column, area->columns, STYLE_TITLE,
			_("The card is being checked..."));
		screen_caret(screen, area->row, area->column);
	} else {
		pin_line_draw(&sign_in->pin, screen, *area, LABEL_COLUMNS);
	}
	area->row += 3;
	area->rows -= 3;
}

/* What the reader or the refusal says. */
static void draw_sentence(const struct sign_in *sign_in, struct screen *screen, struct area *area)
{
	struct text sentence = { 0 };
	enum style style = STYLE_TITLE;
	if (sign_in->stage == STAGE_REFUSED) {
		error_words(&sign_in->why, &sentence);
		style = STYLE_ERROR;
	} else {
		text_add(&sentence, sign_in->stage == STAGE_READING
					    ? _("The card is being read...")
					    : card_status_sentence(&sign_in->workstation->card));
	}
	size_t lines = text_draw(screen, *area, text_string(&sentence), 0, style);
	screen_caret(screen, area->row, area->column);
	area->row += (int)lines + 1;
	area->rows -= (int)lines + 1;
	text_done(&sentence);
}

static void draw_locked(const struct sign_in *sign_in, struct screen *screen, struct area area)
{
	const struct workstation *workstation = sign_in->workstation;
	if (!workstation->seat_count || area.rows < 2)
		return;
	screen_put(screen, area.row++, area.column, area.columns, STYLE_LABEL,
		_("Locked here; the same card and PIN return to the same place:"));
	area.rows--;
	for (size_t i = 0; i < workstation->seat_count && area.rows-- > 0; i++) {
		const struct office *office = &workstation->desk->office;
		const char *id = workstation->seats[i]->session->person;
		const struct person *person = office_person(office, id);
		screen_put(screen, area.row++, area.column + INDENT, area.columns - INDENT, STYLE_NORMAL,
			person ? person_text(person) : id);
	}
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	const struct sign_in *sign_in = of(view);
	const struct workstation *workstation = sign_in->workstation;
	struct text place = { 0 };
	text_format(&place, _("Workstation %s"), workstation->desk->workstation);
	area = title_draw(screen, area, workstation->seat_count ? _("The screen is locked") : _("Sign in"),
		text_string(&place));
	text_done(&place);
	area.column += INDENT;
	area.columns -= 2 * INDENT;
	area.row++;
	area.rows--;
	if (sign_in->name)
		draw_holder(sign_in, screen, &area);
	else
		draw_sentence(sign_in, screen, &area);
	/* The caret is where one types; what follows does not move it. */
	draw_locked(sign_in, screen, area);
}

static void on_free(struct view *view)
{
	struct sign_in *sign_in = of(view);
	forget(sign_in);
	pin_line_done(&sign_in->pin);
	free(sign_in);
}

const struct view_class sign_in_class = {
	.name = "sign-in",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.paste = on_paste,
	.typing = is_typing,
	.hint = on_hint,
	.tick = on_tick,
	.free = on_free,
};

struct view *sign_in_new(struct workstation *workstation)
{
	struct sign_in *sign_in = memory_new(1, sizeof *sign_in);
	sign_in->view.class = &sign_in_class;
	sign_in->workstation = workstation;
	pin_line_init(&sign_in->pin);
	return &sign_in->view;
}
