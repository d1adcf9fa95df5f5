/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command asks and shows on the terminal: a yes, a PIN without echo, how far it is. */
#ifndef UI_COMMAND_TERMINAL_H
#define UI_COMMAND_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "service/session.h"

/* True where a person can be asked: /dev/tty can be opened. */
bool terminal_is_there(void);

/* Asks on the terminal; only a typed yes (はい, yes, y) is one. False too where nobody can be asked. */
bool terminal_yes(const char *question);

/* Asks the PIN on the terminal without echo, or reads it from fd where that
 * is not negative. RESULT_CANCELLED where nothing was typed, RESULT_UNAVAILABLE without a
 * terminal. The pin is the caller's, card_pin_init'ed. */
enum result terminal_pin(const char *question, int fd, struct card_pin *pin, struct error *err);

/* One line on standard error, everything in it made safe to show. */
void terminal_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A bar on standard error where that is a terminal, as checking_progress calls it. */
void terminal_progress(void *data, int64_t done, int64_t all);
void terminal_progress_end(void);

/* Prints with everything that came from outside made safe; newlines stay. */
void terminal_print(const char *text);

#endif
