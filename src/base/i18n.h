/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages in Japanese or English, chosen by choba itself and not by the system's locale. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

enum language { LANGUAGE_JA, LANGUAGE_EN, LANGUAGE__COUNT };

#define _(message) i18n_text(message)
#define N_(message) message

/* Sets LC_ALL to a UTF-8 locale and the catalogue to language; folder holds
 * ja/LC_MESSAGES/choba.mo. May be called again to change the language. */
void i18n_init(enum language language, const char *folder);
enum language i18n_language(void);

/* The message in the chosen language, itself where there is no translation. Borrowed. */
const char *i18n_text(const char *message) __attribute__((format_arg(1)));

#endif
