"""Any other CSL style, through pandoc 3 or newer where the machine has it.

Citations that come from there carry the style's own titles and are marked as pandoc's (`Citation.by`); they are not
held against goldens as the built-in styles are.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from msgspec.structs import replace

from store.citing.formats import csl_json
from store.citing.marked import Run
from store.citing.reference import Reference
from store.citing.rendering import Citation, distinct
from store.citing.styles import STYLES
from store.errors import NotFoundError, RoundsError
from store.places import expanded
from store.text import clean, clean_line

OLDEST = 3
"""Earlier versions print all authors in full where AMA and NLM cut the list."""
_PATIENCE = 60
"""Seconds until pandoc is given up."""
_VERSION = re.compile(r"pandoc(?:\.exe)? (\d+)(?:\.\d+)*")
_NEWER = "Rounds needs pandoc 3 or newer for styles that it does not print itself: https://pandoc.org/installing.html."


def cite_with_pandoc(references: Sequence[Reference], style: str, *, numbered: bool | None = None) -> list[Citation]:
    """The citations of `references` in the CSL style that `style` names (see `style_file`), in the order of the style.

    `numbered` None keeps the numbers of a numbered style where there are several citations. Raises `NotFoundError`
    for a style that is not there, `RoundsError` where pandoc is missing, too old, or refuses.
    """
    file = style_file(style)
    program = pandoc()
    works = distinct(references)
    items = [replace(work, id=str(place)) for place, work in enumerate(works)]
    entries = _entries(_run(program, ["--csl", str(file)], csl_json.write(items, [])))
    if numbered is None:
        numbered = len(works) > 1
    return [_citation(works[place].id, runs, margin, numbered) for place, margin, runs in entries]


def style_file(style: str) -> Path:
    """The file of a style: its path, or `NAME.csl` in pandoc's user folder or in Zotero's.

    Raises `NotFoundError` that says where a style can be had, `RoundsError` for a home that is not there.
    """
    given = expanded(style)
    if given.suffix == ".csl" and given.is_file():
        return given
    name = given.name.removesuffix(".csl")
    home = expanded("~")
    usual = (home / ".local/share/pandoc/csl", home / ".pandoc/csl", home / ".csl", home / "Zotero/styles")
    for folder in usual:
        file = folder / f"{name}.csl"
        if given.name == style and file.is_file():
            return file
    raise NotFoundError(
        f"There is no style “{clean_line(style)}”.",
        f"Built in are {', '.join(STYLES)}. Any other CSL style can be saved from https://www.zotero.org/styles"
        f" and given by its path, or put into {usual[0]}.",
    )


def pandoc() -> str:
    """The path of a pandoc that is new enough. Raises `RoundsError` where there is none."""
    program = shutil.which("pandoc")
    if program is None:
        raise RoundsError("There is no pandoc on this machine.", _NEWER)
    match = _VERSION.match(_run(program, ["--version"], None))
    if match is None:
        raise RoundsError(f"{program} does not say which pandoc it is.", _NEWER)
    if int(match[1]) < OLDEST:
        raise RoundsError(f"{program} is {match[0]}, which is too old.", _NEWER)
    return program


def _run(program: str, options: list[str], text: str | None) -> str:
    """What pandoc prints. Raises `RoundsError` with its own words where it fails."""
    command = [program, *options]
    if text is not None:
        command += ["--sandbox", "--citeproc", "--from", "csljson", "--to", "html", "--wrap", "none"]
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are a path and options of ours
            command, input=text or "", capture_output=True, text=True, encoding="utf-8", timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise RoundsError(f"pandoc did not answer in {_PATIENCE} seconds.") from None
    except OSError as error:
        raise RoundsError(f"{program} cannot be run: {error.strerror}.") from None
    if done.returncode:
        raise RoundsError(f"pandoc refused: {clean_line(done.stderr)[:300]}")
    return done.stdout


def _citation(identifier: str, runs: tuple[Run, ...], margin: str, numbered: bool) -> Citation:
    digits = "".join(letter for letter in margin if letter.isdigit())
    number = int(digits) if numbered and digits else None
    if number is not None:
        runs = (Run(f"{margin.strip()} "), *runs)
    return Citation(identifier, "".join(run.text for run in runs), runs, number, by="pandoc")


def _entries(page: str) -> list[tuple[int, str, tuple[Run, ...]]]:
    reader = _Bibliography()
    reader.feed(page)
    return [(place, clean_line(margin), _tidied(runs)) for place, margin, runs in reader.entries]


def _tidied(runs: list[Run]) -> tuple[Run, ...]:
    """`runs` on one line, neighbours of one face joined."""
    out: list[Run] = []
    for run in runs:
        text = re.sub(r"[ \t\n]+", " ", clean(run.text))
        if not out or out[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if out and replace(run, text="") == replace(out[-1], text=""):
            out[-1] = replace(run, text=out[-1].text + text)
        elif text:
            out.append(replace(run, text=text))
    if out:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
    return tuple(run for run in out if run.text)


class _Bibliography(HTMLParser):
    """Reads the entries out of pandoc's HTML: place in the input, text of the left margin, runs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.entries: list[tuple[int, str, list[Run]]] = []
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        kind = values.get("class") or ""
        if kind == "csl-entry":
            self.entries.append((int((values.get("id") or "").removeprefix("ref-")), "", []))
        if tag != "br":
            self.open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        kinds = [kind for _, kind in self.open]
        if "csl-entry" not in kinds:
            return
        place, margin, runs = self.entries[-1]
        if "csl-left-margin" in kinds:
            self.entries[-1] = (place, margin + data, runs)
            return
        tags = [tag for tag, _ in self.open]
        position = "super" if "sup" in tags else "sub" if "sub" in tags else ""
        runs.append(Run(data, tags.count("em") % 2 == 1, "strong" in tags, position, "smallcaps" in kinds))
