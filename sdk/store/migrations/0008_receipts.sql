-- SPDX-License-Identifier: Apache-2.0
-- What an account's backend has applied of this box's entries, in its own words, and when both ends were last
-- not in step. A copy of this file is a copy of the box, and shows by it.

CREATE TABLE receipt(
    account TEXT PRIMARY KEY REFERENCES account(name) ON DELETE CASCADE,
    box TEXT NOT NULL,
    count INTEGER NOT NULL,
    chain TEXT NOT NULL,
    incident TEXT,                              -- NULL: there was none yet, and then the next two as well
    incident_difference INTEGER,
    incident_ms INTEGER
) STRICT, WITHOUT ROWID;
