-- Everything a server keeps. Never edit this file once released: add the next version beside it.
--
-- Ids are Snowflakes, times are milliseconds since 1970, text is UTF-8. Tables are STRICT, so that a value of the wrong type is
-- refused when it is written, not found when it is read; and WITHOUT ROWID where the primary key says how rows are read.

-- A room as it stands at the end of its log. Changes only together with an entry that is added to it.
CREATE TABLE rooms (
    id                  INTEGER PRIMARY KEY,
    epoch               INTEGER NOT NULL,
    title               TEXT    NOT NULL,
    invite              TEXT    NOT NULL,
    last_sequence       INTEGER NOT NULL,
    last_message_id     INTEGER NOT NULL,
    last_message_number INTEGER NOT NULL,
    last_at             INTEGER NOT NULL,
    members             TEXT    NOT NULL -- a JSON array of [account, joined, last acted, number of that], longest here first
) STRICT;

-- The logs, one after the other: a page of history is one stretch of this table.
CREATE TABLE entries (
    room           INTEGER NOT NULL,
    sequence       INTEGER NOT NULL,
    message_id     INTEGER NOT NULL,
    message_number INTEGER NOT NULL,
    author         INTEGER NOT NULL,
    client_id      TEXT    NOT NULL,
    at             INTEGER NOT NULL,
    kind           TEXT    NOT NULL, -- said, opened, joined, left, removed, titled, invite
    member         INTEGER,          -- of joined and removed: whom it is about
    text           TEXT,             -- of said: the message; of opened and titled: the title
    PRIMARY KEY (room, sequence),
    UNIQUE (room, client_id, author) -- in this order: client ids made one after the other then lie side by side
) STRICT, WITHOUT ROWID;

CREATE TABLE device_cursors (
    account    INTEGER NOT NULL,
    device     TEXT    NOT NULL,
    room       INTEGER NOT NULL,
    epoch      INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    PRIMARY KEY (account, device, room)
) STRICT, WITHOUT ROWID;

CREATE TABLE read_marks (
    room           INTEGER NOT NULL,
    account        INTEGER NOT NULL,
    epoch          INTEGER NOT NULL,
    sequence       INTEGER NOT NULL,
    message_number INTEGER NOT NULL,
    PRIMARY KEY (room, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
    id            INTEGER PRIMARY KEY,
    username      TEXT    NOT NULL UNIQUE, -- compared byte by byte: the domain has normalised it
    display_name  TEXT    NOT NULL,
    created_at    INTEGER NOT NULL,
    password_hash TEXT    NOT NULL
) STRICT;

CREATE TABLE login_sessions (
    key        TEXT    NOT NULL PRIMARY KEY, -- the SHA-256 of a token that is kept nowhere
    account    INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX login_sessions_by_expiry ON login_sessions (expires_at);

-- Rooms in which an account may be: a superset, checked against the rooms themselves.
CREATE TABLE room_directory (
    account INTEGER NOT NULL,
    room    INTEGER NOT NULL,
    PRIMARY KEY (account, room)
) STRICT, WITHOUT ROWID;

-- Which room a request to open one was given, so that a retry is given the same.
CREATE TABLE room_reservations (
    account   INTEGER NOT NULL,
    client_id TEXT    NOT NULL,
    room      INTEGER NOT NULL,
    PRIMARY KEY (account, client_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE node_leases (
    node       INTEGER PRIMARY KEY,
    fence      INTEGER NOT NULL UNIQUE, -- grows by one with each lease of any number: also says who has rested longest
    expires_at INTEGER                  -- NULL once it was given back
) STRICT;

CREATE TABLE last_active (
    account INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL
) STRICT;
