-- SPDX-License-Identifier: Apache-2.0
-- One row a lane: the newest stamp this box has sent for it stands beside the backend's word. What comes
-- later is not stamped earlier.

ALTER TABLE progress ADD COLUMN sent_ms INTEGER NOT NULL DEFAULT 0; -- 0: none
ALTER TABLE favorite ADD COLUMN sent_ms INTEGER NOT NULL DEFAULT 0;

UPDATE progress SET sent_ms = l.sent_ms FROM lane l
    WHERE l.account = progress.account AND l.family = 'progress' AND l.listing = progress.listing;
UPDATE favorite SET sent_ms = l.sent_ms FROM lane l
    WHERE l.account = favorite.account AND l.family = 'favorite' AND l.listing = favorite.listing;

DROP TABLE lane;

-- Whatever is in a batch is found through batch_intent.
DROP INDEX delivery_in_batch;

-- What a superseded one had superseded itself is over: of each lane one stays, to take its superseder's place.
UPDATE delivery SET ended = 1 WHERE state = 'superseded' AND ended = 0 AND EXISTS(
    SELECT 1 FROM delivery l
    WHERE l.sequence = delivery.superseded_by AND l.backend = delivery.backend AND l.state = 'superseded');
