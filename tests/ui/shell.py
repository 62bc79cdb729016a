#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What GNOME Shell's search does: the program answers without a window, and opens what is chosen."""
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "core"))
import foreign  # noqa: E402
from driver import BIN, Manager, Program, text_of, wait  # noqa: E402
from tap import Steps  # noqa: E402

steps = Steps()
home = pathlib.Path(tempfile.mkdtemp(prefix="marquee-"))
program = None


def call(method, *arguments):
    done = subprocess.run(["gdbus", "call", "--session", "--dest", "org.example.Marquee", "--object-path", "/org/example/Marquee/SearchProvider",
                           "--method", f"org.gnome.Shell.SearchProvider2.{method}", *arguments], capture_output=True, text=True, timeout=20)
    assert done.returncode == 0, done.stderr
    return done.stdout


def start():
    """As the bus does, with a library that has reviews."""
    foreign.texts(home / "texts", 12)
    library = home / "data/marquee/library.marquee"
    library.parent.mkdir(parents=True)
    subprocess.run([f"{BIN}/marquee-cli", "--library", library, "import", home / "texts"], check=True, capture_output=True)
    return Program(home, arguments=("--gapplication-service",), window=False)


def find():
    found = wait("an answer", lambda: answer("GetInitialResultSet", "['part']"))
    ids = re.findall(r"'([0-9a-f-]{36})'", found)
    assert len(ids) == 10, found
    narrowed = re.findall(r"'([0-9a-f-]{36})'", call("GetSubsearchResultSet", str(ids), "['part', '11']"))
    assert len(narrowed) == 1, narrowed
    metas = call("GetResultMetas", str(narrowed))
    assert "The Sea, Part 11 (1961)" in metas and "Jacques Audiard B." in metas, metas
    assert call("GetInitialResultSet", "['nothing', 'whatever']").strip() == "(@as [],)"
    return narrowed[0]


def answer(*arguments):
    try:
        return call(*arguments)
    except AssertionError:  # it is not on the bus yet
        return None


def choose(review):
    call("ActivateResult", review, "['part']", "0")
    program.app = wait("the window", program._application)
    wait("the review", lambda: any("The Sea, Part 11" in text_of(n) for n in program.all("text", "Title")))


def see_all():
    call("LaunchSearch", "['part', '7']", "0")
    wait("the words in the search", lambda: any(text_of(n) == "part 7" for n in program.all("text", "Search Reviews") + program.all("entry", "Search Reviews")
                                                + program.all("search box", "Search Reviews")))
    wait("what is found", lambda: len(program.all("list item")) == 1)


with Manager():
    try:
        program = steps.run("starts without a window", start)
        review = steps.run("finds reviews, and says what they are", find)
        steps.run("opens the one that is chosen", choose, review)
        steps.run("shows all that is found", see_all)
    finally:
        if program is not None and program.process.poll() is None:
            program.kill()
steps.done()
