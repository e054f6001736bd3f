"""Which cases were read. A read mark is a document with the `case` and `at`, when it was first read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext

from store.notebook.image import Document
from store.notebook.pages import READ
from store.notebook.part import Part, locked, same_case, several
from store.notebook.steps import now


class Reading(Part):
    """The read marks of a notebook."""

    def is_read(self, case: str) -> bool:
        """Whether a case was read."""
        return not self._unread([case])

    def mark_read(self, cases: str | Iterable[str], *, by_hand: bool = False) -> None:
        """Remember that cases were read.

        Only what was asked for `by_hand` can be undone: whoever undoes wants to get back what they did, not to unread
        what they passed on the way.
        """
        cases = self._unread(several(cases))
        if not cases:
            return
        at = now()
        step = self.steps.step(f"mark {self._named(cases)} as read") if by_hand else nullcontext()
        with self.pages.change(), step:
            for case in self._unread(cases):
                self.pages.add(READ, {"case": case, "at": at})

    @locked
    def add_read(self, marks: Iterable[Document]) -> int:
        """Add read marks of another notebook; how many are news."""
        numbers = self.pages.image(READ).numbers
        new = {mark["case"]: mark for mark in marks if mark["case"] not in numbers}
        for mark in new.values():
            self.pages.add(READ, mark)
        return len(new)

    def _unread(self, cases: Sequence[str]) -> list[str]:
        known, image = self._known(cases), self.pages.image(READ)
        return [case for case in cases if not any(key in image.numbers for key in same_case(case, known[case]))]

    @locked
    def mark_unread(self, cases: str | Iterable[str]) -> None:
        """Forget that cases were read."""
        cases = several(cases)
        with self.steps.step(f"mark {self._named(cases)} as unread"):
            known, image = self._known(cases), self.pages.image(READ)
            numbers = (image.numbers.get(key) for case in cases for key in same_case(case, known[case]))
            self.pages.write(READ, dict.fromkeys(number for number in numbers if number is not None))
