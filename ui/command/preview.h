/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of the office that was read from a file: shown, agreed to, signed. */
#ifndef UI_COMMAND_PREVIEW_H
#define UI_COMMAND_PREVIEW_H

#include "domain/office_import.h"
#include "ui/command/office.h"

struct preview {
	bool only_look;     /* nothing is asked and nothing is done */
	enum result result; /* of reading; on all but RESULT_OK only .mistakes counts */
	struct office after;
	struct office_changes changes;
	struct mistakes mistakes;
};

/* Prints mistakes or changes; puts them into force after a yes, with the
 * signature of who has signed in. Frees what the preview holds. */
enum result preview_settle(
	const struct call *call, struct entrance *entrance, struct preview *preview, struct error *err);

#endif
