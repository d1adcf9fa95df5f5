/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells by ncursesw. Input is not curses' business here: keys.c reads the bytes. */
#define NCURSES_WIDECHAR 1
#include "ui/term/screen.h"

#include <assert.h>
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/grapheme.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "ui/term/terminfo.h"
#include "ui/term/width.h"

struct screen {
	SCREEN *curses;
	int out;
	bool colour;
	int caret_row, caret_column;
};

/* Bracketed paste; terminals that do not know it pass over it. */
static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

/* What a signal handler needs to give the terminal back; it may not call curses. */
static struct {
	bool armed;
	int out;
	struct termios modes;
	char bytes[256];
	size_t length;
} emergency;

static void emergency_add(const char *capability)
{
	const char *string = capability[0] == '\033' ? capability : screen_capability(capability);
	/* A padding time "$<5>" is for terminals of another age. */
	for (; string && *string && emergency.length < sizeof emergency.bytes; string++) {
		if (string[0] == '$' && string[1] == '<') {
			string = strchr(string, '>');
			if (!string)
				break;
			continue;
		}
		emergency.bytes[emergency.length++] = *string;
	}
}

static void emergency_arm(struct screen *screen, const struct termios *modes)
{
	static const char *const strings[] = { paste_off, "sgr0", "rmkx", "rmcup", "cnorm" };
	emergency.out = screen->out;
	emergency.modes = *modes;
	emergency.length = 0;
	for (size_t i = 0; i < COUNT(strings); i++)
		emergency_add(strings[i]);
	emergency.armed = true;
}

void screen_emergency(void)
{
	if (!emergency.armed)
		return;
	emergency.armed = false;
	tcsetattr(emergency.out, TCSANOW, &emergency.modes);
	ssize_t written = write(emergency.out, emergency.bytes, emergency.length);
	(void)written;
}

static void send_raw(struct screen *screen, const char *bytes)
{
	ssize_t written = write(screen->out, bytes, strlen(bytes));
	(void)written; /* a terminal that is gone is noticed by its input */
}

static void open_colours(struct screen *screen)
{
	static const short codes[] = {
		[COLOUR_DEFAULT] = -1,
		[COLOUR_RED] = COLOR_RED,
		[COLOUR_GREEN] = COLOR_GREEN,
	};
	if (!colour_wanted() || !has_colors() || start_color() == ERR || use_default_colors() == ERR)
		return;
	screen->colour = true;
	for (short i = 1; i < (short)COUNT(codes); i++)
		init_pair(i, codes[i], -1);
}

static void enter_modes(void)
{
	raw(); /* Ctrl-Z undoes, Ctrl-S does not stop the screen */
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	typeahead(-1); /* a frame is never left half sent because a key came */
	scrollok(stdscr, FALSE);
	leaveok(stdscr, FALSE);
	/* Inserting and deleting characters on the terminal loses halves of wide ones. */
	idcok(stdscr, FALSE);
	curs_set(1);
}

enum result screen_open(FILE *in, FILE *out, const char *type, int rows, int columns,
	struct screen **ret_screen, struct error *err)
{
	struct termios modes;
	bool is_terminal = tcgetattr(fileno(out), &modes) == 0;
	const char *name = type ? type : getenv("TERM");
	struct screen *screen = memory_new(1, sizeof *screen);
	screen->out = fileno(out);
	bool known = name && name[0] && terminfo_knows(name, screen->out);
	screen->curses = known ? newterm(name, out, in) : NULL;
	if (!screen->curses) {
		free(screen);
		return error_set(err, RESULT_UNAVAILABLE,
			_("the terminal type %s is not known here; set TERM to one that is, such as "
			  "xterm-256color"),
			name && name[0] ? name : "TERM");
	}
	if (!screen_capability("cup")) {
		endwin();
		delscreen(screen->curses);
		free(screen);
		return error_set(err, RESULT_UNAVAILABLE,
			_("the terminal type %s cannot place its cursor; choba needs a full-screen terminal"),
			name);
	}
	set_term(screen->curses);
	enter_modes();
	open_colours(screen);
	if (rows > 0 && columns > 0)
		resizeterm(rows, columns);
	if (is_terminal)
		emergency_arm(screen, &modes);
	send_raw(screen, paste_on);
	*ret_screen = screen;
	return RESULT_OK;
}

