"""Marks: which cases are marked, in the order of marking. They outlive queries and restarts.

They are kept in portions, documents with a list of `cases` each, so that one mark more among 100,000 writes little.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
        taken = self._keys_marked()
        known = self._known(several(cases))
        new = [case for case in known if not taken.intersection(same_case(case, known[case]))]
        self._become((*self._marked(), *new))

    @locked
    def unmark(self, cases: str | Iterable[str]) -> None:
        """Take marks off."""
        known = self._known(several(cases))
        gone = {key for case in known for key in same_case(case, known[case])}
        self._become([case for case in self._marked() if case not in gone])

    @locked
    def invert_marks(self, cases: Iterable[str]) -> None:
        """Of these cases, take the mark off those that have one and mark the others, in this order."""
        taken = self._keys_marked()
        known = self._known(several(cases))
        new = [case for case in known if not taken.intersection(same_case(case, known[case]))]
        gone = {key for case in known for key in same_case(case, known[case])}
        self._become([*(case for case in self._marked() if case not in gone), *new])

    @locked
    def clear_marks(self) -> None:
        """Take all marks off."""
        self._become([])

    def _marked(self) -> tuple[str, ...]:
        documents = self.pages.image(MARKS).documents.values()
        return tuple(case for document in documents for case in document["cases"])

    def _keys_marked(self) -> set[str]:
        return set(self.pages.image(MARKS).numbers)

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
            new = list(cases[len(stay) :])
            last = next(reversed([number for number, left in kept.items() if left]), None)
            if last is not None:
                room = max(0, _PORTION - len(kept[last]))
                kept[last], new = kept[last] + new[:room], new[room:]
            self.pages.write(
                MARKS,
                {
                    number: {"cases": left} if left else None
                    for number, left in kept.items()
                    if left != portions[number]["cases"]
                },
            )
            for start in range(0, len(new), _PORTION):
                self.pages.add(MARKS, {"cases": new[start : start + _PORTION]})

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
