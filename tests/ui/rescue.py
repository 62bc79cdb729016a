#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A library that is damaged, and the backup that takes its place, by accessibility and by command."""
import datetime
import json
import pathlib
import sqlite3
import subprocess
import tempfile

from driver import BIN, Manager, Program, act, key, text_of, wait
from tap import Steps

steps = Steps()
program = None
home = pathlib.Path(tempfile.mkdtemp(prefix="marquee-"))
library = home / "library.marquee"


def cli(*arguments, fails=False):
    done = subprocess.run([f"{BIN}/marquee-cli", "--library", str(library), *arguments], capture_output=True, text=True)
    assert (done.returncode != 0) == fails, done
    return done.stderr if fails else done.stdout


def titles():
    return [row["title"] for row in json.loads(cli("--json", "list"))]


def damage():
    data = bytearray(library.read_bytes())
    data[len(data) // 3:len(data) * 2 // 3] = b"x" * (len(data) * 2 // 3 - len(data) // 3)
    library.write_bytes(data)
    return bytes(data)


def start():
    global program
    program = Program(home, arguments=("--library", str(library)))


def open_library_page():
    key("ctrl+comma")
    act(wait("the page", lambda: next((n for n in program.all("radio button") + program.all("page tab")
                                       if n.get_name() == "Library"), None)))


def back_up():
    cli("new", "Rust and Bone")
    start()
    wait("the review", lambda: text_of(program.find("text", "Title")) == "Rust and Bone")
    open_library_page()
    wait("its state", lambda: [n for n in program.all("label") if n.get_name() == "None yet"])
    program.click("button", "Back Up Now")
    wait("the backup", lambda: "sound" in cli("backup", "list"))
    wait("its state", lambda: not [n for n in program.all("label") if n.get_name() in ("None yet", "Being made…")])
    key("Escape")
    assert "seems to be open" in cli("backup", "restore", cli("backup", "list").split("  ")[0], fails=True)
    program.close()


def take_backup():
    broken = damage()
    start()
    wait("the offer", lambda: [n for n in program.all("label") if "sound backup" in (n.get_name() or "")])
    program.click("button", "Use the Backup")
    wait("the review", lambda: text_of(program.find("text", "Title")) == "Rust and Bone")
    kept = list(home.glob("library.marquee.replaced-*"))
    assert [path.read_bytes() for path in kept] == [broken], kept
    program.close()


def no_backup():
    for backup in (home / "backups").iterdir():
        backup.unlink()
    damage()
    start()
    wait("the reason", lambda: [n for n in program.all("label") if "file is damaged" in (n.get_name() or "")])
    assert not program.all("button", "Use the Backup")
    program.click("button", "Close")
    program.process.wait(15)


def dated():
    return [n.get_name() for n in program.all("list item") if str(datetime.date.today().year) in n.get_name()]


def refuse_while_another_has_it():
    def reason():
        return [n for n in program.all("label") if "Another program has the library open" in (n.get_name() or "")]

    other = sqlite3.connect(library)
    other.execute("SELECT count(*) FROM review").fetchall()
    open_library_page()
    program.go_to("Go Back to a Backup")
    key("Return")
    program.go_to(wait("the backup", dated)[0])
    key("Return")
    program.click("button", "Go Back")
    wait("the reason", reason)
    program.click("button", "Close")
    wait("it to close", lambda: not reason())
    wait("the window as it was", lambda: program.all("label", "The Third Man"))
    other.close()


def go_back():
    """The whole library, from the preferences; what it was is a backup then, and its file is kept."""
    for path in [*home.glob("library.marquee*"), *home.glob("backups/*")]:
        path.unlink()
    cli("new", "Rust and Bone")
    cli("backup")
    cli("new", "The Third Man")
    start()
    wait("the review", lambda: program.all("label", "The Third Man"))
    open_library_page()
    program.go_to("Go Back to a Backup")
    key("Return")
    wait("the backup", dated)
    program.go_to(dated()[0])
    key("Return")
    wait("what will be", lambda: [n for n in program.all("label") if "is kept" in (n.get_name() or "")])
    program.click("button", "Go Back")
    wait("the file that was there", lambda: list(home.glob("library.marquee.replaced-*")))
    wait("the library as it was", lambda: titles() == ["Rust and Bone"])
    wait("the window again", lambda: text_of(program.find("text", "Title")) == "Rust and Bone")
    wait("what is kept", lambda: [n for n in program.all("label") if "library.marquee.replaced-" in (n.get_name() or "")])
    assert not program.all("label", "The Third Man")
    open_library_page()
    program.go_to("Go Back to a Backup")
    key("Return")
    wait("what it was", lambda: len(dated()) == 2)
    program.go_to(dated()[0])
    key("Tab", "Return")  # what was replaced comes after the backups
    program.click("button", "Go Back")
    wait("what it was", lambda: sorted(titles()) == ["Rust and Bone", "The Third Man"])
    wait("the window again", lambda: program.all("label", "The Third Man"))
    refuse_while_another_has_it()
    assert not program.warnings(), program.warnings()
    program.close()


def by_command():
    library.unlink()
    cli("new", "The Third Man")
    path = cli("backup").strip()
    damage()
    assert "damaged" in cli("list", fails=True)
    kept = pathlib.Path(cli("backup", "restore", path).strip())
    assert kept.exists() and titles() == ["The Third Man"]
    pathlib.Path(path).write_text("no library")
    assert "no Marquee library" in cli("backup", "restore", path, fails=True)
    assert titles() == ["The Third Man"]
    cli("backup", "eat", fails=True)


with Manager():
    try:
        steps.run("makes a backup when asked to", back_up)
        steps.run("offers it in the place of a damaged library, which is kept", take_backup)
        steps.run("says what is wrong where there is none", no_backup)
        steps.run("goes back to a backup when asked to", go_back)
        steps.run("does it by command", by_command)
    finally:
        if program is not None and program.process.poll() is None:
            program.kill()
steps.done()
