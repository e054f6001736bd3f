"""A notebook in Markdown: for reading, and to be read back.

Cases stand under their titles with a list of facts and the note as a quotation; collections are numbered lists; what
has no form for reading stands as a line of JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from store.errors import RejectedError
from store.notebook.contents import Contents, admit
from store.notebook.image import Document

HEADING = "# Notebook of Rounds"
_FACT = re.compile(r"- (case|starred|tags|noted): (.*)")
_ITEM = re.compile(r"(?:-|\d+\.) (.*)")

Titles = Callable[[Iterable[str]], Mapping[str, str]]
"""Keys of cases, and the titles of those that are known."""


def write_markdown(contents: Contents, titles: Titles) -> str:
    """The notebook in Markdown."""
    listed = [*contents.marks, *(case for collection in contents.collections for case in collection["cases"])]
    known = titles(listed)
    blocks = [HEADING, *_sections(contents, known)]
    return "\n\n".join(blocks) + "\n"


def _sections(contents: Contents, titles: Mapping[str, str]) -> Iterator[str]:
    if contents.cases:
        yield "## Cases"
        for case in contents.cases:
            yield from _case(case)
    if contents.collections:
        yield "## Collections"
        for collection in contents.collections:
            yield f"### {collection['name']}"
            yield from _numbered(collection["cases"], titles)
    if contents.marks:
        yield "## Marks"
        yield from _numbered(contents.marks, titles)
    if contents.read:
        yield "## Read"
        yield "\n".join(f"- {mark['case']} {mark['at']}".rstrip() for mark in contents.read)
    if contents.places:
        yield "## Places"
        yield "\n".join(f"- {json.dumps(place, ensure_ascii=False)}" for place in contents.places)


def _case(case: Document) -> Iterator[str]:
    yield f"### {case['title'] or case['keys'][0]}"
    facts = [f"- case: {' '.join(case['keys'])}"]
    if "star" in case:
        facts.append(f"- starred: {case['star']}")
    if "tags" in case:
        facts.append(f"- tags: {' '.join(f'#{tag}' for tag in case['tags'])}")
    if "note" in case:
        facts.append(f"- noted: {case['note']['at']}")
    yield "\n".join(facts)
    if "note" in case:
        yield "\n".join(f"> {line}" if line else ">" for line in case["note"]["text"].split("\n"))


def _numbered(cases: Iterable[str], titles: Mapping[str, str]) -> Iterator[str]:
    lines = [f"{number}. {case} {titles.get(case, '')}".rstrip() for number, case in enumerate(cases, 1)]
    if lines:
        yield "\n".join(lines)


# --- reading -----------------------------------------------------------------------------------------------------


def read_markdown(text: str) -> Contents:
    """The notebook that `write_markdown` wrote; titles in lists and what else stands there are passed over.

    Raises `RejectedError` where the text is no notebook.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != HEADING:
        raise RejectedError(f"it is no notebook: its first line is not “{HEADING}”", line=1)
    found: dict[str, list[Any]] = {name: [] for name in Contents.__struct_fields__}
    section = ""
    for number, line in enumerate(lines[1:], 2):
        if line.startswith("## "):
            section = line[3:].strip().lower()
        elif section in _READERS:
            try:
                _READERS[section](found, line)
            except ValueError as error:
                raise RejectedError("this is no JSON", line=number) from error
    for case in found["cases"]:
        _settle(case)
    return admit(found)


def _read_case(found: dict[str, list[Any]], line: str) -> None:
    if line.startswith("### "):
        found["cases"].append({"title": line[4:].strip(), "lines": []})
        return
    if not found["cases"]:
        return
    case = found["cases"][-1]
    if line.startswith(">"):
        case["lines"].append(line[2:] if line.startswith("> ") else line[1:])
    elif fact := _FACT.fullmatch(line.rstrip()):
        case[fact[1]] = fact[2]


def _settle(case: dict[str, Any]) -> None:
    """Make the facts of a case into those of its document."""
    case["keys"] = case.pop("case", "").split()
    if [case["title"]] == case["keys"][:1]:
        del case["title"]
    case["star"] = case.pop("starred", None)
    case["tags"] = case.pop("tags", "").split()
    at, text = case.pop("noted", ""), "\n".join(case.pop("lines"))
    if text.strip():
        case["note"] = {"text": text, "at": at}


def _read_collection(found: dict[str, list[Any]], line: str) -> None:
    if line.startswith("### "):
        found["collections"].append({"name": line[4:].strip(), "cases": []})
    elif found["collections"]:
        found["collections"][-1]["cases"] += _first_words(line)


def _read_mark(found: dict[str, list[Any]], line: str) -> None:
    found["marks"] += _first_words(line)


def _read_reading(found: dict[str, list[Any]], line: str) -> None:
    item = _ITEM.fullmatch(line.rstrip())
    if item:
        case, _, at = item[1].partition(" ")
        found["read"].append({"case": case, "at": at})


def _read_place(found: dict[str, list[Any]], line: str) -> None:
    item = _ITEM.fullmatch(line.rstrip())
    if item:
        found["places"].append(json.loads(item[1]))


def _first_words(line: str) -> list[str]:
    item = _ITEM.fullmatch(line.rstrip())
    return item[1].split()[:1] if item else []


_READERS = {
    "cases": _read_case,
    "collections": _read_collection,
    "marks": _read_mark,
    "read": _read_reading,
    "places": _read_place,
}
