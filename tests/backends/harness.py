# SPDX-License-Identifier: GPL-3.0-or-later
"""Real sites on this machine, marquee-cli in front of them, and what both have in the end."""
import base64
import hashlib
import hmac
import html
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zlib

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "ui"))
work = pathlib.Path(tempfile.mkdtemp(prefix="marquee-sites-"))
work.chmod(0o711)  # a web server has a user of its own
cli_path = pathlib.Path(os.environ["MARQUEE_BIN"]) / "marquee-cli"
cache = pathlib.Path(os.environ.get("MARQUEE_SITES") or work / "cache")


def words_of(markup):
    """The words of a piece of HTML; what is a comment is none."""
    text = re.sub(r"<!--.*?-->", "", markup, flags=re.S)
    text = re.sub(r"<(?:p|div|li|dd|dt|h\d|summary|blockquote|figcaption|br|/p|/div|/li|/dd|/dt|/summary)\b[^>]*>", " ", text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def png(seed, width=40, height=30):
    """A picture that is no other seed's."""
    row = seed.to_bytes(6, "big").ljust(3 * width, b"\x7f")

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress((b"\0" + row) * height)) + chunk(b"IEND", b""))


def start(kind, *options):
    """Starts a site. Returns: what it says of itself"""
    folder = work / f"{kind}-{len(list(work.iterdir()))}"
    done = subprocess.run([here / kind / "start", "-d", folder, *options], capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        raise RuntimeError(f"{kind} does not start: {done.stderr[-2000:]}")
    facts = {}
    for line in done.stdout.splitlines():
        name, _, value = line.partition("=")
        facts[name] = value.strip("'")
    return facts


def stop(kind, facts):
    subprocess.run([here / kind / "stop", "-x", facts["DIR"]], check=False, timeout=60)


def unlock_keyring(display=False):
    """A real password service on a bus of the test's own, which it moves to. A test with windows moves to a display of
    its own too: a display remembers the accessibility bus of its first program."""
    if "MARQUEE_OWN_BUS" not in os.environ:
        work.rmdir()
        bus = "exec 3>&1 1>&2; exec dbus-run-session -- sh -c 'exec \"$@\" 1>&3' sh \"$@\""  # what it starts says is no TAP
        command = [*(["xvfb-run", "-a", "-s", "-screen 0 1280x1024x24 -noreset -nolisten tcp"] if display else []),
                   "sh", "-c", bus, "sh", sys.executable, *sys.argv]
        os.execvpe(command[0], command, {**os.environ, "MARQUEE_OWN_BUS": "1"})
    for name, folder in (("XDG_DATA_HOME", "data"), ("XDG_RUNTIME_DIR", "run")):
        os.environ[name] = str(work / folder)
        (work / folder).mkdir(mode=0o700)
    subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets", "--daemonize"], input="test", text=True,
                   stdout=subprocess.DEVNULL, check=True, timeout=20)


class Critic:
    """marquee-cli with a library of its own."""

    def __init__(self, name):
        self.folder = work / f"critic-{name}"
        self.folder.mkdir()
        self.library = self.folder / "library.marquee"
        self.n = 0
        self.stems = {}  # how sites call the pictures of a review

    def run(self, *arguments, secret=None, check=False, timeout=120, prefix=()):
        done = subprocess.run([*prefix, cli_path, "--library", self.library, *arguments], text=True, capture_output=True,
                              input=None if secret is None else secret + "\n", timeout=timeout,
                              stdin=subprocess.DEVNULL if secret is None else None)
        if check and done.returncode != 0:
            raise AssertionError(f"{' '.join(map(str, arguments))}: {done.returncode} {done.stderr}")
        return done

    def add_site(self, kind, address, name, secret, user=None, options=()):
        options = [*options, *(["--user", user] if user else []), *(["--password-stdin"] if secret is not None else [])]
        return self.run("site", "add", kind, address, "--name", name, *options, secret=secret, check=True)

    def add_review(self, title, body=None, stills=1, **facts):
        """Returns: the id of a review with a poster and a still that no other review has"""
        self.n += 1
        folder = self.folder / f"review-{self.n}"
        folder.mkdir()
        seed = int.from_bytes(os.urandom(5), "big")
        (folder / "poster.png").write_bytes(png(seed))
        body = body or f"The *{title}* is “fine”, and **brave**, with [a link](https://example.org/).\n\n> Quoted words\n\n- one\n- two"
        for i in range(stills):
            (folder / f"still{i}.png").write_bytes(png(seed + i + 1))
            body += f"\n\n![A still of {title}](still{i}.png)"
        front = {"title": title, "directors": "Jacques Audiard", "stars": ["Marion Cotillard", "Matthias Schoenaerts"], "rating": 4,
                 "tags": ["Drama"], "summary": f"On {title}.", "poster": {"src": "poster.png", "alt": f"Poster of {title}"},
                 "stills": [{"src": f"still{i}.png", "alt": f"A still of {title}"} for i in range(stills)], **facts}
        (folder / "review.md").write_text(f"---\n{json.dumps(front)}\n---\n\n{body}\n")
        review = self.run("add", folder / "review.md", check=True).stdout.strip()
        self.stems[review] = [f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}" for path in sorted(folder.glob("*.png"))]
        return review

    def show(self, review):
        return json.loads(self.run("show", review, "--json", check=True).stdout)

    def publish(self, review, site, *options, **more):
        return self.run("publish", review, "--site", site, *options, **more)


