/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A posting that was entered by mistake and has not begun yet is taken out again (発令の取消し). */
#ifndef SERVICE_RECALL_H
#define SERVICE_RECALL_H

#include "domain/office_import.h"
#include "service/session.h"

/* A posting of a person that begins on a later day. Owned; recall_list_free. */
struct recall_coming {
	char *posting; /* its id */
	char *words;   /* from 1 April 2027: 税務課 課長 */
};

/* Those of a person in order of their days, as the office was last read. */
void recall_list(const struct session *session, const char *person, struct recall_coming **ret_coming,
	size_t *ret_count);
void recall_list_free(struct recall_coming *coming, size_t count);

/* What the office would be without the posting, and line by line what changes;
 * to be put into force by people_apply, signed as its entry was. Other postings
 * of the person that the same entry ended end when they did before, unless
 * somebody changed that since. RESULT_REFUSED without the right to the office
 * and where it has begun: then it can only be ended. RESULT_NOT_FOUND. */
enum result recall_preview(struct session *session, const char *posting, struct office *ret_after,
	struct office_changes *ret_changes, struct error *err);

#endif
