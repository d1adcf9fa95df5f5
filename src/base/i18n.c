/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Languages by gettext, under a locale that every Debian has. */
#include "base/i18n.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>

static enum language current = LANGUAGE_EN;

void i18n_init(enum language language, const char *folder)
{
	/* gettext translates nothing under the locale C; C.UTF-8 is always there. */
	setlocale(LC_ALL, "C.UTF-8");
	setenv("LANGUAGE", language == LANGUAGE_JA ? "ja" : "en", 1);
	bindtextdomain("choba", folder);
	bind_textdomain_codeset("choba", "UTF-8");
	textdomain("choba");
	current = language;
}

enum language i18n_language(void)
{
	return current;
}

const char *i18n_text(const char *message)
{
	/* The empty message is the catalogue's own header. */
	return current == LANGUAGE_EN || !message[0] ? message : dgettext("choba", message);
}
