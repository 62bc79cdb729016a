#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A critic's first evening with Marquee, by accessibility and keyboard alone: a review from nothing to a page in a
browser, and everything still there after a kill."""
import json
import os
import pathlib
import re
import sqlite3
import subprocess

from driver import (Atspi, BIN, FileManager, Manager, Program, act, choose_folder, key, resize, set_text, text_of, type_text, wait,
                    walk, words_below)
from tap import Steps

PARAGRAPHS = [
    "The sea is *never* far away. It takes her legs, and it gives them back.",
    "He fights for money, because it is quicker. She watches, and learns.",
    "Audiard films skin as others film landscape: the scar, the salt, the light.",
    "Cotillard does what few stars dare, which is nothing at all.",
    "Schoenaerts carries the film on his back, and once, the leading lady.",
    "There is a whale. There is a pane of glass. There is a hand.",
    "You will walk home slowly, and you will look at your knees.",
]
STARS = "Marion Cotillard, Matthias Schoenaerts, Armand Verdure and Bouli Lanners"

steps = Steps()
program = None


def new_review():
    program.click("button", "New Review")
    program.find("text", "Title")


def fill_in_credits():
    set_text(program.find("text", "Title"), "Rust and Bone")
    set_text(program.find("text", "Dir"), "Jacques Audiard")
    program.find("label", "Jacques Audiard")


def paste_stars():
    set_text(program.find("text", "Stars"), STARS)
    for name in ("Marion Cotillard", "Matthias Schoenaerts", "Armand Verdure", "Bouli Lanners"):
        program.find("label", name)
    assert not program.all("label", STARS)


def rate():
    slider = program.find("slider", "Rating")
    slider.get_value_iface().set_current_value(3.5)
    wait("the rating", lambda: slider.get_value_iface().get_current_value() == 3.5)
    program.find("image", "3.5 out of 5 stars")  # in the list nothing can be changed
    set_text(program.find("text", "Year"), "2012")


def say_where_to_see_it():
    program.click("button", "More…")
    set_text(row_text("Name of the Venue or Site"), "The Electric")
    set_text(row_text("Address of the Venue or Site"), "https://example.org/times")
    key("Escape")
    wait("the dialog to close", lambda: not program.all("dialog", "Film and Review"))


def row_text(title):
    return program.find("text", title)


def write():
    body = program.find("text", "Review Text")
    set_text(body, "\n\n".join(PARAGRAPHS))
    words = sum(len(re.findall(r"[\w’]+", p)) for p in PARAGRAPHS)
    program.find("label", f"{words} words")


def page_words():
    document = program.find("document web")
    return words_below(document)


def read_preview():
    def complete():
        words = page_words()
        return all(part in words for part in ("Rust and Bone", "Jacques Audiard", "Bouli Lanners", "3.5",
                                              "For full screening times visit", "The Electric", "look at your knees"))
    wait("the whole review in the preview", complete)
    assert "*never*" not in page_words()


def saved():
    wait("“Saved”", lambda: any(text_of(n) == "Draft · Saved" for n in program.all("status bar")))


def library():
    return str(program.home / "data/marquee/library.marquee")


def cli(*arguments):
    run = subprocess.run([f"{BIN}/marquee-cli", "--library", library(), *arguments], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


def review():
    rows = json.loads(cli("--json", "list"))
    assert len(rows) == 1, rows
    return json.loads(cli("--json", "show", rows[0]["id"]))


def in_library():
    facts = review()
    assert facts["title"] == "Rust and Bone" and facts["year"] == 2012
    assert facts["directors"] == ["Jacques Audiard"]
    assert facts["stars"] == ["Marion Cotillard", "Matthias Schoenaerts", "Armand Verdure", "Bouli Lanners"]
    assert facts["rating"] == {"value": 3.5, "best": 5, "worst": 0}
    assert facts["screenings"] == {"label": "The Electric", "url": "https://example.org/times"}
    assert facts["body"] == "\n\n".join(PARAGRAPHS)


def export_and_open():
    chosen = program.home / "exports"
    chosen.mkdir()
    key("ctrl+e")
    program.find("radio button", "Web Page")
    act(program.all("button", "Export…")[-1])  # the dialog's; the window's is behind it
    choose_folder(chosen)
    folder = chosen / "rust-and-bone-2012"
    wait("the exported page", lambda: (folder / "index.html").exists())
    chromium = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                               "--no-first-run", "--disable-background-networking", "--disable-component-update",
                               "--disable-sync", f"--user-data-dir={program.home}/chromium", "--dump-dom",
                               f"file://{folder}/index.html"], capture_output=True, text=True, timeout=60)
    text = re.sub(r"<[^>]+>", "", chromium.stdout)
    for part in ("Rust and Bone", "Jacques Audiard", "3.5 out of 5", "The Electric"):
        assert part in text, part
    assert "Marion Cotillard, Matthias Schoenaerts, Armand Verdure and Bouli Lanners" in text
    for paragraph in PARAGRAPHS:
        assert paragraph.replace("*", "") in text, paragraph


def kill_and_start_again():
    global program
    home = program.home
    program.kill()
    program = Program(home)
    body = program.find("text", "Review Text")
    wait("the text", lambda: text_of(body) == "\n\n".join(PARAGRAPHS))
    in_library()
    read_preview()


def print_unseen():
    """A PDF of the page is made where the page was never shown, too."""
    global program
    key("ctrl+1")
    wait("Write", lambda: not program.all("document web"))
    program.close()
    program = Program(program.home)
    program.find("text", "Review Text")
    assert not program.all("document web")
    target = program.home / "exports/review.pdf"
    key("ctrl+e")
    program.find("radio button", "PDF")
    program.go_to("PDF")
    key("space")
    act(program.all("button", "Export…")[-1])
    choose_folder(target, "Save")
    wait("“Exported”", lambda: any("review.pdf" in text_of(n) for n in program.all("label")), seconds=30)
    with FileManager() as manager:
        program.click("button", "Open Folder")
        wait("the file in its folder", lambda: manager.shown == [target.as_uri()])
    text = " ".join(subprocess.run(["pdftotext", target, "-"], capture_output=True, text=True, check=True).stdout.split())
    for part in ("Rust and Bone", "Jacques Audiard", "3.5 out of 5", "look at your knees"):
        assert part in text, text
    key("ctrl+2")
    read_preview()


def write_by_keyboard():
    key("ctrl+n")
    program.find("text", "Title")
    wait("the title's focus", lambda: any(n.get_state_set().contains(11) for n in program.all("text", "Title")))
    type_text("Sunrise")
    key("Tab")
    type_text("F. W. Murnau")
    key("Return", "Tab")
    type_text("George O'Brien, Janet Gaynor, Robert Downey, Jr.")
    key("Return")
    program.find("label", "George O'Brien")
    program.find("label", "Janet Gaynor")
    program.find("label", "Robert Downey, Jr.")
    program.go_to("Review Text", "text")
    type_text("A tram ")
    key("ctrl+k")
    wait("the link's place", lambda: text_of(program.find("text", "Review Text")) == "A tram []()")
    type_text("ride")
    key("Right", "Right")
    type_text("https://example.org")
    wait("the link", lambda: text_of(program.find("text", "Review Text")) == "A tram [ride](https://example.org)")


def hear_of_another_program():
    path = program.home / "other.md"
    path.write_text("---\ntitle: Nosferatu\nyear: 1922\n---\n\nA shadow.\n")
    cli("add", str(path))
    program.find("label", "Nosferatu")


def bin_and_undo():
    rows = len(json.loads(cli("--json", "list")))
    program.frame_action("review.bin")
    program.find("label", "“Sunrise” moved to the bin")
    wait("the bin", lambda: len(json.loads(cli("--json", "list", "--status", "bin"))) == 1)
    program.click("button", "Undo")
    wait("the review", lambda: len(json.loads(cli("--json", "list"))) == rows)


def open_menu(*keys):
    key(*keys)
    wait("a menu with its items", lambda: len(program.all("menu item")) > 2)
    dead = [n for n in program.all("menu item") if not n.get_state_set().contains(Atspi.StateType.SENSITIVE)]
    assert not dead, f"{len(dead)} items that do nothing"
    key("Escape")
    wait("the menu to close", lambda: not program.all("menu"))


def open_menus():
    """By keyboard: the window's own menu, then that of a row in the library."""
    open_menu("F10")
    key("ctrl+shift+f")
    wait("the search's focus", lambda: any(n.get_state_set().contains(11) for n in walk(program.app)
                                           if n.get_name() == "Search Reviews"))
    program.go_to("Filter and Sort", "toggle button")
    open_menu("space")
    program.go_to("Nosferatu")
    open_menu("shift+F10")


