/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one sentence a person reads when something failed, set where the fault is found. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/result.h"

enum { ERROR_TEXT_SIZE = 1024, ERROR_ARTICLE_SIZE = 64 };

struct error {
	enum result result;
	char text[ERROR_TEXT_SIZE];       /* UTF-8, whole characters, already in the user's language */
	char article[ERROR_ARTICLE_SIZE]; /* the article behind a refusal, "" where there is none */
};

/* Sets the sentence (printf style) and returns result, so that a caller can
 * write `return error_set(err, RESULT_REFUSED, _("..."));`. err may be NULL. */
enum result error_set(struct error *err, enum result result, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* As error_set, for a refusal that rests on an article ("16.1"; NULL for none). */
enum result error_refuse(struct error *err, const char *article, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts "context: " before the sentence that is already there. */
void error_prefix(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

void error_clear(struct error *err);

#endif
