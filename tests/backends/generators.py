#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written for Hugo, Jekyll and Eleventy is built by them: title, people, words and pictures stand on the page."""
import os
import pathlib
import subprocess
import sys

import harness

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "ui"))
from tap import Steps  # noqa: E402

steps = Steps()
TITLE = 'Amélie: a "sweet" film'


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def hugo(folder):
    page = "{{ .Title }} Dir: {{ delimit .Params.director `, ` }} {{ .Params.rating }} <img src='{{ .Params.image }}'> {{ .Content }}"
    write(folder, {"hugo.toml": 'baseURL = "https://critic.example/"\ntitle = "Paper"\ndisableKinds = ["RSS", "sitemap", "taxonomy", "term"]\n',
                   "layouts/_default/single.html": page, "layouts/_default/list.html": "{{ .Title }}", "layouts/index.html": "{{ .Title }}"})
    return ["hugo"], "public"


def jekyll(folder):
    page = "{{ page.title }} Dir: {{ page.director | join: ', ' }} {{ page.rating }} <img src='{{ page.image }}'> {{ content }}"
    write(folder, {"_config.yml": "title: Paper\n", "_layouts/post.html": page})
    return ["env", "LANG=C.UTF-8", "jekyll", "build"], "_site"


def eleventy(folder):
    cache = harness.cache / "eleventy"
    if not (cache / "node_modules/@11ty/eleventy").exists():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--prefix", cache, "--no-audit", "--no-fund", "--loglevel=error", "@11ty/eleventy@3.1.2"],
                       check=True, capture_output=True, timeout=300)
    page = "{{ title }} Dir: {{ director | join: ', ' }} {{ rating }} <img src='{{ image }}'> {{ content }}"
    write(folder, {"eleventy.config.js": """module.exports = config => {
  config.addPassthroughCopy('images');
  config.addPreprocessor('drafts', 'md', data => data.draft ? false : undefined);
};""", "_includes/review.html": page, "reviews/reviews.json": '{"layout": "review.html"}'})
    return ["node", cache / "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"], "_site"


def built(folder, command, out):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(folder / out): path.read_text() for path in (folder / out).rglob("*.html")}


def check(name, prepare):
    folder = harness.work / name
    folder.mkdir()
    command, out = prepare(folder)
    critic = harness.Critic(name)
    critic.add_site("generator", folder, "Paper", "")
    review = critic.add_review(TITLE)
    critic.publish(review, "Paper", "--draft", check=True)
    assert not any("Amélie" in page for page in built(folder, command, out).values()), "a draft was built"
    critic.publish(review, "Paper", check=True)
    pages = [page for page in built(folder, command, out).values() if "brave" in page]
    assert len(pages) == 1, pages
    for part in ("Amélie", "sweet", "Dir: Jacques Audiard", "<strong>brave</strong>", "<blockquote>", "<li>two</li>"):
        assert part in pages[0], (part, pages[0])
    for stem in critic.stems[review]:
        assert f"/images/{stem}" in pages[0], (stem, pages[0])
        assert list((folder / out).rglob(f"{stem}*")), f"{stem} was not copied"


os.environ.setdefault("MARQUEE_OWN_BUS", "1")  # no passwords here
try:
    for name, prepare in (("hugo", hugo), ("jekyll", jekyll), ("eleventy", eleventy)):
        steps.run(f"{name} builds what was published, and no draft", check, name, prepare)
finally:
    harness.clean_up()
steps.done()
