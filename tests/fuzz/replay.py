#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fuzzer's beginnings, and what one once found, without a crash. replay.py MARQUEE-CLI REPLAY…"""
import pathlib
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "ui"))
from tap import Steps  # noqa: E402

steps = Steps()
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([sys.executable, here / "seeds.py", folder, sys.argv[1]], check=True)

    def replay(program, fuzzer):
        done = subprocess.run([program, *sorted((pathlib.Path(folder) / fuzzer).iterdir())], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]

    for program in sys.argv[2:]:
        name = pathlib.Path(program).name.removeprefix("replay-")
        steps.run(name, replay, program, name)
steps.done()
