/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sections a form is filed by: what verdict.c asks again when the form is filled in. */
#ifndef DOMAIN_REACH_H
#define DOMAIN_REACH_H

#include "domain/standing.h"

/* RESULT_REFUSED where the record's section may not file to its addressee, as
 * far as he is known: of several addressees the values decide. */
enum result reach_check_section(const struct standing *standing, struct error *err);

#endif
