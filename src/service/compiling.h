/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiling a plan out of what the sections have filed. */
#ifndef SERVICE_COMPILING_H
#define SERVICE_COMPILING_H

#include "service/filing.h"

/* True where the form being filled in is a plan that collects others. */
bool compiling_can(const struct filing *filing);

/* Collects the finished records that agree with the plan's year or month into
 * its lines; what was coordinated stays, what came since is marked new. The
 * records looked at are journaled as one list. *ret_said (the caller's) tells
 * what came and what is gone. RESULT_REFUSED where the year or month is missing. */
enum result compiling_collect(struct filing *filing, char **ret_said, struct error *err);

#endif
