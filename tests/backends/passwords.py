#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A password stands in the keyring and nowhere else: not in the library, the settings, the output with all debugging on,
the command line of the process, nor in what a crash leaves behind."""
import base64
import pathlib
import signal
import subprocess
import sys

import harness
from proxy import Fault, Proxy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "ui"))
from tap import Steps  # noqa: E402

steps = Steps()


def forms(secret):
    """The password as it is typed, as it is sent, and as it stands in a header."""
    plain = secret.replace(" ", "")
    return [text.encode() for text in (secret, plain, base64.b64encode(f"critic:{secret}".encode()).decode())]


def must_not_hold(data, what):
    for form in forms(site.secret):
        assert form not in data, f"the password stands in {what}"


def publish(review, fault=None, **more):
    proxy.fault = fault
    done = critic.run("publish", review, "--site", "Paper", "--timeout", "5", prefix=("env", "G_MESSAGES_DEBUG=all"), **more)
    proxy.fault = None
    return done


def output():
    for fault in (None, Fault("status", "GET", "users/me", lasts=True, status=401), Fault("status", "POST", "posts", status=500),
                  Fault("html", "GET", "users/me"), Fault("redirect", "GET", "users/me")):
        done = publish(critic.add_review("Film", stills=0), fault)
        must_not_hold((done.stdout + done.stderr).encode(), "the output")


def command_line():
    seen = []
    review = critic.add_review("Film with arguments", stills=0)

    def look():
        for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if b"marquee-cli" in (text := path.read_bytes()):
                    seen.append(text + (path.parent / "environ").read_bytes())
            except OSError:
                pass

    publish(review, Fault("call-before", "GET", "users/me", call=look))
    assert seen
    must_not_hold(b"".join(seen), "the command line or the environment")


def crash():
    folder = harness.work / "crash"
    folder.mkdir()
    review = critic.add_review("Film that crashes", stills=0)
    proxy.fault = Fault("call-before", "POST", "posts", call=lambda: process.send_signal(signal.SIGABRT))
    process = subprocess.Popen(["sh", "-c", 'ulimit -c unlimited; exec "$@"', "sh", harness.cli_path, "--library", critic.library, "publish",
                                review, "--site", "Paper"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert process.wait(60) == -signal.SIGABRT
    proxy.fault = None
    for path in folder.iterdir():
        must_not_hold(path.read_bytes(), path.name)
    assert not list(folder.iterdir()), "a core dump was written"


def files():
    for path in critic.folder.rglob("*"):
        if path.is_file():
            must_not_hold(path.read_bytes(), path.name)
    for folder in ("data", "run"):
        for path in (harness.work / folder).rglob("*"):
            if path.is_file():
                must_not_hold(path.read_bytes(), path.name)


harness.unlock_keyring()
site = harness.WordPress()
proxy = Proxy(site.port)
try:
    critic = harness.Critic("secret")
    critic.add_site("wordpress", proxy.address, "Paper", site.secret, "critic")
    steps.run("not in the output, whatever goes wrong", output)
    steps.run("not in the command line or the environment", command_line)
    steps.run("not in what a crash leaves", crash)
    steps.run("not in a file, the keyring's own among them", files)
finally:
    site.stop()
    harness.clean_up()
steps.done()
