#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One story of undo for a review: its title, names, rating and text are taken back in the order in which they were changed, from wherever the keyboard is."""
import json
import subprocess

from driver import BIN, Manager, Program, act, key, text_of, type_text, wait, words_below
from gi.repository import Atspi
from tap import Steps

steps = Steps()
program = None


def cli(*arguments):
    done = subprocess.run([f"{BIN}/marquee-cli", "--library", str(library), *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def has_focus(role, name):
    wait(f"{name} to have the focus", lambda: any(n.get_state_set().contains(Atspi.StateType.FOCUSED) for n in program.all(role, name)))


def title():
    return text_of(program.find("text", "Title"))


def words():
    return text_of(program.find("text", "Review Text"))


def saved_title():
    """While somebody writes, the form is a line."""
    return json.loads(cli("--json", "list"))[0]["title"]


def reads(read, text):
    wait(f"“{text}”", lambda: read() == text)


def write():
    global program, library
    program = Program()
    library = program.home / "library.marquee"
    program.close()
    program = Program(program.home, arguments=("--library", str(library)))
    key("ctrl+n")
    has_focus("text", "Title")
    type_text("Sunrise")
    reads(title, "Sunrise")
    key("Tab")
    type_text("F. W. Murnau")
    key("Return")
    program.find("label", "F. W. Murnau")
    program.go_to("Review Text", "text")
    type_text("A song of two humans")
    reads(words, "A song of two humans")


def from_the_text():
    for left in ("A song of two ", "A song of ", "A song ", "A ", ""):
        key("ctrl+z")
        reads(words, left)
    key("ctrl+z")
    key("ctrl+z")
    reads(saved_title, "")
    has_focus("text", "Review Text")
    key("ctrl+z")  # there is no more: nothing happens
    for _ in range(7):
        key("ctrl+shift+z")
    reads(words, "A song of two humans")
    reads(saved_title, "Sunrise")


def from_the_title():
    act(next(button for button in program.all("button") if "Sunrise" in words_below(button)))
    has_focus("text", "Title")
    program.find("label", "F. W. Murnau")
    reads(title, "Sunrise")
    key("ctrl+z")
    reads(words, "A song of two ")
    key("End")
    type_text(" at sea")
    reads(title, "Sunrise at sea")
    key("ctrl+z")
    reads(title, "Sunrise")
    type_text("!")
    reads(title, "Sunrise!")  # the caret stayed at the end
    key("ctrl+z")
    key("ctrl+z")
    reads(words, "A song of ")
    assert title() == "Sunrise", title()


def choose(*keys):
    """In the menu of the text, where nothing is selected or to be pasted: “Undo” is the first that can be chosen."""
    key("shift+F10")
    wait("a menu with its first item in focus",
         lambda: any(n.get_state_set().contains(Atspi.StateType.FOCUSED) for n in program.all("menu item")))
    key(*keys, "Return")
    wait("the menu to close", lambda: not program.all("menu"))


def from_the_menu():
    program.go_to("Review Text", "text")
    choose()
    reads(words, "A song ")
    choose("Down")
    reads(words, "A song of ")


def details():
    return json.loads(cli("--json", "show", json.loads(cli("--json", "list"))[0]["id"]))


def from_the_details():
    """Words in a row, and a number: both have fields that write to the review at once."""
    key("ctrl+d")
    tags = program.find("text", "Tags")
    program.go_to("Tags", "text")
    type_text("sea, night")
    wait("the tags", lambda: details().get("tags") == ["sea", "night"])
    key("ctrl+z")
    reads(lambda: text_of(tags), "")
    wait("no tags", lambda: not details().get("tags"))
    key("ctrl+shift+z")
    reads(lambda: text_of(tags), "sea, night")
    type_text(", salt")
    wait("one more", lambda: details().get("tags") == ["sea", "night", "salt"])
    program.go_to("Original Title", "text")
    key("Tab")  # to the runtime
    key("Up")
    wait("the runtime", lambda: details().get("runtime") == 1)
    key("ctrl+z")
    wait("no runtime", lambda: not details().get("runtime"))
    key("ctrl+z")
    reads(lambda: text_of(tags), "sea, night")
    key("Escape")


def from_the_standfirst():
    """A sentence that wraps in its row; Enter leads on."""
    sentence = "Two people of the country lose one another in the city, and find on a night of fairs and trams what they had"
    key("ctrl+d")
    standfirst = program.find("text", "Standfirst")
    program.go_to("Standfirst", "text")
    line = standfirst.get_extents(Atspi.CoordType.WINDOW).height
    assert line > 10, line  # where nothing is written there is room for one
    type_text(sentence)
    wait("the standfirst", lambda: details().get("summary") == sentence)
    wait("a second line", lambda: standfirst.get_extents(Atspi.CoordType.WINDOW).height > 1.5 * line)
    key("Return")
    has_focus("text", "Tags")
    assert text_of(standfirst) == sentence, text_of(standfirst)
    key("shift+Tab")
    has_focus("text", "Standfirst")
    key("ctrl+z")
    wait("no standfirst", lambda: not details().get("summary"))
    key("ctrl+shift+z")
    reads(lambda: text_of(standfirst), sentence)
    type_text(" once")
    wait("the caret at the end", lambda: details().get("summary") == sentence + " once")
    key("Escape")


def saved():
    reads(saved_title, "Sunrise")
    review = json.loads(cli("--json", "list"))[0]["id"]
    wait("the saved words", lambda: json.loads(cli("--json", "show", review))["body"] == "A song of ")


with Manager():
    try:
        steps.run("writes a title, a name and a text", write)
        steps.run("takes all of it back from the text, and brings it again", from_the_text)
        steps.run("takes the text back from the title", from_the_title)
        steps.run("does it from the menu", from_the_menu)
        steps.run("takes back what was said of the film", from_the_details)
        steps.run("takes the standfirst back, which wraps", from_the_standfirst)
        steps.run("saves what is left", saved)
        warnings = program.warnings()
        assert not warnings, warnings
    finally:
        if program is not None and program.process.poll() is None:
            program.kill()
steps.done()
