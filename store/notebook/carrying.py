"""Carrying a notebook elsewhere: written to one file, and taken into another notebook from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from store.errors import RejectedError
from store.notebook.contents import Contents, gather, read_json, write_json
from store.notebook.image import Document
from store.notebook.markdown import read_markdown, write_markdown
from store.notebook.notebook import Notebook
from store.text import clean_line

NotebookFormat = Literal["json", "markdown"]


class Taken(Struct, frozen=True):
    """What came in from another notebook."""

    cases: int
    """Cases with stars, tags or notes."""
    collections: int
    read: int
    marks: int
    places: int
    kept: tuple[str, ...]
    """What was left as it is since this notebook says otherwise: a sentence each."""


def write_notebook(notebook: Notebook, format: NotebookFormat) -> str:
    """All that stands in a notebook; `read_notebook` gives it back."""
    contents = gather(notebook.pages)
    if format == "json":
        return write_json(contents)

    def titles(cases: Iterable[str]) -> Mapping[str, str]:
        known = notebook.lookup(list(cases))
        return {case: clean_line(its.title) for case, its in known.items() if its.title}

    return write_markdown(contents, titles)


def read_notebook(data: bytes, name: str = "") -> Contents:
    """The notebook in a file called `name`, in either format. Raises `RejectedError`."""
    try:
        text = data.decode("utf-8-sig")
        return read_json(text) if text.lstrip().startswith("{") else read_markdown(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RejectedError("it is no text in UTF-8", line=line, file=name) from error
    except RejectedError as error:
        raise RejectedError(error.reason, line=error.line, file=name) from error


def take_in(notebook: Notebook, contents: Contents, source: str) -> Taken:
    """Add everything that stands in another notebook, as one step; nothing of this one is lost. Twice is as once.

    Where both have a note on a case and neither holds the other, they are joined.
    """
    with notebook.pages.change(), notebook.steps.step(f"take in {clean_line(source)}"):
        kept: list[str] = []
        return Taken(
            cases=sum(notebook.join_entry(document) for document in contents.cases),
            collections=sum(
                bool(notebook.collections.add(collection["name"], collection["cases"]))
                for collection in contents.collections
            ),
            read=notebook.add_read(contents.read),
            marks=_take_marks(notebook, contents.marks),
            places=_take_places(notebook, contents.places, kept),
            kept=tuple(kept),
        )


def _take_marks(notebook: Notebook, marks: list[str]) -> int:
    before = len(notebook.marks())
    notebook.mark(marks)
    return len(notebook.marks()) - before


def _take_places(notebook: Notebook, places: list[Document], kept: list[str]) -> int:
    taken = 0
    for document in places:
        mine = notebook.places.get(document["key"])
        if mine is None:
            notebook.places.save(document["key"], document["place"], document["title"])
            taken += 1
        elif (mine.place, mine.title) != (document["place"], document["title"]):
            kept.append(f"Under the key {document['key']} “{mine.title}” is saved, not “{document['title']}”.")
    return taken
