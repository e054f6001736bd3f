"""All that stands in a notebook as values, to be carried elsewhere, and its form in JSON.

    {"rounds": "notebook", "version": 1,
     "cases": [{"keys": […], "title": …, "star": when, "tags": […], "note": {"text": Markdown, "at": when}}],
     "read": [{"case": key, "at": when}], "marks": [key], "collections": [{"name": …, "cases": [key]}],
     "places": [{"key": …, "title": …, "place": {…}, "at": when}]}

Of a case only what was written down is there. Times are ISO 8601, UTC.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec import Struct, field

from store.errors import RejectedError, RoundsError
from store.notebook.image import Document
from store.notebook.pages import CASES, COLLECTIONS, MARKS, PLACES, READ, Pages
from store.notebook.tagging import normalise_tag, same_spelling
from store.text import clean, clean_line

VERSION = 1
_T = TypeVar("_T")


class Contents(Struct, frozen=True):
    """A notebook as values; the documents are as in the file."""

    cases: list[Document] = field(default_factory=list)
    read: list[Document] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    collections: list[Document] = field(default_factory=list)
    places: list[Document] = field(default_factory=list)


def gather(pages: Pages) -> Contents:
    """What stands in a notebook."""

    def all_of(table: str) -> list[Document]:
        return list(pages.image(table).documents.values())

    return Contents(
        cases=all_of(CASES),
        read=all_of(READ),
        marks=[case for document in all_of(MARKS) for case in document["cases"]],
        collections=all_of(COLLECTIONS),
        places=all_of(PLACES),
    )


def write_json(contents: Contents) -> str:
    """The notebook as JSON."""
    document = {
        "rounds": "notebook",
        "version": VERSION,
        "cases": contents.cases,
        "read": contents.read,
        "marks": contents.marks,
        "collections": contents.collections,
        "places": contents.places,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def read_json(text: str) -> Contents:
    """The notebook that JSON holds. Raises `RejectedError` where it is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise RejectedError("it is no JSON", line=line) from error
    if not isinstance(value, dict) or value.get("rounds") != "notebook":
        raise RejectedError("it is JSON, but no notebook of Rounds")
    version = value.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise RejectedError("it is a notebook of Rounds, but its “version” is no number")
    if version > VERSION:
        raise RejectedError("a later Rounds wrote this notebook")
    return admit(value)


def admit(value: Mapping[str, Any]) -> Contents:
    """The notebook of JSON values from anywhere: every one checked, every text cleaned. Raises `RejectedError`."""
    return Contents(
        cases=[case for case in _each(value, "cases", _case) if len(case) > 2],
        read=_each(value, "read", lambda item: {"case": _key(item, "case"), "at": _line(item, "at")}),
        marks=_keys(value, "marks"),
        collections=_each(
            value, "collections", lambda item: {"name": _line(item, "name"), "cases": _keys(item, "cases")}
        ),
        places=_each(value, "places", _place),
    )


def _case(item: Mapping[str, Any]) -> Document:
    keys = _keys(item, "keys")
    if not keys:
        raise RejectedError("a case has no key")
    case: Document = {"keys": keys, "title": _line(item, "title") or None}
    if item.get("star"):
        case["star"] = _line(item, "star")
    tags = _list(item, "tags")
    if tags:
        case["tags"] = same_spelling(_tag(tag) for tag in tags)
    note = item.get("note")
    if note is not None:
        note = _mapping(note, "note")
        text = note.get("text")
        if not isinstance(text, str):
            raise RejectedError("the “text” of a note is no text")
        text = clean(text).strip("\n").rstrip()
        if text:
            case["note"] = {"text": text, "at": _line(note, "at")}
    return case


def _place(item: Mapping[str, Any]) -> Document:
    place = _cleaned(_mapping(item.get("place", {}), "place"))
    return {"key": _line(item, "key"), "title": _line(item, "title"), "place": place, "at": _line(item, "at")}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean_line(name): _cleaned(part) for name, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list) else value


def _tag(value: object) -> str:
    try:
        return normalise_tag(value if isinstance(value, str) else "")
    except RoundsError as error:
        raise RejectedError(f"a tag is none: {error.sentence}") from error


def _keys(item: Mapping[str, Any], name: str) -> list[str]:
    return list(dict.fromkeys(_key({name: value}, name) for value in _list(item, name)))


def _key(item: Mapping[str, Any], name: str) -> str:
    key = _line(item, name)
    if not key or " " in key:
        raise RejectedError(f"“{key}” under “{name}” is no key of a case")
    return key


def _line(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RejectedError(f"“{name}” is no text")
    return clean_line(value)


def _each(value: Mapping[str, Any], name: str, admit_one: Callable[[Mapping[str, Any]], _T]) -> list[_T]:
    return [admit_one(_mapping(item, name)) for item in _list(value, name)]


def _list(value: Mapping[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise RejectedError(f"“{name}” is no list")
    return found


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RejectedError(f"an item of “{name}” is no JSON object")
    return value
