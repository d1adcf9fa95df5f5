/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What field editors ask of the office: people and sections by what is typed. */
#ifndef UI_SCREEN_SOURCE_H
#define UI_SCREEN_SOURCE_H

#include "service/desk.h"
#include "ui/widget/editor.h"

/* A source over the desk's office of today; the desk is borrowed for as long as the source lives. */
struct editor_source source_of(struct desk *desk);

/* Posts with their sections instead, for a field of type section: those that a posting may name from today on. */
struct editor_source source_of_posts(struct desk *desk);

#endif
