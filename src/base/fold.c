/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding by ICU. */
#include "base/fold.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/memory.h"

enum { REPLACEMENT = 0xFFFD };

uint32_t fold_code_point(uint32_t code)
{
	if (code >= 0xFF01 && code <= 0xFF5E)
		return code - 0xFF01 + '!';
	return code == 0x3000 ? ' ' : code;
}

void fold_ascii(struct text *text, const char *bytes, size_t length)
{
	for (size_t at = 0; at < length;)
		text_add_code_point(text, fold_code_point(text_next(bytes, length, &at)));
}

static UChar *to_utf16(const char *bytes, size_t length, int32_t *ret_length)
{
	/* Never more units than bytes: each broken byte becomes one U+FFFD. */
	UChar *wide = memory_new(length + 1, sizeof *wide);
	UErrorCode status = U_ZERO_ERROR;
	u_strFromUTF8WithSub(
		wide, (int32_t)length + 1, ret_length, bytes, (int32_t)length, REPLACEMENT, NULL, &status);
	assert(U_SUCCESS(status));
	return wide;
}

static UChar *case_folded(const UChar *wide, int32_t length, int32_t *ret_length)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *folding = unorm2_getNFKCCasefoldInstance(&status);
	int32_t needed = unorm2_normalize(folding, wide, length, NULL, 0, &status);
	assert(status == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(status));
	UChar *folded = memory_new((size_t)needed + 1, sizeof *folded);
	status = U_ZERO_ERROR;
	*ret_length = unorm2_normalize(folding, wide, length, folded, needed + 1, &status);
	assert(U_SUCCESS(status));
	return folded;
}

void fold_search(struct text *text, const char *bytes, size_t length)
{
	int32_t wide_length = 0, folded_length = 0;
	UChar *wide = to_utf16(bytes, length, &wide_length);
	UChar *folded = case_folded(wide, wide_length, &folded_length);
	for (int32_t at = 0; at < folded_length;) {
		UChar32 code;
		U16_NEXT(folded, at, folded_length, code);
		if (code >= 0x30A1 && code <= 0x30F6) /* ァ to ヶ */
			code -= 0x60;
		if (code != ' ' && code != '\t')
			text_add_code_point(text, U_IS_SURROGATE(code) ? REPLACEMENT : (uint32_t)code);
	}
	free(folded);
	free(wide);
}

bool fold_contains(const char *hay, const char *needle)
{
	struct text in = { 0 }, sought = { 0 };
	fold_search(&in, hay, strlen(hay));
	fold_search(&sought, needle, strlen(needle));
	bool found = strstr(text_string(&in), text_string(&sought)) != NULL;
	text_done(&in);
	text_done(&sought);
	return found;
}
