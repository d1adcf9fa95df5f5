/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change of posts entered by hand (発令): what it would change, to be shown before people_apply. */
#ifndef SERVICE_STAFF_H
#define SERVICE_STAFF_H

#include "domain/office_import.h"
#include "service/session.h"

enum staff_kind {
	STAFF_MAIN,       /* 本務: it ends the open main post on the day before */
	STAFF_CONCURRENT, /* 兼務 */
	STAFF_IN_CHARGE,  /* 事務取扱 */
	STAFF_RELIEVE,    /* one post ends on .to */
	STAFF_LEAVE,      /* the service at the office ends on .to, and with it every post */
	STAFF_RECALL, /* a posting that was entered and has not begun is taken out again; service/recall.h */
	STAFF__COUNT
};

const char *staff_kind_name(
	enum staff_kind kind); /* "main", "concurrent", "in-charge", "relieve", "leave", "recall" */
const char *staff_kind_text(enum staff_kind kind); /* in i18n_language() */

/* A person's id, and a post's or posting's where the kind has one. Borrowed. */
struct staff_order {
	enum staff_kind kind;
	const char *person, *post;
	date from, to;       /* DATE_NONE: none given */
	const char *posting; /* of STAFF_RECALL; NULL otherwise */
};

/* What the office would be by the order and line by line what changes; nothing
 * is done. RESULT_REFUSED without the right to the office, RESULT_INVALID with
 * what is in the way: whose post it is, or which post of the person. */
enum result staff_preview(struct session *session, const struct staff_order *order, struct office *ret_after,
	struct office_changes *ret_changes, struct error *err);

#endif
