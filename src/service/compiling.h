/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiling a plan out of what the sections have filed. */
#ifndef SERVICE_COMPILING_H
#define SERVICE_COMPILING_H

#include "service/filing.h"
#include "service/list_paper.h"
#include "service/reading.h"

/* True where the form being filled in is a plan that collects others. */
bool compiling_can(const struct filing *filing);

/* Collects the finished records that agree with the plan's year or month into
 * its lines; what was coordinated stays, also where a section has changed its
 * record; what came or changed since is marked. The records looked at are
 * journaled as one list. *ret_said (the caller's) tells what came and what is
 * gone. RESULT_REFUSED where the year or month is missing. */
enum result compiling_collect(struct filing *filing, char **ret_said, struct error *err);

/* Marks the lines whose record was changed, withdrawn or erased since they were
 * collected; for a plan that is opened. Other forms are left as they are. */
void compiling_mark(struct filing *filing);

/* RESULT_REFUSED, and which line, where a line is not what its record says: it
 * was typed over, or its record counts no more. Shows nothing of the records. */
enum result compiling_check(const struct filing *filing, struct error *err);

/* A line of a plan as its section sees it: what it asked for and what was coordinated. */
struct compiling_line {
	size_t number;  /* among the plan's lines, from 1 */
	char *asked;    /* 住民税賦課 4,7,10 120: the collected columns */
	char *answered; /* 調整: 変更、調整後の処理月: 5,8: the others */
	bool differs;   /* otherwise than it was wished */
	bool stale;     /* its record was changed, withdrawn or erased since */
};

/* Owned; compiling_lines_done. */
struct compiling_lines {
	struct compiling_line *items;
	size_t count, differing;
};

void compiling_lines_done(struct compiling_lines *lines);

/* The lines of an opened plan that come from the person's sections; none of another form. */
void compiling_own_lines(
	struct session *session, const struct dossier *dossier, struct compiling_lines *ret_lines);

/* The same lines as a list to be printed; list_paper_done. */
void compiling_paper(struct session *session, const struct dossier *dossier, struct list_paper *ret_paper);

#endif
