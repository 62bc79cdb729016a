#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Earlier versions of a review: kept while a critic works, read, restored and taken back, by accessibility and keyboard."""
import json
import subprocess

from driver import BIN, Manager, Program, act, key, set_text, text_of, wait, words_below
from gi.repository import Atspi
from tap import Steps

steps = Steps()
program = None
FIRST, SECOND, THIRD = "The sea is never far away.", "The sea is always near.", "There is no sea."


def cli(*arguments):
    done = subprocess.run([f"{BIN}/marquee-cli", "--library", str(library), *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def review():
    return json.loads(cli("--json", "list"))[0]["id"]


def shown():
    return json.loads(cli("--json", "show", review()))


def start():
    global program, library
    program = Program()
    library = program.home / "library.marquee"
    path = program.home / "rust.md"
    path.write_text(f"---\ntitle: Rust and Bone\ndirectors: A\nrating: 3\n---\n\n{FIRST}\n")
    program.close()
    cli("add", str(path))
    open_again()


def open_again():
    global program
    program = Program(program.home, arguments=("--library", str(library)))
    wait("the review", lambda: text_of(program.find("text", "Title")) == "Rust and Bone")


def write(words):
    set_text(program.find("text", "Review Text"), words)
    wait("the save", lambda: shown()["body"] == words)


def keep():
    assert cli("history", review()) == ""
    write(SECOND)
    wait("the version as it was opened", lambda: "opened" in cli("history", review()))
    program.close()
    assert "When it was left" in cli("history", review()), cli("history", review())
    open_again()
    write(THIRD)


def open_history():
    program.frame_action("review.history")
    wait("the versions", lambda: len(program.all("list item")) >= 2)


def label_with(*parts):
    return wait(f"a label with {parts}", lambda: next(
        (n for n in program.all("label") if all(part in (n.get_name() or "") for part in parts)), None))


def read():
    open_history()
    label_with("always", "There")  # the newest is shown at once
    key("End")  # the oldest is the last
    label_with("far", "There")


def restore():
    program.click("button", "Restore This Version")
    wait("the first words", lambda: shown()["body"] == FIRST)
    assert "Before an earlier version was restored" in cli("history", review())


def take_back():
    program.click("button", "Undo")
    wait("the last words", lambda: shown()["body"] == THIRD)
    assert len(cli("history", review()).splitlines()) >= 4


def from_a_backup():
    """One review is taken out of a backup, without the rest of it."""
    cli("backup")
    write(f"{THIRD} And a word too many.")
    open_history()
    rows = program.all("list item")
    assert sum("In a backup" in words_below(row) for row in rows) >= 1, [words_below(row) for row in rows]
    for _ in range(len(rows)):
        if any(r.get_state_set().contains(Atspi.StateType.SELECTED) and "In a backup" in words_below(r) for r in program.all("list item")):
            break
        key("Up")
    label_with("too many", "There")
    program.click("button", "Restore This Version")
    wait("the words of the backup", lambda: shown()["body"] == THIRD)


def by_command():
    program.close()
    oldest = cli("history", review()).splitlines()[-1].split()[0]
    assert FIRST in cli("history", review(), oldest)
    cli("restore", review(), oldest)
    assert shown()["body"] == FIRST
    newest = cli("history", review()).splitlines()[0].split()[0]
    assert THIRD in cli("history", review(), newest)


def refuse():
    for arguments in (("history",), ("history", review(), "x"), ("restore", review())):
        done = subprocess.run([f"{BIN}/marquee-cli", "--library", str(library), *arguments], capture_output=True, text=True)
        assert done.returncode == 2 and done.stderr.startswith("marquee-cli: "), done
    done = subprocess.run([f"{BIN}/marquee-cli", "--library", str(library), "restore", review(), "999"], capture_output=True, text=True)
    assert done.returncode == 1 and "no such earlier version" in done.stderr, done


with Manager():
    try:
        steps.run("starts", start)
        steps.run("keeps what a review was when it was opened and left", keep)
        steps.run("shows what has changed since", read)
        steps.run("restores, and keeps what was there", restore)
        steps.run("takes that back", take_back)
        steps.run("takes one review out of a backup", from_a_backup)
        warnings = program.warnings()
        steps.run("does it all by command", by_command)
        steps.run("refuses what is not there", refuse)
        assert not warnings, warnings
    finally:
        if program is not None and program.process.poll() is None:
            program.kill()
steps.done()
