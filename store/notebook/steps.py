"""Undo and redo, across restarts and processes.

Every change is a step: the documents of the notebook before and after, and the cases that went from a library or came
back to it. Steps are numbered; `history` says up to which one they are done, and those above it were undone.

A new change after undoing cuts off what could be redone, unless that held words of the person (a note, a list that took
work, …): then the undoing becomes a step itself, and undoing further leads back to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from msgspec import Struct

from store.errors import BusyError, LibraryError, NotFoundError
from store.notebook.image import Document
from store.notebook.pages import CASES, COLLECTIONS, HISTORY, PLACES, REMOVED, STEPS, Edit, Pages
from store.text import clean_line

LIMIT = 1000
"""Steps that are kept."""
_HISTORY = 1

Effect = tuple[Literal["remove", "restore"], list[int]]
"""What a step did to a library, and the numbers of the cases' documents in the table `removed`."""


class Identified(Protocol):
    """What `Library.info` says."""

    @property
    def identity(self) -> str | None:
        """What tells it from any other library."""


class Restorable(Protocol):
    """A library, as far as undoing a deletion needs it."""

    @property
    def info(self) -> Identified:
        """Which library it is."""

    def number(self, reference: str, /) -> object:
        """Raise `NotFoundError` where there is no case with this id."""

    def remove(self, references: Sequence[str], /) -> object:
        """Remove the cases with these ids."""

    def restore(self, documents: Sequence[Document], /) -> object:
        """Put cases back that `remove` gave."""


class Step(Struct, frozen=True):
    """A change that can be undone or done again."""

    number: int
    what: str
    """What was done, as an imperative that can stand in a sentence: `star 3 cases`."""
    at: str
    """When: ISO 8601, UTC."""
    library: str | None
    """Where the library was that it changed."""
    identity: str | None = None
    """Which library that was, None for none."""

    def is_about(self, library: Identified) -> bool:
        """Whether this is the library that it changed, wherever its file is now."""
        return self.identity is not None and self.identity == library.identity


def now() -> str:
    """The present time in ISO 8601, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Steps:
    """The steps of a notebook."""

    def __init__(self, pages: Pages, limit: int = LIMIT) -> None:
        self._pages = pages
        self._limit = limit
        self._depth = 0

    # --- doing

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Make everything that is written inside one step, unless nothing changes. Steps within are part of it."""
        if self._depth:
            yield
            return
        self._depth += 1
        try:
            with self._pages.change(), self._pages.recording() as edits:
                yield
                net = _net(edits)
                if net:
                    self._append(what, net)
        finally:
            self._depth -= 1

    @contextmanager
    def removal(
        self,
        what: str,
        documents: Iterable[Mapping[str, Any]],
        library: tuple[str, str],
        afterwards: Callable[[], None],
    ) -> Iterator[None]:
        """Keep the documents of cases while the body removes them from the library with this path and identity.

        The step is on disk before the body runs, so that no crash between the two files can lose a case; where the
        body fails it is withdrawn. What `afterwards` changes in the notebook is part of the step, unless another
        process has made or undone a step meanwhile: then it is left out.
        """
        with self._pages.change():
            kept = [self._pages.add(REMOVED, dict(document)) for document in documents]
            number = self._append(what, [], [("remove", kept)], library)
        try:
            yield
        except BaseException:
            with self._pages.change():
                if self._done() == number:
                    self._set_done(number - 1)
                    self._drop([number])
            raise
        with suppress(BusyError), self._pages.change():  # the cases are gone, whatever else cannot be done
            if self._done() == number:
                with self._pages.recording() as edits:
                    afterwards()
                    net = _net(edits)
                self._pages.write(STEPS, {number: {**self._read(number), "edits": net}} if net else {})

    def _append(
        self, what: str, edits: list[Edit], effects: Sequence[Effect] = (), library: tuple[str, str] | None = None
    ) -> int:
        self._settle_undone()
        number = self._write(what, edits, effects, library)
        numbers = self._pages.numbers(STEPS)
        self._drop(numbers[: -self._limit])
        return number

    def _write(self, what: str, edits: list[Edit], effects: Sequence[Effect], library: tuple[str, str] | None) -> int:
        path, identity = library or (None, None)
        step = {"what": what, "at": now(), "edits": edits, "effects": effects, "library": path, "identity": identity}
        number = self._pages.add(STEPS, step)
        self._set_done(number)
        return number

    def _settle_undone(self) -> None:
        """Forget the steps that were undone or, where they hold words of the person, add their undoing as a step.

        A deletion that was undone is forgotten in any case: nobody wants to pass through it again.
        """
        self._drop([number for number in self._undone() if self._read(number)["effects"]])
        undone = [self._read(number) for number in self._undone()]
        if _holds_words(_net(edit for step in undone for edit in step["edits"])):
            edits = [edit for step in reversed(undone) for edit in _inverse(step["edits"])]
            what = f"undo “{undone[0]['what']}”" if len(undone) == 1 else f"undo {len(undone):,} changes"
            self._write(what, _net(edits), [], None)
        else:
            self._drop(self._undone())

    # --- undoing

    def next_undo(self) -> Step | None:
        """What `undo` would undo, None where nothing is left."""
        while done := [number for number in self._pages.numbers(STEPS) if number <= self._done()]:
            if step := self._describe(done[-1]):
                return step
        return None

    def next_redo(self) -> Step | None:
        """What `redo` would do again, None where nothing is left."""
        while undone := self._undone():
            if step := self._describe(undone[0]):
                return step
        return None

    def undo(self, library: Restorable | None = None) -> Step | None:
        """Undo the last change; the step, or None where nothing is left.

        `library` is needed where the step removed cases (`Step.library`). Raises `LibraryError` without it or with
        another one, and whatever the library raises; then nothing has changed.
        """
        with self._pages.change():
            step = self.next_undo()
            if step is not None:
                document = self._read(step.number)
                self._apply(_inverse(document["edits"]))
                self._set_done(step.number - 1)
                _affect(library, self._documents(_inverse_effects(document["effects"])), step)
        return step

    def redo(self, library: Restorable | None = None) -> Step | None:
        """Do again what was undone last; as `undo`."""
        with self._pages.change():
            step = self.next_redo()
            if step is not None:
                document = self._read(step.number)
                self._apply(document["edits"])
                self._set_done(step.number)
                _affect(library, self._documents(document["effects"]), step)
        return step

    def _apply(self, edits: Iterable[Edit]) -> None:
        by_table: dict[str, dict[int, Document | None]] = {}
        for table, number, _, after in edits:
            by_table.setdefault(table, {})[number] = after
        for table, documents in by_table.items():
            self._pages.write(table, documents)

    def _documents(self, effects: Iterable[Effect]) -> Iterator[tuple[str, list[Document]]]:
        for verb, numbers in effects:
            kept = (self._pages.document(REMOVED, number) for number in numbers)
            yield verb, [document for document in kept if document is not None]

    # --- the table

    def _read(self, number: int) -> Document:
        document = self._pages.document(STEPS, number)
        assert document is not None
        return document

    def _describe(self, number: int) -> Step | None:
        """A step; None where another process has forgotten it since its number was read."""
        document = self._pages.document(STEPS, number)
        if document is None:
            return None
        return Step(number, document["what"], document["at"], document["library"], document.get("identity"))

    def _done(self) -> int:
        document = self._pages.image(HISTORY).documents.get(_HISTORY)
        return 0 if document is None else int(document["done"])

    def _set_done(self, number: int) -> None:
        self._pages.write(HISTORY, {_HISTORY: {"done": number}})

    def _undone(self) -> list[int]:
        done = self._done()
        return [number for number in self._pages.numbers(STEPS) if number > done]

    def _drop(self, numbers: Sequence[int]) -> None:
        """Forget steps, and the removed cases that no other step refers to."""
        kept = {one for number in numbers for one in _removed(self._read(number))}
        self._pages.write(STEPS, dict.fromkeys(numbers))
        if kept:
            for number in self._pages.numbers(STEPS):
                kept.difference_update(_removed(self._read(number)))
            self._pages.write(REMOVED, dict.fromkeys(kept))


