#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault at every step of publishing to real sites. Whatever happened on the way, in the end the site has the post
once, each picture once, and every word. faults.py KIND; the table goes to fault-matrix-KIND.md in the build folder."""
import os
import pathlib
import re
import signal
import socket
import sqlite3
import ssl
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

# Calls of the program on a folder of this machine: which, and the how manieth; after a + all that follow too.
FOLDER_STEPS = {"folder": ("mkdir", "3+"), "first picture": ("fsync", 1), "first picture in place": ("rename", 1),
                "second picture in place": ("rename", 2), "page": ("fsync", 3), "page in place": ("rename", 3)}
GENERATOR_STEPS = {**FOLDER_STEPS, "folder of the text": ("mkdir", "5+")}
FOLDER_KINDS = ["error=ENOSPC", "error=EIO", "error=EACCES", "error=EROFS", "signal=KILL"]

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
        self.critic = harness.Critic(site.kind)
        if isinstance(site, harness.Folder):
            self.proxy, address = None, site.address
        elif site.kind == "sftp":
            self.proxy = Wire(site.port)
            address = site.address_at(self.proxy.port)
        else:
            self.proxy = Proxy(site.port)
            address = self.proxy.address + site.path
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
        return Fault("half" if kind.startswith("half") else kind, method, path)

    def set_fault(self, kind, method, path):
        if self.proxy is None:
            pass
        elif isinstance(self.proxy, Wire):
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
            stems = self.site.stems(self.critic, review)
            names = self.site.pictures_of(title) if posts else []
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

    def was_met(self, method):
        if self.proxy is None or not method:
            return True
        return self.proxy.met if isinstance(self.proxy, Wire) else self.proxy.fault.met > 0

    def cell(self, step, kind, method="", path="", before=None, after=None, prefix=(), says=""):
        """One fault, and what the site has afterwards. says: what the first call has to explain"""
        self.count += 1
        title = f"Film {self.site.kind} {self.count}x"
        review = self.critic.add_review(title, tags=["Drama", f"Tag {self.count}"])
        self.set_fault(kind, method, path)
        if before:
            before()
        code, said = self.publish(review, prefix=prefix)
        met = self.was_met(method)
        if after:
            met = after() is not False and met
        if self.proxy:
            self.proxy.fault = None
        end, last = self.finish(review)
        problem, counts = self.check(review, title)
        if end != 0:
            problem = f"{problem}; it did not come to an end: {last}"
        if not met:
            problem = f"{problem}; the step was never reached"
        if code not in (0, 1, -signal.SIGKILL) or (code == 1 and not said.startswith("marquee-cli:")) or says not in said:
            problem = f"{problem}; exit status {code}, said {said!r}"
        said = "(killed)" if code < 0 else re.sub(r"127\.0\.0\.\d+(:\d+)?", "the site", said.replace("marquee-cli: Paper: ", ""))
        said = said.replace(str(harness.work), "…")
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


    def change_site(self, change):
        """Another has the site's place for one call, or it shows something else."""
        with sqlite3.connect(self.critic.library) as connection:
            connection.execute(f"UPDATE site SET {change}")
        connection.close()

    def wrong_certificate(self, kind, says, *options):
        key, certificate = harness.work / "tls.key", harness.work / "tls.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, *options],
                       check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)

        def put_up():
            self.proxy.tls = context
            self.change_site("address = replace(address, 'http://127', 'https://127'), facts = replace(facts, 'http://127', 'https://127')")

        def take_down():
            self.proxy.tls = None
            self.change_site("address = replace(address, 'https://127', 'http://127'), facts = replace(facts, 'https://127', 'http://127')")

        self.cell("connect", kind, before=put_up, after=take_down, says=says)

    def wrong_host_key(self):
        known = self.site.facts["FINGERPRINT"]
        other = known[:-4] + ("AAAA" if known[-4:] != "AAAA" else "BBBB")
        self.cell("connect", "another host key", says="another fingerprint",
                  before=lambda: self.change_site(f"facts = replace(facts, '{known}', '{other}')"),
                  after=lambda: self.change_site(f"facts = replace(facts, '{other}', '{known}')"))

    def full_disk(self):
        """The site's pictures, or its pages, come to a disk of their own that is full."""
        disk = self.site.disk()
        filler = disk / "filler"
        owner = disk.stat()
        kept = [(path, path.read_bytes()) for path in self.site.kept_on_disk]
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size=256k,mode=777,uid={owner.st_uid},gid={owner.st_gid}", "tmpfs", disk], check=True)
        try:
            for path, content in kept:
                path.write_bytes(content)

            def fill():
                with open(filler, "wb", buffering=0) as file:
                    try:
                        while file.write(bytes(512)):
                            pass
                    except OSError:
                        pass

            self.cell("all", "disk full on the site", before=fill, after=filler.unlink)
        finally:
            subprocess.run(["umount", disk], check=True)

    def call_fails(self, step, call, number, kind):
        """A call of the program to the system fails, or is where it is killed."""
        log = harness.work / "strace"
        self.cell(step, kind.split("=")[1] if "error" in kind else "kill", after=lambda: "INJECTED" in log.read_text() or "SIGKILL" in log.read_text(),
                  prefix=("strace", "-o", log, "-e", f"trace={call}", "-e", f"inject={call}:{kind}:when={number}"))


