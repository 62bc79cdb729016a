-- The library as it was first made. Times are seconds since 1970, UTC.

CREATE TABLE review (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  binned INTEGER,
  status TEXT NOT NULL,
  work TEXT NOT NULL,
  title TEXT NOT NULL,
  year INTEGER NOT NULL,
  directors TEXT NOT NULL,
  rating_scale TEXT NOT NULL,
  rating_value REAL NOT NULL,
  rating_worst REAL NOT NULL,
  poster TEXT,
  runtime INTEGER NOT NULL,
  comments_open INTEGER NOT NULL,
  word_target INTEGER NOT NULL,
  caret INTEGER NOT NULL DEFAULT 0,
  original_title TEXT NOT NULL,
  certificate TEXT NOT NULL,
  distributor TEXT NOT NULL,
  release_date TEXT NOT NULL,
  screenings_text TEXT NOT NULL,
  screenings_label TEXT NOT NULL,
  screenings_url TEXT NOT NULL,
  byline TEXT NOT NULL,
  byline_url TEXT NOT NULL,
  outlet TEXT NOT NULL,
  outlet_url TEXT NOT NULL,
  language TEXT NOT NULL,
  direction TEXT NOT NULL,
  slug TEXT NOT NULL,
  address TEXT NOT NULL,
  reply_address TEXT NOT NULL,
  published TEXT NOT NULL,
  standfirst TEXT NOT NULL,
  people TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX review_by_change ON review (changed DESC);

CREATE TABLE person (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE credit (
  review INTEGER NOT NULL REFERENCES review (number) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES person (number),
  PRIMARY KEY (review, line, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX credit_by_person ON credit (person);

-- Words of a list: tags, countries, languages.
CREATE TABLE word (
  review INTEGER NOT NULL REFERENCES review (number) ON DELETE CASCADE,
  list TEXT NOT NULL,
  position INTEGER NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (review, list, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX word_by_word ON word (list, word);

-- Originals by the SHA-256 of their bytes.
CREATE TABLE picture (
  hash TEXT NOT NULL PRIMARY KEY,
  thumbnail BLOB NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE review_picture (
  review INTEGER NOT NULL REFERENCES review (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  hash TEXT NOT NULL REFERENCES picture (hash),
  name TEXT NOT NULL,
  use TEXT NOT NULL,
  alt TEXT NOT NULL,
  credit TEXT NOT NULL,
  caption TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  PRIMARY KEY (review, position)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE review_search USING fts5 (
  title, people, body,
  content = 'review', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER review_search_insert AFTER INSERT ON review BEGIN
  INSERT INTO review_search (rowid, title, people, body) VALUES (new.number, new.title, new.people, new.body);
END;

CREATE TRIGGER review_search_delete AFTER DELETE ON review BEGIN
  INSERT INTO review_search (review_search, rowid, title, people, body)
  VALUES ('delete', old.number, old.title, old.people, old.body);
END;

CREATE TRIGGER review_search_update AFTER UPDATE OF title, people, body ON review
WHEN old.title <> new.title OR old.people <> new.people OR old.body <> new.body BEGIN
  INSERT INTO review_search (review_search, rowid, title, people, body)
  VALUES ('delete', old.number, old.title, old.people, old.body);
  INSERT INTO review_search (rowid, title, people, body) VALUES (new.number, new.title, new.people, new.body);
END;
