"""What a command is."""

from __future__ import annotations

from msgspec import Struct

CASES, FINDINGS, ENTITIES = "cases", "findings", "entities"
PANES = frozenset({CASES, FINDINGS, ENTITIES})
LIST = "list"
"""A list in a layer above the panes (palette, help, places, facets, …)."""
FIELD = "field"
"""A line that text is typed into."""
ANYWHERE = PANES | {LIST}


class Command(Struct, frozen=True):
    """Something a person can do."""

    id: str
    """Its name in the configuration file: `cases.sort.date`."""
    keys: tuple[str, ...]
    """Default keys. A printable key is its character, others have Textual's names; a chord is two keys with a space."""
    title: str
    """What help, palette and key sheet say: an imperative of a few words."""
    action: str
    """The method that does it, with `action_` in front, on the screen in force: `move(1)`."""
    where: frozenset[str]
    group: str
    """The heading under which help lists it."""
    hint: str = ""
    """Two or three words for the footer; empty keeps it out."""
    rank: int = 50
    """Place in the footer, lowest first."""


class CannotActError(Exception):
    """A command cannot act here and now; the text says why, to the person."""