def run_steps(rehearsal, site, steps, kinds):
    for step, (method, path) in steps.items():
        for kind in kinds:
            if kind == "repeat" and method in ("GET", "HEAD", "PROPFIND"):
                continue
            if kind == "repeat" and (site.kind, step) == ("ghost", "picture"):
                continue  # Ghost neither lists nor deletes pictures: what others send it twice stays twice
            if rehearsal.proxy:
                rehearsal.cell(step, kind, method, path)
            else:
                rehearsal.call_fails(step, method, path, kind)


def run_site(site, steps, tap, kinds=KINDS):
    rehearsal = Rehearsal(site, tap)
    try:
        rehearsal.cell("none", "none")
        rehearsal.total = getattr(rehearsal.proxy, "sent", 0)
        run_steps(rehearsal, site, steps, kinds)
        if rehearsal.proxy:
            rehearsal.cell("connect", "connection refused", before=rehearsal.refused)
        if isinstance(rehearsal.proxy, Proxy):
            mine = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
            rehearsal.wrong_certificate("certificate of an unknown authority", "authority", *mine)
            rehearsal.wrong_certificate("certificate of another site", "another site", "-subj", "/CN=elsewhere.example")
            rehearsal.wrong_certificate("expired certificate", "expired", *mine, "-not_before", "20200101000000Z", "-not_after", "20210101000000Z")
        if site.kind == "webdav":
            rehearsal.cell("put", "half of it arrives", "PUT", steps["put"][1])
            rehearsal.cell("put page", "half of it arrives", "PUT", steps["put page"][1])
        if site.kind == "sftp":
            rehearsal.wrong_host_key()
        rehearsal.cell("all", "clock a day ahead", prefix=("faketime", "-f", "+1d"))
        rehearsal.cell("all", "clock a day behind", prefix=("faketime", "-f", "-1d"))
        if os.geteuid() == 0:  # else nobody lets us have a disk
            rehearsal.full_disk()
    finally:
        if rehearsal.proxy:
            rehearsal.proxy.close()
        site.stop()


SITES = {"wordpress": (harness.WordPress, WORDPRESS_STEPS, KINDS), "ghost": (harness.Ghost, GHOST_STEPS, KINDS),
         "micropub": (harness.Micropub, MICROPUB_STEPS, KINDS), "webdav": (harness.WebDav, WEBDAV_STEPS, KINDS),
         "sftp": (harness.Sftp, SFTP_STEPS, ["cut", "stall", "kill"]), "folder": (harness.Folder, FOLDER_STEPS, FOLDER_KINDS),
         "generator": (harness.Generator, GENERATOR_STEPS, FOLDER_KINDS)}


def main():
    harness.unlock_keyring()
    tap = Tap(sys.argv[1])
    kind = sys.argv[1]
    if kind == "ghost" and not (os.environ.get("MARQUEE_ALL") or (harness.cache / "ghost/ok").exists()):
        print("1..0 # SKIP Ghost is not installed; ./dev test --all does it")
        return
    start = time.monotonic()
    try:
        make, steps, kinds = SITES[kind]
        run_site(make(), steps, tap, kinds)
    finally:
        harness.clean_up()
    print(f"# {time.monotonic() - start:.0f} s")
    tap.done()


if __name__ == "__main__":
    main()
