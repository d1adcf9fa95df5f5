/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints: journaled, numbered, set. */
#include "service/printing.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/entries.h"
#include "service/sheet_of.h"
#include "store/query.h"

enum result printing_preview(struct session *session, const struct dossier *dossier, int width,
	int (*columns_of)(uint32_t code_point), char **ret_text, struct error *err)
{
	struct sheet_content content;
	enum result r = sheet_of(session, dossier, &content, err);
	if (r != RESULT_OK)
		return r;
	*ret_text = sheet_text(&content, width, columns_of);
	sheet_content_done(&content);
	return RESULT_OK;
}

enum result printing_enter(
	struct desk *desk, struct entry *entry, struct sheet_content *content, struct error *err)
{
	char number[PRINT_NUMBER_SIZE];
	enum result r = journal_append_one(desk->store, entry, err);
	if (r != RESULT_OK)
		return r;
	print_number(entry->sequence, &entry->hash, number);
	content->verification = memory_string(number);
	content->printed_at = entry->time;
	return RESULT_OK;
}

static enum result number_sheet(struct session *session, const struct dossier *dossier,
	struct sheet_content *content, struct error *err)
{
	struct entry entry = entries_by(session, ENTRY_PRINT);
	entries_about(&entry, &dossier->record);
	entry.envelope = json_pack("{s:I}", "revision", (json_int_t)dossier->record.revision);
	enum result r = printing_enter(session->desk, &entry, content, err);
	entry_done(&entry);
	return r;
}

/* An empty form with a number of the journal would pass for one that was filed empty. */
static enum result check_not_erased(struct desk *desk, const struct dossier *dossier, struct error *err)
{
	struct record now;
	enum result r = query_record(desk->store, dossier->record.id, &now, err);
	if (r != RESULT_OK)
		return r;
	if (now.erased)
		r = error_refuse(err, NULL, _("The contents of this record were erased"));
	record_done(&now);
	return r;
}

enum result printing_pdf(struct session *session, const struct dossier *const dossiers[], size_t count,
	char **ret_bytes, size_t *ret_length, size_t *ret_doubtful, struct error *err)
{
	struct sheet_content *sheets = memory_new(count, sizeof *sheets);
	struct sheet_outcome outcome = { 0 };
	size_t made = 0;
	enum result r = RESULT_OK;
	for (; r == RESULT_OK && made < count; made++) {
		sheet_content_init(&sheets[made]);
		r = check_not_erased(session->desk, dossiers[made], err);
		if (r == RESULT_OK)
			r = sheet_of(session, dossiers[made], &sheets[made], err);
		if (r == RESULT_OK)
			r = number_sheet(session, dossiers[made], &sheets[made], err);
	}
	if (r == RESULT_OK)
		r = sheet_pdf(sheets, count, ret_bytes, ret_length, &outcome, err);
	if (r == RESULT_OK && ret_doubtful)
		*ret_doubtful = outcome.missing + outcome.variants;
	for (size_t i = 0; i < made; i++)
		sheet_content_done(&sheets[i]);
	free(sheets);
	return r;
}

/* Notes that the newest print of a record by this person is void. */
static enum result void_print(struct session *session, const struct dossier *dossier, struct error *err)
{
	struct desk *desk = session->desk;
	const struct entry_filter prints = { .by_kind = true,
		.kind = ENTRY_PRINT,
		.actor = session->person,
		.record = dossier->record.id,
		.workstation = desk->workstation,
		.limit = 1 };
	struct entries entries;
	enum result r = query_entries(desk->store, &prints, &entries, err);
	if (r != RESULT_OK)
		return r;
	if (entries.count) {
		struct entry entry = entries_by(session, ENTRY_NOTE);
		entries_about(&entry, &dossier->record);
		entry.envelope = json_pack(
			"{s:s, s:I}", "what", PRINT_VOID, "print", (json_int_t)entries.items[0].sequence);
		r = entries_commit(desk, &entry, err);
	}
	entries_done(&entries);
	return r;
}

