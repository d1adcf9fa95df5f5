/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A running office's sections, posts, deputies, roles, rights and calendar, changed by its files. */
#ifndef SERVICE_REORGANISING_H
#define SERVICE_REORGANISING_H

#include "domain/office_import.h"
#include "service/session.h"

/* What the office.yaml of a folder would change; nothing is done (people_apply
 * puts it into force). Besides what the office itself must be, every role of
 * the adopted regulations must be held, and wherever a record waits for somebody
 * there must be somebody afterwards: else RESULT_INVALID with all that is wrong. */
enum result reorganising_preview(struct session *session, const struct bundle *files,
	struct office *ret_after, struct office_changes *ret_changes, struct mistakes *ret_mistakes,
	struct error *err);

#endif
