#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports of other programs into a library: shown first, taken once, told row by row, taken back, the source untouched.
   importing.py MARQUEE-CLI"""
import hashlib
import json
import os
import pathlib
import sqlite3
import sys
import zipfile

os.environ["MARQUEE_BIN"] = str(pathlib.Path(sys.argv[1]).parent)
tests = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(tests / "ui"), str(tests / "backends"), str(tests / "core")]
import foreign  # noqa: E402
import harness  # noqa: E402
from tap import Steps  # noqa: E402

steps = Steps()
N = 12
sources = harness.work / "sources"
sources.mkdir()


def fingerprint(path):
    """What a source is, to the byte."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [(str(p), p.stat().st_mtime_ns, hashlib.sha256(p.read_bytes()).hexdigest()) for p in files]


def reviews(critic, status="all"):
    rows = json.loads(critic.run("--json", "list", "--status", status, check=True).stdout)
    return {row["title"]: critic.show(row["id"]) for row in rows}


def take(critic, *paths, status=0):
    done = critic.run("import", "--json", *paths)
    assert done.returncode == status, (done.returncode, done.stderr, done.stdout[-2000:])
    return json.loads(done.stdout)


def whole(name, path, n=N):
    """The rules that each import keeps."""
    critic, before = harness.Critic(name), fingerprint(path)
    looked = json.loads(critic.run("import", "--json", "--dry-run", path).stdout)
    assert looked["new"] == n and looked["import"] == 0, looked
    assert reviews(critic) == {}
    taken = take(critic, path)
    assert (taken["new"], taken["known"], taken["failed"]) == (n, 0, 0), taken
    there = reviews(critic)
    assert len(there) == n, (len(there), n)
    again = take(critic, path)
    assert again["new"] == 0 and again["changed"] == 0 and again["known"] == n and again["import"] == 0, again
    assert reviews(critic) == there
    assert fingerprint(path) == before, "the source was touched"
    critic.run("import", "--undo", str(taken["import"]), check=True)
    assert reviews(critic) == {} and reviews(critic, "bin") == {}
    assert take(critic, path)["new"] == n
    assert reviews(critic) == there
    return critic, there


def check(there, film, **facts):
    shown = there[film.title]
    assert shown["year"] == film.year, shown
    for key, value in facts.items():
        assert shown.get(key) == value, (key, shown.get(key), value)
    return shown


def letterboxd():
    path = sources / "letterboxd.zip"
    foreign.letterboxd(path, N)
    critic, there = whole("letterboxd", path)
    for film in foreign.films(N):
        tags = film.tags + (["rewatch"] if film.n % 4 == 0 else [])
        check(there, film, body=film.markdown, tags=tags, seen=film.date, published=film.date, url=f"https://boxd.it/{film.n:x}",
              rating={"value": film.stars_given, "best": 5, "worst": 0}, status="published")
    assert "Deleted" not in there and "Only Rated" not in there and "Theirs" not in there
    said = critic.run("import", path, check=True).stderr
    assert "1 film was rated or seen, but not reviewed" in said, said
    assert json.loads(critic.run("import", "--json", "--all", path, check=True).stdout)["new"] == 1
    assert reviews(critic)["Only Rated"]["rating"]["value"] == 2


def letterboxd_oddities():
    """Escapes of both kinds, a line that is broken, columns in another order, a folder instead of the ZIP."""
    folder = sources / "letterboxd-folder"
    folder.mkdir()
    (folder / "reviews.csv").write_text(
        'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n'
        '2020-01-01,"One, Two",,https://boxd.it/a,7,,"He said ""no"".\n\nTwo <b>bold</b> words<br>and a <i>line",,\n'
        '2020-01-02,Back,2001,https://boxd.it/b,3,,"He said \\"no\\", twice",,2020-01-01\n'
        'broken,line\n'
        '2020-01-03,,2001,https://boxd.it/c,3,,Nothing,,\n')
    critic = harness.Critic("oddities")
    taken = take(critic, folder, status=1)
    there = reviews(critic)
    assert there["One, Two"]["body"] == 'He said "no".\n\nTwo **bold** words  \nand a *line*', there["One, Two"]
    assert "rating" not in there["One, Two"] and "year" not in there["One, Two"], there["One, Two"]
    assert there["Back"]["body"] == 'He said "no", twice', there["Back"]
    failed = {row["place"]: row["notes"] for row in taken["rows"] if row["verdict"] == "failed"}
    assert set(failed) == {"reviews.csv, line 6", "reviews.csv, line 7"}, failed


