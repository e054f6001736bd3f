"""The pane of cases: a list that costs the same for 100 and for 100,000 of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from textual.message import Message

from store import CaseRow, Snapshot, Snippet
from tui.configuration import DEFAULT_COLUMNS
from tui.present.cases import COMPACT_BELOW, CaseState, case_lines, signs_of
from tui.present.styled import Line, reflowed
from tui.widgets.pane import Pane
from tui.widgets.scrolling import Scroll

_MARGIN = 40
"""Rows fetched beyond those shown, so that short moves need no fetching."""
_KEPT = 2_000
_TALL = 12
"""From this many lines on a case may take two."""


class CasesPane(Pane):
    """The cases of a search, by document number; rows are asked for when they come into view."""

    class RowsWanted(Message):
        """Rows of these document numbers came into view and are not here yet; with their `snippets`, or without."""

        def __init__(self, numbers: tuple[int, ...], snippets: bool) -> None:
            super().__init__()
            self.numbers = numbers
            self.snippets = snippets

    def __init__(self, *, id: str) -> None:
        super().__init__(1, "Cases", id=id)
        self.numbers: Sequence[int] = array("I")
        self.scroll = Scroll()
        self.empty: tuple[Line, ...] = ()
        """What stands here when there are no cases."""
        self.marks: Mapping[str, int] = {}
        """Case ids with their place in the order of marking."""
        self.notebook: Snapshot | None = None
        """What the notebook says of cases."""
        self.columns: Sequence[str] = DEFAULT_COLUMNS
        """What is shown of a case beside its title."""
        self.with_snippets = False
        self._rows: dict[int, CaseRow] = {}
        self._snippets: dict[int, Snippet | None] = {}
        self._asked: set[int] = set()

    # --- values in

    def show(
        self,
        numbers: Sequence[int],
        rows: Iterable[CaseRow],
        snippets: Mapping[int, Snippet | None] | None = None,
        *,
        keep: int | None = None,
        with_snippets: bool = False,
    ) -> None:
        """Show another list; the cursor stays on the case with number `keep` where it is in it, else goes to the top.

        Rows and matching sentences that are known already may come along.
        """
        self.numbers = numbers
        self.with_snippets = with_snippets
        self._snippets.clear()
        self._asked.clear()
        self.take_rows(rows, snippets)
        index = self._index_of(keep)
        scroll = self._sized(self.scroll)
        self.scroll = scroll.recounted(len(numbers), index) if index is not None else Scroll(len(numbers), scroll.page)
        self._want()
        self.touch()

    def forget_rows(self) -> None:
        """What is known of the cases is out of date."""
        self._rows.clear()
        self._asked.clear()

    def take_rows(self, rows: Iterable[CaseRow], snippets: Mapping[int, Snippet | None] | None = None) -> None:
        """Rows that were asked for."""
        if len(self._rows) > _KEPT:
            self._rows.clear()
            self._asked.clear()
        for row in rows:
            self._rows[row.number] = row
        if snippets:
            self._snippets.update(snippets)
        self.touch()

    def _index_of(self, number: int | None) -> int | None:
        if number is None:
            return None
        try:
            return self.numbers.index(number)
        except ValueError:
            return None

    # --- values out

    @property
    def current(self) -> int | None:
        """The document number of the case under the cursor."""
        return self.numbers[self.scroll.cursor] if self.numbers else None

    @property
    def current_row(self) -> CaseRow | None:
        """What is known of the case under the cursor."""
        return self._rows.get(self.current) if self.current is not None else None

    def row(self, number: int) -> CaseRow | None:
        """What is known of a case."""
        return self._rows.get(number)

    def index_at(self, y: int) -> int:
        """The index of the case on line `y` of the body."""
        return self.scroll.top + y // self.row_height

    @property
    def row_height(self) -> int:
        """Lines per case."""
        lines = 2 if self.body_height >= _TALL and self.body_width >= COMPACT_BELOW else 1
        return lines + (1 if self.with_snippets and self.body_height >= 4 else 0)

    # --- moving

    def go(self, scroll: Scroll) -> bool:
        """Stand elsewhere; whether the cursor moved."""
        moved = scroll.cursor != self.scroll.cursor
        self.scroll = scroll
        self._want()
        self.touch()
        return moved

    # --- painting

    def heading(self) -> str:
        """The title with where the cursor is."""
        return self.title

    def fit(self) -> None:
        """Another number of rows fits."""
        self.scroll = self._sized(self.scroll)
        self._want()

    def paint_body(self, width: int, height: int) -> list[Line]:
        """The rows in view."""
        if not self.numbers:
            return reflowed(self.empty, width)
        lines: list[Line] = []
        each = self.row_height
        for index in range(self.scroll.top, min(len(self.numbers), self.scroll.top + -(-height // each))):
            number = self.numbers[index]
            row = self._rows.get(number)
            state = CaseState(
                cursor=index == self.scroll.cursor,
                active=self.active,
                mark=self._place_among_marks(row),
                marks=len(self.marks),
                flags=self._signs(row),
                columns=self.columns,
                snippet=self._snippets.get(number) if self.with_snippets else None,
            )
            lines += case_lines(row, state, width, each)
        return lines

    def _place_among_marks(self, row: CaseRow | None) -> int:
        keys = row.keys if row is not None and self.marks else ()
        return next((self.marks[key] for key in keys if key in self.marks), 0)

    def _signs(self, row: CaseRow | None) -> str:
        if row is None or self.notebook is None:
            return ""
        return signs_of(self.notebook.flags(row.keys), self.columns)

    def _sized(self, scroll: Scroll) -> Scroll:
        return scroll.resized(max(1, self.body_height // self.row_height))

    def _want(self) -> None:
        """Ask for the rows in view that are not here, then for those around them."""
        top, page = self.scroll.top, self.scroll.page
        in_view = self.numbers[top : top + page + 1]
        if all(self._known(number) for number in in_view):
            return
        margin = page if self.with_snippets else _MARGIN
        around = (*self.numbers[top + page + 1 : top + page + margin], *self.numbers[max(0, top - margin) : top])
        for numbers in (in_view, around):
            wanted = tuple(number for number in numbers if not self._known(number) and number not in self._asked)
            if wanted:
                self._asked.update(wanted)
                self.post_message(self.RowsWanted(wanted, self.with_snippets))

    def _known(self, number: int) -> bool:
        return number in self._rows and (not self.with_snippets or number in self._snippets)
