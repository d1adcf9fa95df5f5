/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A name in Japanese and, where the data gives one, in English. */
#ifndef DOMAIN_LABEL_H
#define DOMAIN_LABEL_H

#include "base/i18n.h"

struct label {
	char *ja; /* never NULL once loaded */
	char *en; /* NULL where the data has none */
};

/* The label in the language, Japanese where English is missing; "" for an empty label. Borrowed. */
const char *label_in(const struct label *label, enum language language);
const char *label_text(const struct label *label); /* in i18n_language() */
void label_done(struct label *label);

#endif
