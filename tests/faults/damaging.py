"""Files cut short, pages overwritten, bits flipped: found and said in plain words, or without any effect.

What cannot be read is lost; everything else is saved into a new file, and the damaged one stays as it is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from store.checking import check, check_notebook
from store.errors import RoundsError
from store.library import Library
from store.notebook.carrying import write_notebook
from store.notebook.notebook import Notebook
from store.repairing import repair, repair_notebook
from store.storage.schema import PAGE_SIZE
from tests.faults.fault import Fault, expect
from tests.faults.ground import CASES, a_library, a_notebook, grounds, ids_in, rounds, says_it_well

_COMMANDS = (
    ["list"],
    ["search", "fever"],
    ["search", "gene:ALK -disease:gout"],
    ["show", "PMC7"],
    ["cite", "PMC3", "--style", "apa"],
    ["entities", "al"],
    ["entity", "ncbigene:100"],
    ["stats"],
    ["export", "--format", "csv"],
    ["check"],
    ["doctor"],
    ["star", "PMC5"],
    ["remove", "PMC9"],
)


def _spoil(dice: Random, data: bytearray, how: str) -> None:
    match how:
        case "cut":
            del data[dice.randrange(1, len(data)) :]
        case "page":
            page = dice.randrange(len(data) // PAGE_SIZE)
            data[page * PAGE_SIZE : (page + 1) * PAGE_SIZE] = dice.randbytes(PAGE_SIZE)
        case "zeros":
            start = dice.randrange(len(data))
            end = min(len(data), start + dice.choice([16, 512, PAGE_SIZE, 10 * PAGE_SIZE]))
            data[start:end] = bytes(end - start)
        case _:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def _pages_of(path: Path, names: str) -> list[int]:
    """The pages (from 0) of the tables and indexes whose names are like `names`."""
    plain = sqlite3.connect(path)
    try:
        found = plain.execute("SELECT pageno - 1 FROM dbstat WHERE name LIKE ? ESCAPE '\\'", (names,))
        return [page for (page,) in found]
    finally:
        plain.close()


@cache
def _places() -> dict[str, list[int]]:
    """Where to flip bits: the parts of the small library, by page."""
    path = a_library(grounds() / "places")
    kinds = {
        "documents": "documents\\_%",
        "packed words": "index\\_%\\_data",
        "other index": "index\\_%",
        "schema": "sqlite\\_schema",
        "tables": "%",
    }
    try:
        return {name: _pages_of(path, like) for name, like in kinds.items()}
    except sqlite3.Error:  # without the table that tells: anywhere
        return {}


def _flip(dice: Random, data: bytearray) -> None:
    """Flip one bit: in the header, the schema, documents, packed words, … or anywhere."""
    kind = dice.choice(["header", "anywhere", *_places()])
    pages = [0] if kind in ("header", "schema") else _places().get(kind) or list(range(len(data) // PAGE_SIZE))
    within = range(100) if kind == "header" else range(100, PAGE_SIZE) if pages == [0] else range(PAGE_SIZE)
    at = dice.choice(pages) * PAGE_SIZE + dice.choice(within)
    data[at] ^= 1 << dice.randrange(8)


def _answers(path: Path) -> list[Any]:
    """What a library answers to many questions, as JSON can hold it."""
    with Library.open(path, readonly=True) as library:
        index = library.index
        said: list[Any] = [sorted((number, repr(document)) for number, document in library.documents())]
        for query in (
            "",
            "fever",
            "fev*",
            '"right after"',
            "gene:ALK",
            "-gene:ALK year:>=2015",
            "import:last",
            "a OR b",
        ):
            for sort in ("date", "title", "author"):
                said.append(list(index.search(query, sort=sort).numbers))  # type: ignore[arg-type]
        for text in ("a", "al", "ALK", "fev", "100", "MESH:D009901", "mad gene", "alkk"):
            said.append([repr(hit) for hit in index.find_entities(text, limit=20).hits])
        said += [[repr(row) for row in index.rows(range(1, CASES + 1))], library.number("PMC7"), library.info.name]
        return said


@cache
def _right_answers() -> list[Any]:
    return _answers(a_library(grounds() / "right"))


def _spoiled(how: str) -> Callable[[Random, Path], str]:
    def spoil_library(dice: Random, work: Path) -> str:
        """The check finds it, or it has no effect; a repair saves cases as they were and writes over nothing."""
        path = a_library(work)
        before = ids_in(path)
        data = bytearray(path.read_bytes())
        if how == "flip":
            _flip(dice, data)
        else:
            _spoil(dice, data, how)
        path.write_bytes(data)
        command = dice.choice(_COMMANDS)
        says_it_well(rounds(*command, "--library", path, home=work / "home"))
        path.write_bytes(data)  # a command that writes has changed it
        try:
            report = check(path)
        except RoundsError as error:
            expect(str(error).endswith("."), f"no sentence: {error}")
            report = None
        if report is not None and report.ok:
            expect(_answers(path) == _right_answers(), f"the check finds nothing, and answers differ ({command})")
            return "without effect"
        _is_plain(report.problems if report else ())
        into = work / "saved.db"
        result = repair(path, into)
        expect(path.read_bytes() == data, "the damaged file was written to")
        expect(check(into).ok, "what was saved is not whole")
        expect(ids_in(into) <= before and len(ids_in(into)) == result.saved, "something else was saved")
        return "found, all cases saved" if result.saved == len(before) else "found, some cases lost"

    return spoil_library


def _is_plain(problems: tuple[str, ...]) -> None:
    for problem in problems:
        expect(problem.isprintable() and problem.endswith("."), f"no sentence: {problem!r}")
        expect(not any(word in problem for word in ("btree", "Tree ", "cell", "rowid")), f"jargon: {problem}")


def spoil_notebook(dice: Random, work: Path) -> str:
    """The check finds it, or it has no effect; what can be read is saved into a new notebook."""
    path = a_notebook(work, 120)
    with Notebook.open(path, readonly=True) as notebook:
        before = write_notebook(notebook, "json")
    data = bytearray(path.read_bytes())
    how = dice.choice(["flip", "flip", "flip", "page", "cut", "zeros"])
    _spoil(dice, data, how)
    path.write_bytes(data)
    command = dice.choice([["search", "is:starred"], ["tag"], ["undo"], ["star", "PMC9"], ["collection"], ["check"]])
    library = a_library(work)
    done = rounds(*command, "--library", library, "--notebook", path, home=work / "home")
    says_it_well(done)
    path.write_bytes(data)
    try:
        report = check_notebook(path)
    except RoundsError as error:
        expect(str(error).endswith("."), f"no sentence: {error}")
        return "found"
    if report.ok:
        with Notebook.open(path, readonly=True) as notebook:
            expect(write_notebook(notebook, "json") == before, "the check finds nothing, and the notebook differs")
        return "without effect"
    _is_plain(report.problems)
    into = work / "saved.db"
    repair_notebook(path, into)
    expect(path.read_bytes() == data, "the damaged file was written to")
    expect(check_notebook(into).ok, "what was saved is not whole")
    with Notebook.open(into, readonly=True) as notebook:
        known = json.loads(before)["cases"]
        texts = {entry["note"]["text"] for entry in known if "note" in entry}
        found = {entry.note for entry in notebook.entries() if entry.note}
        expect(len(found - texts) <= 40, "notes that nobody wrote")
        expect(all(note.startswith("Note ") for note in found), "notes that nobody wrote")
    return "found, what can be read is saved"


FAULTS = (
    Fault("cut-short", "a library cut short", _spoiled("cut"), 100, 2),
    Fault("page-noise", "a page overwritten by noise", _spoiled("page"), 100, 3),
    Fault("zeros", "a stretch overwritten by zeros", _spoiled("zeros"), 60, 1),
    Fault("bit-flip", "one bit flipped (header, schema, documents, packed words, index)", _spoiled("flip"), 500, 10),
    Fault("notebook-damage", "a notebook damaged likewise", spoil_notebook, 150, 4),
)
