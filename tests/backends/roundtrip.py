#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A library, as an export file into a real WordPress, and WordPress's own export into another library: the same text, credits,
rating, dates, tags and pictures."""
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

import harness

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "ui"))
from tap import Steps  # noqa: E402

steps = Steps()
BODY = """A *very* fine and **brave** film, “quoted”, with [a link](https://example.org/?a=1&b=2).

> Quoted words.
>
> More of them.

- one
- two
  - deeper

>! The ship sinks.

# A heading

`code` 骨 🎬 & more."""
N = 8


def fill(critic):
    for i in range(N):
        critic.add_review(f"Film & “Part” {i}", f"Number {i}. {BODY}", stills=i % 3, year=1950 + i, tags=["drama", f"täg {i}"],
                          published=f"2020-01-{i + 1:02d}T10:00:00+00:00", rating=f"{i % 5 + 0.5}/5", runtime=90 + i, countries=["France", "Belgium"],
                          credits={"writer": ["Thomas Bidegain", "Robert Downey, Jr."]}, status="published")
    critic.add_review("A draft", "Not *yet*.", tags=["drama"])


def shown(critic):
    found = {}
    for row in json.loads(critic.run("--json", "list", check=True).stdout):
        review = critic.show(row["id"])
        review["body"] = re.sub(r"\\([^\w\s])", r"\1", review["body"]).replace("> !", ">!")  # the same, written otherwise
        found[review["title"]] = review
    return found


def originals(critic):
    connection = sqlite3.connect(critic.library)
    try:
        return connection.execute("SELECT hash, data FROM picture ORDER BY hash").fetchall()
    finally:
        connection.close()


def export(critic, site):
    uploads = site.disk()
    critic.run("export-all", "--format", "wxr", "--public", f"{site.address}wp-content/uploads/library-pictures", "-o",
               harness.work / "library.xml", check=True)
    shutil.copytree(harness.work / "library-pictures", uploads / "library-pictures")
    for path in [uploads / "library-pictures", *(uploads / "library-pictures").iterdir()]:
        path.chmod(0o755)


def take_in(site):
    root = pathlib.Path(site.facts["DIR"], "site")
    done = subprocess.run(["php", str(harness.here / "wordpress/take-wxr.php"), root, harness.work / "library.xml", harness.work / "blog.xml"],
                          capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert int(site.count("posts?status=publish&per_page=1")) >= N


def come_back(here, there):
    taken = json.loads(there.run("import", "--json", "--fetch", harness.work / "blog.xml", check=True).stdout)
    assert taken["failed"] == 0, taken
    mine, theirs = shown(here), shown(there)
    assert set(mine) <= set(theirs), (set(mine), set(theirs))
    for title, review in mine.items():
        for key in ("title", "year", "directors", "stars", "credits", "rating", "runtime", "countries", "tags", "summary", "body", "status", "poster",
                    "stills") + (("published",) if review["status"] == "published" else ()):
            assert review.get(key) == theirs[title].get(key), (title, key, review.get(key), theirs[title].get(key))
    assert [hash_ for hash_, _ in originals(here)] == [hash_ for hash_, _ in originals(there)]


def again(there):
    taken = json.loads(there.run("import", "--json", "--fetch", harness.work / "blog.xml", check=True).stdout)
    assert taken["new"] == 0 and taken["changed"] == 0, taken


here, there = harness.Critic("here"), harness.Critic("there")
site = steps.run("starts WordPress", harness.WordPress)
try:
    steps.run("fills a library", fill, here)
    steps.run("writes the export", export, here, site)
    steps.run("is taken in by WordPress", take_in, site)
    steps.run("comes back the same", come_back, here, there)
    steps.run("adds nothing a second time", again, there)
finally:
    site.stop()
    harness.clean_up()
steps.done()
