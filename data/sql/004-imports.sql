-- What was brought in together, so that it can be taken back together. Times are seconds since 1970, UTC.

CREATE TABLE import (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  started INTEGER NOT NULL,
  source TEXT NOT NULL,
  format TEXT NOT NULL
) STRICT;

-- Of the reviews only the ids: one that was deleted since is no loss here.
CREATE TABLE import_review (
  import INTEGER NOT NULL REFERENCES import (number) ON DELETE CASCADE,
  review TEXT NOT NULL,
  PRIMARY KEY (import, review)
) STRICT, WITHOUT ROWID;

-- Whether a text is there already is asked for each review that is brought in.
CREATE INDEX review_by_length ON review (octet_length (body));

-- When the critic saw the work: a date, as published is.
ALTER TABLE review ADD COLUMN seen TEXT NOT NULL DEFAULT '';
