"""Which section of the cases says what of an entity, and where sections or cases disagree.

The index knows names and ids of an entity, not in which section they stand; that is read from the cases.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from store.curie import namespace
from store.identity import identify, is_name_node, kind_class, name_key, name_node

if TYPE_CHECKING:
    from store.index import EntityPage
    from store.library import Library
    from store.model import Case, Mention, Section

CASES_READ = 200

Conflict = Literal["", "id", "kind", "name"]
"""Another id of a namespace for one name; a gene here and a protein there; a name unlike the usual ones of the id."""


class Saying(Struct, frozen=True):
    """What a section of some cases says of an entity."""

    section: Section
    kind: str
    name: str
    curie: str
    """The id that it gives; empty where it gives none."""
    cases: int
    conflict: Conflict = ""


class Sayings(Struct, frozen=True):
    """What the sections say of an entity, the most cases first."""

    said: tuple[Saying, ...]
    read: int
    """How many of its cases were read, the newest ones."""
    cases: int


def sections_of(library: Library, page: EntityPage, most: int = CASES_READ) -> Sayings:
    """What the sections of the newest cases that name an entity say of it."""
    numbers = library.index.entity_numbers(page.entity.id).numbers
    curies = page.entity.curies
    nodes = frozenset(curies or (name_node(kind, page.entity.name) for kind in page.entity.kinds))
    unlike = {(name.name, name.curie) for name in page.names if name.unlike}
    counts: Counter[tuple[Section, str, str, str]] = Counter()
    for case in library.cases(numbers[:most]):
        counts.update(_said(case, nodes))
    rarer = _rarer_kinds(counts)

    def conflict(kind: str, name: str, curie: str) -> Conflict:
        if curie and curie not in nodes:
            return "id"
        if (name, curie) in unlike:
            return "name"
        return "kind" if kind in rarer else ""

    said = [Saying(*key, cases, conflict(*key[1:])) for key, cases in counts.items()]
    said.sort(key=lambda one: (-one.cases, one.section != "linked", one.kind, one.name, one.curie))
    return Sayings(tuple(said), min(most, len(numbers)), len(numbers))


def _said(case: Case, nodes: frozenset[str]) -> set[tuple[Section, str, str, str]]:
    """Section, kind, name and id of all that a case says of the entity with these nodes, or of its names."""
    of_mention, _ = identify(case.mentions)
    own = [not nodes.isdisjoint(found) for found in of_mention]
    names = {_named(mention) for mention, is_own in zip(case.mentions, own, strict=True) if is_own}
    namespaces = {namespace(node) for node in nodes if not is_name_node(node)}
    said = set()
    for mention, is_own in zip(case.mentions, own, strict=True):
        if not is_own and _named(mention) not in names:
            continue
        given = [curie for curie in mention.curies if curie in nodes or namespace(curie) in namespaces]
        if given or (is_own and not mention.curies):
            said |= {(mention.section, mention.kind, mention.name, curie) for curie in given or [""]}
    return said


def _named(mention: Mention) -> tuple[str, str]:
    return kind_class(mention.kind), name_key(mention.name)


def _rarer_kinds(counts: Counter[tuple[Section, str, str, str]]) -> set[str]:
    """Kinds that the entity is given less often than another that names the same things, as gene and protein do."""
    by_kind: Counter[str] = Counter()
    for (_, kind, _, _), cases in counts.items():
        by_kind[kind] += cases
    best: dict[str, str] = {}
    for kind in sorted(by_kind, key=lambda kind: (-by_kind[kind], kind)):
        best.setdefault(kind_class(kind), kind)
    return set(by_kind) - set(best.values())
