"""Hold the styles against citeproc-js on items made at random.

    python tests/citing/oracle/compare.py --styles STYLES --locales LOCALES [--modules NODE_MODULES]
        [--kind articles|odd|works] [--count N] [--seed N] [--show N] [STYLE…]

STYLES and LOCALES are checkouts of the CSL project's repositories `styles` and `locales`, NODE_MODULES the folder into
which `npm install citeproc` put it. Nothing of this is shipped. Prints for each style how many citations are the same,
as plain text and with their type faces, and the first that differ.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from made_items import articles, works

from store.citing import STYLES, Citation, cite, reference_of_csl

_HERE = Path(__file__).parent
_MARGIN = re.compile(r'<div class="csl-left-margin">(.*?)</div>', re.DOTALL)

Letter = tuple[str, bool, bool, str]
"""A character, whether it is italic and bold, and whether it is raised or lowered."""


class _Faces(HTMLParser):
    """Reads the letters and their faces out of citeproc-js's HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.letters: list[Letter] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = (dict(attrs).get("style") or "").replace(" ", "")
        self.open.append((tag, style))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at]
                break

    def handle_data(self, data: str) -> None:
        italic, bold, position = False, False, ""
        for tag, style in self.open:
            italic = (italic or tag == "i") and "font-style:normal" not in style
            bold = (bold or tag == "b") and "font-weight:normal" not in style
            position = {"sup": "super", "sub": "sub"}.get(tag, position)
        self.letters += [(letter, italic, bold, position) for letter in data]


def spaced(letters: list[Letter]) -> list[Letter]:
    """`letters` with runs of white space made one space in the face of its neighbours, none at the ends."""
    out: list[Letter] = []
    for letter in letters:
        if letter[0] not in " \n":
            out.append(letter)
        elif out and out[-1][0] != " ":
            out.append((" ", False, False, ""))
    for at in range(1, len(out) - 1):
        if out[at][0] == " " and out[at - 1][1:] == out[at + 1][1:]:
            out[at] = (" ", *out[at - 1][1:])
    return out[:-1] if out and out[-1][0] == " " else out


def theirs(text: str) -> list[Letter]:
    faces = _Faces()
    faces.feed(_MARGIN.sub(r"\1 ", text))
    return spaced(faces.letters)


def ours(citation: Citation) -> list[Letter]:
    return spaced([(letter, run.italic, run.bold, run.position) for run in citation.runs for letter in run.text])


def asked(items: list[dict[str, Any]], arguments: argparse.Namespace) -> dict[str, dict[str, list[str]]]:
    """What citeproc-js says."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(items, file)
        file.flush()
        names = [STYLES[style].csl for style in arguments.style or STYLES]
        command = ["node", str(_HERE / "citeproc.js"), file.name, arguments.styles, arguments.locales, *names]
        environment = os.environ | ({"NODE_PATH": arguments.modules} if arguments.modules else {})
        answer = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    answers: dict[str, dict[str, list[str]]] = json.loads(answer.stdout)
    return answers


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--styles", required=True)
    parser.add_argument("--locales", required=True)
    parser.add_argument("--modules", default="")
    parser.add_argument("--kind", choices=("articles", "odd", "works"), default="articles")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3)
    parser.add_argument("style", nargs="*")
    arguments = parser.parse_args()
    made = works if arguments.kind == "works" else articles
    items = made(arguments.count, arguments.seed, **({"odd": True} if arguments.kind == "odd" else {}))
    answers = asked(items, arguments)
    for style in arguments.style or STYLES:
        report(style, items, answers[STYLES[style].csl], arguments.show)


def report(style: str, items: list[dict[str, Any]], answers: dict[str, list[str]], show: int) -> None:
    different, faces = [], 0
    for item in items:
        (citation,) = cite([reference_of_csl(item)], style, numbered=STYLES[style].numbered)
        want, got = theirs(answers[item["id"]][1]), ours(citation)
        want_text, got_text = ("".join(letter[0] for letter in letters) for letters in (want, got))
        if want_text != got_text:
            different.append((item["id"], want_text, got_text))
        elif want != got:
            faces += 1
    same = len(items) - len(different)
    say = sys.stdout.write
    say(f"{style:10} {same}/{len(items)} the same ({same / len(items):.2%}), {faces} of these in other type faces\n")
    for name, expected, found in different[:show]:
        say(f"    {name}\n      citeproc-js  {expected}\n      here         {found}\n")


if __name__ == "__main__":
    main()
