#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak, driven by accessibility: its window works, and what it exports through the file portal
arrives whole."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests/ui"))
from driver import Atspi, Manager, Program, act, key, set_text, type_text, wait, walk  # noqa: E402
from tap import Steps  # noqa: E402

steps = Steps()


class Sandboxed(Program):
    """The program as Flatpak runs it: it has no process id that could be told beforehand."""

    def __init__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="marquee-flatpak-"))
        self.log = open(self.home / "log", "ab")
        shutil.rmtree(pathlib.Path.home() / ".var/app" / os.environ["FLATPAK_ID"], ignore_errors=True)
        self.process = subprocess.Popen(os.environ["FLATPAK_PROGRAM"].split(), stderr=self.log)
        self.app = wait("the program", self._application, seconds=30)

    def _application(self):
        assert self.process.poll() is None, (self.home / "log").read_text()
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app and app.get_name() == "marquee" and app.get_child_count():
                return app


def write(program):
    program.click("button", "New Review")
    set_text(program.find("text", "Title"), "Nosferatu")
    set_text(program.find("text", "Dir"), "F. W. Murnau")
    set_text(program.find("text", "Review Text"), "A shadow goes *upstairs*.")
    program.find("label", "4 words")
    # What the page's own sandbox shows is not to be read from outside of both; that it runs can be seen.
    wait("the web process", lambda: subprocess.run(["pgrep", "-f", "WebKitWebProcess"], capture_output=True).returncode == 0)


def export(program, path):
    key("ctrl+e")
    radio = program.find("radio button", "Plain Text")
    key("shift+Tab", "Down", "Down", "Down", "space")
    wait("plain text to be chosen", lambda: radio.get_state_set().contains(Atspi.StateType.CHECKED))
    act(program.all("button", "Export…")[-1])  # the dialog's; the window's is behind it
    chooser = wait("the portal's window", find_chooser, seconds=30)
    assert chooser
    key("ctrl+a")
    type_text(str(path))
    key("Return")
    wait("the exported file", lambda: path.exists() and path.read_text().endswith("upstairs.\n"), seconds=20)
    assert path.read_text().startswith("Nosferatu\nDir: F. W. Murnau\n"), path.read_text()


def find_chooser():
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(i)
        if app and app.get_name().startswith("xdg-desktop-portal"):
            for node in walk(app):
                if node.get_role_name() in ("text", "entry") and node.get_state_set().contains(Atspi.StateType.SHOWING):
                    return node
    return None


def sees_no_files():
    permissions = subprocess.run(["flatpak", "info", "--user", "--show-permissions", os.environ["FLATPAK_ID"]],
                                 capture_output=True, text=True, check=True).stdout
    assert "wayland" in permissions and "filesystems" not in permissions, permissions
    seen = subprocess.run(["flatpak", "run", "--user", "--command=test", os.environ["FLATPAK_ID"], "-e", __file__])
    assert seen.returncode == 1, "the sandbox sees this very file"


program = None
with Manager():
    try:
        program = steps.run("starts in the sandbox", Sandboxed)
        steps.run("takes a review and shows its page", write, program)
        steps.run("exports through the file portal, whole", export, program, program.home / "nosferatu.txt")
        steps.run("has no file system permission", sees_no_files)
    finally:
        subprocess.run(["flatpak", "kill", os.environ["FLATPAK_ID"]], capture_output=True)
        if program is not None:
            program.process.wait()
            if "-v" in sys.argv:
                print((program.home / "log").read_text(), file=sys.stderr)
steps.done()
