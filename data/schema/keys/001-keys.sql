-- SPDX-License-Identifier: GPL-3.0-or-later
-- Keys wrapped by the master key, and hashes of passwords. The row "master" tells the right master key from a wrong one.

CREATE TABLE keys (
	name    TEXT PRIMARY KEY,
	wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE passwords (
	person TEXT PRIMARY KEY,
	hash   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
