/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training desk. */
#include "card/training_desk.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "card/training_link.h"

enum { DESK_CARDS = 64, PULL_MILLISECONDS = 1500, ROWS_BESIDE = 7, NARROWEST_COLUMN = 26 };

struct desk {
	struct training_card *cards[DESK_CARDS];
	size_t count, inserted; /* inserted counts from 1, 0 for none */
	unsigned port;
	struct training_link link;
};

static volatile sig_atomic_t stopped;

static void on_stop(int number)
{
	(void)number;
	stopped = 1;
}

static int is_card_file(const struct dirent *entry)
{
	const char *end = strrchr(entry->d_name, '.');
	return end && strcmp(end, ".card") == 0;
}

static enum result read_cards(struct desk *desk, const char *folder, struct error *err)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, is_card_file, alphasort);
	enum result r = count < 0 ? file_error(err, errno, folder) : RESULT_OK;
	for (int i = 0; i < count; i++) {
		char *path = memory_format("%s/%s", folder, entries[i]->d_name);
		if (r == RESULT_OK && desk->count < DESK_CARDS)
			r = training_card_read(path, &desk->cards[desk->count], err);
		if (r == RESULT_OK && desk->count < DESK_CARDS)
			desk->count++;
		free(path);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	if (r == RESULT_OK && desk->count == 0)
		r = error_set(err, RESULT_NOT_FOUND,
			_("There is no training card (*.card) in %s; make one with create"), folder);
	return r;
}

/* The cards stand below each other, on a terminal with too few rows in several columns. */
struct tray {
	size_t rows, columns;
	size_t width; /* of a column, in cells of the terminal */
};

static struct tray tray_of(size_t cards)
{
	struct tray tray = { .rows = cards, .columns = 1 };
	struct winsize size;
	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_col)
		return tray;
	size_t room = size.ws_row > ROWS_BESIDE ? (size_t)size.ws_row - ROWS_BESIDE : 1;
	size_t most = size.ws_col / NARROWEST_COLUMN ? size.ws_col / NARROWEST_COLUMN : 1;
	tray.columns = (cards + room - 1) / room;
	if (tray.columns > most)
		tray.columns = most;
	tray.rows = (cards + tray.columns - 1) / tray.columns;
	tray.width = size.ws_col / tray.columns;
	return tray;
}

static void show_card(const struct desk *desk, size_t index)
{
	const struct training_card *card = desk->cards[index];
	struct text name = { 0 };
	text_add_safe(&name, card->name, strlen(card->name), false);
	printf(" %s %2zu  %s", desk->inserted == index + 1 ? ">" : " ", index + 1, text_string(&name));
	if (card->pin.tries == 0)
		printf("  %s", _("(blocked)"));
	if (desk->inserted == index + 1)
		printf("  %s", _("(in the reader)"));
	text_done(&name);
}

static void show(const struct desk *desk)
{
	struct tray tray = tray_of(desk->count);
	printf("\n%s\n\n", _("Training cards"));
	for (size_t row = 0; row < tray.rows; row++) {
		for (size_t column = 0; column < tray.columns; column++) {
			size_t index = column * tray.rows + row;
			if (column) /* the terminal knows best how wide a name came out */
				printf("\033[%zuG", column * tray.width + 1);
			if (index < desk->count)
				show_card(desk, index);
		}
		putchar('\n');
	}
	printf("    0  %s\n    q  %s\n\n%s", _("Take the card out"), _("Quit"), _("Number: "));
	fflush(stdout);
}

/* pcscd looks every 0.4 seconds: a card that goes in sooner would not be seen to have been out. */
static void wait_until_seen(void)
{
	int64_t end = clock_monotonic() + PULL_MILLISECONDS;
	for (int64_t left; !stopped && (left = end - clock_monotonic()) > 0;)
		usleep((useconds_t)(left * 1000));
}

static void take_out(struct desk *desk)
{
	if (!desk->inserted)
		return;
	training_link_close(&desk->link);
	training_card_reset(desk->cards[desk->inserted - 1]);
	desk->inserted = 0;
}

static void on_line(struct desk *desk, const char *line)
{
	char *end;
	struct error err;
	unsigned long number = strtoul(line, &end, 10);
	if (line[0] == 'q') {
		stopped = 1;
		return;
	}
	if (end == line || number > desk->count) {
		if (line[0] != '\n')
			printf("%s\n", _("Type a number from the list."));
	} else if (number == 0) {
		take_out(desk);
	} else if (number != desk->inserted) {
		bool swap = desk->inserted != 0;
		take_out(desk);
		if (swap)
			wait_until_seen();
		if (training_link_open(&desk->link, desk->port, &err) == RESULT_OK)
			desk->inserted = number;
		else
			printf("%s\n", err.text);
	}
	show(desk);
}

static void serve(struct desk *desk)
{
	struct training_card none = { 0 };
	char line[64];
	bool typed;
	setvbuf(stdin, NULL, _IONBF, 0); /* poll must see every byte that was not read */
	show(desk);
	while (!stopped) {
		struct training_card *card = desk->inserted ? desk->cards[desk->inserted - 1] : &none;
		training_link_serve(&desk->link, card, -1, STDIN_FILENO, &typed);
		if (!typed)
			continue;
		if (!fgets(line, sizeof line, stdin))
			break;
		on_line(desk, line);
	}
	take_out(desk);
}

enum result training_desk(const char *folder, unsigned port, struct error *err)
{
	struct desk desk = { .port = port, .link = { .listener = -1, .connection = -1 } };
	struct sigaction action = { .sa_handler = on_stop };
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	enum result r = read_cards(&desk, folder, err);
	if (r == RESULT_OK)
		serve(&desk);
	for (size_t i = 0; i < desk.count; i++)
		training_card_free(desk.cards[i]);
	return r;
}
