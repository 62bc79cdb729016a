-- Searches that the critic wants to make again: what is typed into the search, and the critic's name for it.

CREATE TABLE saved_search (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  words TEXT NOT NULL
) STRICT;
