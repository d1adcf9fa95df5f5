-- SPDX-License-Identifier: GPL-3.0-or-later
-- The journal, the bytes it names by hash, and drafts.

CREATE TABLE journal (
	sequence        INTEGER PRIMARY KEY,
	format          INTEGER NOT NULL,  -- of the canonical body
	time            INTEGER NOT NULL,  -- UTC milliseconds, never below the entry before
	jump            INTEGER NOT NULL,  -- milliseconds the clock jumped, 0 where it did not
	kind            TEXT NOT NULL,
	actor           TEXT,
	capacity        TEXT NOT NULL,
	principal       TEXT,
	workstation     TEXT,
	card            TEXT,
	record          TEXT,
	form            TEXT,
	regulation_hash TEXT,
	envelope        TEXT NOT NULL,     -- canonical JSON, clear for ever
	key             TEXT,              -- name of the key in keys.db that .sealed lies under
	sealed          BLOB,
	statement       BLOB,
	signature       BLOB,
	certificate     BLOB,              -- DER
	hash            BLOB NOT NULL      -- of the entry before, body, signature, certificate
) STRICT;

CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only ever appended to'); END;
CREATE TRIGGER journal_is_not_cut BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only ever appended to'); END;

-- Adopted regulations, packed, by the hash their entry names.
CREATE TABLE blobs (
	hash  TEXT PRIMARY KEY,
	bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER blobs_are_not_changed BEFORE UPDATE ON blobs
BEGIN SELECT RAISE(ABORT, 'adopted bytes are never changed'); END;
CREATE TRIGGER blobs_are_not_cut BEFORE DELETE ON blobs
BEGIN SELECT RAISE(ABORT, 'adopted bytes are never deleted'); END;

CREATE TABLE drafts (
	id              TEXT PRIMARY KEY,
	person          TEXT NOT NULL,
	regulation      TEXT,
	regulation_hash TEXT,
	form            TEXT,
	record          TEXT,
	purpose         TEXT,
	saved           INTEGER NOT NULL,
	sealed          BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX drafts_person ON drafts (person, saved);

-- One row: the text that the projected tables were made by.
CREATE TABLE projection (
	one  INTEGER PRIMARY KEY CHECK (one = 1),
	text TEXT NOT NULL
) STRICT;