def wxr():
    folder = sources / "wordpress"
    (folder / "uploads/2012/11").mkdir(parents=True)
    (folder / "uploads/2012/11/tower.png").write_bytes(harness.png(1))
    (folder / "uploads/2012/11/poster.png").write_bytes(harness.png(2))
    path = folder / "blog.xml"
    foreign.wxr(path, N)
    critic, there = whole("wxr", path)
    for film in foreign.films(N):
        shown = check(there, film, tags=film.tags, directors=[film.director], stars=film.stars, author={"name": "critic"},
                      slug=f"sea-{film.n}", status="draft" if film.n == 1 else "published")
        assert shown["body"].startswith(film.markdown), (shown["body"], film.markdown)
        assert film.n == 1 or shown["published"] == f"{film.date}T10:00:00+00:00", shown
    first = there[foreign.Film(0).title]
    assert first["poster"]["alt"] == "The poster" and first["stills"][0]["alt"] == "A tower", first
    assert "![A tower](tower.jpg)" in first["body"] and first["body"].endswith("\\]\\]\\>"), first["body"]
    assert "1 page that is no post" in critic.run("import", path).stderr


def wxr_damaged():
    critic = harness.Critic("wxr-damaged")
    path = sources / "damaged.xml"
    text = (sources / "wordpress/blog.xml").read_text().replace("quiet", "qui\x0bet", 3).replace("whale", "wh\0le", 1)
    path.write_text(text[:text.index("sea-7")])
    done = critic.run("import", path)
    assert done.returncode == 1 and "breaks off" in done.stderr, done
    assert len(reviews(critic)) == 7, len(reviews(critic))
    path.write_text('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>')
    done = critic.run("import", path)
    assert done.returncode == 1 and "document type" in done.stderr, done


def ghost():
    folder = sources / "ghost"
    (folder / "content/images/2012").mkdir(parents=True)
    (folder / "content/images/2012/poster.png").write_bytes(harness.png(3))
    path = folder / "ghost.json"
    foreign.ghost(path, N)
    critic, there = whole("ghost", path)
    for film in foreign.films(N):
        check(there, film, tags=film.tags, directors=[film.director], stars=film.stars, author={"name": "Ines Albrecht"}, body=film.markdown,
              slug=f"sea-{film.n}", status="draft" if film.n == 1 else "published")
    assert "poster" in there[foreign.Film(0).title]
    path.write_text(path.read_text()[:3000])
    done = harness.Critic("ghost-damaged").run("import", path)
    assert done.returncode == 1 and "Byte 3000" in done.stderr, done


def jekyll():
    folder = sources / "jekyll"
    foreign.jekyll(folder, N)
    _, there = whole("jekyll", folder)
    for film in foreign.films(N):
        check(there, film, tags=film.tags, directors=[film.director], stars=film.stars, body=film.markdown, published=film.date,
              rating={"value": film.stars_given, "best": 5, "worst": 0}, slug=f"sea-{film.n}")


def hugo():
    folder = sources / "hugo"
    foreign.hugo(folder, N)
    _, there = whole("hugo", folder)
    for film in foreign.films(N):
        check(there, film, tags=film.tags, directors=[film.director], body=film.markdown, published=f"{film.date}T10:00:00+00:00",
              status="draft" if film.n == 1 else "published")


def obsidian():
    """A notebook: pictures by their bare names, links among notes, a title from the file's name."""
    vault = sources / "vault"
    (vault / "Films").mkdir(parents=True)
    (vault / "Attachments").mkdir()
    (vault / ".obsidian").mkdir()
    (vault / ".obsidian/notes.md").write_text("mine")
    (vault / "Attachments/water tower.png").write_bytes(harness.png(4))
    (vault / "Films/Rust and Bone (2012).md").write_text(
        "---\ndirector: \"[[Jacques Audiard]]\"\nscore: 4/5\nmood: blue\nrating_note: 3\ntags: film\n---\n# Rust and Bone\n\n"
        "As in [[A Prophet|the film before]] and [[Dheepan]]. %% not for readers %%\n\n![[water tower.png|300]]\n\n![A tower](../Attachments/water%20tower.png)\n")
    critic, there = whole("vault", vault, 1)
    shown = there["Rust and Bone"]
    assert shown["rating"]["value"] == 4 and shown["tags"] == ["film"] and len(shown["stills"]) == 1, shown
    assert shown["body"].startswith("As in the film before and Dheepan."), shown["body"]
    assert shown["body"].count("water-tower.jpg") == 2 and "readers" not in shown["body"], shown["body"]
    notes = [n for row in take(critic, vault)["rows"] for n in row["notes"]]
    assert any("“mood”" in n for n in notes), notes


