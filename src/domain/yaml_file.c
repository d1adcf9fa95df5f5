/* SPDX-License-Identifier: GPL-3.0-or-later */
/* YAML files: judged on events first, so that a hostile one costs little, then read as a tree. */
#include "domain/yaml_file.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"

void mistakes_add(struct mistakes *mistakes, const char *file, size_t line, const char *sentence)
{
	if (mistakes->count > MISTAKES_LIMIT)
		return;
	if (mistakes->count == MISTAKES_LIMIT) {
		line = SIZE_MAX; /* sorts behind all others of its file */
		sentence = _("there are more mistakes than are shown; mend these first");
	}
	struct mistake *mistake = LIST_ADD(mistakes->items, mistakes->count);
	mistake->file = memory_string(file);
	mistake->line = line;
	mistake->sentence = memory_string(sentence);
}

static void add(struct mistakes *mistakes, const char *file, size_t line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static void add(struct mistakes *mistakes, const char *file, size_t line, const char *format, ...)
{
	va_list arguments;
	char sentence[ERROR_TEXT_SIZE];
	va_start(arguments, format);
	vsnprintf(sentence, sizeof sentence, format, arguments);
	va_end(arguments);
	text_trim_partial(sentence);
	mistakes_add(mistakes, file, line, sentence);
}

/* Not even a comment may hold what would change how the file reads on a screen. */
static bool characters_are_safe(const struct bundle_file *source, struct mistakes *mistakes)
{
	size_t line = 1, position = 0, found = mistakes->count;
	if (!text_is_utf8(source->bytes, source->length)) {
		add(mistakes, source->name, 0, _("the file is not UTF-8 text; save it as UTF-8"));
		return false;
	}
	while (position < source->length) {
		uint32_t code = text_next(source->bytes, source->length, &position);
		if (code == '\n')
			line++;
		else if (text_is_unsafe(code) && code != '\r')
			add(mistakes, source->name, line,
				_("the character U+%04X cannot be seen or changes how text runs; delete it"),
				code);
	}
	return mistakes->count == found;
}

static void parser_start(yaml_parser_t *parser, const struct bundle_file *source)
{
	if (!yaml_parser_initialize(parser))
		abort(); /* only without memory */
	yaml_parser_set_input_string(parser, (const unsigned char *)source->bytes, source->length);
	yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
}

static void add_syntax(struct mistakes *mistakes, const char *file, const yaml_parser_t *parser)
{
	add(mistakes, file, parser->problem_mark.line + 1, _("this is not well-formed YAML (%s)"),
		parser->problem ? parser->problem : "?");
}

struct judge {
	const char *name;
	struct mistakes *mistakes;
	size_t depth, documents;
};

static bool has_mark(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT: return event->data.scalar.anchor || event->data.scalar.tag;
	case YAML_SEQUENCE_START_EVENT:
		return event->data.sequence_start.anchor || event->data.sequence_start.tag;
	case YAML_MAPPING_START_EVENT:
		return event->data.mapping_start.anchor || event->data.mapping_start.tag;
	case YAML_ALIAS_EVENT: return true;
	default: return false;
	}
}

/* False stops the parser: what follows is not looked at. */
static bool judge_event(struct judge *judge, const yaml_event_t *event)
{
	size_t line = event->start_mark.line + 1;
	if (has_mark(event)) {
		add(judge->mistakes, judge->name, line,
			_("anchors (&), aliases (*) and tags (!) are not used here; write the value out"));
		return false;
	}
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (++judge->documents == 1)
			return true;
		add(judge->mistakes, judge->name, line, _("a file holds one document; a second begins here"));
		return false;
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		if (++judge->depth <= REGULATION_DEPTH)
			return true;
		add(judge->mistakes, judge->name, line, _("more than %d levels lie in one another here"),
			REGULATION_DEPTH);
		return false;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT: judge->depth--; return true;
	default: return true;
	}
}

static bool events_are_good(const struct bundle_file *source, struct mistakes *mistakes)
{
	struct judge judge = { source->name, mistakes, 0, 0 };
	yaml_parser_t parser;
	bool good = true, more = true;
	parser_start(&parser, source);
	while (good && more) {
		yaml_event_t event;
		if (!yaml_parser_parse(&parser, &event)) {
			add_syntax(mistakes, source->name, &parser);
			good = false;
			break;
		}
		good = judge_event(&judge, &event);
		more = event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	if (good && !judge.documents) {
		add(mistakes, source->name, 0, _("the file is empty"));
		good = false;
	}
	return good;
}

bool yaml_file_open(
	const struct bundle_file *source, struct yaml_file *ret_file, struct mistakes *ret_mistakes)
{
	if (source->length > REGULATION_FILE_LIMIT) {
		add(ret_mistakes, source->name, 0, _("the file has %zu bytes; at most %d are read"),
			source->length, REGULATION_FILE_LIMIT);
		return false;
	}
	if (!characters_are_safe(source, ret_mistakes) || !events_are_good(source, ret_mistakes))
		return false;
	yaml_parser_t parser;
	parser_start(&parser, source);
	bool loaded = yaml_parser_load(&parser, &ret_file->document);
	if (!loaded)
		add_syntax(ret_mistakes, source->name, &parser);
	yaml_parser_delete(&parser);
	ret_file->name = source->name;
	return loaded;
}

void yaml_file_done(struct yaml_file *file)
{
	yaml_document_delete(&file->document);
}

/* libyaml's accessors take documents that are not const, though they only read. */
static yaml_document_t *document_of(const struct yaml_file *file)
{
	return (yaml_document_t *)(uintptr_t)&file->document;
}

const yaml_node_t *yaml_file_root(const struct yaml_file *file)
{
	return yaml_document_get_root_node(document_of(file));
}

size_t yaml_line(const yaml_node_t *node)
{
	return node->start_mark.line + 1;
}

const char *yaml_text(const yaml_node_t *node)
{
	return node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

size_t yaml_count(const yaml_node_t *node)
{
	if (node->type == YAML_SEQUENCE_NODE)
		return (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
	if (node->type == YAML_MAPPING_NODE)
		return (size_t)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
	return 0;
}

const yaml_node_t *yaml_item(const struct yaml_file *file, const yaml_node_t *list, size_t i)
{
	return yaml_document_get_node(document_of(file), list->data.sequence.items.start[i]);
}

const yaml_node_t *yaml_key(const struct yaml_file *file, const yaml_node_t *mapping, size_t i)
{
	return yaml_document_get_node(document_of(file), mapping->data.mapping.pairs.start[i].key);
}

const yaml_node_t *yaml_value(const struct yaml_file *file, const yaml_node_t *mapping, size_t i)
{
	return yaml_document_get_node(document_of(file), mapping->data.mapping.pairs.start[i].value);
}

const yaml_node_t *yaml_find(const struct yaml_file *file, const yaml_node_t *mapping, const char *key)
{
	if (mapping->type != YAML_MAPPING_NODE)
		return NULL;
	for (size_t i = 0; i < yaml_count(mapping); i++) {
		const char *name = yaml_text(yaml_key(file, mapping, i));
		if (name && !strcmp(name, key))
			return yaml_value(file, mapping, i);
	}
	return NULL;
}
