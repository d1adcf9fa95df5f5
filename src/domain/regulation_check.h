/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no single key can tell: whether the parts of a regulation fit together. */
#ifndef DOMAIN_REGULATION_CHECK_H
#define DOMAIN_REGULATION_CHECK_H

#include "domain/regulation_reading.h"

/* The finish of a form's schema: its route, conditions and rules. Gives steps
 * without an id their ids and resolves marks. target is a struct form. */
void check_form(struct reading *reading, const yaml_node_t *node, void *target);

/* The lead times of a form: where they stand and which reason they name. */
void check_leads(struct reading *reading, const struct form *form);

/* The lists and facts that hours name; the forms of recurring duties and the
 * fields that say what they are for. */
void check_hours(struct reading *reading);
void check_duties(struct reading *reading);

/* Once all files are read: articles, substitutes, decision forms and what
 * fills them. Sets form.decides. */
void check_regulation(struct reading *reading);

#endif
