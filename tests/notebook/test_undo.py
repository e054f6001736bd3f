"""Undo and redo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule

from store.errors import LibraryError, NotFoundError, ReadOnlyError
from store.notebook import pages
from store.notebook.notebook import Notebook
from store.notebook.pages import Pages
from store.notebook.steps import Steps

LIBRARY = Path("/l.db")
A, B = "pmc:PMC1", "pmc:PMC2"
UNDOABLE = (pages.CASES, pages.READ, pages.MARKS, pages.COLLECTIONS, pages.PLACES)


@dataclass
class Info:
    """What a library says of itself."""

    identity: str | None


class Shelf:
    """A library that can only remove and restore."""

    def __init__(self, *ids: str, identity: str = "one") -> None:
        self.info = Info(identity)
        self.documents: dict[str, dict[str, Any]] = {one: {"id": one, "title": f"Case {one}"} for one in ids}
        self.broken = False

    def number(self, reference: str, /) -> int:
        if reference not in self.documents:
            raise NotFoundError(f"There is no case {reference}.")
        return 1

    def remove(self, references: Sequence[str], /) -> None:
        if self.broken:
            raise ReadOnlyError("The library is open for reading only.")
        for one in references:
            del self.documents[one]

    def restore(self, documents: Sequence[dict[str, Any]], /) -> None:
        if self.broken:
            raise ReadOnlyError("The library is open for reading only.")
        self.documents.update({document["id"]: document for document in documents})


def everything(notebook: Notebook) -> dict[str, dict[int, dict[str, Any]]]:
    """All documents that undoing is about, down to their numbers."""
    return {table: dict(notebook.pages.image(table).documents) for table in UNDOABLE}


def test_undo_and_redo_across_restarts(path: Path) -> None:
    """What was done in one session is undone in the next and done again in a third."""
    with Notebook.open(path) as notebook:
        notebook.star(A)
        notebook.set_note(A, "why?")
    with Notebook.open(path) as notebook:
        step = notebook.undo()
        undone = notebook.note(A)
    with Notebook.open(path) as notebook:
        notebook.redo()
        redone = notebook.note(A)

    assert step is not None
    assert f"write a note on {A}" == step.what
    assert undone is None
    assert "why?" == redone


def test_nothing_to_undo(notebook: Notebook, path: Path) -> None:
    """An empty notebook has nothing to undo, and asking does not make a file."""
    assert notebook.undo() is None
    assert notebook.redo() is None
    assert not path.exists()


def test_what_changes_nothing_is_no_step(notebook: Notebook) -> None:
    """Starring the starred, tagging the tagged and the like leave nothing to undo."""
    notebook.star(A)
    notebook.star(A)
    notebook.unstar(B)
    notebook.tag(A, remove=["x"])
    notebook.set_marks([])
    notebook.undo()

    assert notebook.next_undo() is None


def test_one_call_for_many_cases_is_one_step(notebook: Notebook) -> None:
    """Bulk changes are undone at once."""
    notebook.tag([A, B], add=["x", "y"])
    step = notebook.undo()

    assert step is not None
    assert "tag 2 cases +x +y" == step.what
    assert {} == notebook.tags()


def test_steps_are_bounded(path: Path) -> None:
    """Only so many steps are kept; the oldest go, with the removed cases that they held."""
    with Notebook.open(path) as notebook:
        notebook.steps = notebook.steps.__class__(notebook.pages, limit=3)
        with notebook.removing([{"id": A, "title": "x"}], path, "one"):
            pass
        for number in range(4):
            notebook.star(f"pmc:PMC{number}")
        undone = [step.what for step in iter(notebook.undo, None)]

        assert ["star pmc:PMC3", "star pmc:PMC2", "star pmc:PMC1"] == undone
        assert [] == notebook.pages.numbers(pages.REMOVED)


def test_a_deletion_is_undone_and_done_again(path: Path) -> None:
    """Deleted cases come back as they were, even after a restart, and what was written about them never left."""
    library = Shelf(A, B)
    before = dict(library.documents)
    with Notebook.open(path) as notebook:
        notebook.star(A)
        with notebook.removing([library.documents[A]], LIBRARY, "one"):
            library.remove([A])
    with Notebook.open(path) as notebook:
        step = notebook.next_undo()
        notebook.undo(library)
        restored = dict(library.documents)
        notebook.redo(library)

        assert step is not None
        assert ("delete “Case pmc:PMC1”", "/l.db") == (step.what, step.library)
        assert before == restored
        assert {B} == set(library.documents)
        assert notebook.entry(A).starred


def test_a_deletion_that_fails_is_no_step(notebook: Notebook) -> None:
    """Where the library refuses, nothing is there to undo."""
    library = Shelf(A)
    library.broken = True
    notebook.star(B)
    with pytest.raises(ReadOnlyError), notebook.removing([library.documents[A]], LIBRARY, "one"):
        library.remove([A])
    step = notebook.next_undo()

    assert step is not None
    assert f"star {B}" == step.what
    assert [] == notebook.pages.numbers(pages.REMOVED)


def test_undoing_a_deletion_that_the_library_refuses_changes_nothing(notebook: Notebook) -> None:
    """The step stays the next to undo, whether the library is absent or read-only."""
    library = Shelf(A)
    with notebook.removing([library.documents[A]], LIBRARY, "one"):
        library.remove([A])
    library.broken = True
    with pytest.raises(ReadOnlyError):
        notebook.undo(library)
    with pytest.raises(LibraryError, match=r"/l\.db"):
        notebook.undo()
    library.broken = False
    notebook.undo(library)

    assert {A} == set(library.documents)


def test_cases_return_to_their_own_library_alone(notebook: Notebook) -> None:
    """Another library than the one they were deleted from does not get them, wherever that one has been moved."""
    own, other = Shelf(A), Shelf(B, identity="another")
    with notebook.removing([own.documents[A]], LIBRARY, "one"):
        own.remove([A])
    with pytest.raises(LibraryError, match=r"l\.db"):
        notebook.undo(other)
    notebook.undo(own)

    assert {A} == set(own.documents)
    assert {B} == set(other.documents)


def test_deleting_again_what_somebody_else_deleted(notebook: Notebook) -> None:
    """Redoing a deletion does not mind cases that are gone already."""
    library = Shelf(A, B)
    with notebook.removing(list(library.documents.values()), LIBRARY, "one"):
        library.remove([A, B])
    notebook.undo(library)
    library.remove([A])
    notebook.redo(library)

    assert {} == library.documents


def test_a_change_that_fails_leaves_nothing(notebook: Notebook) -> None:
    """An error in the middle of a step takes all of it back, in memory as on disk."""
    notebook.star(A)
    with pytest.raises(NotFoundError), notebook.steps.step("two things"):
        notebook.unstar(A)
        notebook.collections.delete("none")

    assert notebook.entry(A).starred
    step = notebook.next_undo()
    assert step is not None
    assert f"star {A}" == step.what


CASES = st.lists(st.integers(0, 5).map(lambda number: f"pmc:PMC{number}"), min_size=1, max_size=4, unique=True)
NAMES = st.sampled_from(["one", "two", "One"])


class AnyChanges(RuleBasedStateMachine):
    """Any changes, undone entirely, give the beginning; redone entirely, they give the end."""

    collections = Bundle("collections")

    @initialize()
    def begin(self) -> None:
        """An empty notebook and a library of six cases."""
        self.notebook = Notebook.open(":memory:")
        self.library = Shelf(*(f"pmc:PMC{number}" for number in range(6)))
        self.beginning = self.state()

    def state(self) -> tuple[Any, Any]:
        """Notebook and library."""
        return everything(self.notebook), dict(self.library.documents)

    @rule(cases=CASES)
    def toggle_stars(self, cases: list[str]) -> None:
        self.notebook.toggle_stars(cases)

    @rule(cases=CASES, add=st.sets(NAMES), remove=st.sets(NAMES))
    def tag(self, cases: list[str], add: set[str], remove: set[str]) -> None:
        self.notebook.tag(cases, add=sorted(add), remove=sorted(remove))

    @rule(cases=CASES, text=st.sampled_from(["", "a note", "another"]))
    def note(self, cases: list[str], text: str) -> None:
        self.notebook.set_note(cases[0], text)

    @rule(cases=CASES)
    def mark(self, cases: list[str]) -> None:
        self.notebook.mark(cases)

    @rule(cases=CASES)
    def unmark(self, cases: list[str]) -> None:
        self.notebook.unmark(cases)

    @rule(cases=CASES)
    def invert(self, cases: list[str]) -> None:
        self.notebook.invert_marks(cases)

    @rule(cases=CASES)
    def set_marks(self, cases: list[str]) -> None:
        self.notebook.set_marks(cases)

    @rule(cases=CASES)
    def read(self, cases: list[str]) -> None:
        self.notebook.mark_read(cases, by_hand=True)

    @rule(cases=CASES)
    def unread(self, cases: list[str]) -> None:
        self.notebook.mark_unread(cases)

    @rule(target=collections, name=NAMES, cases=CASES)
    def collect(self, name: str, cases: list[str]) -> str:
        self.notebook.collections.add(name, cases)
        return name

    @rule(name=collections, cases=CASES, place=st.integers(1, 4))
    def rearrange(self, name: str, cases: list[str], place: int) -> None:
        if name.lower() in {one.lower() for one in self.notebook.collections.names()}:
            self.notebook.collections.remove(name, cases[1:])
            if cases[0] in self.notebook.collections.cases(name):
                self.notebook.collections.move(name, cases[0], place)

    @rule(name=consumes(collections))
    def drop_collection(self, name: str) -> None:
        if name.lower() in {one.lower() for one in self.notebook.collections.names()}:
            self.notebook.collections.delete(name)

    @rule(key=NAMES, query=NAMES)
    def save_place(self, key: str, query: str) -> None:
        self.notebook.places.save(key, {"query": query})

    @rule(cases=CASES)
    def delete_cases(self, cases: list[str]) -> None:
        there = [self.library.documents[case] for case in cases if case in self.library.documents]
        if there:
            with self.notebook.removing(there, LIBRARY, "one"):
                self.library.remove([document["id"] for document in there])

    @rule(times=st.integers(1, 3))
    def undo_and_redo(self, times: int) -> None:
        before = self.state()
        undone = [self.notebook.undo(self.library) for _ in range(times)]
        for step in undone:
            if step is not None:
                self.notebook.redo(self.library)

        assert before == self.state()

    @rule()
    def undo(self) -> None:
        self.notebook.undo(self.library)

    @rule()
    def redo(self) -> None:
        self.notebook.redo(self.library)

    def teardown(self) -> None:
        """All the way forth, back, and forth again."""
        while self.notebook.redo(self.library):
            pass
        end = self.state()
        steps = 0
        while self.notebook.undo(self.library):
            steps += 1

        assert self.beginning == self.state()
        for _ in range(steps):
            assert self.notebook.redo(self.library)
        assert end == self.state()
        self.notebook.close()


AnyChanges.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestAnyChanges = AnyChanges.TestCase


def test_steps_of_other_tables_are_not_recorded() -> None:
    """The log does not log itself."""
    with Notebook.open(":memory:") as notebook:
        assert isinstance(notebook.pages, Pages)
        assert isinstance(notebook.steps, Steps)
        notebook.star(A)
        document = notebook.pages.document(pages.STEPS, 1)

        assert document is not None
        assert [pages.CASES] == [edit[0] for edit in document["edits"]]
