"""Documents by hand, and an index of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from store import index
from store.index import IndexWriter, entry_of

Document = dict[str, Any]


class Workbench:
    """An index in memory that is written a batch at a time."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        index.create(self.connection)
        self.writer = IndexWriter(self.connection)
        self.documents: dict[int, Document] = {}

    @staticmethod
    def mention(name: str, *curies: str, kind: str = "gene", section: str = "full_text", **more: Any) -> Document:
        """A mention as documents hold it."""
        return {"section": section, "kind": kind, "name": name, "curies": list(curies), "aliases": [], **more}

    @staticmethod
    def paper(number: int, *mentions: Document, **more: Any) -> Document:
        """A document with little in it."""
        pmcid = f"PMC{number}"
        return {"id": f"pmc:{pmcid}", "pmcid": pmcid, "title": f"Paper {number}", "mentions": list(mentions), **more}

    def write(self, changes: dict[int, Document | None], **entry: Any) -> None:
        """Add, replace or remove (None) documents as one batch."""
        listed = []
        for number, after in changes.items():
            before = self.documents.get(number)
            listed.append((number, before and entry_of(before), after and entry_of(after, **entry)))
            if after is None:
                self.documents.pop(number, None)
            else:
                self.documents[number] = after
        self.writer.apply(listed)
        self.writer.finish()

    def add(self, *documents: Document, **entry: Any) -> None:
        """Add documents as one batch."""
        first = max(self.documents, default=0) + 1
        self.write(dict(enumerate(documents, first)), **entry)

    def entities(self) -> dict[str, tuple[str, str, tuple[str, ...], int]]:
        """Every entity by id: name, kinds, nodes, cases."""
        rows = self.connection.execute("SELECT id, name, kinds, nodes, cases FROM index_entities").fetchall()
        found = {id_: (name, kinds, tuple(sorted(nodes.split("\n"))), cases) for id_, name, kinds, nodes, cases in rows}
        assert len(found) == len(rows), "two entities share an id"
        return found

    def contents(self, *tables: str) -> dict[str, set[tuple[Any, ...]]]:
        """Rows of tables."""
        return {table: set(self.connection.execute(f"SELECT * FROM {table}")) for table in tables}


@pytest.fixture
def bench() -> Iterator[Workbench]:
    """An empty index in memory."""
    made = Workbench()
    yield made
    made.connection.close()


@pytest.fixture(scope="session")
def new_bench() -> Callable[[], Workbench]:
    """Makes empty indexes, for tests that need several."""
    return Workbench


@pytest.fixture(scope="session")
def sample_papers() -> Sequence[Document]:
    """Papers whose entities meet in every way that the rules know."""
    m, p = Workbench.mention, Workbench.paper
    return [
        p(1, m("ALK", "ncbigene:238", section="linked"), m("ALK", "ncbigene:238", aliases=["CD246"])),
        p(
            2,
            m("alectinib", "pubchem.compound:49806720", kind="chemical"),
            m("Alectinib", "mesh:C582670", kind="chemical"),
        ),
        p(3, m("S100A1", kind="protein", section="linked"), m("S100A1", "ncbigene:6271", aliases=["S100"])),
        p(4, m("S100A1", kind="protein")),
    ]
