#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Marquee on Wayland, where most critics have it: in a compositor without a screen, typed into by its own keyboard.
What does not depend on the display server is tested by the others."""
import os
import pathlib
import subprocess
import tempfile

from driver import Program, text_of, wait, words_below
from tap import Steps

TEXT = "She cuts the onion the way Truffaut cuts a scene."

steps = Steps()
program = None
home = pathlib.Path(tempfile.mkdtemp(prefix="marquee-"))


class Compositor:
    """labwc on no screen, drawn by the processor; its sockets have a folder of their own."""

    def __init__(self):
        runtime = home / "runtime"
        runtime.mkdir(mode=0o700)
        (home / "rc.xml").write_text("<labwc_config/>")
        self.environment = {"XDG_RUNTIME_DIR": str(runtime), "GDK_BACKEND": "wayland"}
        self.log = open(home / "labwc.log", "wb")
        self.process = subprocess.Popen(["labwc", "-C", str(home)], stdout=self.log, stderr=self.log,
                                        env=dict(os.environ, WLR_BACKENDS="headless", WLR_RENDERER="pixman", **self.environment))
        self.environment["WAYLAND_DISPLAY"] = wait("the compositor", lambda: self.socket(runtime)).name

    def socket(self, runtime):
        assert self.process.poll() is None, (home / "labwc.log").read_text()
        return next((path for path in runtime.glob("wayland-*") if path.is_socket()), None)

    def run(self, *command):
        done = subprocess.run(command, env=dict(os.environ, **self.environment), capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def end(self):
        self.process.terminate()
        self.process.wait()


def has_keyboard():
    """The first key makes the compositor's keyboard known, and is lost."""
    before = program.focused()
    compositor.run("wtype", "-k", "Tab")
    return program.focused() != before


def start():
    global program
    program = Program(home=home, environment=compositor.environment)
    program.find("button", "New Review")
    wait("the keyboard", has_keyboard)


def comes_to_text():
    if (node := program.focused()) and node.get_name() == "Review Text":
        return True
    compositor.run("wtype", "-k", "Tab")
    return False


def write():
    compositor.run("wtype", "-M", "ctrl", "-k", "n", "-m", "ctrl")
    wait("the title to be typed into", lambda: (node := program.focused()) and node.get_name() == "Title")
    compositor.run("wtype", "Day for Night")
    wait("the title", lambda: text_of(program.find("text", "Title")) == "Day for Night")
    wait("the text to be typed into", comes_to_text)
    compositor.run("wtype", TEXT)
    wait("the text", lambda: text_of(program.find("text", "Review Text")) == TEXT)


def preview():
    wait("the page", lambda: TEXT in words_below(program.find("document web", seconds=30)), seconds=30)


def paint():
    """The window is there for the eye, too: what the compositor shows has many colours, and changes with the page."""
    def colours():
        ppm = compositor.run("grim", "-t", "ppm", "-")
        pixels = ppm.split(b"\n", 3)[3]
        return len({pixels[i:i + 3] for i in range(0, len(pixels), 3)})

    wait("a painted window", lambda: colours() > 60)


def end():
    wait("“Saved”", lambda: any(text_of(n) == "Draft · Saved" for n in program.all("status bar")))
    compositor.run("wtype", "-M", "ctrl", "-k", "q", "-m", "ctrl")
    assert program.process.wait(15) == 0
    assert not program.warnings(), program.warnings()


def again():
    global program
    program = Program(home=home, environment=compositor.environment)
    wait("the text", lambda: text_of(program.find("text", "Review Text")) == TEXT)


compositor = Compositor()
try:
    steps.run("starts on Wayland", start)
    steps.run("is typed into", write)
    steps.run("shows the page", preview)
    steps.run("paints", paint)
    steps.run("ends without a warning", end)
    steps.run("has everything when it comes again", again)
    program.kill()
finally:
    if program and program.process.poll() is None:
        program.kill()
    compositor.end()
steps.done()
