"""A query as a value: what `parse` makes of a text and the index evaluates.

Every node knows from where to where it stands in the text (`span`, columns from 0); spans play no part in equality.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

Span = tuple[int, int]
_NOWHERE: Span = (0, 0)

Level = Literal["case", "finding", "sentence"]
"""How near to one another two entities are named: in one case, in one finding of it, in one sentence."""
LEVELS: tuple[Level, ...] = ("case", "finding", "sentence")
"""From far to near; what is in one sentence is in one finding too."""


class Word(Struct, frozen=True):
    """A folded word; with `prefix` every word that begins with it."""

    text: str
    prefix: bool = False


class _Standing(Struct, frozen=True):
    """What has a `span`, which does not count when two are compared."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Standing) and type(self) is type(other) and self._meaning() == other._meaning()

    def __hash__(self) -> int:
        return hash((type(self), self._meaning()))

    def _meaning(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "span")


class All(_Standing, frozen=True):
    """Every case: the empty query."""

    span: Span = _NOWHERE


class Text(_Standing, frozen=True):
    """Words that follow one another in a text of the case: in its title, findings, entities or abstract."""

    words: tuple[Word, ...]
    where: str = ""
    """Empty for anywhere, or `title`."""
    span: Span = _NOWHERE


class Named(_Standing, frozen=True):
    """The case mentions an entity."""

    kind: str
    """A kind (`gene`), or empty for any."""
    value: str
    """A name, an alias, a CURIE or a bare accession as typed; `*` for any entity of the kind."""
    prefix: bool = False
    """`value` is the beginning of a name or alias."""
    span: Span = _NOWHERE


class Pair(_Standing, frozen=True):
    """The case names an entity of the one side and another entity of the other side, this near to one another."""

    left: tuple[Named, ...]
    """Alternatives: any of them will do."""
    right: tuple[Named, ...]
    within: Level = "case"
    span: Span = _NOWHERE


class Years(_Standing, frozen=True):
    """The case is dated in these years, both ends included; None is open."""

    first: int | None
    last: int | None
    span: Span = _NOWHERE


class Is(_Standing, frozen=True):
    """A field has a value: `author`, `journal`, `id`, `has`, `is`, `tag`, `note`, `in`, `import`."""

    name: str
    value: str
    """As typed, without quotes; for `author` and `journal` compared word by word."""
    prefix: bool = False
    span: Span = _NOWHERE


class Not(_Standing, frozen=True):
    """What `node` does not find."""

    node: Node
    span: Span = _NOWHERE


class And(_Standing, frozen=True):
    """What every one of `nodes` (two or more) finds."""

    nodes: tuple[Node, ...]
    span: Span = _NOWHERE


class Or(_Standing, frozen=True):
    """What any of `nodes` (two or more) finds."""

    nodes: tuple[Node, ...]
    span: Span = _NOWHERE


Node = All | Text | Named | Pair | Years | Is | Not | And | Or


class Query(Struct, frozen=True):
    """A text and what it means."""

    text: str
    node: Node

    @property
    def is_all(self) -> bool:
        """Whether it asks for every case."""
        return isinstance(self.node, All)

    def parts(self) -> tuple[Node, ...]:
        """What all has to be true at the same time: the parts one could leave out."""
        return self.node.nodes if isinstance(self.node, And) else () if self.is_all else (self.node,)

    @property
    def kept(self) -> Is | None:
        """The part that asks for cases which a person has put in order: those of a collection, or the marked ones."""
        for part in self.parts():
            if isinstance(part, Is) and (part.name == "in" or (part.name, part.value) == ("is", "marked")):
                return part
        return None

    def texts(self) -> Iterator[Text]:
        """The words that are looked for in texts, those that are excluded left out."""
        yield from (node for node in _sought(self.node) if isinstance(node, Text))

    def pairs(self) -> Iterator[Pair]:
        """The pairs that are looked for, those that are excluded left out."""
        yield from (node for node in _sought(self.node) if isinstance(node, Pair))


def _sought(node: Node) -> Iterator[Node]:
    if isinstance(node, And | Or):
        for inner in node.nodes:
            yield from _sought(inner)
    elif not isinstance(node, Not):
        yield node
