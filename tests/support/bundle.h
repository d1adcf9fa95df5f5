/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a folder as a bundle, for tests. */
#ifndef TESTS_SUPPORT_BUNDLE_H
#define TESTS_SUPPORT_BUNDLE_H

#include "domain/regulation.h"

/* The path of a file or folder of the source tree ("data/regulations/toin"). The caller frees. */
char *source_path(const char *name);

/* All files below a folder of the source tree; fails the test where it cannot be read. */
void bundle_read(const char *folder, struct bundle *ret_bundle);

/* Lets the office of a bundle adopt one more regulation; roles are lines of its
 * office.yaml: "  times/manager: residents-head\n". */
void bundle_join_office(struct bundle *office, const char *id, const char *roles);

/* A regulation of the source tree, loaded; fails the test with all mistakes
 * where it has any. regulation_free. */
struct regulation *regulation_read(const char *folder);

#endif
