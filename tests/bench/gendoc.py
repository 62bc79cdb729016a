#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A document like a review, the same every time: gendoc.py WORDS FILE"""
import random
import sys

VOCABULARY = """the a of and to in film scene camera light shadow director actor performance silence frame cut edit sound
score image story grief memory city night window door hand face voice river summer winter war mother father daughter long
short slow sudden tender cruel brilliant awkward precise ordinary luminous restless final first second third act moment shot
close wide remains becomes turns watches refuses insists remembers forgets returns leaves with without through against
beneath after before because although never always perhaps only still again almost every nothing something""".split()
chance = random.Random(42)
written = 0


def sentence():
    global written
    words = [chance.choice(VOCABULARY) for _ in range(chance.randint(7, 24))]
    written += len(words)
    words[0] = words[0].capitalize()
    kind, at = chance.random(), chance.randrange(len(words) - 1)
    if kind < 0.12:
        words[at], words[at + 1] = f"*{words[at]}", f"{words[at + 1]}*"
    elif kind < 0.18:
        words[at] = f"**{words[at]}**"
    elif kind < 0.23:
        words[at] = f"[{words[at]}](https://example.org/{words[at].lower()})"
    return " ".join(words) + "."


def paragraph(sentences=None):
    return " ".join(sentence() for _ in range(sentences or chance.randint(4, 7)))


def section(number):
    yield "## " + " ".join(chance.choice(VOCABULARY) for _ in range(4)).capitalize()
    for _ in range(3):
        yield paragraph()
    if number % 3 == 0:
        yield f"> {paragraph(2)}"
    elif number % 3 == 1:
        yield "\n".join(f"- {sentence()}" for _ in range(4))
    else:
        yield f"1. {sentence()}\n2. {sentence()}"


blocks, number = [], 0
while written < int(sys.argv[1]):
    blocks += section(number)
    number += 1
with open(sys.argv[2], "w", encoding="utf-8") as file:
    file.write("\n\n".join(blocks) + "\n")
