"""Completing a query that is being typed: the likeliest way to go on, and with every further Tab the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from tui.present.bars import room_for_said
from tui.present.styled import fit
from tui.screens.browse.listing import Listing
from tui.widgets.field import Field

if TYPE_CHECKING:
    from store import Completion, Library, RoundsError

_NAMED = 7
"""Ways to go on that the footer names."""


class _Ways(Struct, frozen=True):
    """The ways to go on with what was typed, and which of them stands in the field."""

    typed: Field
    found: tuple[Completion, ...]
    at: int = 0

    @property
    def field(self) -> Field:
        """What was typed with the present way in it; after the last one, as it was typed."""
        if self.at == len(self.found):
            return self.typed
        one = self.found[self.at]
        return Field.of(self.typed.text[: one.start] + one.text, self.typed.text[one.end :])

    @property
    def others(self) -> list[str]:
        """The other ways, the next one first."""
        return [one.text for one in (*self.found[self.at + 1 :], *self.found[: self.at])]

    def next(self) -> _Ways:
        """With the next way, in a round in which what was typed comes last."""
        return replace(self, at=(self.at + 1) % (len(self.found) + 1))

    @property
    def names_a_field(self) -> bool:
        """Whether there is one field to go on with: Tab then goes on to its values."""
        return [one.text[-1:] for one in self.found].count(":") == 1 and self.found[0].text[-1:] == ":"


class Completing(Listing):
    """Tab in the field of a query."""

    _ways: _Ways | None = None

    def complete_filter(self) -> None:
        """Complete the field name or the value that is being typed; again, put in what else fits."""
        typed = self.filter_field
        if typed is None:
            return
        ways = self._ways
        if ways is not None and ways.field == typed and len(ways.found) > 1 and not ways.names_a_field:
            self._go_on(ways.next())
            return
        snapshot = self.snapshot

        def complete(library: Library) -> Sequence[Completion]:
            own = {"tag": snapshot.tags(), "in": snapshot.collection_sizes()} if snapshot is not None else None
            return library.index.complete(typed.text, typed.cursor, own)

        def done(found: Sequence[Completion]) -> None:
            come()
            ways = _Ways(typed, tuple(found))
            if not found or (len(found) == 1 and ways.field == typed):
                self.say("Nothing else goes on like that." if found else "Nothing goes on like that.", "warn")
            else:
                self._go_on(ways)

        def failed(error: RoundsError) -> None:
            come()
            self.say_error(error)

        come = self.keys_held_for.one()  # a second Tab is meant for what the first one puts in
        self.fetching.submit(complete, done, failed, replace=False)

    def _go_on(self, ways: _Ways) -> None:
        self._ways = ways
        self.filter_typed(ways.field)
        if ways.others:
            said = "as typed;" if ways.at == len(ways.found) else "also"
            self.say(f"{said} {_named(ways.others, room_for_said(self.size.width) - len(said) - 1)}", "dim")


def _named(others: Sequence[str], room: int) -> str:
    """The first of the other ways, as many as fit a line of the footer, so that no result is covered by them."""
    said = others[0]
    for other in others[1:_NAMED]:
        if cell_len(f"{said} · {other}") > room:
            break
        said = f"{said} · {other}"
    return fit(said, room)
