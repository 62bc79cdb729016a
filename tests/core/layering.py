#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who knows whom, and how long things are: the rules of CONTRIBUTING.md that a compiler does not enforce.
   layering.py SOURCE-ROOT MARQUEE-CLI"""
import pathlib
import re
import subprocess
import sys

root, cli = pathlib.Path(sys.argv[1]), sys.argv[2]
MAY_KNOW = {
    "core/model": set(),
    "core/markdown": {"core/model"},
    "core/page": {"core/model", "core/markdown"},
    "core/library": {"core/model"},
    "core/markup": {"core/model"},
    "core/history": {"core/library", "core/model"},
    "core/publish": {"core/history", "core/page", "core/library", "core/markup", "core/markdown", "core/model"},
    "core/export": {"core/exchange", "core/history", "core/page", "core/library", "core/markdown", "core/model"},
    "core/mirror": {"core/exchange", "core/history", "core/page", "core/library", "core/model"},
    "core/import": {"core/exchange", "core/history", "core/page", "core/library", "core/markup", "core/model"},
    "core/exchange": {"core/history", "core/page", "core/library", "core/markup", "core/markdown", "core/model"},
}
CORE = set(MAY_KNOW)
for folder in (root / "src/ui").iterdir():
    if folder.is_dir():
        MAY_KNOW[f"ui/{folder.name}"] = CORE | {"ui/widgets"}
MAY_KNOW["ui/window"] = set(MAY_KNOW)
MAY_KNOW["ui/preview/webkit"] = {"ui/preview"}
MAY_KNOW["cli"] = CORE
failures, n = [], 0


def check(name, problems):
    global n
    n += 1
    print(f"{'not ok' if problems else 'ok'} {n} - {name}")
    for problem in problems:
        print(f"# {problem}")
        failures.append(problem)


sources = sorted((root / "src").rglob("*.[ch]"))
home = {p.name: str(p.parent.relative_to(root / "src")) for p in sources}

wrong = []
for path in sources:
    here = str(path.parent.relative_to(root / "src"))
    for header in re.findall(r'#include "([^"]+)"', path.read_text()):
        there = home.get(header, here)
        if here in MAY_KNOW and there != here and there not in MAY_KNOW[here]:
            wrong.append(f"{path.relative_to(root)} includes {there}/{header}")
check("folders include only what they may know", wrong)
check("only ui includes GTK", [str(p.relative_to(root)) for p in sources if "/ui/" not in str(p)
                               and re.search(r"#include <(gtk|adwaita|webkit)", p.read_text())])
check("only the module includes the web engine", [str(p.relative_to(root)) for p in sources if p.parent.name != "webkit"
                                                  and "#include <webkit" in p.read_text()])
linked = subprocess.run(["ldd", cli], capture_output=True, text=True, check=True).stdout
check("marquee-cli links no GTK", [line for line in linked.splitlines()
                                   if re.search(r"libgtk|libadwaita|webkit", line)])
check("no file exceeds 600 lines", [f"{p.relative_to(root)}: {len(p.read_text().splitlines())}" for p in
                                    sorted((root / "src").rglob("*.*")) + sorted((root / "tests").rglob("*.[ch]"))
                                    if p.suffix in (".c", ".h", ".js", ".blp", ".css")
                                    and len(p.read_text().splitlines()) > 600])

long = []
for path in sources:
    start = None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            if number - start + 1 > 60:
                long.append(f"{path.relative_to(root)}:{start}: {number - start + 1} lines")
            start = None
check("no function exceeds 60 lines", long)
check("every source says its license", [str(p.relative_to(root)) for p in sources
                                        if "SPDX-License-Identifier: GPL-3.0-or-later" not in p.read_text()[:100]])
print(f"1..{n}")
sys.exit(bool(failures))
