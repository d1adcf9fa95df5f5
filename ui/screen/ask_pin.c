/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The PIN asked for a signature. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/manual.h"
#include "ui/screen/pin_line.h"
#include "ui/screen/screens.h"

enum { LABEL_COLUMNS = 10, INDENT = 3 };

struct ask_pin {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct pin_request request;
	char *sentence;
	struct pin_line pin;
	bool signing;
};

static void on_yes(void *context)
{
	struct ask_pin *self = context;
	self->pin.agreed = true;
}

static bool able_yes(void *context, struct error *err)
{
	const struct ask_pin *self = context;
	return pin_line_wants_yes(&self->pin, err);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do"), help_run, NULL },
	{ KEY_F3, 'b', N_("Back"), N_("Go back; nothing is signed"), back_run, NULL },
	{ KEY_F9, 'y', NULL, N_("Use the last try of the PIN"), on_yes, able_yes },
};

/* Signs with what was typed; the PIN is wiped whatever comes of it. */
static void sign(struct ask_pin *self)
{
	struct view_stack *stack = self->view.stack;
	struct error err = { 0 };
	int tries = -1;
	self->signing = true;
	workstation_draw(self->workstation);
	enum result r = self->request.sign(self->request.context, &self->pin.pin, &tries, &err);
	pin_line_wipe(&self->pin);
	self->signing = false;
	if (tries >= 0)
		self->session->identity.tries = tries;
	/* A refusal that cost no try is not about the PIN. */
	if (r == RESULT_REFUSED && tries > 0 && (self->pin.tries < 0 || tries < self->pin.tries)) {
		pin_line_begin(&self->pin, tries);
		view_say_error(stack, &err);
		return;
	}
	view_pop(stack);
	if (r != RESULT_OK)
		view_say_error(stack, &err);
	else if (self->request.done)
		self->request.done(self->request.context);
}

static bool on_key(struct view *view, struct key_press press)
{
	struct ask_pin *self = (struct ask_pin *)view;
	struct error err;
	if (pin_line_key(&self->pin, press, &err))
		sign(self);
	else if (err.text[0])
		view_say_error(view->stack, &err);
	return true;
}

static void on_hint(struct view *view, struct text *text)
{
	const struct ask_pin *self = (const struct ask_pin *)view;
	text_add(text, self->signing ? _("Leave the card in the reader") : pin_line_hint(&self->pin));
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	const struct ask_pin *self = (const struct ask_pin *)view;
	const struct person *person = office_person(&self->workstation->desk->office, self->session->person);
	area = title_draw(screen, area, _("Signature by card"), NULL);
	area.column += INDENT;
	area.columns -= 2 * INDENT;
	int lines = (int)text_draw(screen, area, self->sentence, 0, STYLE_NORMAL) + 1;
	lines = lines > area.rows - 4 ? area.rows - 4 : lines;
	area.row += lines;
	area.rows -= lines;
	screen_put(screen, area.row, area.column, LABEL_COLUMNS, STYLE_LABEL, _("Card of"));
	screen_put(screen, area.row, area.column + LABEL_COLUMNS, area.columns - LABEL_COLUMNS, STYLE_NORMAL,
		person ? person_text(person) : self->session->person);
	area.row += 2;
	area.rows -= 2;
	if (self->signing) {
		screen_put(screen, area.row, area.column, area.columns, STYLE_TITLE,
			_("The card is signing..."));
		screen_caret(screen, area.row, area.column);
	} else {
		pin_line_draw(&self->pin, screen, area, LABEL_COLUMNS);
	}
}

static void on_free(struct view *view)
{
	struct ask_pin *self = (struct ask_pin *)view;
	if (self->workstation->secret == &self->pin)
		self->workstation->secret = NULL;
	pin_line_done(&self->pin);
	free(self->sentence);
	free(self);
}

const struct view_class ask_pin_class = {
	.name = "ask-pin",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.hint = on_hint,
	.free = on_free,
};

/* The tries the card itself tells now: another program may have used some. */
static enum result look(struct workstation *workstation, int *ret_tries, struct error *err)
{
	struct session_visitor visitor;
	view_say(workstation_stack(workstation), _("The card is being read..."));
	workstation_draw(workstation);
	workstation_stack(workstation)->message[0] = '\0';
	enum result r = session_look(workstation->desk, &visitor, err);
	if (r != RESULT_OK)
		return r;
	*ret_tries = visitor.tries;
	if (strcmp(visitor.person, workstation->session->person) != 0)
		r = error_set(
			err, RESULT_REFUSED, _("This is the card of %s; put your own card in"), visitor.name);
	session_visitor_done(&visitor);
	return r;
}

void ask_pin(struct workstation *workstation, const struct pin_request *request)
{
	struct error err;
	int tries;
	if (look(workstation, &tries, &err) != RESULT_OK) {
		view_say_error(workstation_stack(workstation), &err);
		return;
	}
	struct ask_pin *self = memory_new(1, sizeof *self);
	self->view.class = &ask_pin_class;
	self->workstation = workstation;
	self->session = workstation->session;
	self->request = *request;
	self->sentence = memory_string(request->sentence);
	pin_line_init(&self->pin);
	pin_line_begin(&self->pin, tries);
	workstation->secret = &self->pin;
	term_drop_typed(workstation->term); /* nothing typed before is a PIN */
	view_push(workstation_stack(workstation), &self->view);
}
