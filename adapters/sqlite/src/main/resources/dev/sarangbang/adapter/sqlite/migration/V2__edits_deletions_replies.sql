-- Which message an entry is about: a reply (said, where it answers one), an edit (edited, with the new text), a deletion (deleted).

ALTER TABLE entries ADD COLUMN target INTEGER; -- a sequence of the same room; NULL where there is none
