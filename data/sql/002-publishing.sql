-- Sites, and what was sent to them. Times are seconds since 1970, UTC.

ALTER TABLE review ADD COLUMN embargo TEXT NOT NULL DEFAULT '';
ALTER TABLE review ADD COLUMN social_embargo TEXT NOT NULL DEFAULT '';

-- What a site told of itself stands in facts, a JSON object. The password is in the keyring.
CREATE TABLE site (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  user TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT;

-- A review on a site. The mark stands in the post, so that the site can be asked for it, as it is while it is in
-- doubt whether what was sent arrived; remote is the site's own
-- id, '' where it has none yet; version and seen say how the site showed it when it was last looked at. It outlives
-- the review: what was published stays known.
CREATE TABLE publication (
  number INTEGER PRIMARY KEY,
  review TEXT NOT NULL,
  site INTEGER NOT NULL REFERENCES site (number) ON DELETE CASCADE,
  mark TEXT NOT NULL UNIQUE,
  in_doubt INTEGER NOT NULL DEFAULT 0,
  remote TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT '',
  version TEXT NOT NULL DEFAULT '',
  seen TEXT NOT NULL DEFAULT '',
  looked INTEGER NOT NULL DEFAULT 0,
  UNIQUE (review, site)
) STRICT;

-- The outbox, and once a delivery has ended, the ledger. The post is what goes out, as JSON.
CREATE TABLE delivery (
  number INTEGER PRIMARY KEY,
  publication INTEGER NOT NULL REFERENCES publication (number) ON DELETE CASCADE,
  created INTEGER NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  post TEXT NOT NULL,
  hash TEXT NOT NULL,
  outcome TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX delivery_by_publication ON delivery (publication);
CREATE INDEX delivery_by_state ON delivery (state) WHERE ended = 0;

CREATE TABLE delivery_step (
  delivery INTEGER NOT NULL REFERENCES delivery (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at INTEGER NOT NULL,
  step TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (delivery, position)
) STRICT, WITHOUT ROWID;

-- Which picture is which on a site; remote is '' while it is not known whether it arrived.
CREATE TABLE site_picture (
  site INTEGER NOT NULL REFERENCES site (number) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  remote TEXT NOT NULL,
  address TEXT NOT NULL,
  alt TEXT NOT NULL,
  PRIMARY KEY (site, hash)
) STRICT, WITHOUT ROWID;
