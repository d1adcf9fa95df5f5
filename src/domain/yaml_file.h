/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One YAML file of a bundle as a tree whose every node knows its line. */
#ifndef DOMAIN_YAML_FILE_H
#define DOMAIN_YAML_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <yaml.h>

#include "domain/regulation.h"

struct yaml_file {
	const char *name; /* borrowed from the bundle */
	yaml_document_t document;
};

/* Opens a file: its size, characters, depth, anchors, tags and documents are
 * judged on parser events before a tree is built. False where it cannot be
 * used; the reasons are in *ret_mistakes. yaml_file_done only after true. */
bool yaml_file_open(
	const struct bundle_file *source, struct yaml_file *ret_file, struct mistakes *ret_mistakes);
void yaml_file_done(struct yaml_file *file);

/* Nodes are borrowed from the file. Lines count from 1. */
const yaml_node_t *yaml_file_root(const struct yaml_file *file);
size_t yaml_line(const yaml_node_t *node);

/* The characters of a scalar, NULL for a list or a mapping. */
const char *yaml_text(const yaml_node_t *node);

/* Items of a list; pairs of a mapping. */
size_t yaml_count(const yaml_node_t *node);
const yaml_node_t *yaml_item(const struct yaml_file *file, const yaml_node_t *list, size_t i);
const yaml_node_t *yaml_key(const struct yaml_file *file, const yaml_node_t *mapping, size_t i);
const yaml_node_t *yaml_value(const struct yaml_file *file, const yaml_node_t *mapping, size_t i);

/* The value of a mapping's key, NULL where there is none. */
const yaml_node_t *yaml_find(const struct yaml_file *file, const yaml_node_t *mapping, const char *key);

/* Adds a mistake, file and sentence copied. Beyond MISTAKES_LIMIT nothing is kept but the last note. */
enum { MISTAKES_LIMIT = 200 };
void mistakes_add(struct mistakes *mistakes, const char *file, size_t line, const char *sentence);

#endif
