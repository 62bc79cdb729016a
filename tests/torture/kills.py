#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills Marquee at random moments of typing, moving to a newer format, importing, backing up and exporting: the library is sound
each time, and what was said to be saved is there. kills.py MARQUEE-CLI WRITER [N [SEED]]"""
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile

tests = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(tests / "ui"), str(tests / "core")]
import foreign  # noqa: E402
from tap import Steps  # noqa: E402

cli, writer = sys.argv[1:3]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 40
seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1 << 30)
chance = random.Random(seed)
work = pathlib.Path(tempfile.mkdtemp(prefix="marquee-torture-"))
steps = Steps()
N = 60
FIRST_FORMAT = """
DROP TABLE saved_search; DROP TABLE mirror; DROP TABLE import_review; DROP TABLE import; DROP INDEX review_by_length; ALTER TABLE review DROP COLUMN seen;
DROP TABLE snapshot_picture; DROP TABLE snapshot; DROP TABLE site_picture; DROP TABLE delivery_step; DROP TABLE delivery;
DROP TABLE publication; DROP TABLE site; ALTER TABLE review DROP COLUMN embargo; ALTER TABLE review DROP COLUMN social_embargo;
PRAGMA user_version = 1;"""


def run(library, *arguments):
    return subprocess.run([cli, "--library", library, *arguments], capture_output=True, text=True, timeout=120)


def kill(within, *command):
    """Returns: what a command said before it was killed at some moment."""
    process = subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    time.sleep(chance.uniform(0, within))
    process.send_signal(signal.SIGKILL)
    said = process.stdout.read().decode()
    process.wait()
    return said


def assert_sound(library):
    done = run(library, "check")
    assert done.returncode == 0, done.stderr
    return done


def count(library):
    connection = sqlite3.connect(library)
    try:
        return connection.execute("SELECT count (*) FROM review").fetchone()[0]
    finally:
        connection.close()


def clear(library):
    for ending in ("", "-wal", "-shm", "-journal"):
        pathlib.Path(f"{library}{ending}").unlink(missing_ok=True)


def prepare():
    foreign.texts(work / "texts", N, 60)
    full = work / "full.marquee"
    assert run(full, "import", work / "texts").returncode == 0
    shutil.copy(full, work / "first.marquee")
    connection = sqlite3.connect(work / "first.marquee")
    connection.executescript(FIRST_FORMAT)
    connection.close()


typed = {"id": str(uuid.uuid4()), "last": 0}


def typing():
    library = work / "typing.marquee"
    said = kill(0.25, writer, library, typed["id"]).split("\n")
    typed["last"] = max([typed["last"], *(int(line) for line in said[:-1])])  # a last line may be cut
    if library.exists():
        assert_sound(library)
        if typed["last"] > 0:
            body = run(library, "show", typed["id"]).stdout.split("---\n\n")[1]
            assert int(body.split()[0]) >= typed["last"], (body[:20], typed["last"])


def migrating():
    library = work / "old.marquee"
    clear(library)
    shutil.copy(work / "first.marquee", library)
    kill(0.04, cli, "--library", library, "list")
    assert_sound(library)
    assert count(library) == N


def importing():
    library = work / "import.marquee"
    clear(library)
    kill(0.2, cli, "--library", library, "import", work / "texts")
    if library.exists():
        assert_sound(library)
    assert run(library, "import", work / "texts").returncode == 0
    assert count(library) == N, count(library)


def backing_up():
    library = work / "full.marquee"
    kill(0.06, cli, "--library", library, "backup")
    assert_sound(library)
    for path in (work / "backups").glob("*.marquee"):
        connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok", path
        assert connection.execute("SELECT count (*) FROM review").fetchone()[0] == N, path
        connection.close()


def exporting():
    path = work / "all.zip"
    kill(0.08, cli, "--library", work / "full.marquee", "export-all", "-o", path)
    if path.exists():
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None and sum(name.endswith("marquee.json") for name in archive.namelist()) == N


mirrored = []


def mirroring():
    """Words that were typed into the library and into the files between two runs are in both after the next whole one."""
    library, folder = work / "mirror.marquee", work / "mirror"
    if not library.exists():
        shutil.copy(work / "full.marquee", library)
        folder.mkdir()
    token = f"kept{len(mirrored)}x"
    mirrored.append(token)
    connection = sqlite3.connect(library, timeout=20)
    numbers = [row[0] for row in connection.execute("SELECT number FROM review ORDER BY number")]
    files = sorted(folder.rglob("index.md"))
    for number in numbers[::2]:
        if chance.random() < 0.2:
            connection.execute("UPDATE review SET body = body || ?, revision = revision + 1 WHERE number = ?", (f" {token}", number))
    connection.execute("UPDATE review SET body = body || ?, revision = revision + 1 WHERE number = ?", (f" {token}", numbers[0]))
    ids = {row[0] for row in connection.execute("SELECT id FROM review ORDER BY number")}
    odd = {row[0] for row in connection.execute("SELECT id FROM review WHERE number % 2 <> ?", (numbers[0] % 2,))}
    connection.commit()
    connection.close()
    for path in files:
        if path.read_text()[8:44] in odd and chance.random() < 0.2:
            path.write_text(path.read_text().rstrip("\n") + f" {token}\n")
    before = sum(path.read_text().count("kept") for path in files)
    kill(0.15, cli, "--library", library, "mirror", folder)
    assert_sound(library)
    done = run(library, "mirror", folder)
    assert done.returncode == 0, done
    connection = sqlite3.connect(library)
    bodies = dict(connection.execute("SELECT id, body FROM review"))
    connection.close()
    assert set(bodies) == ids, "a review too many, or too few"
    texts = {path.read_text()[8:44]: path.read_text() for path in folder.rglob("index.md")}
    assert set(texts) == ids, set(texts) ^ ids
    for review, body in bodies.items():
        assert texts[review].rstrip("\n").endswith(body.rstrip("\n")), (body, texts[review])
    assert sum(text.count("kept") for text in texts.values()) >= before and any(token in body for body in bodies.values())


print(f"# seed {seed}", flush=True)
try:
    steps.run("makes libraries", prepare)
    kinds = {"typing": typing, "moving to a newer format": migrating, "importing": importing, "backing up": backing_up,
             "exporting": exporting, "mirroring": mirroring}
    times = -(-rounds // len(kinds))
    for name, kind in kinds.items():
        def many(step=kind):
            for _ in range(times):
                step()
        steps.run(f"{name}, killed {times} times", many)
    print(f"# typing came to {typed['last']} saves")
finally:
    shutil.rmtree(work, ignore_errors=True)
steps.done()
