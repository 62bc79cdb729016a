#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the windows: screenshots.py FOLDER [all]. Without "all" those of the README; with it every look that a
change to a window has to be judged in."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf

from driver import (Atspi, BIN, Manager, Program, TextScale, act, key, locale_environment, resize, type_text, wait, walk,
                    window_id)

folder = pathlib.Path(sys.argv[1])
every = "all" in sys.argv
root = pathlib.Path(__file__).resolve().parent.parent.parent
library = pathlib.Path(tempfile.mkdtemp(prefix="marquee-")) / "library.marquee"
# title, year, director, rating, status, how many days ago it was written
REVIEWS = [("The Phantom Carriage", 1921, "Victor Sjöström", 4, "published", 61), ("Sunrise", 1927, "F. W. Murnau", 5, "published", 40),
           ("Caligari", 1920, "Robert Wiene", 3.5, "draft", 33), ("Safety Last!", 1923, "Fred C. Newmeyer, Sam Taylor", 4, "published", 26),
           ("The General", 1926, "Clyde Bruckman, Buster Keaton", 4.5, "published", 19),
           ("Joan of Arc", 1928, "Carl Theodor Dreyer", 5, "published", 12), ("Metropolis", 1927, "Fritz Lang", 3.5, "published", 5),
           ("Nosferatu", 1922, "F. W. Murnau", 4, "draft", 1)]
FULL_TITLES = {"Joan of Arc": "The Passion of Joan of Arc", "Caligari": "The Cabinet of Dr. Caligari"}


def add(path, days):
    subprocess.run(["faketime", "-f", f"-{days}d", f"{BIN}/marquee-cli", "--library", library, "add", path], check=True,
                   capture_output=True)


def fill():
    for title, year, directors, rating, status, days in REVIEWS:
        poster = title.lower().replace(" ", "-").strip("!") + ".png"
        GdkPixbuf.Pixbuf.new_from_file(str(root / f"tests/data/posters/{poster[:-4]}.svg")).savev(str(library.parent / poster), "png", [], [])
        path = library.parent / "one.md"
        path.write_text(f"---\ntitle: {FULL_TITLES.get(title, title)}\nyear: {year}\ndirectors: [{directors}]\nrating: {rating}\n"
                        f"status: {status}\nposter: {{src: {poster}, alt: Poster}}\n---\n\nThe camera waits, and so do we.\n")
        add(path, days)
    shutil.copytree(root / "data/sample", library.parent / "sample")
    sample = library.parent / "sample/review.md"
    text = sample.read_text().split("\n\n")
    sample.write_text("\n\n".join(text[:1] + text[2:]))  # without the paragraph that says it is one
    add(sample, 0)


def add_site():
    """A site that needs no server."""
    pages = library.parent / "pages"
    pages.mkdir()
    subprocess.run([f"{BIN}/marquee-cli", "--library", library, "site", "add", "folder", pages, "--name", "The Silent Screen",
                    "--public", "https://silent.example/"], check=True, capture_output=True)


def open_publish(program):
    program.find("text", "Title")
    key("ctrl+shift+p")
    program.find("label", "Before It Goes Out")


def publish(program):
    open_publish(program)
    act([b for b in program.all("button") if b.get_name() in ("Publish", "Update")][-1])
    wait("what came of it", lambda: program.all("button", "Copy Address") or program.all("button", "Keep Mine"))


def change_on_site(program):
    page = next((library.parent / "pages").glob("*/index.html"))
    page.write_text(page.read_text().replace("projector", "magic lantern").replace("camera", "machine"))
    publish(program)


def shoot(name, size=(1280, 840), environment=None, arguments=None, then=None):
    program = Program(environment=environment, arguments=arguments or ("--library", str(library)))
    resize(program, *size)
    if then:
        then(program)
    elif size[0] > 700 and not arguments:
        wait("the page", lambda: program.all("document web"), seconds=30)
    previous = None

    def still():
        nonlocal previous
        now = subprocess.run(["import", "-window", window_id(program), "-depth", "8", "rgb:-"], capture_output=True).stdout
        same, previous = now == previous, now
        return same

    wait("the window to stand still", still, seconds=30)
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-window", window_id(program), "-strip", str(folder / f"{name}.png")], check=True)
    program.kill()


def search(program):
    program.find("document web")
    key("ctrl+shift+f")
    wait("the search", lambda: any(n.get_name() == "Search Reviews" and n.get_state_set().contains(Atspi.StateType.SHOWING)
                                   for n in walk(program.app)))
    type_text("camera")
    wait("the rows", lambda: not program.all("label", "Sherlock Jr."))


with Manager():
    fill()
    shoot("split")
    shoot("dark", environment={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})
    shoot("narrow", (360, 760))
    if every:
        shoot("german", environment=locale_environment("de"))
        shoot("french", environment=locale_environment("fr"))
        shoot("german-narrow", (360, 760), environment=locale_environment("de"))
        shoot("right-to-left", environment=locale_environment("he"))
        with TextScale(2):
            shoot("large", then=lambda p: p.find("text", "Title"))
        shoot("contrast", environment={"ADW_DEBUG_HIGH_CONTRAST": "1"})
        shoot("medium", (1000, 760))
        shoot("narrow-dark", (360, 640), environment={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})
        shoot("first-start", arguments=("--library", str(library.parent / "empty.marquee")))
        shoot("search", then=search)
        shoot("details", then=lambda p: (p.find("document web"), key("ctrl+d"), p.find("text", "Standfirst")))
        shoot("export", then=lambda p: (p.find("document web"), key("ctrl+e"), p.find("radio button", "PDF")))
        shoot("publish-none", then=lambda p: (p.find("text", "Title"), key("ctrl+shift+p"), p.find("button", "Add a Site…")))
        shoot("site", then=lambda p: (p.find("text", "Title"), key("ctrl+shift+p"), act(p.find("button", "Add a Site…")),
                                      p.find("text", "User")))
        add_site()
        shoot("publish", then=open_publish)
        shoot("publish-dark", environment={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}, then=open_publish)
        with TextScale(2):
            shoot("publish-large", then=open_publish)
        shoot("publish-done", then=publish)
        shoot("publish-changed", then=change_on_site)
        shoot("preferences", then=lambda p: (p.find("document web"), key("ctrl+comma"), p.find("label", "Typewriter Scrolling")))