class WordPress:
    """What stands on a WordPress, asked past the program."""

    kind, path, kept_on_disk = "wordpress", "", ()

    def __init__(self, *options):
        self.facts = start("wordpress", *options)
        self.address, self.port = self.facts["URL"], int(self.facts["PORT"])
        self.secret, self.user = self.facts["APP_PASSWORD"], "critic"

    def stop(self):
        stop("wordpress", self.facts)

    def disk(self):
        return pathlib.Path(self.facts["DIR"], "site/wp-content/uploads")

    def authorization(self):
        return "Basic " + base64.b64encode(f"admin:{self.facts['ADMIN_APP_PASSWORD']}".encode()).decode()

    def call(self, method, route, body=None):
        request = urllib.request.Request(f"{self.address}wp-json/wp/v2/{route}", method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Authorization": self.authorization(), "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as reply:
            return json.load(reply)

    def count(self, route):
        request = urllib.request.Request(f"{self.address}wp-json/wp/v2/{route}", headers={"Authorization": self.authorization()})
        with urllib.request.urlopen(request, timeout=30) as reply:
            return reply.headers["X-WP-Total"]

    def posts(self, title):
        found = self.call("GET", "posts?context=edit&per_page=100&status=publish,future,draft,pending,private&search="
                          + urllib.request.quote(title))
        return [{"id": p["id"], "title": html.unescape(p["title"]["raw"]), "body": p["content"]["raw"], "status": p["status"],
                 "poster": p["featured_media"], "address": p["link"], "date": p["date_gmt"], "tags": p["tags"]}
                for p in found if html.unescape(p["title"]["raw"]) == title]

    def sent(self, critic, review):
        return sent_body(critic, review)

    def pictures(self):
        """Slug and id of each picture on the site."""
        items, page = [], 1
        while True:
            try:
                batch = self.call("GET", f"media?per_page=100&page={page}&orderby=id&order=asc&context=edit")
            except urllib.error.HTTPError:
                return items
            if not batch:
                return items
            items += [(m["slug"], m["id"], m["alt_text"], m["source_url"]) for m in batch]
            page += 1


class Ghost:
    kind, user, path, kept_on_disk = "ghost", None, "", ()

    def __init__(self):
        self.facts = start("ghost", "-c", cache / "ghost")
        self.address, self.port, self.secret = self.facts["URL"], int(self.facts["PORT"]), self.facts["ADMIN_KEY"]

    def stop(self):
        stop("ghost", self.facts)

    def disk(self):
        return pathlib.Path(self.facts["DIR"], "content/images")

    def token(self):
        identifier, secret = self.secret.split(":")

        def encode(data):
            return base64.urlsafe_b64encode(data).rstrip(b"=")

        now = int(time.time())
        text = encode(json.dumps({"alg": "HS256", "typ": "JWT", "kid": identifier}).encode()) + b"." + encode(
            json.dumps({"iat": now, "exp": now + 200, "aud": "/admin/"}).encode())
        return (text + b"." + encode(hmac.new(bytes.fromhex(secret), text, hashlib.sha256).digest())).decode()

    def call(self, method, route, body=None):
        request = urllib.request.Request(f"{self.facts['API_ROOT']}{route}", method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Authorization": f"Ghost {self.token()}", "Accept-Version": "v5.0",
                                                  "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as reply:
            return json.load(reply)

    def posts(self, title):
        found = self.call("GET", "posts/?formats=html&limit=all")["posts"]
        return [{"id": p["id"], "title": p["title"], "body": p["html"], "status": p["status"], "address": p["url"]}
                for p in found if p["title"] == title]

    def sent(self, critic, review):
        return sent_body(critic, review)

    def pictures(self):
        files = pathlib.Path(self.facts["DIR"], "content/images").rglob("*.*")
        return [(p.stem, "", "", "") for p in files if "/size/" not in str(p) and not p.stem.endswith("_o")]


class Micropub:
    kind, user, path, kept_on_disk = "micropub", None, "", ()

    def __init__(self):
        self.facts = start("micropub", "-c", cache / "micropub")
        self.address, self.port, self.secret = self.facts["URL"], int(self.facts["PORT"]), self.facts["TOKEN"]

    def stop(self):
        stop("micropub", self.facts)

    def disk(self):
        return pathlib.Path(self.facts["DIR"], "media")

    def posts(self, title):
        path = pathlib.Path(self.facts["DIR"], "posts.json")
        posts = json.loads(path.read_text()) if path.exists() else {}
        return [{"id": url, "title": title, "body": p["properties"]["content"][0]["html"], "address": url,
                 "status": p["properties"]["post-status"][0]}
                for url, p in posts.items() if p["properties"]["name"] == [title] and not p.get("deleted")]

    def sent(self, critic, review):
        return sent_body(critic, review)

    def pictures(self):
        return [(p.stem, "", "", "") for p in pathlib.Path(self.facts["DIR"], "media").iterdir()]


class Pages:
    """A folder of plain pages, by WebDAV or SFTP."""

    kept_on_disk = ()

    def disk(self):
        return pathlib.Path(self.facts["FILES"])

    def stems(self, critic, review):
        return ["poster-40.jpg", "still0-40.jpg"]

    def posts(self, title):
        found = []
        for page in pathlib.Path(self.facts["FILES"]).glob("*/index.html"):
            text = page.read_text()
            if f"<title>{title} review</title>" in text:
                found.append({"id": str(page), "title": title, "body": text, "status": "published", "folder": page.parent})
        return found

    def sent(self, critic, review):
        text = critic.run("publish", review, "--site", "Paper", "--dry-run", check=True).stdout
        return text[text.index("<!DOCTYPE"):]

    def pictures_of(self, title):
        pages = self.posts(title)
        return sorted(p.name for p in pages[0]["folder"].iterdir() if p.name != "index.html") if pages else []

    def stop(self):
        stop(self.kind, self.facts)


class Folder(Pages):
    """Plain pages in a folder of this machine."""

    kind, user, secret = "folder", None, None

    def __init__(self):
        self.address = work / f"site-{self.kind}"
        self.address.mkdir()
        self.facts = {"FILES": self.address}
        self.options = ["--public", "https://critic.example/reviews"]

    def stop(self):
        pass


class Generator(Folder):
    """The folder of a site that Hugo builds."""

    kind = "generator"

    def __init__(self):
        super().__init__()
        self.kept_on_disk = [self.address / "hugo.toml"]
        self.kept_on_disk[0].write_text("")

    def posts(self, title):
        return [{"id": str(page), "title": title, "body": self.without_addresses(page.read_text().split("\n---\n", 1)[1]),
                 "status": "published", "folder": page.parent, "whole": page.read_text()}
                for page in self.address.rglob("*.md") if f'title: "{title}"' in page.read_text()]

    @staticmethod
    def without_addresses(markdown):
        return re.sub(r"\]\([^)]*\)", "]", markdown)

    def sent(self, critic, review):
        text = critic.run("publish", review, "--site", "Paper", "--dry-run", check=True).stdout
        return self.without_addresses(text.split(" pictures\n", 1)[1])

    def stems(self, critic, review):
        return [f"{stem}.jpg" for stem in critic.stems[review]]

    def pictures_of(self, title):
        names = [path.name for path in self.address.rglob("*") if path.is_file() and path.suffix != ".md" and path.name != "hugo.toml"]
        body = self.posts(title)[0]["whole"]
        return [name for name in names if name.startswith(".") or name in body]


class WebDav(Pages):
    kind, user, path = "webdav", "critic", "dav/"

    def __init__(self):
        self.facts = start("webdav")
        self.address, self.port, self.secret = self.facts["URL"], int(self.facts["PORT"]), self.facts["PASSWORD"]
        self.options = ["--public", "https://critic.example/reviews"]


class Sftp(Pages):
    kind, path = "sftp", ""

    def __init__(self):
        self.facts = start("sftp")
        self.port, self.secret, self.user = int(self.facts["PORT"]), "", self.facts["USER"]
        self.address = self.address_at(self.port)
        self.options = ["--key", self.facts["KEY"], "--fingerprint", self.facts["FINGERPRINT"], "--public", "https://critic.example/"]

    def address_at(self, port):
        return f"sftp://127.0.0.1:{port}{self.facts['FILES']}/"


def sent_body(critic, review):
    """What a post's body has to say."""
    text = critic.run("publish", review, "--site", "Paper", "--dry-run", check=True).stdout
    return text[text.index("<article"):]


def clean_up():
    shutil.rmtree(work, ignore_errors=True)
