#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole library into a ZIP and back into another one: all is the same, and a second time nothing changes.
   archive.py MARQUEE-CLI"""
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import zipfile

os.environ["MARQUEE_BIN"] = str(pathlib.Path(sys.argv[1]).parent)
tests = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(tests / "ui"), str(tests / "backends")]
import harness  # noqa: E402
from tap import Steps  # noqa: E402

steps = Steps()
here, there = harness.Critic("here"), harness.Critic("there")
whole = harness.work / "all.zip"


def everything(critic):
    """All that a library holds, by id; when it was put there aside."""
    found = {}
    for status in ("all", "bin"):
        for row in json.loads(critic.run("--json", "list", "--status", status, check=True).stdout):
            shown = critic.show(row["id"])
            shown.pop("modified")
            found[row["id"]] = (status, shown)
    return found


def fill():
    for i in range(25):
        here.add_review(f"Film {i % 20}", f"Words of *{i}*.\n\n> “Quoted” 骨 🎬", stills=i % 3, tags=[f"t{i}", "drama"], year=1950 + i % 20)
    half_typed = here.add_review("Half typed", stills=0)
    binned = here.add_review("In the bin")
    with sqlite3.connect(here.library) as connection:
        connection.execute("UPDATE review SET release_date = 'some day', address = 'htt', runtime = 0 WHERE id = ?", (half_typed,))
        connection.execute("UPDATE review SET binned = 1 WHERE id = ?", (binned,))
    connection.close()


def export():
    assert "27 reviews" in here.run("export-all", "--format", "zip", "-o", whole, check=True).stdout
    with zipfile.ZipFile(whole) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert "film-1-1951/review.md" in names and "film-1-1951-2/review.md" in names, names
    assert not list(harness.work.glob("*.part"))


def look_first():
    assert "27 reviews would be taken" in there.run("import", "--dry-run", whole, check=True).stdout
    assert everything(there) == {}


def bring_in():
    assert "27 reviews were taken" in there.run("import", whole, check=True).stdout
    assert everything(there) == everything(here)
    with sqlite3.connect(here.library) as one, sqlite3.connect(there.library) as other:
        sql = "SELECT hash, data FROM picture ORDER BY hash"
        assert one.execute(sql).fetchall() == other.execute(sql).fetchall()


def again():
    before = everything(there)
    said = there.run("import", whole, check=True).stdout
    assert "0 reviews were taken" in said and "27 are there already" in said, said
    assert everything(there) == before


def rewrite(change):
    """Another archive, in which each file is what change(name, data) returns; None leaves it out."""
    path = harness.work / "changed.zip"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return path


def by_hand():
    """The Markdown was edited in the archive: it is what counts."""
    critic = harness.Critic("by-hand")
    path = rewrite(lambda name, data: data.replace(b"Words of *7*", b"Other words") if name == "film-7-1957/review.md" else data)
    critic.run("import", path, check=True)
    mine = next(row for row in everything(here).values() if row[1]["title"] == "Film 7")[1]
    taken = critic.show(mine["id"])
    assert "Other words" in taken["body"] and taken["tags"] == mine["tags"] and taken["year"] == mine["year"], taken
    assert len(everything(critic)) == 27


def left_alone():
    """What the library has with other words stays as it is, and that is said."""
    path = rewrite(lambda name, data: data.replace(b"Words of *7*", b"Other words") if name == "film-7-1957/review.md" else data)
    before = everything(there)
    done = there.run("import", path)
    assert done.returncode == 1 and "film-7-1957: The library has this review with other words" in done.stderr, done
    assert everything(there) == before


def damaged():
    critic = harness.Critic("damaged")
    path = rewrite(lambda name, data: None if name == "film-8-1958/poster.jpg" else b"{" if name == "film-9-1959/marquee.json" else data)
    done = critic.run("import", path)
    assert done.returncode == 1 and "film-8-1958: the picture “poster.jpg” is missing" in done.stderr, done
    assert len(everything(critic)) == 26, (done, len(everything(critic)))  # film 9 came by its Markdown
    for content, words in ((b"no archive at all", "not known here"), (whole.read_bytes()[:3000], "no ZIP"), (b"", "not known here")):
        path = harness.work / "wrong.zip"
        path.write_bytes(content)
        done = harness.Critic(f"wrong-{len(content)}").run("import", path)
        assert done.returncode == 1 and words in done.stderr and "marquee-cli: " in done.stderr, done
    done = critic.run("import", harness.work / "nowhere.zip")
    assert done.returncode == 1, done
    path = harness.work / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil/marquee.json", "{}")
        archive.writestr("../../evil/review.md", "---\ntitle: Evil\nposter: ../../../etc/passwd\n---\n\nText\n")
    done = critic.run("import", path)
    assert done.returncode == 1 and "no such file" in done.stderr, done


def no_place():
    done = here.run("export-all", "-o", "/nowhere/all.zip")
    assert done.returncode == 1 and done.stderr.startswith("marquee-cli: "), done
    for arguments in (("export-all",), ("export-all", "--format", "tar", "-o", "x")):
        assert here.run(*arguments).returncode == 2, arguments


try:
    fill()
    steps.run("exports all, the bin too", export)
    steps.run("says what it would take, and takes nothing", look_first)
    steps.run("brings all of it into another library, the same", bring_in)
    steps.run("adds nothing a second time", again)
    steps.run("takes what was edited in the archive", by_hand)
    steps.run("leaves alone what the library has with other words", left_alone)
    steps.run("says what is damaged, and takes the rest", damaged)
    steps.run("says where it can't write", no_place)
finally:
    harness.clean_up()
steps.done()
