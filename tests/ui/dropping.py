#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are dragged from another program's window: reviews into the library, pictures into the text."""
import contextlib
import json
import pathlib
import subprocess
import sys
import time

from driver import BIN, Manager, Program, act, key, resize, text_of, wait, window_id
from gi.repository import Atspi
from tap import Steps

DRAG_SOURCE = sys.argv[1]
STILL = pathlib.Path(__file__).parent.parent / "data/still.jpg"
steps = Steps()
program = None


def cli(*arguments):
    done = subprocess.run([f"{BIN}/marquee-cli", "--library", str(library), *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def reviews():
    return json.loads(cli("--json", "list"))


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, text=True, check=True).stdout


def geometry(window):
    return {name: int(number) for name, number in (line.split("=") for line in xdotool("getwindowgeometry", "--shell", window).split())}


def has_title(window, title):
    return xdotool("getwindowname", window).strip() == title


def middle(target):
    place = Atspi.Component.get_extents(target, Atspi.CoordType.WINDOW)
    window = geometry(window_id(program))
    return window["X"] + place.x + place.width // 2, window["Y"] + place.y + place.height // 2


def move_until(window, title, x, y):
    """Moves to and fro, as a hand does, until the window the files come from says how far the drag is."""
    def moved():
        for step in (-3, 0):
            xdotool("mousemove", x + step, y)
        return has_title(window, title)
    wait(f"the files to be “{title}”", moved)


@contextlib.contextmanager
def dragged(target, *paths):
    """From a window of another program in the corner of the screen, onto the middle of something in ours."""
    source = subprocess.Popen([DRAG_SOURCE, *map(str, paths)], stderr=subprocess.DEVNULL)
    try:
        window = wait("the files", lambda: subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(source.pid)],
                                                          capture_output=True, text=True).stdout.split())[-1]
        x, y = middle(target)

        def pulled():
            """A hand goes on pulling until the files come along. The window manager may have put the window elsewhere meanwhile."""
            xdotool("mouseup", 1, "windowmove", window, 1180, 940)
            place = geometry(window)
            from_x, from_y = place["X"] + place["WIDTH"] // 2, place["Y"] + place["HEIGHT"] // 2
            xdotool("mousemove", from_x, from_y, "mousedown", 1)
            end = time.monotonic() + 3
            while not has_title(window, "Dragged") and time.monotonic() < end:
                for step in range(1, 12):
                    xdotool("mousemove", from_x - 5 * step, from_y - 2 * step)
            return has_title(window, "Dragged")
        wait("the drag", pulled, 30)
        move_until(window, "Wanted", x, y)
        xdotool("mouseup", 1)
        yield  # whoever the files are dropped on asks the source for them
        wait("its end", lambda: has_title(window, "Done"))
    finally:
        source.terminate()
        source.wait()


def start():
    global program, library
    program = Program()
    library = program.home / "library.marquee"
    program.close()
    cli("new", "Rust and Bone")
    program = Program(program.home, arguments=("--library", str(library)))
    resize(program, 1100, 760)
    wait("the review", lambda: text_of(program.find("text", "Title")) == "Rust and Bone")


def into_the_library():
    folder = program.home / "old"
    folder.mkdir()
    for title in ("Sunrise", "Nosferatu"):
        (folder / f"{title}.md").write_text(f"---\ntitle: {title}\ndirectors: F. W. Murnau\n---\n\nA shadow.\n")
    with dragged(program.find("list item"), folder):
        program.click("button", "Import")
    wait("both", lambda: {review["title"] for review in reviews()} == {"Rust and Bone", "Sunrise", "Nosferatu"})
    wait("the end", lambda: [n for n in program.all("button") if n.get_name() in ("Done", "Close")])
    key("Escape")


def into_the_text():
    program.go_to("Rust and Bone")
    key("Return")
    wait("the review", lambda: text_of(program.find("text", "Title")) == "Rust and Bone")
    review = next(row["id"] for row in reviews() if row["title"] == "Rust and Bone")
    with dragged(program.find("text", "Review Text"), STILL):
        wait("the picture in the text", lambda: "still.jpg" in json.loads(cli("--json", "show", review))["body"])
    cli("export", review, "-o", str(program.home / "page"))
    assert list((program.home / "page").rglob("*.jpg"))
    program.go_to("Review Text", "text")
    key("ctrl+z")  # the picture and its place are one step
    wait("no picture", lambda: "still.jpg" not in json.loads(cli("--json", "show", review))["body"])
    cli("export", review, "-o", str(program.home / "without"))
    assert not list((program.home / "without").rglob("*.jpg"))
    key("ctrl+shift+z")
    wait("the picture again", lambda: "still.jpg" in json.loads(cli("--json", "show", review))["body"])
    cli("export", review, "-o", str(program.home / "again"))
    assert list((program.home / "again").rglob("*.jpg"))


def no_picture():
    """What is no picture is refused with a sentence, and the text stays as it is."""
    before = text_of(program.find("text", "Review Text"))
    with dragged(program.find("text", "Review Text"), program.home / "old"):
        wait("the reason", lambda: [n for n in program.all("label") if "drop it on the library" in (n.get_name() or "")])
    assert text_of(program.find("text", "Review Text")) == before


with Manager():
    try:
        steps.run("starts", start)
        steps.run("takes a folder of reviews into the library", into_the_library)
        steps.run("takes a picture into the text", into_the_text)
        steps.run("refuses a folder there", no_picture)
        warnings = program.warnings()
        assert not warnings, warnings
    finally:
        if program is not None and program.process.poll() is None:
            program.kill()
steps.done()
