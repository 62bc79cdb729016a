#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the finished review to a real WordPress, by accessibility and keyboard alone: a site is added, a draft sent, changed
there, the change seen and answered, and the review published and opened in a browser."""
import datetime
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "backends"))
import harness  # noqa: E402
from proxy import Fault, Proxy  # noqa: E402

harness.unlock_keyring(display=True)

from driver import Atspi, Manager, Program, act, key, set_text, wait, walk  # noqa: E402
from tap import Steps  # noqa: E402

TITLE = "Rust and Bone"
TEXT = "The sea is *never* far away.\n\nHe fights for **money**; she [learns](https://example.org/).\n\n> It gives them back."
steps = Steps()
site = proxy = program = review = critic = None


def row_text(name):
    """The text inside a row of a form."""
    return wait(f"the row “{name}”", lambda: next(
        (n for n in program.all("text") + program.all("password text") if n.get_name() == name), None))


def is_focused(row):
    return any(n.get_state_set().contains(Atspi.StateType.FOCUSED) for n in program.all("combo box", row))


def choose(row, times):
    """Takes the choice so many rows below the first, by keyboard."""
    wait(f"the row “{row}”", lambda: program.all("combo box", row))
    for _ in range(30):
        if is_focused(row):
            break
        key("Tab")
    wait(f"the focus on “{row}”", lambda: is_focused(row))
    key("space")
    wait("the choices", lambda: len(program.all("list item")) > 2)
    key("Home", *["Down"] * times, "Return")


def there():
    posts = site.posts(TITLE)
    assert len(posts) == 1, posts
    return posts[0]


def open_dialog():
    program.find("text", "Title")
    key("ctrl+shift+p")


def send():
    act([b for b in program.all("button") if b.get_name() in ("Publish", "Update", "Publish Anew")][-1])


def finish():
    program.find("button", "Copy Address", seconds=30)
    address = wait("the address", lambda: next(
        (n.get_name() for n in program.all("label") if n.get_name().startswith("http")), None))
    key("Escape")
    wait("the dialog to close", lambda: not program.all("button", "Copy Address"))
    return address


def add_site():
    open_dialog()
    program.click("button", "Add a Site…")
    set_text(row_text("Name, as you call it"), "Films in Review")
    set_text(row_text("Address, such as https://example.org"), proxy.address)
    set_text(row_text("User"), "critic")
    set_text(row_text("Application password"), "wrong wrong wrong wrong wron")
    program.click("button", "Add")
    wait("the reason", lambda: any("does not know this user" in (n.get_name() or "") for n in walk(program.app)))
    set_text(row_text("Application password"), site.secret)
    program.click("button", "Add")
    program.find("label", "Before It Goes Out")


def label_with(words, **options):
    """What some label says that has these words in it."""
    return wait(f"a label with “{words}”", lambda: next(
        (n.get_name() for n in program.all("label") if words in (n.get_name() or "")), None), **options)


def send_draft():
    label_with("Not there")
    label_with("no tag “Drama” yet")
    set_text(row_text("Tags"), "Drama, Sea")
    choose("When", 2)
    send()
    finish()
    assert there()["status"] == "draft"
    assert len(there()["tags"]) == 2, there()
    wait("the tags in the library", lambda: critic.show(review)["tags"] == ["Drama", "Sea"])


def cancel():
    """While a picture is on its way."""
    proxy.fault = Fault("slow", "POST", r"/wp/v2/media", lasts=True)
    choose("When", 2)
    send()
    wait("the picture to be under way", lambda: proxy.fault.met)
    program.click("button", "Cancel")
    label_with("Cancelled. The post is not on the site")
    proxy.fault = None
    assert not site.posts(TITLE)


def embargo(until):
    program.frame_action("review.details")
    set_text(row_text("Embargo, as 2026-11-30T18:00"), until)
    key("Escape")
    wait("the embargo in the library", lambda: bool(critic.show(review).get("embargo")) == bool(until))


def keep_embargo():
    embargo("2999-01-01T12:00")
    open_dialog()
    label_with("Under embargo until 1 January 2999")
    choose("When", 0)
    send()
    label_with("This review is under embargo until 1 January 2999")
    assert there()["status"] == "draft"
    key("Escape")
    wait("the dialog to close", lambda: not program.all("label", "Before It Goes Out"))
    embargo("")


def change_there(*changes):
    body = there()["body"]
    for before, after in changes:
        assert before in body, body
        body = body.replace(before, after)
    site.call("POST", f"posts/{there()['id']}", {"content": body})


def see_the_change():
    open_dialog()
    choose("When", 2)
    send()
    program.find("button", "Keep Mine", seconds=30)
    shown = " ".join(n.get_name() or "" for n in program.all("label"))
    assert "out of sight" in shown and "far away" in shown and "glory" in shown and "money" in shown, shown
    assert "out of sight" in there()["body"]  # nothing was overwritten


def merge():
    act(program.all("radio button", "Theirs")[0])
    program.click("button", "Send the Merged Text")
    finish()
    body = there()["body"]
    assert "out of sight" in body and "<strong>money</strong>" in body and "glory" not in body, body
    assert "*never* out of sight" in critic.show(review)["body"], critic.show(review)["body"]


def take_theirs():
    open_dialog()
    choose("When", 2)
    send()
    program.find("button", "Keep Mine", seconds=30)
    program.click("button", "All Theirs")
    program.click("button", "Take Theirs")
    wait("the review to be as on the site", lambda: "gives it all" in critic.show(review)["body"])
    assert "gives it all" in there()["body"]


def keep_mine():
    open_dialog()
    choose("When", 2)
    send()
    program.click("button", "Keep Mine")
    finish()
    assert "gives it all" in there()["body"] and "nothing" not in there()["body"]


def schedule():
    open_dialog()
    choose("When", 1)
    soon = datetime.datetime.now() + datetime.timedelta(days=2)
    set_text(row_text("Day and time here, such as 2026-11-30T18:00"), soon.strftime("%Y-%m-%dT%H:%M"))
    label_with("(America/New_York)")
    send()
    finish()
    assert there()["status"] == "future"


def publish():
    open_dialog()
    send()
    address = finish()
    assert there()["status"] == "publish"
    assert there()["address"] == address.replace(proxy.address, site.address), (there()["address"], address)
    return address


def open_in_browser(address):
    chromium = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                               "--disable-background-networking", "--disable-component-update", "--disable-sync",
                               f"--user-data-dir={program.home}/chromium", "--dump-dom", address],
                              capture_output=True, text=True, timeout=60)
    text = " ".join(re.sub(r"<[^>]+>", " ", chromium.stdout).split())
    for part in (TITLE, "Dir:", "Jacques Audiard", "Stars:", "Marion Cotillard", "4 out of 5", "out of sight", "It gives it all",
                 "Leave a Reply"):
        assert part in text, part
    for stem in critic.stems[review]:
        assert stem in chromium.stdout, stem


def read_record():
    program.frame_action("review.ledger")
    program.click("button", "Ask the Site")
    label_with("Published, as it was sent")
    key("Escape")
    wait("the record to close", lambda: not program.all("button", "Ask the Site"))


def send_anew():
    site.call("DELETE", f"posts/{there()['id']}?force=true")
    open_dialog()
    label_with("Not on the site any more")
    send()
    finish()
    assert there()["status"] == "publish"


def bring_in():
    """What somebody wrote on the site itself comes into the library, once."""
    site.call("POST", "posts", {"title": "Cléo from 5 to 7", "status": "publish",
                                "content": "<!-- wp:html --><p>Dir: Agnès Varda</p><p>Two hours, and a <em>life</em>.</p><!-- /wp:html -->"})
    program.frame_action("win.bring-in")
    wait("the post", lambda: program.all("check box", "Cléo from 5 to 7"))
    program.click("button", "Select All")
    wait("the button", lambda: program.find("button", "Bring In").get_state_set().contains(Atspi.StateType.SENSITIVE))
    program.click("button", "Bring In")
    label_with("Brought In")
    key("Escape")
    rows = wait("the review in the library", lambda: [row for row in json.loads(
        critic.run("--json", "list").stdout) if row["title"] == "Cléo from 5 to 7"])
    assert len(rows) == 1, rows
    shown = critic.show(rows[0]["id"])
    assert shown["directors"] == ["Agnès Varda"] and "a *life*" in shown["body"], shown


def edit_site():
    """A site gets another name; its password stays as it is."""
    key("ctrl+comma")
    act(wait("the page", lambda: next((n for n in program.all("radio button") + program.all("page tab")
                                       if n.get_name() == "Sites"), None)))
    program.click("button", "Edit Site: Films in Review")
    set_text(row_text("Name, as you call it"), "The Paper")
    program.click("button", "Save")
    program.find("button", "Edit Site: The Paper", seconds=30)
    key("Escape")
    wait("the preferences to close", lambda: not program.all("button", "Edit Site: The Paper"))
    assert "The Paper" in critic.run("site", "verify", "The Paper", check=True).stdout


def nothing_is_left():
    shown = critic.show(review)
    assert shown["status"] == "published" and shown["url"], shown
    data = b"".join(path.read_bytes() for folder in (critic.folder, program.home) for path in folder.rglob("*") if path.is_file())
    for secret in (site.secret, site.secret.replace(" ", "")):
        assert secret.encode() not in data, "the password stands in a file"


def end():
    program.close()
    assert not program.warnings(), program.warnings()


with Manager():
    try:
        site = harness.WordPress()
        proxy = Proxy(site.port)
        critic = harness.Critic("window")  # its own library
        review = critic.add_review(TITLE, TEXT)
        program = Program(arguments=("--library", str(critic.library)))
        steps.run("adds a site, and says what is wrong with a password", add_site)
        steps.run("stops when asked to, and says what is on the site", cancel)
        steps.run("sends a draft", send_draft)
        steps.run("keeps an embargo", keep_embargo)
        change_there(("far away", "out of sight"), ("money", "glory"))
        steps.run("shows what somebody changed on the site", see_the_change)
        steps.run("merges it, paragraph by paragraph", merge)
        change_there(("gives them back", "gives it all"))
        steps.run("takes the site's words", take_theirs)
        change_there(("gives it all", "gives nothing"))
        steps.run("replaces them when asked to", keep_mine)
        steps.run("schedules", schedule)
        address = steps.run("publishes now", publish)
        steps.run("the page is what a reader of the site sees", open_in_browser, address)
        steps.run("says what was sent, and whether the site still has it", read_record)
        steps.run("sends again what the site deleted, when asked to", send_anew)
        steps.run("brings in what was written on the site", bring_in)
        steps.run("gives a site another name", edit_site)
        steps.run("the review is out in the library, the password in the keyring only", nothing_is_left)
        steps.run("closes without a warning", end)
    finally:
        if site:
            site.stop()
        harness.clean_up()
steps.done()
