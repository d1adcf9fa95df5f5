/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a file of a regulation, and as a packed bundle: the loader
 * answers with a regulation or with mistakes, and never crashes or hangs. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/regulation.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What stands around the file that is tried. */
static const struct {
	const char *name, *text;
} base[] = {
	{ "regulation.yaml",
		"{id: base, version: '1', title: 土台, cited: 土台規程,\n"
		"clauses: [{id: '2.1', what: 申請, needs: application}, {id: '2.2', what: 通知, out: "
		"なし}],\n"
		"roles: [{id: manager, label: 管理者, post: 課長}, {id: clerk, label: 係, post: 係員}],\n"
		"lists: [{id: colours, label: 色, choices: [{id: red, ja: 赤, marks: warm}]}]}\n" },
	{ "forms/request.yaml",
		"{id: request, title: 申請書, article: '2.1', kind: application, filed-by: {section: any},\n"
		"addressee: manager, retain: {years: 5, from: decision}, decision: reply,\n"
		"fields: [{id: subject, label: 件名, type: text},\n"
		"{id: colour, label: 色, type: choice, from: colours}],\n"
		"route: [{step: receive, by: clerk, number: true},\n"
		"{step: decide, by: manager, words: {'yes': 可, 'no': 否}}],\n"
		"sheet: {sentence: 申請します。, honorific: 様}}\n" },
	{ "forms/reply.yaml", "{id: reply, title: 回答書, article: '2.2', kind: decision,\n"
			      "retain: {years: 5, from: decision},\n"
			      "fields: [{id: subject, label: 件名, type: text, fill: field.subject}],\n"
			      "sheet: {sentence: 通知します。, honorific: 様}}\n" },
};

/* "# forms/request.yaml" on the first line names the file; forms/request.yaml otherwise. */
static char *target_of(const char *bytes, size_t size)
{
	size_t length = 0;
	if (size < 2 || strncmp(bytes, "# ", 2))
		return memory_string("forms/request.yaml");
	while (2 + length < size && bytes[2 + length] != '\n' && length < 100)
		length++;
	return memory_string_n(bytes + 2, length);
}

static void try_file(const char *bytes, size_t size)
{
	struct bundle bundle = { 0 };
	struct regulation *regulation = NULL;
	struct mistakes mistakes = { 0 };
	struct error err = { 0 };
	char *target = target_of(bytes, size);
	for (size_t i = 0; i < COUNT(base); i++)
		if (strcmp(base[i].name, target))
			bundle_add(&bundle, base[i].name, base[i].text, strlen(base[i].text));
	bundle_add(&bundle, target, bytes, size);
	enum result r = regulation_load(&bundle, &regulation, &mistakes, &err);
	if ((r == RESULT_OK) != (mistakes.count == 0) || (r == RESULT_OK) != (regulation != NULL))
		abort();
	if (regulation) {
		struct coverage coverage;
		regulation_coverage(regulation, &coverage);
		coverage_done(&coverage);
	}
	regulation_free(regulation);
	mistakes_done(&mistakes);
	bundle_done(&bundle);
	free(target);
}

static void try_bundle(const char *bytes, size_t size)
{
	struct bundle bundle;
	size_t length;
	if (bundle_unpack(bytes, size, &bundle, NULL) != RESULT_OK)
		return;
	/* What can be unpacked is packed as it was: a hash over it never changes. */
	char *packed = bundle_pack(&bundle, &length);
	if (length != size || memcmp(packed, bytes, size))
		abort();
	free(packed);
	bundle_done(&bundle);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	try_file((const char *)data, size);
	try_bundle((const char *)data, size);
	return 0;
}