def _affect(library: Restorable | None, effects: Iterable[tuple[str, list[Document]]], step: Step) -> None:
    for verb, documents in effects:
        if library is None or not step.is_about(library.info):
            raise LibraryError(
                f"“{step.what}” changed another library, {clean_line(str(step.library))}.",
                "Open that one to undo or redo it.",
            )
        if verb == "restore":
            library.restore(documents)
        else:
            library.remove([document["id"] for document in documents if _is_there(library, document["id"])])


def _is_there(library: Restorable, case: str) -> bool:
    try:
        library.number(case)
    except NotFoundError:
        return False
    return True


def _net(edits: Iterable[Edit]) -> list[Edit]:
    """The same change with one edit for each document, without those that change nothing."""
    net: dict[tuple[str, int], tuple[Document | None, Document | None]] = {}
    for table, number, before, after in edits:
        first, _ = net.get((table, number), (before, None))
        net[table, number] = (first, after)
    return [(table, number, before, after) for (table, number), (before, after) in net.items() if before != after]


def _holds_words(edits: Iterable[Edit]) -> bool:
    """Whether to forget the edits, which were undone, would lose what somebody wrote and could not simply do again."""
    for table, _, before, after in edits:
        if after is None:
            continue
        if table == PLACES or (table == CASES and after.get("note") and after["note"] != (before or {}).get("note")):
            return True
        if table == COLLECTIONS and _is_work((before or {}).get("cases", []), after["cases"]):
            return True
    return False


def _is_work(before: list[str], after: list[str]) -> bool:
    """Whether a list became another one by more than one case that was put in or moved."""
    there, still = set(before), set(after)
    stayed, order = [case for case in before if case in still], [case for case in after if case in there]
    if len(after) - len(order) > 1:
        return True
    differing = next((pair for pair in zip(stayed, order, strict=True) if pair[0] != pair[1]), ())
    moved = any(
        [case for case in stayed if case != one] == [case for case in order if case != one] for one in differing
    )
    return bool(differing) and (not moved or len(after) > len(order))


def _inverse(edits: Sequence[Edit]) -> list[Edit]:
    return [(table, number, after, before) for table, number, before, after in reversed(edits)]


def _inverse_effects(effects: Sequence[Effect]) -> list[Effect]:
    return [("restore" if verb == "remove" else "remove", numbers) for verb, numbers in reversed(effects)]


def _removed(step: Document) -> Iterator[int]:
    for _, numbers in step["effects"]:
        yield from numbers
