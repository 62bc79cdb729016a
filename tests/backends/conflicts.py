#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What others do on a WordPress, and what the program then does not do; and what it says where it can't publish."""
import contextlib
import datetime
import pathlib
import subprocess
import sys

import harness
from proxy import Proxy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "ui"))
from tap import Steps  # noqa: E402

steps = Steps()


def refused(done, words):
    assert done.returncode == 1 and words in done.stderr, (done.returncode, done.stderr)


def change_status(title, status, **fields):
    post = site.posts(title)[0]
    site.call("POST", f"posts/{post['id']}", {"status": status, **fields})


def published_by_an_editor():
    review = critic.add_review("Out early")
    critic.publish(review, "Paper", "--draft", check=True)
    change_status("Out early", "publish")
    refused(critic.publish(review, "Paper", "--draft"), "Somebody changed the post")
    assert site.posts("Out early")[0]["status"] == "publish"  # it was not taken back in silence
    critic.publish(review, "Paper", "--draft", "--overwrite", check=True)
    assert site.posts("Out early")[0]["status"] == "draft"


def went_out_as_scheduled():
    review = critic.add_review("On time")
    day = datetime.datetime.now() + datetime.timedelta(days=3)
    critic.publish(review, "Paper", "--at", day.strftime("%Y-%m-%dT%H:%M"), check=True)
    assert site.posts("On time")[0]["status"] == "future"
    change_status("On time", "publish", date_gmt="2026-01-02T03:04:05")  # as the site's clock does
    critic.publish(review, "Paper", check=True)
    assert [p["status"] for p in site.posts("On time")] == ["publish"]


def two_at_once():
    """Two programs that send the same review at the same moment: it arrives once."""
    review = critic.add_review("Twice")
    both = [subprocess.Popen([harness.cli_path, "--library", critic.library, "publish", review, "--site", "Paper"],
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=60)[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes == [0, 0] or codes == [0, 1] and any("something later" in words for words in said), said
    assert len(site.posts("Twice")) == 1
    stems = critic.stems[review]
    assert [sum(slug.startswith(stem) for slug, *_ in site.pictures()) for stem in stems] == [1, 1]


def deleted():
    review = critic.add_review("Gone")
    critic.publish(review, "Paper", check=True)
    site.call("DELETE", f"posts/{site.posts('Gone')[0]['id']}")
    refused(critic.publish(review, "Paper"), "was deleted")
    assert not site.posts("Gone")
    critic.publish(review, "Paper", "--anew", check=True)
    assert len(site.posts("Gone")) == 1
    critic.publish(review, "Paper", "--bin", check=True)
    assert not site.posts("Gone")


def embargo():
    review = critic.add_review("Not yet", embargo="2999-01-01T00:00:00Z")
    refused(critic.publish(review, "Paper"), "under embargo")
    critic.publish(review, "Paper", "--draft", check=True)
    refused(critic.publish(review, "Paper"), "under embargo")
    assert site.posts("Not yet")[0]["status"] == "draft"


def a_contributor():
    critic.add_site("wordpress", site.address, "Intern", site.facts["INTERN_APP_PASSWORD"], "intern")
    review = critic.add_review("By an intern", stills=0)
    refused(critic.publish(review, "Intern"), "may not publish")
    assert not site.posts("By an intern")


class Stripper(Proxy):
    """A server that keeps passwords from what runs on it."""

    def _forward(self, method, path, headers, body):
        del headers["Authorization"]
        return super()._forward(method, path, headers, body)


@contextlib.contextmanager
def written(path, text):
    path.write_text(text)
    path.chmod(0o644)
    try:
        yield
    finally:
        path.unlink()


def say(words, address=None, user="critic", secret=None):
    done = critic.run("site", "add", "wordpress", address or site.address, "--name", "Other", "--user", user, "--password-stdin",
                      secret=secret or site.secret)
    refused(done, words)
    assert "Other" not in critic.run("site", "list", check=True).stdout


def connection():
    say("does not know this user", secret="abcd efgh ijkl mnop qrst uvwx")
    say("password for logging in", secret=site.facts["LOGIN_PASSWORD"])
    say("no application password", secret="short")
    say("may read the site but not write", user="reader", secret=site.facts["READER_APP_PASSWORD"])
    say("no WordPress", address=site.address + "wp-includes/css/buttons.css")
    say("does not answer", address="http://127.0.0.1:9/")
    say("unprotected", address="http://example.org/")
    say("There is no site", address="https://no-such-host.invalid/")
    stripper = Stripper(site.port)
    say("strips the header", address=stripper.address)
    stripper.close()
    root = pathlib.Path(site.facts["DIR"], "site")
    plugins = root / "wp-content/mu-plugins"
    plugins.mkdir(exist_ok=True)
    with written(plugins / "off.php", "<?php add_filter('rest_authentication_errors', function () {"
                 " return new WP_Error('rest_disabled', 'Off', ['status' => 403]); });"):
        say("REST interface is switched off")
    with written(root / ".maintenance", "<?php $upgrading = time();"):
        say("in maintenance")


def plain_addresses():
    plain = harness.WordPress("-l", "plain")
    try:
        critic.add_site("wordpress", plain.address, "Plain", plain.secret, "critic")
        review = critic.add_review("With plain addresses")
        assert "?p=" in critic.publish(review, "Plain", check=True).stdout
    finally:
        plain.stop()


harness.unlock_keyring()
site = harness.WordPress()
try:
    critic = harness.Critic("conflicts")
    critic.add_site("wordpress", site.address, "Paper", site.secret, "critic")
    steps.run("a draft that an editor published stays out", published_by_an_editor)
    steps.run("what went out as scheduled is no conflict", went_out_as_scheduled)
    steps.run("two programs at once make one post", two_at_once)
    steps.run("what was deleted there is not sent again unasked", deleted)
    steps.run("nothing goes out before its embargo", embargo)
    steps.run("a contributor is told what they may not", a_contributor)
    steps.run("a site that can't be used says why, and is not kept", connection)
    steps.run("a site with plain addresses is found too", plain_addresses)
finally:
    site.stop()
    harness.clean_up()
steps.done()
