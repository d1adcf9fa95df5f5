/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Other records that concern one: what it follows, what follows it, the plan it stands in. */
#ifndef SERVICE_RELATED_H
#define SERVICE_RELATED_H

#include "domain/record.h"
#include "service/session.h"

struct related_line {
	char *label;  /* how: 継続元, 取りまとめた計画 */
	char *words;  /* form, number and state of the other one */
	char *record; /* its id */
};

struct related_lines {
	struct related_line *items;
	size_t count;
};

void related_lines_done(struct related_lines *lines);

/* What concerns a record that was opened, earlier ones first. What cannot be read is left out. */
void related_list(struct session *session, const struct record *record, struct related_lines *ret_lines);

#endif
