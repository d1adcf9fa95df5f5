/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 新旧対照: what one version of a regulation has, and the other has not or has otherwise. */
#ifndef DOMAIN_REGULATION_DIFF_H
#define DOMAIN_REGULATION_DIFF_H

#include "domain/regulation.h"

struct regulation_changes {
	char **lines; /* "+ form "loan": field "why" (理由)", "* ...: label: 理由 → 事由" */
	size_t count;
};

/* Compares two bundles that load without mistakes, object by object of the same
 * id, whatever its keys are; in the language of i18n_language(). + is new, - is
 * gone, * is otherwise. regulation_changes_done frees. */
void regulation_diff(
	const struct bundle *old, const struct bundle *new, struct regulation_changes *ret_changes);
void regulation_changes_done(struct regulation_changes *changes);

#endif
