/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files that write the projected tables share. Not for others. */
#ifndef STORE_PROJECT_H
#define STORE_PROJECT_H

#include "store/private.h"

enum project_query {
	MOVE_RECORD,
	PUT_RECORD,
	PUT_STOOD_IN,
	DROP_STOOD_IN,
	PUT_NUMBER,
	PUT_ENROLMENT,
	END_ENROLMENT,
	PUT_REGULATION,
	PUT_GENESIS,
	PUT_OFFICE,
	PUT_WORKSTATION,
	ADD_FAILURE,
	RESET_FAILURES,
	PUT_PRINT,
	PUT_ACKNOWLEDGEMENT,
	PUT_ABSENCE,
	CANCEL_ABSENCE,
	PUT_ERASURE,
	PUT_FILE,
	DROP_RELATIONS,
	PUT_RELATION,
	DROP_UNREAD,
	PUT_UNREAD,
	PUT_FACT,
	END_FACT,
	END_FACTS_OF_RECORD,
	PROJECT__COUNT
};

/* The head of the record that the entry is about. */
enum result project_own_head(const struct sql_set *set, const struct entry *entry, struct error *err);

/* What the entry makes true in the registers and what it ends, in the order in which it says so. */
enum result project_effects(const struct sql_set *set, const struct entry *entry, struct error *err);

enum result project_act(const struct sql_set *set, const struct entry *entry, struct error *err);

#endif
