/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program finds its data, catalogue and helper, installed or in a build tree. */
#ifndef BASE_PATHS_H
#define BASE_PATHS_H

/* Each returns a string of the caller's. In a build tree (a file "build-tree"
 * beside the program names the sources) they point into that tree. */
char *paths_data(const char *name);   /* e.g. "regulations" */
char *paths_locale(void);             /* folder for i18n_init */
char *paths_helper(const char *name); /* e.g. "choba-card" */

#endif
