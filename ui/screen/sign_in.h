/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sign-in screen as the workstation drives it. */
#ifndef UI_SCREEN_SIGN_IN_H
#define UI_SCREEN_SIGN_IN_H

#include "ui/widget/view.h"

/* Forgets card, PIN and message: somebody has just left or was locked out. */
void sign_in_begin(struct view *view);

/* Looks at the card when the reader has news of one; does nothing otherwise. */
void sign_in_look(struct view *view);

#endif
