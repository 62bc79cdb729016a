# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishing a review of 800 words with a poster to a WordPress, beside curl with the same requests."""
import pathlib
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "backends"))
import harness  # noqa: E402
from proxy import Proxy  # noqa: E402

ROUNDS = 9


def curl_arguments(requests, port):
    """One curl that sends them all, on a connection that it keeps."""
    arguments = ["curl", "--silent", "--output", "/dev/null"]
    for i, (method, path, headers, body) in enumerate(requests):
        if i > 0:
            arguments += ["--next", "--silent", "--output", "/dev/null"]
        arguments += ["--request", method, f"http://127.0.0.1:{port}{path}"]
        for name, value in headers.items():
            if name.lower() not in ("host", "connection", "content-length", "accept-encoding"):
                arguments += ["--header", f"{name}: {value}"]
        if body:
            file = harness.work / f"body-{i}"
            file.write_bytes(body)
            arguments += ["--data-binary", f"@{file}"]
    return arguments


def timed(*command, **options):
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, **options)
    return time.perf_counter() - start


def main():
    site = harness.WordPress()
    try:
        proxy = Proxy(site.port)
        critic = harness.Critic("bench")
        critic.add_site("wordpress", proxy.address, "Recorded", site.secret, site.user)
        critic.add_site("wordpress", site.address, "Paper", site.secret, site.user)
        text = "\n\n".join("The camera waits, and so do we, for what the light will do to her face. " * 6 for _ in range(9))
        recorded = critic.add_review("Recorded", text, stills=0)
        proxy.seen.clear()
        critic.publish(recorded, "Recorded", check=True)
        arguments = curl_arguments(proxy.seen, site.port)
        ours, theirs = [], []
        for i in range(ROUNDS):
            review = critic.add_review(f"Film {i}", text, stills=0)
            ours.append(timed(harness.cli_path, "--library", critic.library, "publish", review, "--site", "Paper"))
            theirs.append(timed(*arguments))
        mine, curl = statistics.median(ours), statistics.median(theirs)
        print(f"publish: {mine * 1000:.0f} ms, curl with the same {len(proxy.seen)} requests {curl * 1000:.0f} ms: "
              f"{mine / curl:.2f} x (reach: 1.5)")
    finally:
        site.stop()
        harness.clean_up()


harness.unlock_keyring()
main()
