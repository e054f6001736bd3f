"""The entity finder: any entity by symbol, name, alias or id, as one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.cells import cell_len

from store import EntityHit
from tui.layers.layer import ListLayer
from tui.present.kinds import group_title, kind_letters, kind_role
from tui.present.styled import Line, fit, pad, pad_left
from tui.widgets.field import Field

if TYPE_CHECKING:
    from store import EntityHits

FOUND_AT_MOST = 60
KINDS: tuple[tuple[str, ...], ...] = ((), ("gene", "protein"), ("chemical",), ("disease",), ("species",))
"""What Tab goes through; the empty one is all kinds."""


class FinderLayer(ListLayer[EntityHit]):
    """Asks for what was typed, shows what is found; what is typed ahead waits for the answer."""

    title = "Find an entity"

    def __init__(self, ask: Callable[[str, tuple[str, ...]], None], chosen: Callable[[EntityHit], None]) -> None:
        super().__init__(field=Field())
        self._ask = ask
        self._chosen = chosen
        self._answered: tuple[str, tuple[str, ...]] | None = None
        self.kinds = KINDS[0]
        """Only entities of these kinds are shown; empty for all."""
        self._total = 0
        self.error = ""

    def on_mount(self) -> None:
        """The most frequent entities stand there before anything is typed; what was typed ahead is asked for."""
        self._ask(*self.asked)

    @property
    def asked(self) -> tuple[str, tuple[str, ...]]:
        """What is to be found: the text and the kinds."""
        return (self.field.text if self.field else ""), self.kinds

    def action_complete(self) -> None:
        """Show entities of the next kind only."""
        self.kinds = KINDS[(KINDS.index(self.kinds) + 1) % len(KINDS)]
        self._ask(*self.asked)
        self.touch()

    @property
    def settled(self) -> bool:
        """Whether the list answers what was typed last."""
        return self._answered == self.asked

    def typed(self, field: Field) -> None:
        """Ask for what was typed."""
        changed = self.field is None or field.text != self.field.text
        super().typed(field)
        if changed:
            self._ask(*self.asked)

    def answer(self, asked: tuple[str, tuple[str, ...]], hits: EntityHits) -> None:
        """What was found; an answer to what is no longer asked is dropped."""
        if asked != self.asked:
            return
        self._answered, self._total, self.error = asked, hits.total, ""
        self.show(tuple(hits.hits))

    def failed(self, asked: tuple[str, tuple[str, ...]], sentence: str) -> None:
        """The search failed."""
        self._answered, self.error = asked, sentence
        self.show(())

    def wanted_size(self, width: int, height: int) -> tuple[int, int]:
        """Wide enough for a CURIE beside the name, and no higher than one looks at."""
        return min(96, width - 4), min(22, height - 4)

    def heading(self) -> str:
        """The title with how many there are."""
        title = f"Find a {' or '.join(self.kinds)}" if self.kinds else self.title
        found = " found" if self.field and self.field.text else ""
        return f"{title} · {self._total:,}{found}" if self._total else title

    def footing(self) -> str:
        """What keys do here."""
        take, kind, down, up = (self.key(name) for name in ("layer.accept", "field.complete", "field.down", "field.up"))
        return f"{take} its cases · {kind} kind · {down} {up} move · {self.key('out')} close"

    def empty_lines(self, width: int) -> list[Line]:
        """Why the list is empty."""
        if self.error:
            return [((self.error, "error"),)]
        if not self.settled:
            return [(("…", "dim"),)]
        typed = self.field.text if self.field else ""
        if not typed:
            return [(("The library names no entities yet.", "dim"),)]
        among = f" among the {group_title(self.kinds[0]).lower()}" if self.kinds else ""
        return [
            ((f"No symbol, name, alias or id{among} here is like “{typed}”.", "dim"),),
            ((f"{self.key('field.complete')} looks among other kinds.", "dim"),)
            if self.kinds
            else (("Fewer letters find more; an id may be given bare: 238, D009369.", "dim"),),
        ]

    def item_line(self, item: EntityHit, width: int, cursor: bool) -> Line:
        """Kind, name, the alias that matched, CURIE, cases."""
        entity = item.entity
        role = f"kind.{kind_role(entity.kinds[0] if entity.kinds else '')}"
        cases = f"{entity.cases:,}"
        curie = entity.curies[0] if entity.curies else "no id"
        curie_width = 26 if width >= 76 else 18 if width >= 56 else 0
        room = width - 4 - curie_width - 8
        matched = f"  {item.matched}" if item.matched and item.matched != entity.name else ""
        name = fit(entity.name, room)
        alias = pad(matched, room - cell_len(name))
        return (
            (pad(kind_letters(entity.kinds), 4), role),
            (name, "cursor.title" if cursor else ""),
            (alias, "dim"),
            (pad(curie, curie_width - 1) + " " if curie_width else "", "dim"),
            (pad_left(cases, 8), ""),
        )

    def chosen(self, item: EntityHit) -> None:
        """Show its cases."""
        self.close()
        self._chosen(item)
