"""Pairs: what is named with what, how often, and the sentence that says the pair under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tui.layers.layer import ListLayer
from tui.present.pairs import example_lines, pair_headings, pair_line
from tui.present.styled import Line
from tui.wording import counted

if TYPE_CHECKING:
    from store import Level, PairCount, PairCounts

_LEVELS: dict[str, Level] = {"c": "case", "f": "finding", "s": "sentence"}
"""Keys of how near the two are to be named."""


class PairWays(Protocol):
    """What can be done with a pair; the screen does it."""

    def narrow_by_pair(self, query: str, pair: PairCount, *, exclude_it: bool) -> None:
        """Go to the cases of a pair of a query, or to the query's other cases."""

    def copy_pair(self, pair: PairCount) -> None:
        """Copy where the pair is said."""

    def count_pairs(self, layer: PairsLayer) -> None:
        """Count the pairs of the layer's query as near as it asks for, and have it take them."""


class PairsLayer(ListLayer["PairCount | None"]):
    """Lists the pairs of a query; the first line is the heading of the numbers."""

    title = "Pairs"

    def __init__(self, query: str, words: str, within: Level, ways: PairWays) -> None:
        super().__init__()
        self.asked = query
        self.within = within
        self.run = 0
        """Grows with each count that is begun: an answer to an earlier one is no longer wanted."""
        self._words = words
        self._ways = ways
        self._counts: PairCounts | None = None

    def wanted_size(self, width: int, height: int) -> tuple[int, int]:
        """Most of the screen."""
        return min(104, width - 4), height - 3

    def take(self, counts: PairCounts) -> None:
        """The pairs as far as they are counted; the cursor stays on its pair."""
        self._counts = counts
        before = self.current.term if self.current is not None else None
        terms = [pair.term for pair in counts.pairs]
        rows = [None, *counts.pairs] if counts.pairs else []
        self.show(rows, terms.index(before) + 1 if before in terms and self.scroll.cursor > 1 else 0)

    @property
    def settled(self) -> bool:
        """Whether all is counted that will be."""
        return self._counts is not None and not self._counts.looked.unfinished

    @property
    def awaits_all(self) -> bool:
        """Whether no pairs have come in yet."""
        return self._counts is None

    def heading(self) -> str:
        """What is counted, and in how many of the cases."""
        if self._counts is None:
            return f"Pairs in one {self.within}"
        looked = self._counts.looked
        said = f"{counted(self._counts.total, 'pair')} in one {self.within}"
        if looked.unfinished:
            return f"{said} · reading: newest {looked.looked:,} of {counted(looked.of, 'case')}"
        if looked.looked < looked.of:
            return f"{said} · in the newest {looked.looked:,} of {counted(looked.of, 'case')}"
        return f"{said} · {counted(looked.of, 'case')}"

    def footing(self) -> str:
        """What keys do here."""
        take, exclude = self.key("layer.accept"), self.key("layer.exclude")
        return f"{take} its cases · {exclude} exclude · c f s case, finding, sentence · y copy · {self.key('out')}"

    def selectable(self, item: PairCount | None) -> bool:
        """The heading of the numbers is no pair."""
        return item is not None

    def empty_lines(self, width: int) -> list[Line]:
        """Nothing yet, or nothing at all."""
        if not self.settled:
            return [(("reading …", "dim"),)]
        nearer = "" if self.within == "case" else " c asks for pairs in one case."
        return [((f"{self._words}: no such pair.{nearer}", "dim"),)]

    def item_line(self, item: PairCount | None, width: int, cursor: bool) -> Line:
        """The numbers, then the two names."""
        return pair_headings(width) if item is None else pair_line(item, width, cursor=cursor)

    def side_lines(self, width: int, height: int) -> list[Line]:
        """Where the pair under the cursor is said."""
        return example_lines(self.current, width, height) if self.current is not None else []

    def chosen(self, item: PairCount | None) -> None:
        """Its cases."""
        self._change(item, exclude_it=False)

    def action_narrow_by_item(self) -> None:
        """Its cases."""
        self.action_accept()

    def action_exclude_item(self) -> None:
        """All but its cases."""
        self._change(self.current, exclude_it=True)

    def _change(self, item: PairCount | None, *, exclude_it: bool) -> None:
        if item is not None:
            self.close()
            self._ways.narrow_by_pair(self.asked, item, exclude_it=exclude_it)

    def press(self, token: str) -> bool:
        """How near the two are to be named; `y` copies where they are."""
        if token in _LEVELS:
            self.within = _LEVELS[token]
            self._counts = None
            self.show(())
            self._ways.count_pairs(self)
        elif token == "y" and self.current is not None:  # noqa: S105 -- a key
            self._ways.copy_pair(self.current)
        else:
            return False
        return True
