#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window is killed while a critic types on and on: no more than the last second is lost. killed.py [ROUNDS [SEED]]"""
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from driver import BIN, Manager, Program, key, text_of, wait
from tap import Steps

steps = Steps()
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
chance = random.Random(seed)
home = pathlib.Path(tempfile.mkdtemp(prefix="marquee-"))
library = home / "data/marquee/library.marquee"
program = None


def body():
    connection = sqlite3.connect(library)
    text = connection.execute("SELECT body FROM review").fetchone()[0]
    connection.close()
    return text


def type_on(stop, number):
    """Words without a pause, so that nothing but the clock makes the program save."""
    for i in range(10000):
        if stop.is_set():
            return
        subprocess.run(["xdotool", "type", "--delay", "8", f"r{number}w{i}x "], stderr=subprocess.DEVNULL)


def kill_while_typing(number):
    """Returns: how old the oldest word was that was lost, in seconds."""
    global program
    program = Program(home)
    field = program.find("text", "Review Text")
    program.go_to("Review Text", "text")
    key("ctrl+End")
    stop, seen = threading.Event(), {}
    typist = threading.Thread(target=type_on, args=(stop, number))
    end = time.monotonic() + chance.uniform(1.5, 4)
    typist.start()
    while time.monotonic() < end or not seen:
        words = text_of(field).split()
        now = time.monotonic()
        for word in words[:-1]:  # a last one may go on
            seen.setdefault(word, now)
    program.kill()
    killed = time.monotonic()
    stop.set()
    typist.join()
    kept = set(body().split())
    return max([killed - at for word, at in seen.items() if word.startswith(f"r{number}w") and word not in kept], default=0)


def all_rounds():
    subprocess.run([f"{BIN}/marquee-cli", "--library", library, "add", home / "film.md"], check=True, capture_output=True)
    lost = [kill_while_typing(i) for i in range(rounds)]
    print(f"# seed {seed}: lost at most {max(lost):.2f} s of typing", flush=True)
    assert max(lost) <= 1, lost
    done = subprocess.run([f"{BIN}/marquee-cli", "--library", library, "check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


with Manager():
    try:
        (home / "film.md").write_text("---\ntitle: Film\n---\n\nBegun.\n")
        steps.run(f"killed {rounds} times while typing", all_rounds)
    finally:
        if program is not None and program.process.poll() is None:
            program.kill()
steps.done()