void printing_say_void(enum result noted, const struct error *failed, struct error *err)
{
	char *said = noted == RESULT_OK
			     ? memory_format(_("%s. The verification number of this print is void; the "
					       "journal says so"),
				       err->text)
			     : memory_format(_("%s. That this print is void could not be noted: %s"),
				       err->text, failed->text);
	snprintf(err->text, sizeof err->text, "%s", said);
	text_trim_partial(err->text);
	free(said);
}

void printing_void(
	struct session *session, const struct dossier *const dossiers[], size_t count, struct error *err)
{
	enum result r = RESULT_OK;
	struct error failed = { 0 };
	for (size_t i = 0; r == RESULT_OK && i < count; i++)
		r = void_print(session, dossiers[i], &failed);
	printing_say_void(r, &failed, err);
}

bool printing_exists(const char *typed, struct error *err)
{
	struct stat about;
	char *path = file_typed(typed);
	bool exists = lstat(path, &about) == 0;
	if (exists)
		file_error(err, EEXIST, path);
	free(path);
	return exists;
}

enum result printing_save(
	const char *typed, const char *bytes, size_t length, bool overwrite, struct error *err)
{
	struct stat about;
	char *path = file_typed(typed);
	bool exists = lstat(path, &about) == 0;
	enum result r = RESULT_OK;
	if (exists && !S_ISREG(about.st_mode))
		r = error_set(err, RESULT_INVALID, _("%s is not a regular file"), path);
	else if (exists && !overwrite)
		r = file_error(err, EEXIST, path);
	else
		r = file_write(path, bytes, length, 0600, err);
	free(path);
	return r;
}

/* Starts a program with in and out as its standard input and output; -1 where it cannot be. */
static pid_t start(char *const arguments[], int in, int out)
{
	pid_t child = fork();
	if (child != 0)
		return child;
	int nothing = open("/dev/null", O_RDWR);
	dup2(in >= 0 ? in : nothing, STDIN_FILENO);
	dup2(out >= 0 ? out : nothing, STDOUT_FILENO);
	dup2(nothing, STDERR_FILENO);
	execvp(arguments[0], arguments);
	_exit(127);
}

static int finish(pid_t child)
{
	int status;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool printing_has_printer(void)
{
	int ends[2];
	char answer[512];
	char *arguments[] = { (char[]){ "lpstat" }, (char[]){ "-d" }, NULL };
	if (pipe2(ends, O_CLOEXEC) < 0)
		return false;
	pid_t child = start(arguments, -1, ends[1]);
	close(ends[1]);
	ssize_t got = child > 0 ? read(ends[0], answer, sizeof answer - 1) : 0;
	close(ends[0]);
	bool fine = child > 0 && finish(child) == 0;
	answer[got > 0 ? got : 0] = '\0';
	/* `lpstat -d` names the destination behind a colon, or says there is none. */
	return fine && strchr(answer, ':') != NULL;
}

enum result printing_send(const char *bytes, size_t length, struct error *err)
{
	int ends[2];
	char *arguments[] = { (char[]){ "lp" }, (char[]){ "-s" }, NULL };
	if (pipe2(ends, O_CLOEXEC) < 0)
		return file_error(err, errno, "lp");
	pid_t child = start(arguments, ends[0], -1);
	close(ends[0]);
	/* lp that stops reading must not end the program. */
	void (*old)(int) = signal(SIGPIPE, SIG_IGN);
	while (child > 0 && length) {
		ssize_t put = write(ends[1], bytes, length);
		if (put < 0 && errno != EINTR)
			break;
		if (put > 0) {
			bytes += put;
			length -= (size_t)put;
		}
	}
	close(ends[1]);
	signal(SIGPIPE, old);
	if (child > 0 && finish(child) == 0 && !length)
		return RESULT_OK;
	return error_set(err, RESULT_UNAVAILABLE,
		_("The printer did not take the sheet; print it to a file or look at the printer"));
}
