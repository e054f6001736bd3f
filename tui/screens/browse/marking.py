"""Marks: which cases the next command is for, in the order of marking. They outlive queries and restarts."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from store import RoundsError
from tui.commands import CannotActError
from tui.wording import counted

if TYPE_CHECKING:
    from store import CaseRow, Library
from tui.screens.browse.listing import Listing


class Marking(Listing):
    """Marks cases one by one, from here to there, all at hand, or the others."""

    def targets(self) -> list[str]:
        """The marked cases in the order of marking, else the one under the cursor."""
        return list(self.marked) or [self.case_id()]

    def _mark_of(self, row: CaseRow) -> str | None:
        """The key under which a case is marked, None where it is not."""
        return next((key for key in row.keys if key in self.cases.marks), None)

    def _row_at_hand(self) -> CaseRow:
        row = self.cases.current_row
        if row is None:
            raise CannotActError("There is no case under the cursor.")
        return row

    # --- one by one

    def action_mark(self) -> None:
        """Mark the case, or take its mark off, and go on."""
        row = self._row_at_hand()
        mark = self._mark_of(row)
        if mark is None:
            self._mark([row.id])
        else:
            self.marked.remove(mark)
            self.show_marks()
            self.keep(lambda notebook: notebook.unmark(mark), marks=True)
        if self.cases.go(self.cases.scroll.moved(1)):
            self.want_page()

    def action_mark_range(self) -> None:
        """Mark every case from the last mark to the cursor."""
        if not self.marked:
            self.action_mark()
            return
        last, here, numbers = self.marked[-1], self.case_number(), self.cases.numbers

        def ids(library: Library) -> list[str] | None:
            try:
                start, end = numbers.index(library.number(last)), numbers.index(here)
            except (ValueError, RoundsError):
                return None
            way = numbers[start : end + 1] if end >= start else array("Q", reversed(numbers[end : start + 1]))
            return library.index.ids(way)

        self.fetch(ids, self._range_found)

    def _range_found(self, ids: list[str] | None) -> None:
        if ids is None:
            self.say("The case marked last is not in this list.", "warn")
            return
        self._mark(ids, said=True)

    # --- all at hand

    def action_mark_all(self) -> None:
        """Mark every case of the list."""
        self.fetch(self._ids_at_hand(), lambda ids: self._mark(ids, said=True))

    def action_mark_invert(self) -> None:
        """Of the cases of the list, take the mark off those that have one, and mark the others."""

        def turn(ids: Sequence[str]) -> None:
            self.keep(
                lambda notebook: notebook.invert_marks(ids),
                lambda _: self.say(f"{len(self.marked):,} marked · {self.key('undo')} undoes it"),
            )

        self.fetch(self._ids_at_hand(), turn)

    def _ids_at_hand(self) -> Callable[[Library], list[str]]:
        numbers = self.cases.numbers
        if not numbers:
            raise CannotActError("There are no cases to mark.")
        return lambda library: library.index.ids(numbers)

    def action_mark_none(self) -> None:
        """Take all marks off."""
        if not self.marked:
            raise CannotActError(f"No case is marked: {self.key('mark')} marks one.")
        count = len(self.marked)
        self.marked.clear()
        self.show_marks()
        self.keep(lambda notebook: notebook.clear_marks(), marks=True)
        self.say(f"{counted(count, 'case')} unmarked · {self.key('undo')} brings the marks back")

    # --- what all of them come to

    def _mark(self, ids: Sequence[str], *, said: bool = False) -> None:
        new = [case_id for case_id in ids if case_id not in self.cases.marks]
        if new:
            self.marked += new
            self.show_marks()
            self.keep(lambda notebook: notebook.mark(new), marks=True)
        if said:
            self.say(
                f"{counted(len(new), 'case')} marked · {len(self.marked):,} in all"
                if new
                else "All of them are marked already."
            )

    def show_marks(self) -> None:
        """Show which cases are marked."""
        self.cases.marks = {case_id: place for place, case_id in enumerate(self.marked, start=1)}
        self.cases.touch()
        self.show_chrome()
