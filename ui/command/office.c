/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the office and signing in from the command line. */
#include "ui/command/office.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/paths.h"
#include "domain/regulation.h"
#include "service/founding.h"
#include "ui/command/terminal.h"

enum {
	READ_DEADLINE = 15000, /* milliseconds */
	TURN = 500,
	PATIENCE = 15000 /* so long a card is waited for where nobody can put one in */
};

void place_of_call(const struct call *call, struct place *ret_place)
{
	const char *folder = call_value(call, OPTION_OFFICE), *key = call_value(call, OPTION_KEY);
	const char *known = getenv("CHOBA_OFFICE");
	if (!folder)
		folder = known && known[0] ? known : "/var/lib/choba/office";
	ret_place->folder = file_plain_folder(folder);
	ret_place->key_file = key ? memory_string(key) : memory_format("%s.key", ret_place->folder);
	ret_place->workstation_file = call_value(call, OPTION_WORKSTATION_FILE);
}

void place_of_call_done(struct place *place)
{
	free(place->folder);
	free(place->key_file);
	*place = (struct place){ 0 };
}

struct card_host *entrance_cards(void)
{
	char *helper = paths_helper("choba-card");
	struct card_host *cards = card_host_new(helper);
	free(helper);
	return cards;
}

/* Waits for a state of the readers and says what is found each time that changes. */
static enum result wait_for(struct card_host *cards, bool (*is_it)(const struct card_status *status),
	struct card_status *ret_status, struct error *err)
{
	enum card_state shown = CARD_STATE_STARTING;
	int64_t begun = clock_monotonic();
	bool patient = isatty(STDERR_FILENO) && terminal_is_there();
	for (;;) {
		card_host_status(cards, ret_status);
		if (is_it(ret_status))
			return RESULT_OK;
		if (!patient && clock_monotonic() - begun > PATIENCE)
			return error_set(err, RESULT_UNAVAILABLE, "%s", card_status_sentence(ret_status));
		if (ret_status->state != shown && ret_status->state != CARD_STATE_STARTING) {
			shown = ret_status->state;
			terminal_say("%s", card_status_sentence(ret_status));
		}
		struct pollfd news = { .fd = card_host_fd(cards), .events = POLLIN };
		poll(&news, 1, TURN);
	}
}

static bool is_present(const struct card_status *status)
{
	return status->state == CARD_STATE_PRESENT;
}

static bool is_out(const struct card_status *status)
{
	return status->state == CARD_STATE_NO_CARD || status->state == CARD_STATE_NO_READER;
}

enum result entrance_wait_out(struct card_host *cards, struct error *err)
{
	struct card_status status;
	return wait_for(cards, is_out, &status, err);
}

enum result entrance_wait(
	struct card_host *cards, const char *serial, struct card_identity *ret_identity, struct error *err)
{
	struct card_status status;
	for (;;) {
		enum result r = wait_for(cards, is_present, &status, err);
		if (r == RESULT_OK)
			r = card_read(
				cards, status.readers[status.chosen].name, READ_DEADLINE, ret_identity, err);
		if (r != RESULT_OK)
			return r;
		if (!serial || strcmp(ret_identity->serial, serial) == 0)
			return RESULT_OK;
		card_identity_done(ret_identity);
		terminal_say("%s", _("This is another card; take it out and put in the one asked for"));
		r = entrance_wait_out(cards, err);
		if (r != RESULT_OK)
			return r;
	}
}

static enum result descriptor_of(const struct call *call, int *ret_fd, struct error *err)
{
	const char *typed = call_value(call, OPTION_PIN_FD);
	char *end;
	*ret_fd = -1;
	if (!typed)
		return RESULT_OK;
	long fd = strtol(typed, &end, 10);
	if (end == typed || *end || fd < 0 || fd > 1023)
		return error_set(err, RESULT_INVALID, _("--pin-fd wants the number of an open file"));
	*ret_fd = (int)fd;
	return RESULT_OK;
}

/* Says whose card it is and how many tries are left; the last one wants a yes of its own. */
static enum result warn(const struct session_visitor *visitor, int fd, struct error *err)
{
	if (visitor->tries >= 0)
		terminal_say(_("%s: PIN tries left: %d"), visitor->name, visitor->tries);
	else
		terminal_say("%s", visitor->name);
	if (visitor->tries != 1)
		return RESULT_OK;
	if (fd < 0)
		return terminal_yes(_("This is the last try: a wrong PIN blocks the card. Go on?"))
			       ? RESULT_OK
			       : error_set(err, RESULT_CANCELLED, _("The last try was left alone"));
	return error_set(err, RESULT_CANCELLED,
		_("Only one PIN try is left: sign in at the terminal, or have the card's tries reset"));
}

