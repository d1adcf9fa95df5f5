/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes and notices that wait to be read, and who has read them. */
#ifndef SERVICE_NOTICING_H
#define SERVICE_NOTICING_H

#include "service/reading.h"

/* Adds a line for each record of which the person was told and that he has not
 * confirmed: a source of 未処理一覧. */
enum result noticing_waiting(struct session *session, struct reading_lines *lines, struct error *err);

/* One of those who were told. Owned; noticing_readers_done. */
struct noticing_reader {
	char *who;  /* section, post and name, as of today */
	char *read; /* when and by whom it was confirmed; NULL: not yet */
};

struct noticing_readers {
	struct noticing_reader *items;
	size_t count;
};

void noticing_readers_done(struct noticing_readers *readers);

/* Who was told of an opened record and who has read it, in the order in which they were told. */
void noticing_readers(const struct dossier *dossier, struct noticing_readers *ret_readers);

#endif
