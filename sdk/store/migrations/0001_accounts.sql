-- SPDX-License-Identifier: Apache-2.0
-- Whom this box settles with, and for whom.

CREATE TABLE backend(
    name TEXT PRIMARY KEY,
    codec TEXT NOT NULL,
    url TEXT NOT NULL,
    ca_file TEXT NOT NULL,
    clock_offset_ms INTEGER                     -- backend's calendar minus ours; NULL = not learned
) STRICT, WITHOUT ROWID;

-- Where a backend's calendar stood when a boot of this box began; what that boot recorded is placed by it.
CREATE TABLE boot_time(
    backend TEXT NOT NULL REFERENCES backend(name) ON DELETE CASCADE,
    boot_id TEXT NOT NULL,
    at_zero_ms INTEGER NOT NULL,                -- the backend's time at monotonic zero
    PRIMARY KEY(backend, boot_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE account(
    name TEXT PRIMARY KEY,
    backend TEXT REFERENCES backend(name),      -- NULL: an account of this box alone
    token BLOB,                                 -- sealed; NULL with a backend: signed out, its entries wait
    cursor TEXT NOT NULL DEFAULT '',            -- where the next pull begins
    refused INTEGER NOT NULL DEFAULT 0          -- 1: the backend has refused the token for good
) STRICT, WITHOUT ROWID;

CREATE INDEX account_by_backend ON account(backend) WHERE backend IS NOT NULL;

INSERT INTO account(name) VALUES('local');
