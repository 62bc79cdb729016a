#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A critic moves in with an archive, by accessibility and keyboard: looks, leaves one out, imports, takes it back; and moves
out."""
import json
import pathlib
import subprocess
import sys
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "core"))
import foreign  # noqa: E402
from driver import BIN, Manager, Program, choose_folder, key, set_text, text_of, wait, walk  # noqa: E402
from tap import Steps  # noqa: E402

steps = Steps()
program = None
N = 40


def library():
    return str(program.home / "data/marquee/library.marquee")


def rows(status="all"):
    done = subprocess.run([f"{BIN}/marquee-cli", "--library", library(), "--json", "list", "--status", status], capture_output=True, text=True)
    return json.loads(done.stdout)


def says(words):
    for node in walk(program.app):
        if words in (node.get_name() or ""):
            return True
        if node.get_role_name() in ("status bar", "label") and words in text_of(node):
            return True
    return False


def heading(words):
    return wait(f"“{words}”", lambda: says(words))


def start():
    global program
    program = Program()
    archive = program.home / "letterboxd-critic.zip"
    foreign.letterboxd(archive, N)
    return archive


def look():
    """What is opened with Marquee is shown first; nothing is changed."""
    global program
    home, archive = program.home, program.home / "letterboxd-critic.zip"
    program.kill()
    program = Program(home, arguments=(str(archive),))
    heading(f"{N} new reviews")
    heading("1 film was rated or seen, but not reviewed")
    assert rows() == []
    program.find("check box", "Also Films Without a Review")
    assert len([n for n in program.all("check box") if (n.get_name() or "").startswith("The Sea")]) > 3


def leave_out():
    """By keyboard: a row of the list, and its mark taken away."""
    title = next(n.get_name() for n in program.all("check box") if (n.get_name() or "").startswith("The Sea"))
    program.find("button", "Import")
    program.go_to(title, "check box")
    key("space")
    program.find("button", f"Import {N - 1}")
    return title


def take():
    """Letterboxd says nothing of a text's language: the critic does."""
    set_text(program.find("text", "Language of texts that do not say theirs"), "fr-CA")
    program.click("button", f"Import {N - 1}")
    heading(f"{N - 1} reviews imported")
    assert len(rows()) == N - 1
    shown = subprocess.run([f"{BIN}/marquee-cli", "--library", library(), "--json", "show", rows()[0]["id"]], capture_output=True, text=True)
    assert json.loads(shown.stdout)["lang"] == "fr-CA", shown
    program.find("button", "Take Back")


def take_back():
    program.click("button", "Take Back")
    heading(f"{N - 1} reviews were taken out again")
    wait("an empty library", lambda: rows() == [] and rows("bin") == [])
    key("Escape")


def after_a_restart():
    """An import can be taken back later too."""
    global program
    home, archive = program.home, program.home / "letterboxd-critic.zip"
    program.kill()
    program = Program(home, arguments=(str(archive),))
    program.click("button", "Import")
    heading(f"{N} reviews imported")
    key("Escape")
    program.kill()
    program = Program(home)
    program.find("list item")
    key("ctrl+o")
    heading("Taken Before")
    program.click("button", "Take Back")
    wait("an empty library", lambda: rows() == [])
    key("Escape")


def unreadable():
    """What can't be read is named with its cure; the dialog stays for another choice."""
    global program
    home = program.home
    program.kill()
    (home / "noise.bin").write_bytes(bytes(range(256)))
    program = Program(home, arguments=(str(home / "noise.bin"),))
    heading("The format is not known here")
    program.find("button", "Cancel")
    key("Escape")
    program.kill()
    (home / "one.txt").write_text("Sunrise (1927)\nDir: F. W. Murnau\n\nThe tram.\n")
    program = Program(home, arguments=(str(home / "one.txt"),))
    program.click("button", "Import")
    heading("1 review imported")
    key("Escape")
    wait("the review", lambda: any("Sunrise" in text_of(n) for n in program.all("text", "Title")))


def move_out():
    program.frame_action("win.export-all")
    heading("Export Library")
    wait("the formats", lambda: {"Whole Library", "Markdown", "WordPress", "Letterboxd", "List of Credits", "JSON", "Calendar"}
         <= {n.get_name() for n in program.all("radio button")})
    program.click("button", "Export…")
    path = program.home / "all.zip"
    choose_folder(path, "Save")
    heading("1 Review Exported")
    assert zipfile.ZipFile(path).testzip() is None
    wait("the keyboard, which the chooser had", lambda: any(n.get_state_set().contains(1) for n in program.all("frame")))  # active
    key("Escape")
    wait("the dialog to close", lambda: not program.all("radio button", "JSON") and not says("1 Review Exported"))


def mirror():
    """A folder of the critic's choice follows what is written, and what changes there while the program is away is taken in."""
    global program
    home = program.home
    folder = home / "mirror"
    program.close()
    settings = home / "config/glib-2.0/settings/keyfile"
    kept = settings.read_text() if settings.exists() else "[org/example/Marquee]\n"
    settings.write_text(kept.replace("[org/example/Marquee]\n", f"[org/example/Marquee]\nmirror-folder='{folder}'\n"))
    program = Program(home)
    wait("the review", lambda: any("Sunrise" in text_of(n) for n in program.all("text", "Title")))
    path = wait("its file", lambda: next(iter(folder.rglob("index.md")), None) if folder.exists() else None, seconds=30)
    program.close()
    path.write_text(path.read_text().replace("The tram.", "The tram, and the moon."))
    program = Program(home)
    body = program.find("text", "Review Text")
    wait("the words from the folder", lambda: text_of(body) == "The tram, and the moon.", seconds=30)


def paste():
    """A review that was copied elsewhere, with what a site put behind it."""
    body = program.find("text", "Review Text")
    set_text(body, "Playtime (1967)\nDir: Jacques Tati\nStars: Jacques Tati and Barbara Dennek\n\nGlass, and *more* glass.\n\nLeave a Reply\nRequired fields are marked *")
    program.go_to("Review Text", "text")
    key("ctrl+a", "ctrl+c", "ctrl+o")
    heading("What Can Be Read")
    program.go_to("Paste a Text", program.find_named("Paste a Text").get_role_name())
    key("Return")
    heading("1 new review")
    program.click("button", "Import")
    heading("1 review imported")
    key("Escape")
    playtime = wait("the review", lambda: next((row for row in rows() if row["title"] == "Playtime"), None))
    done = subprocess.run([f"{BIN}/marquee-cli", "--library", library(), "--json", "show", playtime["id"]], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["body"] == "Glass, and *more* glass.", done.stdout
    key("ctrl+o")
    heading("What Can Be Read")
    program.go_to("Paste a Text", program.find_named("Paste a Text").get_role_name())
    key("Return")
    heading("1 there already")
    key("Escape")
    wait("the pasted text gone from the disk", lambda: not list(program.home.glob("cache/marquee/pasted/*")))


def end():
    program.close()
    assert not program.warnings(), program.warnings()


with Manager():
    try:
        steps.run("starts", start)
        steps.run("looks at an archive", look)
        steps.run("leaves one review out", leave_out)
        steps.run("takes the others", take)
        steps.run("takes them back", take_back)
        steps.run("takes them back after a restart", after_a_restart)
        steps.run("says what can't be read", unreadable)
        steps.run("moves out", move_out)
        steps.run("follows in a folder", mirror)
        steps.run("takes what is pasted", paste)
        steps.run("closes without a warning", end)
    finally:
        if program is not None and program.process.poll() is None:
            program.kill()
steps.done()
