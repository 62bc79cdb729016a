#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Publications in a row to one WordPress, one in five with a fault or a kill at a random step: thousand.py [N [SEED]].
In the end the site has each post once, each picture once, every word, and nothing else."""
import random
import sys
import time

import harness
from faults import KINDS, WORDPRESS_STEPS, Rehearsal, Tap


def main():
    harness.unlock_keyring()
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
    chance = random.Random(seed)
    print(f"# {n} publications, seed {seed}", flush=True)
    site = harness.WordPress()
    before = len(site.pictures())
    tap = Tap("thousand")
    rehearsal = Rehearsal(site, tap)
    start = time.monotonic()
    try:
        for _ in range(n):
            if chance.random() < 0.2:
                step = chance.choice(list(WORDPRESS_STEPS))
                method, path = WORDPRESS_STEPS[step]
                kind = chance.choice([kind for kind in KINDS if kind != "repeat" or method != "GET"])
                rehearsal.cell(step, kind, method, path)
            else:
                rehearsal.cell("none", "none", "", "")
        posts = int(site.count("posts?status=publish&per_page=1"))
        orphans = len(site.pictures()) - before - 2 * n
        problem = "" if posts == n + 1 and orphans == 0 else f"{posts - 1} posts, {orphans} pictures that nobody uses"
        tap.cell("wordpress", "in all", f"{n} publications", problem, (posts - 1, len(site.pictures()) - before, 0), "")
        print(f"# {time.monotonic() - start:.0f} s, posts {posts - 1}, duplicates {posts - 1 - n}, orphaned pictures {orphans}")
    finally:
        rehearsal.proxy.close()
        site.stop()
        harness.clean_up()
    tap.done()


main()
