# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives Marquee from outside, as a screen reader and a keyboard do. Nothing here waits for a fixed time."""
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

BIN = os.environ.get("MARQUEE_BIN", "/usr/bin")


def walk(node):
    yield node
    try:
        count = node.get_child_count()
    except GLib.Error:
        return
    for i in range(count):
        try:
            child = node.get_child_at_index(i)
        except GLib.Error:
            continue
        if child:
            yield from walk(child)


def wait(what, test, seconds=15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = test()
        except GLib.Error:  # the widget went away while it was looked at
            found = None
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what}: did not come within {seconds} s")


LOCALES = {"de": "de_DE", "fr": "fr_FR", "he": "he_IL"}


def locale_environment(language):
    """What makes a program speak a language: a locale for it is made where there is none."""
    folder = pathlib.Path(tempfile.gettempdir()) / "marquee-locales"
    name = LOCALES[language] + ".UTF-8"
    if not (folder / name).exists():
        folder.mkdir(exist_ok=True)
        subprocess.run(["localedef", "-i", LOCALES[language], "-f", "UTF-8", str(folder / name)], check=True,
                       capture_output=True)
    return {"LOCPATH": str(folder), "LC_ALL": name, "LANGUAGE": language}


class TextScale:
    """Text of another size, as the desktop's settings have it."""

    def __init__(self, scale):
        self.scale = scale

    def __enter__(self):
        config = pathlib.Path(tempfile.mkdtemp()) / "xsettingsd"
        config.write_text(f"Xft/DPI {int(96 * 1024 * self.scale)}\n")
        self.process = subprocess.Popen(["xsettingsd", "-c", str(config)], stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Program:
    """The program with a home of its own, which outlives a kill."""

    def __init__(self, home=None, environment=None, arguments=(), window=True):
        self.home = pathlib.Path(home or tempfile.mkdtemp(prefix="marquee-"))
        env = dict(os.environ, XDG_DATA_HOME=str(self.home / "data"), XDG_CONFIG_HOME=str(self.home / "config"),
                   XDG_CACHE_HOME=str(self.home / "cache"), GSETTINGS_BACKEND="keyfile", GTK_A11Y="atspi",
                   **(environment or {}))
        (self.home / "config/glib-2.0/settings").mkdir(parents=True, exist_ok=True)
        self.log = open(self.home / "log", "ab")
        self.process = subprocess.Popen([f"{BIN}/marquee", *arguments], env=env, stderr=self.log)
        self.app = wait("the program", self._application) if window else None

    def _application(self):
        assert self.process.poll() is None, "the program ended at once: " + (self.home / "log").read_text()
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app and app.get_process_id() == self.process.pid and app.get_child_count():
                return app

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self):
        subprocess.run(["xdotool", "key", "ctrl+q"], check=True)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError("Ctrl+Q did not end the program")
        assert self.process.returncode == 0, f"exit status {self.process.returncode}"

    def all(self, role, name=None):
        return [n for n in walk(self.app)
                if n.get_role_name() == role and (name is None or n.get_name() == name)
                and n.get_state_set().contains(Atspi.StateType.SHOWING)]

    def find(self, role, name=None, **options):
        return wait(f"{role} “{name}”", lambda: next(iter(self.all(role, name)), None), **options)

    def find_named(self, name):
        """Whatever has that name, for widgets whose role is a detail."""
        return wait(f"“{name}”", lambda: next((n for n in walk(self.app) if n.get_name() == name and n.get_role_name() != "label"
                                               and n.get_state_set().contains(Atspi.StateType.SHOWING)), None))

    def focused(self):
        return next((n for n in walk(self.app) if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None)

    def go_to(self, name, role="list item"):
        """Moves the focus with Tab to something of that name."""
        for _ in range(40):
            node = self.focused()
            if node is not None and node.get_role_name() == role and node.get_name() == name:
                return
            key("Tab")
            try:
                wait("another focus", lambda: self.focused() != node, seconds=2)
            except AssertionError:
                pass  # it came back to where it was
        raise AssertionError(f"Tab does not come to the {role} “{name}”")

    def click(self, role, name):
        act(self.find(role, name))

    def frame_action(self, name):
        """An action of the window, by its full name."""
        frame = self.find("frame")
        names = [Atspi.Action.get_action_name(frame, i) for i in range(Atspi.Action.get_n_actions(frame))]
        assert name in names, f"{name} is not among {names}"
        assert Atspi.Action.do_action(frame, names.index(name))

    def warnings(self):
        self.log.flush()
        lines = (self.home / "log").read_text(errors="replace").splitlines()
        # The web engine's own processes, "(process:2)", complain of a bus that went away with the program.
        return [line for line in lines if "(marquee:" in line and ("CRITICAL" in line or "WARNING" in line)]


def choose_folder(path, button="Select"):
    """Answers the desktop's own file chooser, which is another program: a folder, or with "Save" a new file."""
    def showing(role, name=None):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app and app.get_name().startswith("xdg-desktop-portal"):
                for node in walk(app):
                    if (node.get_role_name() == role and (name is None or node.get_name() == name)
                            and node.get_state_set().contains(Atspi.StateType.SHOWING)):
                        return node
        return None

    wait("the file chooser", lambda: showing("button", button), seconds=30)
    field = wait("its path", lambda: showing("text") or key("slash"))
    assert Atspi.EditableText.set_text_contents(field, str(path))
    wait("the path in it", lambda: text_of(field) == str(path))
    act(showing("button", button))


def act(node, name="click"):
    names = [Atspi.Action.get_action_name(node, i) for i in range(Atspi.Action.get_n_actions(node))]
    assert name in names, f"{name} is not among {names}"
    assert Atspi.Action.do_action(node, names.index(name))


def set_text(node, text):
    assert Atspi.EditableText.set_text_contents(node, text)


def text_of(node):
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def words_below(node):
    """All that a screen reader would read out below a node."""
    parts = []
    for n in walk(node):
        try:
            if n.get_text_iface():
                parts.append(text_of(n).replace("\ufffc", ""))
        except GLib.Error:
            pass
        if n.get_name():
            parts.append(n.get_name())
    return " ".join(parts)


def key(*keys):
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)


