#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault at every step of publishing to real sites. Whatever happened on the way, in the end the site has the post
once, each picture once, and every word. faults.py [KIND...]; the table goes to fault-matrix.md in the build folder."""
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import threading
import time

import harness
from proxy import Fault, Proxy, Wire

STATUSES = {401: [], 403: [], 404: [], 409: [], 410: [], 413: [], 415: [], 429: [("Retry-After", "1")], 500: [], 502: [], 503: []}
KINDS = ["reset-before", "reset-after", "slow", "truncated", "html", "redirect", "repeat", *STATUSES, "kill-before", "kill-after"]

WORDPRESS_STEPS = {
    "discover": ("GET", r"^/$"),
    "index": ("GET", r"^/wp-json/\?_fields"),
    "user": ("GET", r"/users/me"),
    "tags": ("GET", r"/wp/v2/tags"),
    "new tag": ("POST", r"/wp/v2/tags"),
    "picture": ("POST", r"/wp/v2/media\b"),
    "look for picture": ("GET", r"/wp/v2/media"),
    "post": ("POST", r"/wp/v2/posts"),
    "read back": ("GET", r"/wp/v2/posts"),
}


GHOST_STEPS = {
    "connect": ("GET", r"/admin/site/"),
    "key": ("GET", r"/posts/\?limit=1&"),
    "picture": ("POST", r"/images/upload/"),
    "look for picture": ("HEAD", r"/content/images/"),
    "post": ("POST", r"/posts/"),
    "read back": ("GET", r"/posts/\?formats"),
}

MICROPUB_STEPS = {
    "discover": ("GET", r"^/$"),
    "configuration": ("GET", r"q=config"),
    "picture": ("POST", r"/micropub/media"),
    "post": ("POST", r"/micropub$"),
    "read back": ("GET", r"q=source"),
}

WEBDAV_STEPS = {
    "connect": ("PROPFIND", r"/dav/"),
    "folder": ("MKCOL", r"/dav/"),
    "put": ("PUT", r"/dav/"),
    "move": ("MOVE", r"/dav/"),
    "put page": ("PUT", r"index\.html"),
    "move page": ("MOVE", r"index\.html"),
    "read back": ("GET", r"index\.html"),
}

# Parts of what goes from the program to the server: the key exchange, the log-in, the files.
SFTP_STEPS = {f"after {n} % of the bytes": ("any", n / 100) for n in (0, 1, 5, 10, 15, 20, 30, 50, 70, 90)}


class Tap:
    def __init__(self, name):
        self.name = name
        self.n = self.failed = 0
        self.rows = []

    def cell(self, backend, step, fault, problem, counts, said):
        self.n += 1
        self.failed += bool(problem)
        print(f"{'not ok' if problem else 'ok'} {self.n} - {backend}: {fault} at {step}", flush=True)
        if problem:
            print("# " + problem.replace("\n", "\n# "), flush=True)
        self.rows.append((backend, step, str(fault), *counts, said))

    def done(self):
        print(f"1..{self.n}")
        out = pathlib.Path(os.environ["MARQUEE_BUILD"]) / f"fault-matrix-{self.name}.md"
        lines = ["| site | step | fault | posts | pictures | words lost | the first call said |", "| --- | --- | --- | --- | --- | --- | --- |"]
        lines += ["| " + " | ".join(map(str, row)) + " |" for row in self.rows]
        out.write_text("\n".join(lines) + "\n")
        sys.exit(bool(self.failed))


class Rehearsal:
    """One site behind a proxy, and a critic who publishes there whatever happens."""

    def __init__(self, site, tap):
        self.site, self.tap = site, tap
        self.proxy = Wire(site.port) if site.kind == "sftp" else Proxy(site.port)
        self.critic = harness.Critic(site.kind)
        address = site.address_at(self.proxy.port) if site.kind == "sftp" else self.proxy.address + site.path
        self.critic.add_site(site.kind, address, "Paper", site.secret, site.user, getattr(site, "options", ()))
        self.count = 0

    def publish(self, review, *options, prefix=()):
        """A first call that may be killed. Returns: exit status and last sentence"""
        command = [*prefix, harness.cli_path, "--library", self.critic.library, *(["publish", review, "--site", "Paper"] if review else
                   ["publish", "--resume"]), "--timeout", "2", *options]
        self.running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
        out, err = self.running.communicate(timeout=60)
        lines = [line for line in err.splitlines() if "%" not in line[:6]]
        return self.running.returncode, (lines[-1] if lines else out.strip())

    def kill(self):
        self.running.send_signal(signal.SIGKILL)
        self.running.wait()

    def fault(self, kind, method, path):
        if isinstance(kind, int):
            return Fault("status", method, path, status=kind, headers=STATUSES[kind], body=b"<html><body><h1>No</h1></body></html>")
        if kind.startswith("kill"):
            return Fault("call" + kind[4:], method, path, call=self.kill)
        return Fault(kind, method, path)

    def set_fault(self, kind, method, path):
        if isinstance(self.proxy, Wire):
            self.proxy.fault, self.proxy.met, self.proxy.call = ((kind, path * self.total) if method else None), False, self.kill
        else:
            self.proxy.fault = self.fault(kind, method, path) if method else None

    def finish(self, review):
        """Without faults: what is in the outbox, and if that was given up, once more."""
        code, said = self.publish(None)
        if code == 0 and not self.is_out(review):
            code, said = self.publish(review)
        return code, said

    def is_out(self, review):
        return "  done  " in self.critic.run("ledger", review, check=True).stdout

    def check(self, review, title):
        """Returns: what is wrong, and posts, pictures and lost words"""
        posts = self.site.posts(title)
        if isinstance(self.site, harness.Pages):
            stems = ["poster-40.jpg", "still0-40.jpg"]
            names = self.site.pictures_of(title)
            copies = [names.count(stem) for stem in stems]
            if [name for name in names if name not in stems]:
                copies.append(len(names))  # a left-over
        else:
            stems = self.critic.stems[review]
            slugs = [slug for slug, *_ in self.site.pictures()]
            copies = [sum(slug.startswith(stem) for slug in slugs) for stem in stems]
        there = harness.words_of(posts[0]["body"]) if posts else ""
        wanted = harness.words_of(self.site.sent(self.critic, review))
        lost = sum(word not in there.split() for word in wanted.split())
        problems = []
        if len(posts) != 1:
            problems.append(f"{len(posts)} posts")
        if copies != [1, 1]:
            problems.append(f"pictures {copies} of {stems}")
        if there != wanted:
            problems.append(f"text differs: …{there[-300:]!r} for …{wanted[-300:]!r}")
        if posts and posts[0]["status"] not in ("publish", "published"):
            problems.append(f"status {posts[0]['status']}")
        return "; ".join(problems), (len(posts), sum(copies), lost)

    def cell(self, step, kind, method, path, before=None, prefix=()):
        self.count += 1
        title = f"Film {self.site.kind} {self.count}x"
        review = self.critic.add_review(title, tags=["Drama", f"Tag {self.count}"])
        self.set_fault(kind, method, path)
        if before:
            before()
        code, said = self.publish(review, prefix=prefix)
        met = not method or (self.proxy.met if isinstance(self.proxy, Wire) else self.proxy.fault.met > 0)
        self.proxy.fault = None
        end, last = self.finish(review)
        problem, counts = self.check(review, title)
        if end != 0:
            problem = f"{problem}; it did not come to an end: {last}"
        if not met:
            problem = f"{problem}; the step was never reached"
        if code not in (0, 1, -signal.SIGKILL) or (code == 1 and not said.startswith("marquee-cli:")):
            problem = f"{problem}; exit status {code}, said {said!r}"
        said = "(killed)" if code < 0 else re.sub(r"127\.0\.0\.\d+(:\d+)?", "the site", said.replace("marquee-cli: Paper: ", ""))
        self.tap.cell(self.site.kind, step, kind, problem.strip("; "), counts, "published" if code == 0 else said)

    def refused(self):
        """Nobody listens for a while."""
        port = self.proxy.port
        self.proxy.close()
        time.sleep(0.05)

        def again():
            time.sleep(1.5)
            self.proxy.listener = socket.create_server(("127.0.0.1", port), backlog=64)
            threading.Thread(target=self.proxy._accept, daemon=True).start()

        threading.Thread(target=again).start()


def run_site(site, steps, tap, kinds=KINDS):
    rehearsal = Rehearsal(site, tap)
    try:
        rehearsal.cell("none", "none", "", "")
        rehearsal.total = getattr(rehearsal.proxy, "sent", 0)
        for step, (method, path) in steps.items():
            for kind in kinds:
                if kind == "repeat" and method in ("GET", "HEAD", "PROPFIND"):
                    continue
                if kind == "repeat" and (site.kind, step) == ("ghost", "picture"):
                    continue  # Ghost neither lists nor deletes pictures: what others send it twice stays twice
                rehearsal.cell(step, kind, method, path)
        rehearsal.cell("connect", "connection refused", "", "", before=rehearsal.refused)
        rehearsal.cell("all", "clock a day ahead", "", "", prefix=("faketime", "-f", "+1d"))
        rehearsal.cell("all", "clock a day behind", "", "", prefix=("faketime", "-f", "-1d"))
    finally:
        rehearsal.proxy.close()
        site.stop()


SITES = [("wordpress", harness.WordPress, WORDPRESS_STEPS), ("ghost", harness.Ghost, GHOST_STEPS),
         ("micropub", harness.Micropub, MICROPUB_STEPS), ("webdav", harness.WebDav, WEBDAV_STEPS), ("sftp", harness.Sftp, SFTP_STEPS)]


def main():
    harness.unlock_keyring()
    tap = Tap(sys.argv[1])
    wanted = sys.argv[1:]
    if "ghost" in wanted and not (os.environ.get("MARQUEE_ALL") or (harness.cache / "ghost/ok").exists()):
        print("1..0 # SKIP Ghost is not installed; ./dev test --all does it")
        return
    start = time.monotonic()
    try:
        for name, make, steps in SITES:
            if name in wanted:
                run_site(make(), steps, tap, ["cut", "stall", "kill"] if name == "sftp" else KINDS)
    finally:
        harness.clean_up()
    print(f"# {time.monotonic() - start:.0f} s")
    tap.done()


if __name__ == "__main__":
    main()
