/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that say how a mapping of a regulation's file becomes a struct, and the one reader of them. */
#ifndef DOMAIN_SCHEMA_H
#define DOMAIN_SCHEMA_H

#include "domain/regulation_reading.h"

/* What the value of a key looks like, and the member it is read into. */
enum shape {
	SHAPE_ID,       /* lower-case letters, digits, hyphens; char * */
	SHAPE_LINE,     /* one line of text; char * */
	SHAPE_ARTICLE,  /* 16.1, 7の2(3); char * */
	SHAPE_LABEL,    /* Japanese alone or {ja, en}, one line each; struct label */
	SHAPE_PROSE,    /* the same with line breaks */
	SHAPE_FLAG,     /* true or false; bool */
	SHAPE_SIZE,     /* a whole number from .least to .most; size_t */
	SHAPE_INT,      /* int */
	SHAPE_LONG,     /* long */
	SHAPE_WORD,     /* one of .words; enum, .words->count where it is none */
	SHAPE_SET,      /* one or a list of .words; a row of bools, one a word */
	SHAPE_LINES,    /* one line or a list of such; char ** and its count */
	SHAPE_ARTICLES, /* the same of articles */
	SHAPE_LIST,     /* a list of mappings of .schema; array and its count */
	SHAPE_MAP,      /* a mapping of .schema, into the struct at .offset */
	SHAPE_OWN,      /* .read reads it, from the struct as a whole */
	SHAPE_LATER,    /* the schema's finish reads it */
	SHAPE__COUNT
};

/* The words of an enum as data spells them. */
struct words {
	const char *(*name)(unsigned value);
	unsigned count;
};

/* The words of an enum that has a function for its names. */
#define WORDS(variable, function, type, count_) \
	static const char *variable##_word(unsigned i) \
	{ \
		return function((enum type)i); \
	} \
	static const struct words variable = { variable##_word, count_ }

struct schema;

struct key {
	const char *name;
	enum shape shape;
	bool required;
	size_t offset;
	size_t count_offset; /* of SHAPE_LIST, SHAPE_LINES and SHAPE_ARTICLES */
	long least, most;    /* of numbers; of SHAPE_LINE, .most is the limit in bytes where not 0 */
	const struct words *words;
	const struct schema *schema;
	void (*read)(struct reading *reading, const yaml_node_t *node, void *target);
};

struct schema {
	const char *what;    /* N_("field"), NULL for what has no name of its own */
	const char *id_name; /* the key that names one in mistakes; NULL for none */
	size_t size;
	size_t id_offset; /* of a char *: no two in a list are the same. Where .id_name is NULL, unused */
	bool may_repeat;  /* .id_name may be the same in two of a list */
	const struct key *keys;
	size_t key_count;
	void (*prepare)(void *target); /* sets what is not zero where the data is silent */
	void (*finish)(struct reading *reading, const yaml_node_t *node, void *target);
};

enum { SCHEMA_LINE_LIMIT = 1000, SCHEMA_PROSE_LIMIT = 64 * 1024, SCHEMA_ITEMS = 1000, SCHEMA_ID_LIMIT = 64 };

/* Reads a mapping into a zeroed struct; all that is wrong is added to the
 * reading's mistakes, and what could be read is read. */
void schema_read(struct reading *reading, const struct schema *schema, const yaml_node_t *node, void *target);

/* The value of one key, into the struct at target. */
void schema_value(struct reading *reading, const struct key *key, const yaml_node_t *node, void *target);

/* One scalar; NULL and a mistake where the node is none, is empty, unsafe, too long or breaks the line. */
char *schema_line(struct reading *reading, const char *key, const yaml_node_t *node, size_t limit);

bool schema_id_is_valid(const char *id);

/* The index of a word, .count and a mistake where it is unknown. */
unsigned schema_word(
	struct reading *reading, const char *key, const struct words *words, const yaml_node_t *node);

/* A new array of a list of mappings; NULL and 0 where it is none. */
void *schema_list(struct reading *reading, const char *key, const struct schema *schema,
	const yaml_node_t *node, size_t *ret_count);

/* Where actors stand in the data; each place allows its own. */
enum actors { ACTORS_BY, ACTORS_PAPER, ACTORS_ADDRESSEE, ACTORS_NOTIFY, ACTORS_DUTY, ACTORS__COUNT };

/* One actor or a list of them, new; fields are not looked for yet. Those that
 * are wrong have had their mistake and are of kind ACTOR__COUNT. */
struct actor *actors_read(
	struct reading *reading, enum actors use, const yaml_node_t *node, size_t *ret_count);

/* The schemas of the three kinds of file, and those that several of them use. */
extern const struct schema regulation_schema, text_schema, form_schema;
extern const struct schema lead_schema, hours_schema, recurring_schema;
extern const struct schema choice_schema, condition_schema, field_schema, actor_schema, step_schema;

#endif
