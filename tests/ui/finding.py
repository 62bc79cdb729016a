#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A critic finds reviews again, by keyboard and accessibility: words of fields that are completed, searches that are kept, and
everything about a person."""
import json
import pathlib
import sqlite3
import subprocess
import tempfile

from driver import BIN, Manager, Program, act, key, text_of, type_text, wait, walk
from gi.repository import Atspi
from tap import Steps

steps = Steps()
program = None
FILMS = (("See How They Fall", 1994, 3), ("A Self-Made Hero", 1996, 3.5), ("Read My Lips", 2001, 4), ("A Prophet", 2009, 5),
         ("Rust and Bone", 2012, 4.5), ("Dheepan", 2015, 3), ("Paris, 13th District", 2021, 3.5), ("Emilia Pérez", 2024, 2))


def library():
    return str(program.home / "data/marquee/library.marquee")


def start():
    """A library that was written with the command line."""
    global program
    home = pathlib.Path(tempfile.mkdtemp(prefix="marquee-"))
    texts = home / "texts"
    texts.mkdir()
    for i, (title, year, rating) in enumerate(FILMS):
        front = {"title": title, "year": year, "directors": "Jacques Audiard", "stars": ["Marion Cotillard"] if year == 2012 else ["Niels Arestrup"],
                 "rating": rating, "tags": ["drama"], "status": "draft" if i % 3 == 0 else "published", "published": f"{year}-09-01"}
        if year == 2009:
            front["credits"] = [{"role": "writer", "names": ["Jacques Audiard"]}]
        (texts / f"{i}.md").write_text(f"---\n{json.dumps(front)}\n---\n\nWords about {title}.\n")
    (texts / "other.md").write_text("---\ntitle: Playtime\nyear: 1967\ndirectors: Jacques Tati\nrating: 5\n---\n\nWords about glass.\n")
    subprocess.run([f"{BIN}/marquee-cli", "--library", home / "data/marquee/library.marquee", "add", *sorted(map(str, texts.glob("*.md")))], check=True, capture_output=True)
    program = Program(home)
    wait("the list", lambda: len(shown()) == len(FILMS) + 1)


def shown():
    lists = program.all("list", "Reviews")
    return [n.get_name() for n in walk(lists[0]) if n.get_role_name() == "list item" and n.get_name()] if lists else []


def entry():
    return next(n for n in walk(program.find("frame")) if n.get_role_name() in ("text", "entry") and n.get_name() == "Search Reviews")


def offers():
    lists = program.all("list", "Suggestions")
    return [n.get_name() for n in walk(lists[0]) if n.get_role_name() == "list item"] if lists else []


def searches():
    lists = program.all("list", "Saved Searches")
    return [n for n in walk(lists[0]) if n.get_role_name() == "list item"] if lists else []


def completes():
    """The name of a field, then a value of it, by keyboard alone."""
    key("ctrl+shift+f")
    wait("the entry", lambda: entry().get_state_set().contains(Atspi.StateType.FOCUSED))
    type_text("di")
    wait("fields", lambda: offers() == ["dir:", "director:"])
    key("Down", "Return")
    wait("directors", lambda: offers() == ['dir:"Jacques Audiard" ', 'dir:"Jacques Tati" '])
    type_text("tat")
    wait("one director", lambda: offers() == ['dir:"Jacques Tati" '])
    key("Escape")
    wait("no offers", lambda: not offers())
    assert entry() and text_of(entry()) == "dir:tat"
    key("BackSpace", "BackSpace", "BackSpace")
    type_text("aud")
    wait("the other", lambda: offers() == ['dir:"Jacques Audiard" '])
    key("Down", "Tab")
    wait("the words", lambda: text_of(entry()) == 'dir:"Jacques Audiard" ')
    wait("what they find", lambda: len(shown()) == len(FILMS))
    type_text("year:..2001")
    wait("fewer", lambda: set(shown()) == {"See How They Fall", "A Self-Made Hero", "Read My Lips"})


def clears():
    """What is hidden narrows nothing."""
    key("Escape")
    wait("no entry", lambda: not [n for n in program.all("text", "Search Reviews")])
    wait("all reviews", lambda: len(shown()) == len(FILMS) + 1)
    key("ctrl+shift+f")
    wait("the entry", lambda: program.focused().get_name() == "Search Reviews")
    assert text_of(entry()) == ""
    type_text('dir:"Jacques Audiard" year:..2001')
    wait("fewer", lambda: set(shown()) == {"See How They Fall", "A Self-Made Hero", "Read My Lips"})


def goes_down():
    """Down goes from the words to the first review that they found."""
    key("ctrl+shift+f")
    wait("the search", lambda: (n := program.focused()) and n.get_name() == "Search Reviews")
    key("Down")
    wait("a review", lambda: (n := program.focused()) and n.get_role_name() == "list item")
    assert program.focused().get_name() == program.all("list item")[0].get_name(), program.focused().get_name()
    key("ctrl+shift+f", "Escape")
    wait("no search", lambda: not program.all("text", "Search Reviews"))


def keeps():
    program.click("button", "Save Search…")
    wait("its name", lambda: any(n.get_state_set().contains(Atspi.StateType.FOCUSED) for n in program.all("text", "Name")))
    key("ctrl+a")
    type_text("Early Audiard")
    key("Return")
    wait("it in the list", lambda: [n.get_name() for n in searches()] == ["Early Audiard"])
    program.find("button", "Remove Saved Search")


def makes_again():
    """After a restart, and whatever is shown."""
    global program
    home = program.home
    program.close()
    program = Program(home)
    wait("it in the list", lambda: [n.get_name() for n in searches()] == ["Early Audiard"])
    wait("all reviews", lambda: len(shown()) == len(FILMS) + 1)
    key("ctrl+shift+f")
    program.go_to("Early Audiard")
    key("Return")
    wait("what it finds", lambda: set(shown()) == {"See How They Fall", "A Self-Made Hero", "Read My Lips"})
    assert text_of(entry()) == 'dir:"Jacques Audiard" year:..2001'


def forgets():
    """And takes that back."""
    program.go_to("Early Audiard")
    key("Delete")
    wait("it gone", lambda: not searches())
    program.click("button", "Undo")
    wait("it back", lambda: [n.get_name() for n in searches()] == ["Early Audiard"])
    connection = sqlite3.connect(library())
    assert connection.execute("SELECT name, words FROM saved_search").fetchall() == [("Early Audiard", 'dir:"Jacques Audiard" year:..2001')]
    connection.close()
    program.click("button", "Remove Saved Search")
    wait("it gone", lambda: not searches())
    program.find("button", "Save Search…")


def person_says(words):
    return any(words in (text_of(n) if n.get_text_iface() else n.get_name() or "") for n in walk(program.app) if n.get_role_name() in ("label", "list item", "image", "heading"))


def knows_people():
    program.frame_action("win.people")
    names = wait("people", lambda: [n.get_name() for lists in program.all("list", "People") for n in walk(lists) if n.get_role_name() == "list item"])
    assert names[0] == "Jacques Audiard" and "Marion Cotillard" in names, names
    search = program.find("text", "Search People") if program.all("text", "Search People") else program.find("entry", "Search People")
    Atspi.EditableText.set_text_contents(search, "cotill")
    wait("one", lambda: [n.get_name() for lists in program.all("list", "People") for n in walk(lists) if n.get_role_name() == "list item"] == ["Marion Cotillard"])
    Atspi.EditableText.set_text_contents(search, "audiard")
    wait("the other", lambda: [n.get_name() for lists in program.all("list", "People") for n in walk(lists) if n.get_role_name() == "list item"] == ["Jacques Audiard"])
    program.go_to("Jacques Audiard")
    key("Return")
    wait("his works", lambda: person_says("8 reviews · rated 71% on average"))
    chart = next(n.get_name() for n in walk(program.app) if (n.get_name() or "").startswith("Your ratings by year"))
    assert "1994: 60%" in chart and "2009: 100%" in chart and "2024: 40%" in chart, chart
    assert person_says("Writer") and person_says("Director")
    program.go_to("Dheepan")
    key("Return")
    wait("the review", lambda: any(text_of(n) == "Dheepan" for n in program.all("text", "Title")))


def from_a_credit():
    """From a name in the form to everything about that person, and on to the library."""
    act(program.find("radio button", "Drafts"))
    program.go_to("Stars", "text")
    key("Left")
    wait("the name", lambda: program.focused().get_name() == "Niels Arestrup")
    key("shift+F10")
    wait("its menu", lambda: len(program.all("menu item")) == 3)
    if not program.focused() or program.focused().get_role_name() != "menu item":
        key("Down")
    key("Return")
    wait("the person", lambda: person_says("7 reviews"))
    program.click("button", "Show These Reviews in the Library")
    wait("the reviews, whatever was shown", lambda: len(shown()) == 7)
    assert text_of(entry()) == 'person:"Niels Arestrup"', text_of(entry())
    assert program.warnings() == []
    program.close()


with Manager():
    try:
        steps.run("starts with a library", start)
        steps.run("completes the words of fields", completes)
        steps.run("clears a search that is put away", clears)
        steps.run("keeps a search", keeps)
        steps.run("makes it again", makes_again)
        steps.run("forgets it, and takes that back", forgets)
        steps.run("goes down to what was found", goes_down)
        steps.run("knows people", knows_people)
        steps.run("goes from a credit to the person", from_a_credit)
    finally:
        if program is not None and program.process.poll() is None:
            program.kill()
steps.done()
