-- Earlier states of a review. The newest one's document stands whole, an older one's only as what differs from the next
-- newer one (src/core/library/mq-packing.c). Times are seconds since 1970, UTC.

CREATE TABLE snapshot (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  review INTEGER NOT NULL REFERENCES review (number) ON DELETE CASCADE,
  taken INTEGER NOT NULL,
  reason TEXT NOT NULL,
  document BLOB NOT NULL
) STRICT;

CREATE INDEX snapshot_by_review ON snapshot (review, number);

-- What an earlier state shows stays in the library as long as that state does.
CREATE TABLE snapshot_picture (
  snapshot INTEGER NOT NULL REFERENCES snapshot (number) ON DELETE CASCADE,
  hash TEXT NOT NULL REFERENCES picture (hash),
  PRIMARY KEY (snapshot, hash)
) STRICT, WITHOUT ROWID;
