-- An index of what messages say now, by all their parts of three characters: so that any part of a word is found, in any language.
-- It holds no text, only which message has which parts. A row is a message that is not deleted; its id is the room's number here
-- and, in the lower 32 bits, its sequence: so the messages of one room lie side by side, and newest first is backwards.

CREATE VIRTUAL TABLE message_index USING fts5 (
    text, -- as SearchQuery folds it
    content = '',
    contentless_delete = 1,
    tokenize = 'trigram case_sensitive 1'
);

CREATE TABLE indexed_rooms (
    number INTEGER PRIMARY KEY,
    room   INTEGER NOT NULL UNIQUE
) STRICT;

-- What a message was last edited to.
CREATE INDEX entries_edits ON entries (room, target, sequence) WHERE kind = 'edited';