def menu_without_library():
    """Where the library is put away its menu is in the page's header."""
    key("F9")
    wait("the library to go", lambda: not program.all("list item"))
    key("F10")
    wait("the menu", lambda: len(program.all("menu item")) > 2)
    key("Escape")
    wait("the menu to close", lambda: not program.all("menu"))
    key("F9")
    wait("the library", lambda: program.all("list item"))


def write_in_narrow_window():
    """Who writes goes on writing when the window becomes narrow; its menu is beside the list then, which comes into view."""
    size = Atspi.Component.get_size(program.find("frame"))
    program.go_to("Review Text", "text")
    key("ctrl+End")
    resize(program, 360, 720)
    wait("one page", lambda: not program.all("toggle button", "Filter and Sort"))
    type_text(" at dawn")
    wait("the words", lambda: text_of(program.find("text", "Review Text")).endswith(" at dawn"))
    key("F10")
    wait("the menu", lambda: len(program.all("menu item")) > 2)
    key("Escape")
    wait("the menu to close", lambda: not program.all("menu"))
    program.find("toggle button", "Filter and Sort")
    resize(program, size.x, size.y)
    program.go_to("Review Text", "text")
    key("shift+Tab")
    program.find("text", "Title")


def act_on_row():
    """What is done in the list by keyboard is done to the row with the focus, not to the review that is open."""
    opened = text_of(program.find("text", "Title"))
    program.go_to("Nosferatu")
    key("Delete")
    program.find("label", "“Nosferatu” moved to the bin")
    wait("the bin", lambda: [r["title"] for r in json.loads(cli("--json", "list", "--status", "bin"))] == ["Nosferatu"])
    assert text_of(program.find("text", "Title")) == opened
    program.click("button", "Undo")
    wait("the review", lambda: not json.loads(cli("--json", "list", "--status", "bin")))
    wait("the other review", lambda: text_of(program.find("text", "Title")) == "Nosferatu")
    program.go_to(opened)
    key("Return")
    wait("the review again", lambda: text_of(program.find("text", "Title")) == opened)


