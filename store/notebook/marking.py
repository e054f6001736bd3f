"""Marks: which cases are marked, in the order of marking. They outlive queries and restarts.

They are kept in portions, documents with a list of `cases` each, so that one mark more among 100,000 writes little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from store.model import Known
from store.notebook.image import Document
from store.notebook.pages import MARKS
from store.notebook.part import Part, locked, same_case, several

_PORTION = 256


class Marking(Part):
    """The marks of a notebook."""

    def marks(self) -> tuple[str, ...]:
        """The marked cases in the order of marking, each by its present id."""
        marked = self._marked()
        return tuple(dict.fromkeys(known.keys[0] for known in self._known(marked).values()))

    @locked
    def set_marks(self, cases: Iterable[str]) -> None:
        """Mark exactly these cases, in this order."""
        self._become(several(cases))

    @locked
    def mark(self, cases: str | Iterable[str]) -> None:
        """Mark cases too, after those that are marked."""
        new = self._unmarked(self._known(several(cases)))
        with self.steps.step(f"mark {self._named(new)}"):
            self._append(new)

    @locked
    def unmark(self, cases: str | Iterable[str]) -> None:
        """Take marks off."""
        known = self._known(several(cases))
        with self.steps.step(f"take the mark off {self._named(list(known))}"):
            self._take_off(known)

    @locked
    def invert_marks(self, cases: Iterable[str]) -> None:
        """Of these cases, take the mark off those that have one and mark the others, in this order."""
        known = self._known(several(cases))
        new = self._unmarked(known)
        with self.steps.step(f"turn round the marks of {self._named(list(known))}"):
            self._take_off(known)
            self._append(new)

    @locked
    def clear_marks(self) -> None:
        """Take all marks off."""
        self._become([])

    def _marked(self) -> tuple[str, ...]:
        documents = self.pages.image(MARKS).documents.values()
        return tuple(case for document in documents for case in document["cases"])

    def _unmarked(self, known: Mapping[str, Known]) -> list[str]:
        marked = self.pages.image(MARKS).numbers
        return [case for case, its in known.items() if not any(key in marked for key in same_case(case, its))]

    def _append(self, cases: Sequence[str]) -> None:
        """Mark cases that are not marked; nothing but the last portion is written anew."""
        portions = self.pages.image(MARKS).documents
        last = next(reversed(portions), None)
        room = 0 if last is None else max(0, _PORTION - len(portions[last]["cases"]))
        if last is not None and room and cases:
            self.pages.write(MARKS, {last: {"cases": [*portions[last]["cases"], *cases[:room]]}})
        for start in range(room, len(cases), _PORTION):
            self.pages.add(MARKS, {"cases": list(cases[start : start + _PORTION])})

    def _take_off(self, known: Mapping[str, Known]) -> None:
        """Take the marks of cases off; only their portions are written anew."""
        image = self.pages.image(MARKS)
        gone = {key for case, its in known.items() for key in same_case(case, its) if key in image.numbers}
        touched = {image.numbers[key] for key in gone}
        left = {number: [case for case in image.documents[number]["cases"] if case not in gone] for number in touched}
        self.pages.write(MARKS, {number: {"cases": cases} if cases else None for number, cases in left.items()})

    def _become(self, cases: Sequence[str]) -> None:
        before = self._marked()
        if tuple(cases) == before:
            return
        with self.steps.step(self._what(before, cases)):
            portions = self.pages.image(MARKS).documents
            kept = _kept(portions, set(cases))
            stay = [case for left in kept.values() for case in left]
            if stay != list(cases[: len(stay)]):
                kept, stay = {number: [] for number in portions}, []
            self.pages.write(
                MARKS,
                {
                    number: {"cases": left} if left else None
                    for number, left in kept.items()
                    if left != portions[number]["cases"]
                },
            )
            self._append(cases[len(stay) :])

    def _what(self, before: Sequence[str], after: Sequence[str]) -> str:
        old, new = set(before), set(after)
        if not after:
            return f"take all marks off ({len(before):,} {'case' if len(before) == 1 else 'cases'})"
        if new > old:
            return f"mark {self._named([case for case in after if case not in old])}"
        if new < old:
            return f"take the mark off {self._named([case for case in before if case not in new])}"
        return "change the marks"


def _kept(portions: dict[int, Document], cases: set[str]) -> dict[int, list[str]]:
    """What stays of each portion."""
    return {number: [case for case in document["cases"] if case in cases] for number, document in portions.items()}
