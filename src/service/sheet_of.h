/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a record stands on its sheet. */
#ifndef SERVICE_SHEET_OF_H
#define SERVICE_SHEET_OF_H

#include "print/sheet.h"
#include "service/reading.h"

/* Fills *ret_content (sheet_content_done) from an opened record, without a 検証番号. */
enum result sheet_of(struct session *session, const struct dossier *dossier,
	struct sheet_content *ret_content, struct error *err);

#endif
