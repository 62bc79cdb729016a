-- Folders that other programs carry between machines, and what each file in them was when it and the library last agreed. A name is a
-- path within the folder; a file of no review ('') is one that has only been looked at.

CREATE TABLE mirror (
  folder TEXT NOT NULL,
  name TEXT NOT NULL,
  review TEXT NOT NULL,
  hash TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (folder, name)
) STRICT, WITHOUT ROWID;
