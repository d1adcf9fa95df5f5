/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors: formatted once, cut only between characters. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

__attribute__((format(printf, 3, 0))) static void format_into(
	char *buffer, size_t size, const char *format, va_list arguments)
{
	int length = vsnprintf(buffer, size, format, arguments);
	if (length < 0)
		buffer[0] = '\0';
	else if ((size_t)length >= size)
		text_trim_partial(buffer);
}

enum result error_set(struct error *err, enum result result, const char *format, ...)
{
	if (!err)
		return result;
	va_list arguments;
	va_start(arguments, format);
	err->result = result;
	err->article[0] = '\0';
	format_into(err->text, sizeof err->text, format, arguments);
	va_end(arguments);
	return result;
}

enum result error_refuse(struct error *err, const char *article, const char *format, ...)
{
	if (!err)
		return RESULT_REFUSED;
	va_list arguments;
	va_start(arguments, format);
	err->result = RESULT_REFUSED;
	snprintf(err->article, sizeof err->article, "%s", article ? article : "");
	format_into(err->text, sizeof err->text, format, arguments);
	va_end(arguments);
	return RESULT_REFUSED;
}

void error_prefix(struct error *err, const char *format, ...)
{
	if (!err)
		return;
	char context[ERROR_TEXT_SIZE], sentence[ERROR_TEXT_SIZE];
	va_list arguments;
	va_start(arguments, format);
	format_into(context, sizeof context, format, arguments);
	va_end(arguments);
	memcpy(sentence, err->text, sizeof sentence);
	struct text joined = { 0 };
	text_add(&joined, context);
	text_add(&joined, ": ");
	text_add(&joined, sentence);
	snprintf(err->text, sizeof err->text, "%.*s", (int)(sizeof err->text - 1), text_string(&joined));
	text_trim_partial(err->text);
	text_done(&joined);
}

void error_clear(struct error *err)
{
	if (err)
		memset(err, 0, sizeof *err);
}
