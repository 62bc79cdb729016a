#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Posts brought in from real sites: the house's own come back as they were, others become reviews with their credits and pictures,
and a second time nothing comes twice."""
import pathlib
import re
import sys
import urllib.request

import harness

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "ui"))
from tap import Steps  # noqa: E402

TEXT = """A *very* fine and **brave** film, “quoted”, with [a link](https://example.org/?a=1&b=2).

> Quoted words.
>
> More of them.

- one
- two
  - deeper

3. third
4. fourth

>! The ship sinks.

# A heading

`code` and a line\\
broken. 1968\\. \\*Not emphasis\\*"""
CLASSIC = """<strong>Dir:</strong> Jacques Audiard
<strong>Stars:</strong> Marion Cotillard, Matthias Schoenaerts and Armand Verdure
Rating: 4/5

The <em>first</em> paragraph,
with a line of its own.

[caption id="attachment_1" align="alignnone" width="40"]<a href="{picture}"><img src="{picture}" alt="A tower" width="40" /></a> The tower[/caption]

The second, with <a href="/about/">a link</a> &amp; more."""
BLOCKS = """<!-- wp:paragraph -->
<p>Directed by: Agnès Varda</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2>One</h2>
<!-- /wp:heading -->
<!-- wp:quote -->
<blockquote class="wp-block-quote"><p>Quoted</p></blockquote>
<!-- /wp:quote -->
<!-- wp:list -->
<ul><li>a</li><li>b</li></ul>
<!-- /wp:list -->"""
steps = Steps()


def fragment(critic, review, site="Paper"):
    text = critic.run("publish", review, "--site", site, "--draft", "--dry-run", check=True).stdout
    text = text[text.index("<article"):]
    return re.sub(r'data-marquee="[^"]*"|<!-- marquee:.*|marquee-picture:\w+| width="\d+" height="\d+"', "", text)


def come_back(site, secret, user, options=(), compare=fragment):
    """What one library published another brings in, changes and sends back."""
    name = f"Back from {site.kind}"
    writer, reader = harness.Critic(f"writer-{site.kind}"), harness.Critic(f"reader-{site.kind}")
    for critic in (writer, reader):
        critic.add_site(site.kind, site.address, "Paper", secret, user, options)
    review = writer.add_review(name, TEXT, year=2012, stills=1, runtime=120, certificate="15",
                               credits=[{"role": "music", "names": ["Alexandre Desplat"]}, {"role": "Stunts", "names": ["Ann Onym"]}],
                               screenings={"url": "https://palace.example/", "label": "Palace"})
    writer.publish(review, "Paper", check=True)
    listed = reader.run("pull", "--site", "Paper", check=True).stdout
    line = next(line for line in listed.splitlines() if name in line)
    remote = line.split("  ")[0]
    brought = reader.run("pull", "--site", "Paper", remote, check=True)
    copy = brought.stdout.split("  ")[3]
    assert brought.stderr == "", brought.stderr
    before, after = compare(writer, review), compare(reader, copy)
    assert before == after, f"{before}\n----\n{after}"
    facts, again = writer.show(review), reader.show(copy)
    for key in ("title", "summary", "directors", "stars", "rating", "credits", "screenings", "tags", "year", "runtime"):
        assert facts.get(key) == again.get(key) or (key == "tags" and site.kind in ("webdav", "sftp", "folder")), \
            (key, facts.get(key), again.get(key))
    second = reader.run("pull", "--site", "Paper", "--all", check=True)
    assert "in the library already" in second.stderr
    assert len(reader.run("list", check=True).stdout.splitlines()) == len(listed.splitlines())
    reader.publish(copy, "Paper", check=True)
    assert len(site.posts(name) + site.posts(f"{name} (2012)")) == 1
    refused = reader.run("pull", "--site", "Paper", "no-such-post")
    assert refused.returncode == 1 and "no-such-post" in refused.stderr, refused


def foreign(site):
    """Posts that were never here: from the classic editor and from the block editor."""
    data = harness.png(7)
    request = urllib.request.Request(f"{site.address}wp-json/wp/v2/media", data=data, headers={
        "Content-Type": "image/png", "Content-Disposition": "attachment; filename=tower.png",
        "Authorization": site.authorization()})
    with urllib.request.urlopen(request, timeout=30) as reply:
        picture = harness.json.load(reply)
    site.call("POST", "posts", {"title": "Rust and Bone", "content": CLASSIC.format(picture=picture["source_url"]), "status": "publish",
                                "featured_media": picture["id"], "excerpt": "A fine film."})
    site.call("POST", "posts", {"title": "Cléo", "content": BLOCKS, "status": "draft"})
    gone = "<p>Text</p><p><img src='https://127.0.0.1:1/gone.jpg' alt='Gone'></p>"
    site.call("POST", "posts", {"title": "Missing picture", "content": f"<!-- wp:html -->{gone}<!-- /wp:html -->", "status": "draft"})
    critic = harness.Critic("foreign")
    critic.add_site("wordpress", site.address, "Paper", site.secret, "critic")
    lines = {line.split("  ")[-1]: line.split("  ")[0] for line in critic.run("pull", "--site", "Paper", check=True).stdout.splitlines()}
    dry = critic.run("pull", "--site", "Paper", "--all", "--dry-run", check=True)
    assert critic.run("list", check=True).stdout == "" and "Rust and Bone" in dry.stdout
    brought = critic.run("pull", "--site", "Paper", lines["Rust and Bone"], lines["Cléo"], lines["Missing picture"], check=True)
    ids = {line.split("  ")[-1]: line.split("  ")[3] for line in brought.stdout.splitlines()}
    film = critic.show(ids["Rust and Bone"])
    assert film["directors"] == ["Jacques Audiard"] or film["directors"] == "Jacques Audiard", film
    assert film["stars"] == ["Marion Cotillard", "Matthias Schoenaerts", "Armand Verdure"], film
    assert film["rating"]["value"] == 4 and film["rating"]["best"] == 5, film["rating"]
    assert film["summary"] == "A fine film." and film["status"] == "published", film
    assert film["body"] == (f"The *first* paragraph,  \nwith a line of its own.\n\n![A tower](tower.jpg \"The tower\")"
                            f"\n\nThe second, with [a link]({site.address}about/) & more."), film["body"]
    assert film["poster"], film
    cleo = critic.show(ids["Cléo"])
    assert cleo["directors"] in ("Agnès Varda", ["Agnès Varda"]) and cleo["status"] == "draft", cleo
    assert cleo["body"] == "# One\n\n> Quoted\n\n- a\n- b", cleo["body"]
    assert "gone.jpg" in brought.stderr and "127.0.0.1:1/gone.jpg" in critic.show(ids["Missing picture"])["body"]


harness.unlock_keyring()
sites = []
try:
    wordpress = harness.WordPress()
    sites.append(wordpress)
    steps.run("from WordPress, its own", come_back, wordpress, wordpress.secret, "critic")
    steps.run("from WordPress, foreign ones", foreign, wordpress)
    micropub = harness.Micropub()
    sites.append(micropub)
    steps.run("from Micropub", come_back, micropub, micropub.secret, None)
    for kind in (harness.WebDav, harness.Sftp):
        site = kind()
        sites.append(site)
        steps.run(f"from {site.kind}", come_back, site, site.secret, site.user, site.options)
    if (harness.cache / "ghost/ok").exists():
        ghost = harness.Ghost()
        sites.append(ghost)
        steps.run("from Ghost", come_back, ghost, ghost.secret, None)
finally:
    for site in sites:
        site.stop()
    harness.clean_up()
steps.done()
