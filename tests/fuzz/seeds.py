#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the fuzzers begin with: a folder for each under FOLDER. seeds.py FOLDER MARQUEE-CLI"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "core"))
import foreign  # noqa: E402

folder, cli = pathlib.Path(sys.argv[1]), sys.argv[2]
work = pathlib.Path(tempfile.mkdtemp())


def seed(fuzzer, name, content):
    (folder / fuzzer).mkdir(parents=True, exist_ok=True)
    (folder / fuzzer / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def stored(path):
    """A ZIP whose parts are not packed: a fuzzer can reach what is in them."""
    plain = work / "plain.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(plain, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name))
    return plain.read_bytes()


foreign.texts(work / "texts", 2, 12)
for path in (work / "texts").iterdir():
    seed("credits", path.name, path.read_bytes())
seed("credits", "names", "Sunrise\nStars: Robert Downey, Jr., Ana de Armas und Jean-Louis d’A. & Co\nRating: 3½/5\nCert: 12A\n\nWords\n\nLeave a Reply\n")
foreign.jekyll(work / "jekyll", 1, 8)
foreign.hugo(work / "hugo", 1, 8)
for path in [*(work / "jekyll").rglob("*.md"), *(work / "hugo").rglob("*.md")]:
    seed("front-matter", path.name, path.read_bytes())
    seed("front-matter", path.name + "-bare", path.read_text().split("---" if path.read_text().startswith("---") else "+++")[1])
    seed("markdown", path.name, path.read_bytes())
seed("front-matter", "house", (here.parent / "data/rust-and-bone.md").read_bytes())
seed("markdown", "house", (here.parent / "data/rust-and-bone.md").read_bytes())
seed("markdown", "vault", "---\nscore: 4/5\n---\n# Title\n\n![[a.png|300]] [[A|b]] %% c %% {{< figure src=\"a.png\" alt=\"b\" >}}\n")
marks = "# A\n\n*a* **b** `c` [d](e \"f\") ![g](h)\n\n> q\n\n1. i\n   - j\n\n```\nk\n```\n\n<b>x</b> &amp; ||spoiler||\n\n---\n"
for name, text in (("house", (here.parent / "data/rust-and-bone.md").read_text()), ("marks", marks)):
    seed("page", name, text)
    seed("edit", name, b"\x07\x00\x01\x02" + text.encode())
seed("edit", "list", b"\x0d\x00\x00\x01a\n\n- b\n\nc *d*\n\n[e]\n\nf\n===\n")
foreign.letterboxd(work / "l.zip", 2, 8)
seed("letterboxd", "account.zip", stored(work / "l.zip"))
seed("csv", "reviews.csv", zipfile.ZipFile(work / "l.zip").read("letterboxd-critic/reviews.csv"))
seed("csv", "escapes", 'a,"b ""c"" d",e\r\n1,"2\n3",4\n5,"6 \\"7\\", 8",9\n')
foreign.wxr(work / "b.xml", 2, 8)
seed("wxr", "blog.xml", (work / "b.xml").read_bytes())
foreign.ghost(work / "g.json", 2, 8)
seed("ghost", "ghost.json", (work / "g.json").read_bytes())
foreign.pages(work / "pages", 1, 8)
for path in (work / "pages").iterdir():
    seed("html", path.name, path.read_bytes())
seed("html", "blocks", '<article class="h-review"><p class="p-name">T</p><div class="e-content"><p>a<br>b <i>c</i><ul><li>d<ol><li>e</ul><table><tr><td>f</table></div>')
foreign.odt(work / "a.odt", foreign.Film(1, 8))
foreign.docx(work / "a.docx", foreign.Film(2, 8))
for name in ("a.odt", "a.docx"):
    seed("document", name, stored(work / name))
seed("html", "content.xml", zipfile.ZipFile(work / "a.odt").read("content.xml"))
seed("html", "document.xml", zipfile.ZipFile(work / "a.docx").read("word/document.xml"))
subprocess.run([cli, "--library", work / "library", "add", work / "jekyll/_posts" / next((work / "jekyll/_posts").iterdir()).name],
               capture_output=True, check=False)
subprocess.run([cli, "--library", work / "library", "import", work / "texts"], capture_output=True, check=True)
subprocess.run([cli, "--library", work / "library", "export-all", "-o", work / "all.zip"], capture_output=True, check=True)
seed("library", "library", (work / "library").read_bytes())
seed("archive", "all.zip", stored(work / "all.zip"))
for path in (here / "found").rglob("*"):
    if path.is_file():
        seed(path.parent.name, path.name, path.read_bytes())
shutil.rmtree(work)