void screen_close(struct screen *screen)
{
	if (!screen)
		return;
	send_raw(screen, paste_off);
	endwin();
	emergency.armed = false;
	delscreen(screen->curses);
	free(screen);
}

void screen_suspend(struct screen *screen)
{
	send_raw(screen, paste_off);
	endwin();
}

void screen_resume(struct screen *screen)
{
	send_raw(screen, paste_on);
	screen_redraw(screen);
	screen_show(screen);
}

int screen_rows(const struct screen *screen)
{
	(void)screen;
	return getmaxy(stdscr);
}

int screen_columns(const struct screen *screen)
{
	(void)screen;
	return getmaxx(stdscr);
}

struct area screen_area(const struct screen *screen)
{
	return (struct area){ 0, 0, screen_rows(screen), screen_columns(screen) };
}

bool screen_is_small(const struct screen *screen)
{
	return screen_rows(screen) < SCREEN_LEAST_ROWS || screen_columns(screen) < SCREEN_LEAST_COLUMNS;
}

void screen_resize(struct screen *screen, int rows, int columns)
{
	(void)screen;
	if (rows > 0 && columns > 0)
		resizeterm(rows, columns);
	clearok(curscr, TRUE);
}

void screen_clear(struct screen *screen)
{
	erase();
	screen->caret_row = screen->caret_column = 0;
}

void screen_show(struct screen *screen)
{
	int row = screen->caret_row, column = screen->caret_column;
	int last_row = screen_rows(screen) - 1, last_column = screen_columns(screen) - 1;
	move(row > last_row ? last_row : row, column > last_column ? last_column : column);
	refresh();
}

void screen_redraw(struct screen *screen)
{
	(void)screen;
	clearok(curscr, TRUE);
}

static attr_t attributes_of(enum style style)
{
	const struct style_look *look = colour_of(style);
	return (look->bold ? A_BOLD : A_NORMAL) | (look->reverse ? A_REVERSE : A_NORMAL) |
	       (look->underline ? A_UNDERLINE : A_NORMAL) | (look->dim ? A_DIM : A_NORMAL);
}

/* A cell under construction: one character that takes columns, and its marks. */
struct cell {
	wchar_t characters[CCHARW_MAX + 1];
	size_t count;
	int columns;
};

static bool is_right_half(int row, int column)
{
	cchar_t there;
	return column < getmaxx(stdscr) && mvin_wch(row, column, &there) != ERR &&
	       (there.attr & A_CHARTEXT) > 1;
}

static void put_space(int row, int column)
{
	static const wchar_t space[] = L" ";
	cchar_t complex;
	if (setcchar(&complex, space, A_NORMAL, 0, NULL) == OK)
		mvadd_wch(row, column, &complex);
}

static void put_cell(struct screen *screen, int row, int column, enum style style, struct cell *cell)
{
	if (!cell->count)
		return;
	cchar_t complex;
	/* Of a character that is half written over curses keeps the other half,
	 * and the rest of the row then stands one column too far to the left. */
	int after = column + cell->columns;
	bool left = is_right_half(row, column), right = is_right_half(row, after);
	cell->characters[cell->count] = L'\0';
	short pair = screen->colour ? (short)colour_of(style)->colour : 0;
	if (setcchar(&complex, cell->characters, attributes_of(style), pair, NULL) == OK)
		mvadd_wch(row, column, &complex);
	/* Where the terminal gives a gaiji one column, choba leaves it the next one too. */
	for (int next = column + width_code_point((uint32_t)cell->characters[0]);
		next < column + cell->columns; next++) {
		wchar_t space[] = L" ";
		if (setcchar(&complex, space, attributes_of(style), pair, NULL) == OK)
			mvadd_wch(row, next, &complex);
	}
	if (left)
		put_space(row, column - 1);
	if (right)
		put_space(row, after);
	cell->count = 0;
}

/* Puts one harmless character (a whole grapheme) of known columns. */
static void put_grapheme(
	struct screen *screen, int row, int column, enum style style, const char *bytes, size_t length)
{
	struct cell cell = { .count = 0 };
	for (size_t at = 0; at < length;) {
		size_t start = at;
		uint32_t code = text_next(bytes, length, &at);
		int columns = width_text(bytes + start, at - start);
		if (columns > 0) {
			put_cell(screen, row, column, style, &cell);
			column += cell.columns;
			cell = (struct cell){ .characters = { (wchar_t)code }, 1, columns };
		} else if (cell.count && cell.count < CCHARW_MAX) {
			cell.characters[cell.count++] = (wchar_t)code;
		}
	}
	put_cell(screen, row, column, style, &cell);
}

