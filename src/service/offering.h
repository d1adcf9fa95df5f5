/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms that a person may begin today, and why not the others. */
#ifndef SERVICE_OFFERING_H
#define SERVICE_OFFERING_H

#include "service/session.h"

/* One form; what it points to is borrowed from the desk. */
struct offering {
	const struct regulation *regulation;
	const struct form *form;
	const struct chapter *chapter; /* NULL where the regulation has none for it */
	char *reason;                  /* why he may not begin it, with the article; NULL: he may */
};

/* All forms but those that decisions write, by regulation, chapter and article. offerings_free. */
enum result offering_list(
	struct session *session, struct offering **ret_offerings, size_t *ret_count, struct error *err);
void offerings_free(struct offering *offerings, size_t count);

#endif