def old_pages():
    folder = sources / "pages"
    foreign.pages(folder, N)
    _, there = whole("pages", folder)
    for film in foreign.films(N):
        check(there, film, directors=[film.director], stars=film.stars, body=film.markdown.replace("骨 🎬 ", ""))


def linked_data():
    path = sources / "page.html"
    path.write_text('<!doctype html><title>x</title><script type="application/ld+json">{"@graph":[{"@type":"Review","itemReviewed":{"@type":"Movie",'
                    '"name":"Rust and Bone","dateCreated":"2012","director":{"name":"Jacques Audiard"},"actor":[{"name":"Marion Cotillard"}]},'
                    '"reviewRating":{"ratingValue":"7","bestRating":"10"},"author":"Ines","datePublished":"2012-11-02"}]}</script><article><p>The sea.</p></article>')
    critic = harness.Critic("linked")
    take(critic, path)
    shown = reviews(critic)["Rust and Bone"]
    assert (shown["year"], shown["directors"], shown["rating"]["value"], shown["author"]["name"]) == (2012, ["Jacques Audiard"], 7, "Ines"), shown
    assert shown["body"] == "The sea." and shown["published"] == "2012-11-02", shown


def own_page():
    """What Marquee exported as a page comes back with its facts."""
    critic, other = harness.Critic("own"), harness.Critic("own-other")
    review = critic.add_review("Rust and Bone", year=2012)
    critic.run("export", review, "-o", harness.work / "own", check=True)
    page = next((harness.work / "own").rglob("index.html"))
    take(other, page)
    mine, theirs = critic.show(review), reviews(other)["Rust and Bone"]
    for key in ("title", "year", "directors", "stars", "rating", "summary"):
        assert mine[key] == theirs[key], (key, mine[key], theirs[key])
    assert harness.words_of(mine["body"]).split("still0")[0][:40] == harness.words_of(theirs["body"])[:40], theirs["body"]


def plain_texts():
    folder = sources / "texts"
    foreign.texts(folder, N)
    _, there = whole("texts", folder)
    for film in foreign.films(N):
        check(there, film, directors=[film.director], stars=film.stars, body=film.plain,
              screenings={"label": "The Electric", "url": "https://example.org/times"})


def documents():
    folder = sources / "documents"
    folder.mkdir()
    film, other = foreign.Film(3), foreign.Film(4)
    foreign.odt(folder / "three.odt", film)
    foreign.docx(folder / "four.docx", other)
    _, there = whole("documents", folder, 2)
    for f in (film, other):
        check(there, f, directors=[f.director], stars=f.stars, body=f.markdown + "\n\n# After\n\nA [link](https://example.org/)")


def library():
    here, other = harness.Critic("library"), harness.Critic("library-other")
    here.add_review("Mine")
    binned = here.add_review("Binned")
    with sqlite3.connect(here.library) as connection:
        connection.execute("UPDATE review SET binned = unixepoch () WHERE id = ?", (binned,))
    connection.close()
    before = fingerprint(here.library)
    assert take(other, here.library)["new"] == 2
    assert reviews(other) == reviews(here) and list(reviews(other, "bin")) == ["Binned"]
    assert fingerprint(here.library) == before
    assert take(other, here.library)["new"] == 0


def changed_since():
    """What the critic has worked on is left alone by a second import, and goes to the bin when it is taken back."""
    critic = harness.Critic("changed")
    taken = take(critic, sources / "texts")
    title = foreign.Film(5).title
    with sqlite3.connect(critic.library) as connection:
        connection.execute("UPDATE review SET body = 'Better', revision = revision + 1 WHERE title = ?", (title,))
    connection.close()
    again = take(critic, sources / "texts", status=1)
    assert again["changed"] == 1 and again["known"] == N - 1, again
    assert reviews(critic)[title]["body"] == "Better"
    listed = critic.run("import", check=True).stdout
    assert f"{N}" in listed and "texts" in listed, listed
    said = critic.run("import", "--undo", str(taken["import"]), check=True).stdout
    assert f"{N - 1} reviews were taken out" in said and "1 that you have changed since is in the bin" in said, said
    assert reviews(critic) == {} and reviews(critic, "bin")[title]["body"] == "Better"
    done = critic.run("import", "--undo", str(taken["import"]))
    assert done.returncode == 1 and "no such import" in done.stderr, done


