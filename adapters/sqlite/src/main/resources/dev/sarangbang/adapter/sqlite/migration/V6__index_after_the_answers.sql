-- How far a room's log is in the index: entries up to here are, later ones are still to come. Until now entries came into the index in
-- the transaction that added them, so what there is of a log is in it. A room without a row here has nothing in the index yet.

ALTER TABLE indexed_rooms ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;

UPDATE indexed_rooms SET sequence = rooms.last_sequence FROM rooms WHERE rooms.id = indexed_rooms.room;
