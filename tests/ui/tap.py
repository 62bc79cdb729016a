# SPDX-License-Identifier: GPL-3.0-or-later
"""The Test Anything Protocol for tests that go through steps."""
import sys
import traceback


class Steps:
    def __init__(self):
        self.n = 0
        self.failed = 0

    def run(self, name, step, *arguments):
        self.n += 1
        try:
            result = step(*arguments)
        except BaseException:  # a step that exits has failed too
            self.failed += 1
            traceback.print_exc()
            print(f"not ok {self.n} - {name}", flush=True)
            self.done()
        print(f"ok {self.n} - {name}", flush=True)
        return result

    def done(self):
        print(f"1..{self.n}", flush=True)
        sys.exit(1 if self.failed else 0)
