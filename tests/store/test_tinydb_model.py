"""Our tables against TinyDB's own memory storage as a model, by random operations."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tinydb import TinyDB, where
from tinydb.operations import increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from store.storage.draft import Change
from store.storage.tables import SQLiteStorage, open_tinydb

NAMES = st.sampled_from(["papers", "_default", "öther"])
LETTERS = st.sampled_from("abc")
TEXTS = st.text(max_size=300)
DOCUMENTS = st.fixed_dictionaries(
    {"k": LETTERS, "n": st.integers(-5, 5)},
    optional={"text": TEXTS, "list": st.lists(st.integers() | TEXTS, max_size=3)},
)


class TablesAgree(RuleBasedStateMachine):
    """The same operations on ours and on the model; and a replica that is fed by the listeners alone."""

    @initialize(on_disk=st.booleans())
    def open(self, on_disk: bool) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "a.db" if on_disk else None
        self.model = TinyDB(storage=MemoryStorage)
        self.replica: dict[int, Any] = {}
        self.open_ours()

    def open_ours(self) -> None:
        self.ours = open_tinydb(self.path) if self.path else open_tinydb()
        assert isinstance(self.ours.storage, SQLiteStorage)
        self.ours.storage.listen("papers", self.hear)

    def hear(self, changes: list[Change]) -> None:
        for change in changes:
            assert self.replica.get(change.number) == change.before
            assert change.before != change.after
            if change.after is None:
                del self.replica[change.number]
            else:
                self.replica[change.number] = change.after

    def both(self, name: str) -> tuple[Any, Any]:
        return self.ours.table(name), self.model.table(name)

    @precondition(lambda self: self.path is not None)
    @rule()
    def close_and_open(self) -> None:
        self.ours.close()
        self.open_ours()

    @rule(name=NAMES, document=DOCUMENTS)
    def insert(self, name: str, document: dict[str, Any]) -> None:
        ours, model = self.both(name)
        number = ours.insert(document)
        assert all(number > other.doc_id for other in model)
        model.insert(Document(document, number))

    @rule(name=NAMES, documents=st.lists(DOCUMENTS, max_size=4))
    def insert_multiple(self, name: str, documents: list[dict[str, Any]]) -> None:
        ours, model = self.both(name)
        numbers = ours.insert_multiple(documents)
        model.insert_multiple(Document(document, number) for document, number in zip(documents, numbers, strict=True))

    @rule(name=NAMES, document=DOCUMENTS, number=st.integers(1, 12))
    def upsert_by_id(self, name: str, document: dict[str, Any], number: int) -> None:
        ours, model = self.both(name)
        assert model.upsert(Document(document, number)) == ours.upsert(Document(document, number))

    @rule(name=NAMES, letter=LETTERS, fields=DOCUMENTS)
    def update(self, name: str, letter: str, fields: dict[str, Any]) -> None:
        ours, model = self.both(name)
        assert sorted(model.update(fields, where("k") == letter)) == ours.update(fields, where("k") == letter)

    @rule(name=NAMES, numbers=st.lists(st.integers(0, 12), unique=True, max_size=4))
    def count_up(self, name: str, numbers: list[int]) -> None:
        ours, model = self.both(name)
        assert model.update(increment("n"), doc_ids=numbers) == ours.update(increment("n"), doc_ids=numbers)

    @rule(name=NAMES, letter=LETTERS)
    def remove(self, name: str, letter: str) -> None:
        ours, model = self.both(name)
        assert sorted(model.remove(where("k") == letter)) == ours.remove(where("k") == letter)

    @rule(name=NAMES, numbers=st.lists(st.integers(0, 12), unique=True, max_size=3))
    def remove_by_id(self, name: str, numbers: list[int]) -> None:
        ours, model = self.both(name)
        assert model.remove(doc_ids=numbers) == ours.remove(doc_ids=numbers)

    @rule(name=NAMES)
    def truncate(self, name: str) -> None:
        for table in self.both(name):
            table.truncate()

    @rule(name=NAMES)
    def drop(self, name: str) -> None:
        for db in (self.ours, self.model):
            db.drop_table(name)

    @rule(name=NAMES, letter=LETTERS, most=st.integers(-5, 5))
    def ask(self, name: str, letter: str, most: int) -> None:
        ours, model = self.both(name)
        query = (where("k") == letter) | (where("n") < most)
        assert sorted(found.doc_id for found in model.search(query)) == [found.doc_id for found in ours.search(query)]
        assert model.count(query) == ours.count(query)
        assert model.contains(query) == ours.contains(query)

    @rule(name=NAMES, number=st.integers(-1, 15))
    def get(self, name: str, number: int) -> None:
        ours, model = self.both(name)
        assert model.get(doc_id=number) == ours.get(doc_id=number)

    @invariant()
    def same(self) -> None:
        if not hasattr(self, "ours"):
            return
        assert self.model.tables() == self.ours.tables()
        for name in self.model.tables():
            ours, model = self.both(name)
            assert len(model) == len(ours)
            assert {one.doc_id: dict(one) for one in model} == {one.doc_id: dict(one) for one in ours}
        assert {one.doc_id: dict(one) for one in self.ours.table("papers")} == self.replica

    def teardown(self) -> None:
        if hasattr(self, "ours"):
            self.ours.close()
            self.folder.cleanup()


TablesAgree.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestTablesAgree = TablesAgree.TestCase