def select_many():
    """Each that is chosen is added to the others, and they go to the bin as one."""
    def checked():
        return [n.get_name() for n in program.all("list item") if n.get_state_set().contains(Atspi.StateType.SELECTED)]
    before = len(json.loads(cli("--json", "list")))
    opened = text_of(program.find("text", "Title"))
    act_on_menu("_Select Many")
    program.find("label", "0 selected")
    names = [n.get_name() for n in program.all("list item") if n.get_name() != opened]
    for name in names[:2]:
        program.go_to(name)
        key("Return")
    program.find("label", "2 selected")
    assert sorted(checked()) == sorted(names[:2]), checked()
    program.click("button", "Move to Bin")
    program.find("label", "2 reviews moved to the bin")
    wait("the bin", lambda: len(json.loads(cli("--json", "list", "--status", "bin"))) == 2)
    program.click("button", "Undo")
    wait("the reviews", lambda: len(json.loads(cli("--json", "list"))) == before)
    wait("one of them", lambda: text_of(program.find("text", "Title")) in names)
    program.go_to(opened)
    key("Return")
    wait("the review again", lambda: text_of(program.find("text", "Title")) == opened)


def act_on_menu(mnemonic):
    """By its letter: GTK gives items of menus no names."""
    key("F10")
    wait("the menu", lambda: len(program.all("menu item")) > 2)
    key(mnemonic[1].lower())


def conflict():
    """Somebody else saves the open review: nothing is overwritten, both versions stay."""
    wait("“Saved”", lambda: any(text_of(n) == "Draft · Saved" for n in program.all("status bar")))
    title = text_of(program.find("text", "Title"))
    mine = next(row for row in json.loads(cli("--json", "list")) if row["title"] == title)
    connection = sqlite3.connect(library())
    connection.execute("UPDATE review SET revision = revision + 1, body = 'theirs' WHERE id = ?", (mine["id"],))
    set_text(program.find("text", "Review Text"), "mine")  # before the window has heard of it
    connection.commit()
    connection.close()
    program.click("button", "Choose…")
    program.click("button", "Keep Both")
    wait("both versions", lambda: {json.loads(cli("--json", "show", row["id"]))["body"]
                                   for row in json.loads(cli("--json", "list")) if row["title"] == title} == {"mine", "theirs"})


def endless_line():
    """Ten megabytes without a line's end: the window stays alive, and the text stays whole."""
    path, endless = program.home / "endless.md", program.home / "endless.marquee"
    path.write_text("---\ntitle: Endless\n---\n\n" + "word " * 2_000_000)
    run = [f"{BIN}/marquee-cli", "--library", str(endless)]
    review_id = subprocess.run([*run, "add", str(path)], capture_output=True, text=True, check=True).stdout.strip()
    other = Program(arguments=("--library", str(endless)))
    try:
        wait("the title", lambda: text_of(other.find("text", "Title")) == "Endless")
        set_text(other.find("text", "Title"), "Still Alive")
        wait("the save", lambda: any(text_of(n) == "Draft · Saved" for n in other.all("status bar")) and json.loads(
            subprocess.run([*run, "--json", "list"], capture_output=True, text=True).stdout)[0]["title"] == "Still Alive")
    finally:
        other.kill()
    shown = subprocess.run([*run, "--json", "show", review_id], capture_output=True, text=True, check=True).stdout
    assert len(json.loads(shown)["body"]) >= 9_999_999


