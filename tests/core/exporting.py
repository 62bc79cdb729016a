#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole library written down in each format, and read by what the format is for.
   exporting.py MARQUEE-CLI"""
import csv
import json
import os
import pathlib
import re
import sqlite3
import sys
import xml.etree.ElementTree as ElementTree

os.environ["MARQUEE_BIN"] = str(pathlib.Path(sys.argv[1]).parent)
tests = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(tests / "ui"), str(tests / "backends"), str(tests / "core")]
import harness  # noqa: E402
from tap import Steps  # noqa: E402

steps = Steps()
here = harness.Critic("here")
out = harness.work / "out"
out.mkdir()


def shown(critic):
    return {(row["title"], row["year"]): critic.show(row["id"]) for row in json.loads(critic.run("--json", "list", check=True).stdout)}


def fill():
    for i in range(12):
        here.add_review(f"Film, Part {i % 11}", f"Words of *{i}*, with [a link](https://example.org/?a=1&b=2).\n\n> “Quoted” 骨 🎬 & <b>\n\nCDATA ]]> ends",
                        stills=i % 3, tags=["drama", f"täg {i}"], year=1950 + i, published=f"2020-01-{i + 1:02d}T10:00:00+00:00",
                        seen=f"2019-12-{i + 1:02d}", status="published", author="Ines Albrecht")
    here.add_review("Draft; one, two", "Not *yet*.", embargo="2027-01-31T18:00+01:00", release_date="2027-02-05", published="2027-02-01")
    here.add_review("A Novel", "Words.", kind="book", status="published", published="2020-02-02")
    here.add_review("Unrated", "Words; of one, two.", rating=None)
    with sqlite3.connect(here.library) as connection:
        connection.execute("UPDATE review SET binned = 1 WHERE id = ?", (here.add_review("In the bin"),))
    connection.close()


def export(form, name, *options, n=15):
    path = out / name
    said = here.run("export-all", "--format", form, "-o", path, *options, check=True)
    assert f"{n} reviews were exported" in said.stdout, said.stdout
    return path, said.stderr


def meaning(value):
    """A mark that is escaped though it need not be means the same."""
    return re.sub(r"\\([^\w\s])", r"\1", value) if isinstance(value, str) else value


def same_after(path, ignored):
    other = harness.Critic(path.name)
    taken = json.loads(other.run("import", "--json", path, check=True).stdout)
    assert taken["new"] == 15, {key: taken[key] for key in taken if key != "rows"}
    mine, theirs = shown(here), shown(other)
    assert set(mine) == set(theirs)
    for title, review in mine.items():
        for key in set(review) | set(theirs[title]):
            if key not in ignored:
                assert meaning(review.get(key)) == meaning(theirs[title].get(key)), (title, key, review.get(key), theirs[title].get(key))
    with sqlite3.connect(here.library) as one, sqlite3.connect(other.library) as two:
        sql = "SELECT hash FROM picture WHERE hash IN (SELECT hash FROM review_picture JOIN review ON number = review WHERE binned IS NULL) ORDER BY hash"
        assert one.execute(sql).fetchall() == two.execute(sql).fetchall()


def markdown():
    path, _ = export("markdown", "markdown")
    assert (path / "film-part-1-1951/index.md").exists(), sorted(path.iterdir())
    same_after(path, {"id", "created", "modified"})
    done = here.run("export-all", "--format", "markdown", "-o", path)
    assert done.returncode == 1 and "is not empty" in done.stderr, done


def wxr():
    path, _ = export("wxr", "blog.xml")
    items = ElementTree.parse(path).findall("channel/item")
    assert sum(item.findtext("{http://wordpress.org/export/1.2/}post_type") == "post" for item in items) == 15
    assert len(list((out / "blog-pictures").iterdir())) == sum(i % 3 for i in range(12)) + 3 + 15
    # what no content system has a place for: when it was seen, deadlines, the kind; of a draft when it was to appear
    same_after(path, {"id", "created", "modified", "seen", "embargo", "release_date", "kind", "published", "lang", "slug"})
    assert "pictures.invalid" not in export("wxr", "web.xml", "--public", "https://blog.example/up/")[0].read_text()


def letterboxd():
    path, notes = export("letterboxd", "films.csv")
    assert "A Novel: Letterboxd has only films" in notes, notes
    rows = list(csv.DictReader(path.open(newline="", encoding="utf-8")))
    assert len(rows) == 14, len(rows)
    row = next(r for r in rows if r["Year"] == "1951")
    assert (row["Title"], row["Directors"], row["Rating"], row["WatchedDate"], row["Tags"]) == ("Film, Part 1", "Jacques Audiard", "4", "2019-12-02", "drama, täg 1"), row
    assert row["Review"] == ("Words of <em>1</em>, with <a href=\"https://example.org/?a=1&amp;b=2\">a link</a>.\n\n"
                             "<blockquote> “Quoted” 骨 🎬 &amp; &lt;b&gt;\n\n</blockquote> CDATA ]]&gt; ends"), row["Review"]
    assert next(r for r in rows if r["Title"] == "Unrated")["Rating"] == ""


def large_letterboxd():
    """At most one megabyte a file, each with its header."""
    critic = harness.Critic("large")
    critic.add_review("Long", "word " * 90_000)
    for i in range(3):
        critic.add_review(f"Long {i}", f"{i} " + "word " * 90_000)
    critic.run("export-all", "--format", "letterboxd", "-o", out / "large.csv", check=True)
    files = sorted(out.glob("large*.csv"))
    assert len(files) == 2 and all(f.stat().st_size <= 1_000_000 for f in files), [(f.name, f.stat().st_size) for f in files]
    csv.field_size_limit(10_000_000)
    assert sum(len(list(csv.DictReader(f.open(newline="", encoding="utf-8")))) for f in files) == 4


def credits_list():
    path, _ = export("csv", "credits.csv")
    rows = list(csv.DictReader(path.open(newline="", encoding="utf-8")))
    assert len(rows) == 45, len(rows)
    assert {(r["Role"], r["Name"]) for r in rows} == {("director", "Jacques Audiard"), ("stars", "Marion Cotillard"), ("stars", "Matthias Schoenaerts")}
    assert {r["Kind"] for r in rows} == {"film", "book"}


def people():
    everybody = json.loads(here.run("people", "--json", check=True).stdout)
    names = {person["name"]: person["reviews"] for person in everybody}
    name, count = max(names.items(), key=lambda pair: pair[1])
    works = json.loads(here.run("people", "--json", name, check=True).stdout)
    assert len(works) == count and all(work["roles"] for work in works), (names, works)
    assert works == sorted(works, key=lambda work: (work["year"] == 0, work["year"])), works
    said = here.run("people", name, check=True).stdout
    assert len(said.splitlines()) == count and works[0]["title"] in said, said
    assert name in here.run("people", check=True).stdout
    nobody = here.run("people", "Nobody At All")
    assert nobody.returncode == 1 and "No review credits anybody of that name" in nobody.stderr, nobody


def whole_json():
    path, _ = export("json", "all.json", n=16)
    data = json.loads(path.read_text())
    assert len(data["reviews"]) == 16 and sum(r["binned"] for r in data["reviews"]) == 1
    assert {r["id"] for r in data["reviews"] if not r["binned"]} == {r["id"] for r in shown(here).values()}


def calendar():
    path, _ = export("ics", "deadlines.ics")
    text = path.read_bytes().decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")) and "\n" not in text.replace("\r\n", "")
    lines = re.sub("\r\n ", "", text).split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == 3, text
    assert "DTSTART:20270131T170000Z" in lines and "SUMMARY:Embargo ends: Draft\\; one\\, two" in lines, lines
    assert "DTSTART;VALUE=DATE:20270205" in lines and "SUMMARY:Review due: Draft\\; one\\, two" in lines, lines


def no_place():
    """Where it can't be written that is said, and what stood there stays."""
    path = out / "kept.json"
    path.write_text("kept")
    for form in ("zip", "markdown", "wxr", "letterboxd", "csv", "json", "ics"):
        done = here.run("export-all", "--format", form, "-o", "/proc/nowhere/x.y")
        assert done.returncode == 1 and "/proc/nowhere" in done.stderr, (form, done)
    connection = sqlite3.connect(here.library)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM picture WHERE hash = (SELECT hash FROM review_picture LIMIT 1)")
    connection.commit()
    connection.close()
    for form in ("zip", "wxr"):
        done = here.run("export-all", "--format", form, "-o", path)
        assert done.returncode == 1 and "picture is missing" in done.stderr, done
        assert path.read_text() == "kept", form
    assert not list(out.glob("*.part")) and not list(out.glob(".goutput*"))


def own_library():
    """The library is not written over, nor what SQLite keeps beside it."""
    before = pathlib.Path(here.library).read_bytes()
    for form in ("zip", "json", "wxr"):
        for end in ("", "-wal", "-shm"):
            done = here.run("export-all", "--format", form, "-o", f"{here.library}{end}")
            assert done.returncode == 1 and "is a library" in done.stderr, (form, done)
    assert pathlib.Path(here.library).read_bytes() == before


try:
    steps.run("a library", fill)
    steps.run("Markdown, and back", markdown)
    steps.run("WordPress, and back", wxr)
    steps.run("Letterboxd", letterboxd)
    steps.run("Letterboxd in several files", large_letterboxd)
    steps.run("a list of credits", credits_list)
    steps.run("people and their works", people)
    steps.run("JSON", whole_json)
    steps.run("a calendar", calendar)
    steps.run("not over the library", own_library)
    steps.run("where it can't be written", no_place)
finally:
    harness.clean_up()
steps.done()
