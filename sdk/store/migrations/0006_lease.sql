-- SPDX-License-Identifier: Apache-2.0
-- Whose pass may write. One row for ever.

CREATE TABLE lease(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    token INTEGER NOT NULL,                     -- of the present holder; only ever rises
    holder TEXT NOT NULL,                       -- for people; '' = nobody
    boot_id TEXT NOT NULL,                      -- the lease is void in any other boot
    until_ms INTEGER NOT NULL                   -- in that boot's monotonic time
) STRICT;

INSERT INTO lease(one, token, holder, boot_id, until_ms) VALUES(1, 0, '', '', 0);
