/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The technical log for who runs the machine: no contents, no PIN, no personal data. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

/* Appends to the file (mode 0600) from now on; NULL logs nowhere. It is
 * renamed to "path.old" when it passes one mebibyte. */
void log_open(const char *path);
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_close(void);

#endif