/* Outside the hours the command line says why; to report an incident one sits down at the screen. */
static enum result plead(const struct call *call, struct session_visitor *visitor, struct error *err)
{
	const char *plea = call_value(call, OPTION_OUTSIDE);
	if (visitor->admission == ADMISSION_FREE)
		return RESULT_OK;
	if (visitor->admission == ADMISSION_REASON && plea) {
		visitor->plea = memory_string(plea);
		return RESULT_OK;
	}
	*err = visitor->outside;
	return visitor->admission == ADMISSION_REFUSED
		       ? RESULT_REFUSED
		       : error_set(err, RESULT_REFUSED, _("%s (--outside REASON)"), visitor->outside.text);
}

/* One try at the PIN; the caller asks again while the person may. */
static enum result try_pin(struct entrance *entrance, const struct session_visitor *visitor, int fd,
	int *ret_tries, struct error *err)
{
	enum result r = warn(visitor, fd, err);
	if (r != RESULT_OK)
		return r;
	card_pin_init(&entrance->pin);
	r = terminal_pin(_("PIN: "), fd, &entrance->pin, err);
	if (r == RESULT_OK)
		r = session_open(entrance->desk, visitor, &entrance->pin, &entrance->session, ret_tries, err);
	if (r != RESULT_OK)
		card_pin_done(&entrance->pin);
	return r;
}

static enum result sign_in(const struct call *call, struct entrance *entrance, int fd, struct error *err)
{
	struct card_status status;
	struct session_visitor visitor;
	enum result r;
	for (;;) {
		int tries = -1;
		r = wait_for(entrance->cards, is_present, &status, err);
		if (r == RESULT_OK)
			r = session_look(entrance->desk, &visitor, err);
		if (r != RESULT_OK)
			return r;
		r = plead(call, &visitor, err);
		bool heard = r == RESULT_OK;
		if (heard)
			r = try_pin(entrance, &visitor, fd, &tries, err);
		session_visitor_done(&visitor);
		if (!heard || fd >= 0 || r == RESULT_OK || r == RESULT_CANCELLED)
			return r;
		if (!(r == RESULT_REFUSED && tries > 0) && r != RESULT_INVALID)
			return r;
		terminal_say("%s", err->text);
	}
}

enum result entrance_desk(const struct call *call, struct entrance *ret_entrance, struct error *err)
{
	struct entrance entrance = { 0 };
	place_of_call(call, &entrance.place);
	entrance.cards = entrance_cards();
	struct desk_options options = {
		.folder = entrance.place.folder,
		.key_file = entrance.place.key_file,
		.workstation_file = entrance.place.workstation_file,
		.clock = &clock_system,
		.cards = entrance.cards,
	};
	enum result r = desk_open(&options, &entrance.desk, err);
	if (r != RESULT_OK) {
		entrance_done(&entrance);
		return r;
	}
	char *log = memory_format("%s/choba.log", entrance.place.folder);
	log_open(log);
	free(log);
	*ret_entrance = entrance;
	return RESULT_OK;
}

enum result entrance_open(const struct call *call, struct entrance *ret_entrance, struct error *err)
{
	struct entrance entrance = { 0 };
	int fd;
	enum result r = descriptor_of(call, &fd, err);
	if (r == RESULT_OK)
		r = entrance_desk(call, &entrance, err);
	if (r != RESULT_OK)
		return r;
	r = sign_in(call, &entrance, fd, err);
	if (r != RESULT_OK) {
		entrance_done(&entrance);
		return r;
	}
	*ret_entrance = entrance;
	return RESULT_OK;
}

void entrance_done(struct entrance *entrance)
{
	if (entrance->session)
		card_pin_done(&entrance->pin);
	session_free(entrance->session);
	desk_free(entrance->desk);
	card_host_free(entrance->cards);
	place_of_call_done(&entrance->place);
	*entrance = (struct entrance){ 0 };
}

int entrance_run(const struct call *call,
	enum result (*act)(const struct call *call, struct entrance *entrance, struct error *err))
{
	struct error err = { 0 };
	struct entrance entrance = { 0 };
	enum result r = entrance_open(call, &entrance, &err);
	if (r == RESULT_OK)
		r = act(call, &entrance, &err);
	entrance_done(&entrance);
	return r == RESULT_OK ? EXIT_DONE : fail(&err);
}

void print_mistakes(FILE *stream, const char *folder, const struct mistakes *mistakes)
{
	struct text safe = { 0 };
	for (size_t i = 0; i < mistakes->count; i++) {
		const struct mistake *mistake = &mistakes->items[i];
		struct text line = { 0 };
		if (folder)
			text_format(&line, "%s/", folder);
		text_add(&line, mistake->file ? mistake->file : "");
		if (mistake->line)
			text_format(&line, ":%zu", mistake->line);
		text_format(&line, "%s%s\n", line.length ? ": " : "", mistake->sentence);
		text_add_safe(&safe, text_string(&line), line.length, true);
		text_done(&line);
	}
	fputs(text_string(&safe), stream);
	text_done(&safe);
}
