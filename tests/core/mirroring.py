#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A library and a folder that other programs carry between machines: both ways, both versions, nothing lost.
   mirroring.py MARQUEE-CLI [ROUNDS [SEED]]"""
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import sys

os.environ["MARQUEE_BIN"] = str(pathlib.Path(sys.argv[1]).parent)
tests = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(tests / "ui"), str(tests / "backends")]
import harness  # noqa: E402
from tap import Steps  # noqa: E402

steps = Steps()
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 40
seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)


class Machine:
    def __init__(self, name):
        self.critic = harness.Critic(name)
        self.folder = harness.work / f"folder-{name}"
        self.folder.mkdir()

    def mirror(self, status=None):
        done = self.critic.run("mirror", self.folder)
        assert status is None or done.returncode == status, done
        assert done.returncode == 0 or "Both versions are in the library" in done.stderr or status == 1, done
        return done

    def rows(self, status="all"):
        return json.loads(self.critic.run("--json", "list", "--status", status, check=True).stdout)

    def bodies(self, status="all"):
        return {row["title"]: self.critic.show(row["id"])["body"] for row in self.rows(status)}

    def files(self):
        return sorted(p for p in self.folder.rglob("*.md"))

    def edit(self, review, change):
        """As the window saves: the words, and a new revision."""
        connection = sqlite3.connect(self.critic.library, timeout=20)
        body = connection.execute("SELECT body FROM review WHERE id = ?", (review,)).fetchone()[0]
        connection.execute("UPDATE review SET body = ?, revision = revision + 1 WHERE id = ?", (change(body), review))
        connection.commit()
        connection.close()

    def all_bodies(self):
        connection = sqlite3.connect(self.critic.library, timeout=20)
        bodies = " ".join(row[0] for row in connection.execute("SELECT body FROM review"))
        connection.close()
        return bodies

    def set_binned(self, review, binned):
        connection = sqlite3.connect(self.critic.library, timeout=20)
        connection.execute("UPDATE review SET binned = iif (?, unixepoch (), NULL) WHERE id = ?", (binned, review))
        connection.commit()
        connection.close()


class Carrier:
    """What Syncthing does: of two versions the one wins, and the other is put beside it."""

    def __init__(self, one, other, chance):
        self.sides, self.base, self.chance, self.n = (one.folder, other.folder), {}, chance, 0

    def contents(self, side):
        return {str(p.relative_to(side)): p.read_bytes() for p in side.rglob("*") if p.is_file()}

    def put(self, side, name, data):
        path = side / name
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def carry(self):
        one, other = (self.contents(side) for side in self.sides)
        for name in sorted({*one, *other, *self.base}):
            a, b, base = one.get(name), other.get(name), self.base.get(name)
            if a == b:
                winner = a
            elif a == base:
                winner = b
            elif b == base:
                winner = a
            elif a is None or b is None:
                winner = a if b is None else b
            else:
                winner, loser = (a, b) if self.chance.random() < 0.5 else (b, a)
                self.n += 1
                copy = re.sub(r"(\.[a-z]+)$", rf".sync-conflict-20261123-{self.n:06d}-ABCDEFG\1", name)
                for side in self.sides:
                    self.put(side, copy, loser)
                self.base[copy] = loser
            for side in self.sides:
                self.put(side, name, winner)
            self.base[name] = winner
            if winner is None:
                del self.base[name]


one, other = Machine("one"), Machine("other")
chance = random.Random(seed)
carrier = Carrier(one, other, chance)


def settle():
    for _ in range(4):
        for machine in (one, other):
            machine.mirror()
        carrier.carry()


def writes_and_takes():
    for i in range(3):
        one.critic.add_review(f"Film {i}", f"Words of *{i}*.", year=2010 + i)
    assert "Written: 3" in one.mirror(0).stdout
    text = one.files()[0].read_text()
    assert text.startswith("---\nid: ") and (one.files()[0].parent / "poster.jpg").exists(), text
    carrier.carry()
    assert "taken: 3" in other.mirror(0).stdout
    assert [(r["id"], r["title"]) for r in sorted(one.rows(), key=lambda r: r["id"])] == [(r["id"], r["title"]) for r in sorted(other.rows(), key=lambda r: r["id"])]
    for row in one.rows():
        mine, theirs = one.critic.show(row["id"]), other.critic.show(row["id"])
        for key in set(mine) - {"modified", "created"}:
            assert mine[key] == theirs[key], (key, mine[key], theirs[key])
    for machine in (one, other):
        assert "Written: 0, taken: 0" in machine.mirror(0).stdout


def goes_both_ways():
    review = one.rows()[0]["id"]
    one.edit(review, lambda body: body + " From one.")
    one.mirror(0)
    carrier.carry()
    other.mirror(0)
    assert other.critic.show(review)["body"].endswith("From one.")
    path = next(p for p in other.files() if review in p.read_text())
    path.write_text(path.read_text().replace("From one.", "From an editor."))
    assert "taken: 1" in other.mirror(0).stdout
    carrier.carry()
    one.mirror(0)
    assert one.critic.show(review)["body"].endswith("From an editor.")
    assert "before a site" in one.critic.run("history", review, check=True).stdout.lower() or one.critic.run("history", review).stdout.count("\n") >= 1


def keeps_both_versions():
    review = one.rows()[0]["id"]
    title = one.critic.show(review)["title"]
    for machine in (one, other):
        machine.edit(review, lambda body, machine=machine: body + f" Only {machine.folder.name}.")
    settle()
    for machine in (one, other):
        found = [machine.critic.show(row["id"])["body"] for row in machine.rows() if row["title"] == title]
        assert len(found) == 2, found
        assert any("Only folder-one." in body for body in found) and any("Only folder-other." in body for body in found), found
    assert {r["id"] for r in one.rows()} == {r["id"] for r in other.rows()}
    compared = 0
    for machine in (one, other):
        for row in machine.rows():
            listed = machine.critic.run("history", row["id"]).stdout.splitlines()
            number = next((line.split()[0] for line in listed if "As it was changed elsewhere" in line), None)
            if row["title"] == title and number:
                then, now = machine.critic.run("history", row["id"], number, check=True).stdout, machine.critic.show(row["id"])["body"]
                assert ("Only folder-one." in then) == ("Only folder-other." in now) and "Only folder-" in then, (then, now)
                compared += 1
    assert compared >= 2, "each version has the other in its history"


def follows_renames():
    review = one.rows()[0]["id"]
    path = next(p for p in one.files() if review in p.read_text() and "sync-conflict" not in p.name)
    path.parent.rename(one.folder / "elsewhere")
    one.mirror(0)
    one.edit(review, lambda body: body + " Renamed.")
    one.mirror(0)
    assert "Renamed." in (one.folder / "elsewhere/index.md").read_text()
    settle()
    assert other.critic.show(review)["body"].endswith("Renamed.") and len(one.rows()) == len(other.rows())


def bins_and_puts_back():
    review = next(r["id"] for r in one.rows() if r["title"] == "Film 2")
    one.set_binned(review, True)
    settle()
    assert review in {r["id"] for r in other.rows("bin")}
    assert not any(review in p.read_text() for p in other.files())
    other.set_binned(review, False)
    settle()
    assert review in {r["id"] for r in one.rows()} and review in {r["id"] for r in other.rows()}


def takes_what_others_wrote():
    (one.folder / "Notes").mkdir()
    path = one.folder / "Notes/new.md"
    path.write_text("---\ntitle: By hand\n# a comment\n---\n\nWritten elsewhere.\n")
    (one.folder / "README.md").write_text("What this folder is.\n")
    assert "taken: 1" in one.mirror(0).stdout
    assert one.bodies()["By hand"] == "Written elsewhere."
    text = path.read_text()
    assert text.startswith("---\nid: ") and "# a comment" in text and (one.folder / "README.md").read_text() == "What this folder is.\n"
    review = text[8:44]
    assert [p for p in one.files() if review in p.read_text()] == [path], "one file for one review"
    assert "Written: 0, taken: 0" in one.mirror(0).stdout
    path.write_bytes(text.replace("elsewhere.", "elsewhere, twice.").replace("\n", "\r\n").encode())
    assert "taken: 1" in one.mirror(0).stdout and one.bodies()["By hand"] == "Written elsewhere, twice."
    one.edit(review, lambda body: body + " Thrice.")
    assert "Written: 1" in one.mirror(0).stdout and "Thrice." in path.read_text()
    (one.folder / "broken.md").write_text("---\ntitle: [\n---\n")
    (one.folder / "noise.md").write_bytes(b"\xff\xfe\x00")
    done = one.mirror(1)
    assert "broken.md" in done.stderr and "noise.md" in done.stderr, done
    before = path.read_bytes()
    path.write_bytes(b"\xff" + before)
    one.mirror(1)
    assert "By hand" in one.bodies(), "a file that can't be read is no deleted one"
    path.write_bytes(before)
    for name in ("broken.md", "noise.md", "README.md"):
        (one.folder / name).unlink()
    one.mirror(0)
    settle()


def keeps_fields_of_others():
    """What only other programs know of stays in the file, however often the words change here."""
    path = one.folder / "Notes/fields.md"
    path.write_text("---\ntitle: Fields\n# of the site\nlayout: post\nmenu:\n  main:\n    weight: 3\nyear: 2012\naliases:\n- /old\nnested : [\n  a,\n]\n---\n\nWords.\n")
    assert "taken: 1" in one.mirror(0).stdout
    review = path.read_text()[8:44]
    for words in (" More.", " And more."):
        one.edit(review, lambda body, words=words: body + words)
        one.mirror(0)
    text = path.read_text()
    assert "Words. More. And more." in text and text.startswith("---\nid: "), text
    for lines in ("# of the site\n", "layout: post\n", "menu:\n  main:\n    weight: 3\n", "aliases:\n- /old\n", "nested : [\n  a,\n]\n"):
        assert text.count(lines) == 1, (lines, text)
    path.with_name("flow.md").write_text('---\n{"title": "Flow", "layout": "post", "weight": 3, "menu": {"main": ["a", true]}}\n---\n\nWords.\n')
    one.mirror(0)
    flow = path.with_name("flow.md").read_text()  # in one line no id can stand before it
    for field in ("---\nid: ", "title: ", '"layout": "post"\n', '"weight": 3\n', '"menu": {"main":["a",true]}\n'):
        assert flow.count(field) == 1, (field, flow)
    assert text.count("year: 2012") == 1 and text.count("title: ") == 1 and "Written: 0, taken: 0" in one.mirror(0).stdout
    settle()


def takes_a_pattern():
    """A file that is copied and written on, as notebooks do it, is one new review, however often it is written on."""
    alone = Machine("pattern")
    alone.critic.add_review("Pattern", stills=0)
    alone.mirror(0)
    path = alone.files()[0].parent / "my new.md"
    shutil.copy(alone.files()[0], path)
    alone.mirror(0)
    assert len(alone.rows()) == 1, "a copy is no review yet"
    for words in ("First.", "First. Second.", "First. Second. Third."):
        head, _, _ = path.read_text().partition("\n---\n")
        path.write_text(re.sub(r"title: .*", "title: My New", head) + f"\n---\n\n{words}\n")
        alone.mirror(0)
        bodies = alone.bodies()
        assert set(bodies) == {"Film 0", "My New"} or set(bodies) == {"Pattern", "My New"}, bodies
        assert bodies["My New"] == words, bodies
    assert len(alone.files()) == 2, alone.files()


def is_not_emptied():
    """A disk that filled up, or a program that fell over, leaves empty files: they take no words with them."""
    alone = Machine("emptied")
    ids = [alone.critic.add_review(f"Film {n}", stills=n % 2) for n in range(3)]
    alone.mirror(0)
    before = alone.bodies()
    for n, path in enumerate(alone.files()):
        path.write_text("" if n < 2 else "---\n---\n")
    alone.edit(ids[2], lambda body: body + " More.")
    done = alone.mirror(1)
    assert "written anew" in done.stderr, done
    after = alone.bodies()
    assert [after[t].startswith(before[t]) for t in before] == [True] * 3 and len(after) == 3, after
    assert all(path.stat().st_size > 40 for path in alone.files())
    assert "written anew" not in alone.mirror(0).stderr


def puts_pictures_back():
    """Without its picture no other machine would take a review."""
    here, there = Machine("here"), Machine("there")
    here.critic.add_review("Pictured", stills=1)
    here.mirror(0)
    picture = next(p for p in here.folder.rglob("*") if p.suffix in (".jpg", ".png"))
    before = picture.read_bytes()
    picture.unlink()
    here.mirror(0)
    assert picture.read_bytes() == before
    shutil.copytree(here.folder, there.folder, dirs_exist_ok=True)
    there.mirror(0)
    assert there.bodies() == here.bodies()


def takes_half_typed():
    """What a critic has half typed goes from machine to machine as it is."""
    here, there = Machine("typing"), Machine("reading")
    half = here.critic.add_review("Half typed", stills=0)
    connection = sqlite3.connect(here.critic.library)
    connection.execute("UPDATE review SET address = 'htt', language = 'english', published = 'some day', revision = revision + 1 WHERE id = ?",
                       (half,))
    connection.commit()
    connection.close()
    here.mirror(0)
    shutil.copytree(here.folder, there.folder, dirs_exist_ok=True)
    there.mirror(0)
    shown = there.critic.show(half)
    assert (shown["url"], shown["lang"], shown["published"]) == ("htt", "english", "some day"), shown
    assert here.bodies() == there.bodies()
    there.edit(half, lambda body: body + " More.")
    there.mirror(0)
    shutil.copytree(there.folder, here.folder, dirs_exist_ok=True)
    here.mirror(0)
    assert here.bodies() == there.bodies() and here.critic.show(half)["url"] == "htt"


def follows_pictures():
    """A poster that somebody replaced is taken; one that was replaced on both sides stays in both reviews."""
    review = one.critic.add_review("Poster", "Words of the poster.")
    settle()
    posters = [next(p for p in machine.files() if review in p.read_text()).parent / "poster.jpg" for machine in (one, other)]

    def poster(machine, of=review):
        connection = sqlite3.connect(machine.critic.library)
        hash = connection.execute("SELECT poster FROM review WHERE id = ?", (of,)).fetchone()[0]
        connection.close()
        return hash

    def paint(path, seed):
        path.write_bytes(harness.png(seed))
        return hashlib.sha256(path.read_bytes()).hexdigest()

    new = paint(posters[1], 40)
    assert "Written: 0, taken: 1" in other.mirror(0).stdout and poster(other) == new
    assert "Written: 0, taken: 0" in other.mirror(0).stdout
    settle()
    assert poster(one) == new
    theirs = paint(posters[0], 90)
    one.edit(review, lambda body: body + " Changed here.")
    one.mirror()
    found = [poster(one, row["id"]) for row in one.rows() if row["title"] == "Poster"]
    assert sorted(found) == sorted([new, theirs]), found
    settle()
    os.utime(posters[0])
    assert "Written: 0, taken: 0" in one.mirror(0).stdout
    whole = posters[0].read_bytes()
    posters[0].write_bytes(b"no picture")
    assert "poster.jpg" in one.mirror(1).stderr and poster(one) == new
    posters[0].write_bytes(whole)
    one.edit(review, lambda body: body + " Again.")
    assert "Written: 1" in one.mirror(0).stdout
    settle()


def minds_its_folder():
    """A folder that is gone, or is empty at once, is no wish to delete everything."""
    machine = Machine("careful")
    for i in range(8):
        machine.critic.add_review(f"Careful {i}")
    machine.mirror(0)
    kept = machine.folder.rename(harness.work / "unmounted")
    done = machine.mirror(1)
    assert "is not the folder that it was" in done.stderr and len(machine.rows()) == 8, done
    shutil.rmtree(machine.folder, ignore_errors=True)
    kept.rename(machine.folder)
    for path in machine.files()[:7]:
        path.unlink()
    done = machine.mirror(1)
    assert "7 of 8 files are gone" in done.stderr and len(machine.rows()) == 8, done
    assert machine.critic.run("mirror").returncode == 2
    (harness.work / ".stfolder").mkdir()
    assert "lies in a folder of Syncthing" in machine.critic.run("mirror", machine.folder).stderr
    (harness.work / ".stfolder").rmdir()


def everything(machine):
    """All words that a machine has anywhere: in reviews, the bin and what is kept of before."""
    words = []
    for status in ("all", "bin"):
        for row in machine.rows(status):
            words.append(machine.critic.show(row["id"])["body"])
            listed = machine.critic.run("history", row["id"]).stdout
            for number in re.findall(r"^\s*(\d+)", listed, re.M):
                words.append(machine.critic.run("history", row["id"], number).stdout)
    return "\n".join(words)


def random_rounds():
    print(f"# {rounds} rounds, seed {seed}", flush=True)
    tokens, given_up = [], set()

    def token():
        tokens.append(f"token{len(tokens)}x")
        return tokens[-1]

    for _ in range(rounds):
        for machine in (one, other):
            for _ in range(chance.randrange(3)):
                rows, deed = sorted(machine.rows(), key=lambda row: row["id"])[:6], chance.random()  # few, so that edits meet
                if deed < 0.04 or not rows:
                    machine.critic.add_review(f"Random {len(tokens)}", token(), stills=chance.randrange(2))
                elif deed < 0.55:
                    machine.edit(chance.choice(rows)["id"], lambda body: f"{body} {token()}")
                elif deed < 0.85:
                    path = chance.choice(machine.files()[:6] or [None])
                    if path is not None:
                        path.write_text(path.read_text().rstrip("\n") + f"\n\n{token()}\n")
                elif deed < 0.9:
                    machine.set_binned(chance.choice(rows)["id"], True)
                elif deed < 0.95:
                    path = chance.choice(machine.files() or [None])
                    if path is not None:  # what no library has seen yet is then gone by the critic's own hand
                        known = machine.all_bodies()
                        given_up.update(t for t in re.findall(r"token\d+x", path.read_text()) if t not in known)
                        path.unlink()
                else:
                    binned = machine.rows("bin")
                    if binned:
                        machine.set_binned(chance.choice(binned)["id"], False)
            if chance.random() < 0.7:
                machine.mirror()
        if chance.random() < 0.7:
            carrier.carry()
    settle()
    settle()
    texts = [everything(machine) for machine in (one, other)]
    files = "\n".join(p.read_text() for p in one.files())
    lost = [t for t in tokens if t not in given_up and not any(t in text for text in texts)]
    print(f"# {len(tokens)} edits, {carrier.n} conflicts of files, {len(one.rows())} reviews in the end")
    assert not lost, (lost, [t for t in lost if t in files])
    assert {r["id"] for r in one.rows()} == {r["id"] for r in other.rows()}, {r["id"] for r in one.rows()} ^ {r["id"] for r in other.rows()}
    for machine in (one, other):
        assert machine.critic.run("check").returncode == 0


try:
    steps.run("writes reviews, and takes them on another machine", writes_and_takes)
    steps.run("goes both ways", goes_both_ways)
    steps.run("keeps both versions", keeps_both_versions)
    steps.run("follows renames", follows_renames)
    steps.run("bins, and puts back", bins_and_puts_back)
    steps.run("takes what others wrote", takes_what_others_wrote)
    steps.run("keeps the fields of others", keeps_fields_of_others)
    steps.run("takes a copy for a pattern", takes_a_pattern)
    steps.run("is not emptied", is_not_emptied)
    steps.run("puts pictures back", puts_pictures_back)
    steps.run("takes what is half typed", takes_half_typed)
    steps.run("follows pictures", follows_pictures)
    steps.run("minds its folder", minds_its_folder)
    steps.run("loses no word at random", random_rounds)
finally:
    harness.clean_up()
steps.done()
