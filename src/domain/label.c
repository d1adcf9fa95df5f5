/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels: Japanese always, English where the data has it. */
#include "domain/label.h"

#include <stdlib.h>

const char *label_in(const struct label *label, enum language language)
{
	if (language == LANGUAGE_EN && label->en)
		return label->en;
	return label->ja ? label->ja : "";
}

const char *label_text(const struct label *label)
{
	return label_in(label, i18n_language());
}

void label_done(struct label *label)
{
	free(label->ja);
	free(label->en);
	*label = (struct label){ 0 };
}
