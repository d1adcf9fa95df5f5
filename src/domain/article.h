/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Article numbers: 16.1, 10(1), 16.1(2), 7の2, 附則, 附則.2. */
#ifndef DOMAIN_ARTICLE_H
#define DOMAIN_ARTICLE_H

#include <stdbool.h>

/* True where the article is written as the data writes articles. */
bool article_is_valid(const char *article);

/* True where the article is the clause or a part of it: 10(5) lies within 10, 16.12 not within 16.1. */
bool article_within(const char *article, const char *clause);

#endif
