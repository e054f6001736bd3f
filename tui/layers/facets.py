"""Facets of the cases at hand: entities by kind, years, journals, each with its count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.layers.layer import ListLayer
from tui.present.kinds import group_title
from tui.present.styled import Line, fit, pad_left

if TYPE_CHECKING:
    from store import Facets


class FacetRow(Struct, frozen=True):
    """A value with how many cases have it, or the heading of a group."""

    text: str
    term: str = ""
    """The query term that stands for it; empty for a heading."""
    cases: int = 0


class FacetsLayer(ListLayer[FacetRow]):
    """`=` and Enter narrow by the value under the cursor, `-` excludes it."""

    title = "Facets"

    def __init__(self, narrow_by: Callable[..., None]) -> None:
        super().__init__()
        self._narrow_by = narrow_by
        self._counted = False

    def take(self, facets: Facets) -> None:
        """The counts are here."""
        self._counted = True
        rows: list[FacetRow] = []
        for group in facets.groups:
            rows.append(FacetRow(group_title(group.name)))
            rows += [FacetRow(value.text, value.term, value.cases) for value in group.values]
        self.show(rows)

    def footing(self) -> str:
        """What keys do here."""
        take, narrow, exclude = self.key("layer.accept"), self.key("layer.narrow"), self.key("layer.exclude")
        return f"{take} or {narrow} narrow · {exclude} exclude · {self.key('out')} close"

    def selectable(self, item: FacetRow) -> bool:
        """Headings narrow nothing."""
        return bool(item.term)

    def empty_lines(self, width: int) -> list[Line]:
        """Nothing yet, or nothing at all."""
        return [(("These cases have nothing to count." if self._counted else "counting …", "dim"),)]

    def item_line(self, item: FacetRow, width: int, cursor: bool) -> Line:
        """A bar of text: the count, then the value."""
        if not item.term:
            return ((fit(item.text, width), "head"),)
        return (
            (pad_left(f"{item.cases:,}", 7), "dim"),
            ("  ", ""),
            (fit(item.text, width - 10), "cursor.title" if cursor else ""),
        )

    def chosen(self, item: FacetRow) -> None:
        """Narrow by it."""
        self.close()
        self._narrow_by(item.term, exclude_it=False)

    def action_narrow_by_item(self) -> None:
        """Narrow by it."""
        self.action_accept()

    def action_exclude_item(self) -> None:
        """Exclude it."""
        item = self.current
        if item is not None and item.term:
            self.close()
            self._narrow_by(item.term, exclude_it=True)

    @property
    def groups(self) -> Sequence[str]:
        """The headings shown."""
        return [row.text for row in self.items if not row.term]