def type_text(text):
    subprocess.run(["xdotool", "type", "--delay", "4", text], check=True)


def picture(path):
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-window", "root", str(path)], check=True)


def window_id(program):
    out = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(program.process.pid)],
                         capture_output=True, text=True).stdout.split()
    return out[-1] if out else None


def resize(program, width, height):
    subprocess.run(["xdotool", "windowsize", "--sync", wait("the window", lambda: window_id(program)), str(width),
                    str(height)], check=True)


class Manager:
    """A window manager, without which no window gets the focus."""

    def __enter__(self):
        self.said = tempfile.TemporaryFile()
        self.process = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=self.said)
        wait("the window manager", self.is_at_work)
        return self

    def is_at_work(self):
        if self.process.poll() is not None:
            self.said.seek(0)
            raise AssertionError(f"openbox ended: {self.said.read().decode()}")
        return subprocess.run(["xdotool", "get_num_desktops"], capture_output=True).returncode == 0

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.said.close()


class FileManager:
    """The desktop's file manager, as far as it is asked to show something:
    https://www.freedesktop.org/wiki/Specifications/file-manager-interface/"""

    INTERFACE = """<node><interface name='org.freedesktop.FileManager1'><method name='ShowItems'>
        <arg type='as' direction='in'/><arg type='s' direction='in'/></method></interface></node>"""

    def __enter__(self):
        self.shown = []
        self.context = GLib.MainContext()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()
        assert self.ready.wait(15)
        return self

    def serve(self):
        self.context.push_thread_default()
        connection = Gio.bus_get_sync(Gio.BusType.SESSION)
        interface = Gio.DBusNodeInfo.new_for_xml(self.INTERFACE).interfaces[0]
        connection.register_object("/org/freedesktop/FileManager1", interface, self.on_call, None, None)
        name = Gio.bus_own_name_on_connection(connection, interface.name, Gio.BusNameOwnerFlags.NONE,
                                              lambda *_: self.ready.set(), None)
        self.loop.run()
        Gio.bus_unown_name(name)

    def on_call(self, connection, sender, path, interface, method, parameters, invocation):
        self.shown += parameters.unpack()[0]
        invocation.return_value(None)

    def __exit__(self, *_):
        self.loop.quit()
        self.thread.join()
