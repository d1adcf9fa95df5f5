/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each command does; its file is named after the group. Each returns the exit status. */
#ifndef UI_COMMAND_VERBS_H
#define UI_COMMAND_VERBS_H

#include "ui/command/verb.h"

int verb_workstation(const struct call *call); /* in ui/main.c: the screens are beyond this folder */
int verb_help(const struct call *call);
int verb_init(const struct call *call);
int verb_office_check(const struct call *call);
int verb_regulation_list(const struct call *call);
int verb_regulation_check(const struct call *call);
int verb_regulation_coverage(const struct call *call);
int verb_regulation_new(const struct call *call);
int verb_regulation_preview(const struct call *call);
int verb_regulation_diff(const struct call *call);
int verb_regulation_rehearse(const struct call *call);
int verb_regulation_adopt(const struct call *call);
int verb_card_enrol(const struct call *call);
int verb_card_revoke(const struct call *call);
int verb_card_list(const struct call *call);
int verb_people_list(const struct call *call);
int verb_people_import(const struct call *call);
int verb_office_diff(const struct call *call);
int verb_office_adopt(const struct call *call);
int verb_calendar_list(const struct call *call);
int verb_calendar_import(const struct call *call);
int verb_hours_list(const struct call *call);
int verb_hours_obey(const struct call *call);
int verb_hours_ignore(const struct call *call);
int verb_record_list(const struct call *call);
int verb_record_show(const struct call *call);
int verb_record_print(const struct call *call);
int verb_journal_list(const struct call *call);
int verb_journal_verify(const struct call *call);
int verb_journal_close(const struct call *call);
int verb_journal_check(const struct call *call);
int verb_journal_export(const struct call *call);
int verb_backup(const struct call *call);
int verb_restore(const struct call *call);
int verb_doctor(const struct call *call);
int verb_workstation_add(const struct call *call);

#endif
