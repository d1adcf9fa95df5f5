/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office as a whole: journal export, backup, restore, and the enrolment of workstations. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "service/keeping.h"
#include "ui/command/office.h"
#include "ui/command/verbs.h"

static enum result export(const struct call *call, struct entrance *entrance, struct error *err) {
	int64_t entries; const char *path = call->operands.items[0];
	enum result r = keeping_export(entrance->session, path, call->given[OPTION_FORCE], &entries, err);
	if (r == RESULT_OK) printf(_("%s: %lld entries\n"), path, (long long)entries);
	return r;
}

int verb_journal_export(const struct call *call)
{
	return entrance_run(call, export);
}

static enum result backup(const struct call *call, struct entrance *entrance, struct error *err)
{
	int64_t entries;
	const char *folder = call->operands.items[0];
	enum result r = keeping_backup(entrance->session, folder, &entries, err);
	if (r == RESULT_OK)
		printf(_("%s/journal: %lld entries\n%s/keys: the keys; keep them apart from the journal, and "
			 "briefly\nThe master key %s is in neither.\n"),
			folder, (long long)entries, folder, entrance->place.key_file);
	return r;
}

int verb_backup(const struct call *call)
{
	return entrance_run(call, backup);
}

int verb_restore(const struct call *call)
{
	struct error err = { 0 };
	struct place place;
	int64_t entries;
	place_of_call(call, &place);
	enum result r = keeping_restore(
		call->operands.items[0], place.folder, place.key_file, &clock_system, &entries, &err);
	if (r == RESULT_OK)
		printf(_("%lld entries are restored in %s. Verify them with: choba journal verify "
			 "--replay\n"),
			(long long)entries, place.folder);
	place_of_call_done(&place);
	return r == RESULT_OK ? EXIT_DONE : fail(&err);
}

static enum result add(const struct call *call, struct entrance *entrance, struct error *err)
{
	const char *name = call->operands.items[0];
	enum result r = keeping_add_workstation(entrance->session, name, err);
	if (r == RESULT_OK)
		printf(_("The workstation is enrolled. As root, write \"%s\" into /etc/choba/workstation "
			 "there\n"),
			name);
	return r;
}

int verb_workstation_add(const struct call *call)
{
	return entrance_run(call, add);
}
