#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each site keeps of a review: words, emphasis, links, quotes, lists, spoilers, pictures. The table goes to
survival.md in the build folder. Words survive everywhere; what else a site drops, it is said when it is published."""
import os
import pathlib
import re
import sys

import harness
from proxy import Fault, Proxy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "ui"))
from tap import Steps  # noqa: E402

TEXT = """A *very* fine and **brave** film, é 😀 “quoted”, with [a link](https://example.org/?a=1&b=2).

> Quoted words.

- one
- two

1. first
2. second

>! The ship sinks.

## A heading

`code` and a line\\
broken."""
PARTS = {"emphasis": "em", "strong": "strong", "link": "a", "quote": "blockquote", "list": "ul", "numbers": "ol", "spoiler": "details",
         "heading": "h2", "picture": "img", "code": "code"}
steps, rows = Steps(), []


def count(tag, markup):
    return len(re.findall(rf"<{tag}\b", markup))


def check(name, site, secret, user, all_of_it):
    critic = harness.Critic(name)
    critic.add_site(site.kind, site.address, "Paper", secret, user)
    review = critic.add_review(f"Survival by {name}", TEXT)
    done = critic.publish(review, "Paper", check=True)
    there = site.posts(f"Survival by {name}")[0]["body"]
    sent = site.sent(critic, review)
    kept = {part: count(tag, there) >= count(tag, sent) for part, tag in PARTS.items()}
    words = harness.words_of(there) == harness.words_of(sent)
    rows.append((name, "all" if words else "not all", *("kept" if kept[part] else "dropped" for part in PARTS)))
    assert words, (harness.words_of(there), harness.words_of(sent))
    for part, tag in PARTS.items():
        assert kept[part] or not all_of_it, f"{part} was dropped"
        assert kept[part] or "removed" in done.stderr or "does not hide" in done.stderr, f"{part} was dropped in silence"


def without_list(site):
    """Listing is an extension of Micropub: without it a post is read back by its address."""
    proxy = Proxy(site.port)
    proxy.fault = Fault("status", "GET", "q=source&limit", lasts=True, status=400, body=b'{"error":"invalid_request"}')
    critic = harness.Critic("unlisted")
    critic.add_site("micropub", proxy.address, "Paper", site.secret)
    review = critic.add_review("Unlisted")
    for _ in range(2):
        critic.publish(review, "Paper", check=True)
    assert len(site.posts("Unlisted")) == 1
    proxy.close()


harness.unlock_keyring()
sites = []
try:
    wordpress = harness.WordPress()
    sites.append(wordpress)
    steps.run("WordPress, an editor", check, "wordpress-editor", wordpress, wordpress.secret, "critic", True)
    steps.run("WordPress, an author", check, "wordpress-author", wordpress, wordpress.facts["STRINGER_APP_PASSWORD"], "stringer", False)
    micropub = harness.Micropub()
    sites.append(micropub)
    steps.run("Micropub", check, "micropub", micropub, micropub.secret, None, True)
    steps.run("Micropub that can't list its posts", without_list, micropub)
    if os.environ.get("MARQUEE_ALL") or (harness.cache / "ghost/ok").exists():
        ghost = harness.Ghost()
        sites.append(ghost)
        steps.run("Ghost", check, "ghost", ghost, ghost.secret, None, True)
finally:
    for site in sites:
        site.stop()
    harness.clean_up()
    out = pathlib.Path(os.environ["MARQUEE_BUILD"]) / "survival.md"
    lines = ["| site | words | " + " | ".join(PARTS) + " |", "| --- " * (len(PARTS) + 2) + "|"]
    out.write_text("\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n")
steps.done()
