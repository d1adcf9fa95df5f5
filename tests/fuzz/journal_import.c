/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: frames of a journal's stream and signed statements. What is
 * taken must be canonical: written again it is the same bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "store/statement.h"
#include "store/transfer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int good)
{
	if (!good)
		abort();
}

static void try_statement(const struct bytes *bytes)
{
	struct statement statement;
	struct bytes again;
	if (statement_parse(bytes, &statement, NULL) != RESULT_OK)
		return;
	statement_bytes(&statement, &again);
	must(bytes_equal(bytes, &again));
	bytes_done(&again);
	statement_done(&statement);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes frame = { 0 };
	struct entry entry;
	char *text;
	bytes_set(&frame, data, size);
	try_statement(&frame);
	if (transfer_entry_parse(&frame, &entry, &text, NULL) == RESULT_OK) {
		struct writer again = { 0 };
		transfer_entry_bytes(&entry, text, &again);
		must(again.length == size && memcmp(again.data, data, size) == 0);
		if (entry.statement.data)
			statement_check(&entry, "office", false, NULL);
		entry_check(&entry, NULL);
		writer_done(&again);
		entry_done(&entry);
		free(text);
	}
	bytes_done(&frame);
	return 0;
}