def no_preview(sentence, **environment):
    """Where no page can be shown the critic is told why, and can still read what was written."""
    other = Program(environment=environment, arguments=("--library", str(program.home / "endless.marquee")))
    try:
        other.find("label", "No Preview")
        assert any(sentence in text_of(n) for n in other.all("label")), [text_of(n) for n in other.all("label")]
        wait("the title", lambda: text_of(other.find("text", "Title")) == "Still Alive")
    finally:
        other.kill()


def no_sandbox():
    """Where the web engine could not lock itself in, it would take the program with it."""
    tools = program.home / "tools"
    tools.mkdir()
    (tools / "bwrap").write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    (tools / "bwrap").chmod(0o755)
    no_preview("Allow user namespaces", PATH=f"{tools}:{os.environ['PATH']}")


def no_browser():
    """A link of the page is asked about first; where no browser opens, its address can be copied."""
    home = program.home / "no-browser"
    (home / "config").mkdir(parents=True)
    (home / "config/mimeapps.list").write_text("[Removed Associations]\nx-scheme-handler/https=chromium.desktop\n")
    (home / "linked.md").write_text("---\ntitle: Linked\n---\n\n[Times](https://example.org/times)\n")
    run = [f"{BIN}/marquee-cli", "--library", str(home / "linked.marquee"), "add", str(home / "linked.md")]
    subprocess.run(run, capture_output=True, check=True)
    other = Program(home, {"GDK_DEBUG": "no-portals"}, ("--library", str(home / "linked.marquee")))
    try:
        act(other.find("link", "Times"), "jump")
        other.click("button", "Open")
        wait("the sentence", lambda: any(n.get_name() == "The Browser Did Not Open" for n in other.all("dialog") + other.all("alert")))
        wait("the cure", lambda: any("Choose a browser" in n.get_name() for n in other.all("label")))
        other.click("button", "Copy Address")
        wait("the dialog to close", lambda: not other.all("dialog") + other.all("alert"))
        text = other.find("text", "Review Text")
        set_text(text, "")
        other.go_to("Review Text", "text")
        key("ctrl+v")
        wait("the address", lambda: text_of(text) == "https://example.org/times")
        other.close()
        assert not other.warnings(), other.warnings()
    finally:
        if other.process.poll() is None:
            other.kill()


def end():
    program.close()
    assert not program.warnings(), program.warnings()


with Manager():
    try:
        program = steps.run("starts", Program)
        steps.run("begins a review", new_review)
        steps.run("fills in title and director", fill_in_credits)
        steps.run("parts pasted names", paste_stars)
        steps.run("rates and dates", rate)
        steps.run("says where to see it", say_where_to_see_it)
        steps.run("writes seven paragraphs, counted without markup", write)
        steps.run("reads the page back from the web view", read_preview)
        steps.run("says that it is saved", saved)
        steps.run("keeps all of it in the library", in_library)
        steps.run("exports a page that Chromium shows", export_and_open)
        steps.run("is all there after a kill", kill_and_start_again)
        steps.run("makes a PDF of a page that was not shown", print_unseen)
        steps.run("takes a second review by keyboard alone", write_by_keyboard)
        steps.run("hears of what another program writes", hear_of_another_program)
        steps.run("moves a review to the bin, and back", bin_and_undo)
        steps.run("opens each menu", open_menus)
        steps.run("has its menu without the library, too", menu_without_library)
        steps.run("goes on in a narrow window", write_in_narrow_window)
        steps.run("acts on the row with the focus", act_on_row)
        steps.run("selects many", select_many)
        steps.run("keeps both versions in a conflict", conflict)
        steps.run("closes without a warning", end)
        steps.run("survives a line of ten megabytes", endless_line)
        steps.run("says that no browser opens", no_browser)
        steps.run("says that no page can be shown", lambda: no_preview("Install Marquee anew", MARQUEE_MODULES=str(program.home / "nowhere")))
        steps.run("goes on without a preview where the web engine has no sandbox", no_sandbox)
    finally:
        if program is not None and program.process.poll() is None:
            program.kill()
steps.done()
