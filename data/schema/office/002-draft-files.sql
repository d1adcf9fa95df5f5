-- SPDX-License-Identifier: GPL-3.0-or-later
-- The attached files that a draft names, one behind the other with spaces; NULL where there are none.

ALTER TABLE drafts ADD COLUMN files TEXT;