int screen_put_n(struct screen *screen, int row, int column, int columns, enum style style, const char *bytes,
	size_t length)
{
	struct text safe = { 0 };
	int used = 0;
	if (row < 0 || row >= screen_rows(screen) || column < 0)
		return 0;
	if (columns > screen_columns(screen) - column)
		columns = screen_columns(screen) - column;
	text_add_safe(&safe, bytes, length, false);
	for (size_t at = 0; at < safe.length;) {
		size_t next = grapheme_after(safe.bytes, safe.length, at);
		int more = width_text(safe.bytes + at, next - at);
		if (used + more > columns)
			break;
		put_grapheme(screen, row, column + used, style, safe.bytes + at, next - at);
		used += more;
		at = next;
	}
	text_done(&safe);
	return used;
}

int screen_put(struct screen *screen, int row, int column, int columns, enum style style, const char *string)
{
	return screen_put_n(screen, row, column, columns, style, string, strlen(string));
}

int screen_put_cut(
	struct screen *screen, int row, int column, int columns, enum style style, const char *string)
{
	struct text cut = { 0 };
	width_cut(&cut, string, columns);
	int used = screen_put(screen, row, column, columns, style, text_string(&cut));
	text_done(&cut);
	return used;
}

void screen_put_padded(
	struct screen *screen, int row, int column, int columns, enum style style, const char *string)
{
	int used = screen_put_cut(screen, row, column, columns, style, string);
	screen_fill(screen, row, column + used, columns - used, style, " ");
}

void screen_fill(
	struct screen *screen, int row, int column, int columns, enum style style, const char *character)
{
	int each = width_string(character);
	for (int used = 0; each > 0 && used + each <= columns; used += each)
		if (!screen_put(screen, row, column + used, each, style, character))
			return;
}

void screen_clear_area(struct screen *screen, struct area area)
{
	for (int row = 0; row < area.rows; row++)
		screen_fill(screen, area.row + row, area.column, area.columns, STYLE_NORMAL, " ");
}

void screen_caret(struct screen *screen, int row, int column)
{
	screen->caret_row = row < 0 ? 0 : row;
	screen->caret_column = column < 0 ? 0 : column;
}

int screen_caret_row(const struct screen *screen)
{
	return screen->caret_row;
}

int screen_caret_column(const struct screen *screen)
{
	return screen->caret_column;
}

void screen_beep(struct screen *screen)
{
	(void)screen;
	beep();
}

void screen_row_text(struct screen *screen, int row, struct text *text)
{
	size_t start = text->length, solid = text->length;
	for (int column = 0; column < screen_columns(screen);) {
		cchar_t complex;
		wchar_t characters[CCHARW_MAX + 1] = { 0 };
		attr_t attributes;
		short pair;
		if (mvin_wch(row, column, &complex) == ERR ||
			getcchar(&complex, characters, &attributes, &pair, NULL) == ERR)
			break;
		for (size_t i = 0; characters[i]; i++)
			text_add_code_point(text, (uint32_t)characters[i]);
		if (characters[0] && characters[0] != L' ')
			solid = text->length;
		int columns = width_code_point((uint32_t)characters[0]);
		column += columns > 0 ? columns : 1;
	}
	assert(solid >= start);
	text->length = solid;
	text_add_n(text, "", 0);
}

bool screen_has_style(struct screen *screen, int row, int column, enum style style)
{
	cchar_t complex;
	wchar_t characters[CCHARW_MAX + 1] = { 0 };
	attr_t attributes;
	short pair;
	(void)screen;
	if (mvin_wch(row, column, &complex) == ERR ||
		getcchar(&complex, characters, &attributes, &pair, NULL) == ERR)
		return false;
	attr_t looked_at = A_BOLD | A_REVERSE | A_UNDERLINE | A_DIM;
	return (attributes & looked_at) == attributes_of(style);
}

const char *screen_capability(const char *name)
{
	/* tigetstr's parameter lacks const; it does not write. */
	char copy[16];
	snprintf(copy, sizeof copy, "%s", name);
	const char *string = tigetstr(copy);
	return string == (const char *)-1 ? NULL : string;
}
