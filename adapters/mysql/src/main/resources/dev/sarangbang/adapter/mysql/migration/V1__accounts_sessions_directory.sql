-- Who there is, who is signed in, and who may be where. Never edit this file once released: add the next version beside it.
--
-- Ids are Snowflakes, times are milliseconds since 1970. utf8mb4_bin compares code point by code point and is there in MySQL and in
-- MariaDB; it takes trailing spaces for nothing, but no name kept here can end in one. IF NOT EXISTS, because neither server can
-- undo a CREATE TABLE: a migration that was killed in the middle is run again.

CREATE TABLE IF NOT EXISTS accounts (
    id            BIGINT       NOT NULL PRIMARY KEY,
    username      VARCHAR(40)  NOT NULL, -- the domain has normalised it
    display_name  VARCHAR(100) NOT NULL,
    created_at    BIGINT       NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    UNIQUE KEY accounts_by_username (username)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS login_sessions (
    session_key BINARY(32) NOT NULL PRIMARY KEY, -- the SHA-256 of a token that is kept nowhere
    account     BIGINT     NOT NULL,
    created_at  BIGINT     NOT NULL,
    expires_at  BIGINT     NOT NULL,
    KEY login_sessions_by_expiry (expires_at),
    KEY login_sessions_by_account (account, expires_at) -- for those who want to see where they are signed in
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

-- Rooms in which an account may be: a superset, checked against the rooms themselves.
CREATE TABLE IF NOT EXISTS room_directory (
    account BIGINT NOT NULL,
    room    BIGINT NOT NULL,
    log_end BIGINT NOT NULL, -- where the room's log had to end for the account to come in: a removal that saw an earlier end is late
    PRIMARY KEY (account, room)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;

-- Which room a request to open one was given, so that a retry is given the same.
CREATE TABLE IF NOT EXISTS room_reservations (
    account   BIGINT      NOT NULL,
    client_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    room      BIGINT      NOT NULL,
    PRIMARY KEY (account, client_id)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_bin;