def moved():
    """The same texts from another place are the same reviews."""
    critic = harness.Critic("moved")
    take(critic, sources / "texts")
    other = sources / "texts-moved"
    other.mkdir()
    for path in (sources / "texts").iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    again = take(critic, other)
    assert again["new"] == 0 and again["known"] == N, again
    assert "has the same text" in again["rows"][0]["notes"][-1], again["rows"][0]


def same_words():
    """Two films of which a critic had the same to say are two reviews; and Marquee's own come back by their ids alone."""
    critic, other = harness.Critic("same"), harness.Critic("same-other")
    for i in (1, 2):
        (sources / f"same-{i}.txt").write_text(f"Film {i}\nDir: Ada Lovelace\n\nMasterpiece.\n")
    assert take(critic, sources / "same-1.txt", sources / "same-2.txt")["new"] == 2
    for _ in range(2):
        critic.add_review("Twins", "The very same.", year=2000)
    critic.run("export-all", "-o", sources / "same.zip", check=True)
    assert take(other, sources / "same.zip")["new"] == 4
    assert take(harness.Critic("same-third"), other.library)["new"] == 4


def capitals():
    path = sources / "capitals.md"
    path.write_text("---\nTitle: Sunrise\nYear: 1927\nDirectors: F. W. Murnau\nTags: [a, b]\nRating: 5\n---\n\nWords.\n")
    critic = harness.Critic("capitals")
    take(critic, path)
    shown = reviews(critic)["Sunrise"]
    assert (shown["year"], shown["directors"], shown["tags"], shown["rating"]["value"]) == (1927, ["F. W. Murnau"], ["a", "b"], 5), shown


def doubtful():
    critic = harness.Critic("doubtful")
    path = sources / "doubtful.txt"
    path.write_text("Sunrise (1927)\nDir: F. W. Murnau\nStars: George O'Brien, see page 12\n\nWords.\n")
    taken = take(critic, path)
    assert taken["doubtful"] == 1 and "“see page 12” may not be a name" in taken["rows"][0]["notes"][0], taken


def refused():
    critic = harness.Critic("refused")
    (sources / "empty").mkdir()
    with zipfile.ZipFile(sources / "other.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    (sources / "noise.bin").write_bytes(bytes(range(256)) * 9)
    os.mkfifo(sources / "pipe")
    for name, words in (("nowhere", "no such file"), ("empty", "no review in this folder"), ("other.zip", "Unpack it"), ("noise.bin", "not known here"),
                        ("pipe", "neither a file nor a folder")):
        done = critic.run("import", sources / name)
        assert done.returncode == 1 and words in done.stderr and name in done.stderr, (name, done)
    taken = take(critic, sources / "nowhere", sources / "doubtful.txt", status=1)
    assert taken["doubtful"] == 1 and taken["failed"] == 1, taken
    assert critic.run("import", "--undo", "1", sources / "doubtful.txt").returncode == 2


try:
    steps.run("Letterboxd", letterboxd)
    steps.run("what else Letterboxd writes", letterboxd_oddities)
    steps.run("WordPress", wxr)
    steps.run("a damaged export of WordPress", wxr_damaged)
    steps.run("Ghost", ghost)
    steps.run("Jekyll", jekyll)
    steps.run("Hugo", hugo)
    steps.run("Obsidian", obsidian)
    steps.run("old pages in Windows-1252", old_pages)
    steps.run("a page with linked data", linked_data)
    steps.run("a page of Marquee's own", own_page)
    steps.run("plain texts", plain_texts)
    steps.run("ODT and DOCX", documents)
    steps.run("another library", library)
    steps.run("what was changed since", changed_since)
    steps.run("what was moved since", moved)
    steps.run("the same words of two films", same_words)
    steps.run("front matter in capitals", capitals)
    steps.run("doubtful names", doubtful)
    steps.run("what can't be read", refused)
finally:
    harness.clean_up()
steps.done()
