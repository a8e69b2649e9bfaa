-- Where the room's log had to end for the account to come in, so that a late removal does not take away what was added after it.

ALTER TABLE room_directory ADD COLUMN log_end INTEGER NOT NULL DEFAULT 0;
