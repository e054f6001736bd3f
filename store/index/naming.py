"""The entities of one case: what each mention stands for, and where a machine-made link is doubtful."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from store.curie import in_order, namespace
from store.identity import entity_id, identify, is_name_node, kind_class, kind_order, name_key, spelling
from store.index.answers import CaseEntity
from store.index.entities import Entities
from store.model import Case, Entity, Mention
from store.patterns import pattern
from store.text import words

ENOUGH_TO_TELL = 20
"""With fewer uses of its names nobody can say what an id is usually called."""
_RARELY = 100
"""A name is unusual if at most one in so many uses of the id's names is this one."""
_USUALLY = 50
"""A name is usual if at least one in so many is."""
_STEM = 5
_SHORTEST_STEM = 4
_ABBREVIATION = pattern("[A-Z]{2,8}s?")


def entities_of(connection: sqlite3.Connection, entities: Entities, case: Case) -> list[CaseEntity]:
    """The entities that a case names: by kind, within a kind in the order of the file."""
    mentions = case.mentions
    nodes, _ = identify(mentions)
    numbers = _numbers(connection, {node for of_mention in nodes for node in of_mention})
    members: dict[int | str, list[int]] = {}
    for index, of_mention in enumerate(nodes):
        for key in dict.fromkeys(numbers.get(node, node) for node in of_mention):
            members.setdefault(key, []).append(index)
    known = entities.values(key for key in members if isinstance(key, int))
    disputed = _disputed(mentions)
    found = []
    for key, indexes in members.items():
        own = [mentions[index] for index in indexes]
        kinds = {mention.kind for mention in own}
        entity = known[key] if isinstance(key, int) else _not_in_library(key, own)
        found.append(
            CaseEntity(
                entity=entity,
                mentions=tuple(indexes),
                conflict=len(kinds) > 1 or not disputed.isdisjoint(indexes),
                unlike=any(is_unlike(entities, mention.name, entity.curies) for mention in own),
            )
        )
    return sorted(found, key=lambda one: kind_order(kind_class(mentions[one.mentions[0]].kind)))


def is_unlike(entities: Entities, name: str, curies: Iterable[str]) -> bool:
    """Whether a name is unlike the usual names of an entity with these ids.

    It is if the names of the entity are used often enough to tell, this one is hardly ever among them, and it has
    nothing in common with the usual ones: neither a word, nor one inside the other, nor as an abbreviation.
    """
    spelled = spelling(name)
    uses, own, usual = 0, 0, []
    for curie in curies:
        names = entities.names(curie)
        if any(spelling(alias) == spelled for alias in names.aliases):
            return False
        uses += names.uses
        own += entities.uses_of(curie, name)
        often = [text for text, count in names.counts.items() if count * _USUALLY >= names.uses]
        usual += [text for text in often if spelling(text) != spelled]
        usual += [*names.aliases, *names.descriptions]
    if uses < ENOUGH_TO_TELL or own > max(1, uses // _RARELY):
        return False
    return not any(_related(name, text) for text in usual)


def _related(name: str, other: str) -> bool:
    one, two = spelling(name), spelling(other)
    if one in two or two in one:
        return True
    if not _stems(name).isdisjoint(_stems(other)):
        return True
    short, long = (name, other) if _ABBREVIATION.fullmatch(name) else (other, name)
    initials = "".join(word[0] for word in words(long))
    return bool(_ABBREVIATION.fullmatch(short)) and len(initials) > 1 and short.rstrip("s").lower().startswith(initials)


def _stems(name: str) -> set[str]:
    return {word[:_STEM] for word in words(name) if len(word) >= _SHORTEST_STEM}


def _disputed(mentions: Sequence[Mention]) -> set[int]:
    """Mentions to whose name the other section gives another id of the same namespace."""
    given: dict[tuple[str, str], dict[str, dict[str, set[str]]]] = {}
    for mention in mentions:
        by_namespace = given.setdefault((kind_class(mention.kind), name_key(mention.name)), {})
        for curie in mention.curies:
            by_namespace.setdefault(namespace(curie), {}).setdefault(mention.section, set()).add(curie)
    disputed_names = {
        name
        for name, by_namespace in given.items()
        for sections in by_namespace.values()
        if len(sections) > 1 and set.isdisjoint(*sections.values())
    }
    return {
        index
        for index, mention in enumerate(mentions)
        if (kind_class(mention.kind), name_key(mention.name)) in disputed_names
    }


def _numbers(connection: sqlite3.Connection, nodes: set[str]) -> dict[str, int]:
    rows = connection.execute(
        "SELECT n.node, n.entity FROM json_each(?) AS wanted CROSS JOIN index_nodes AS n ON n.node = wanted.value",
        (json.dumps(sorted(nodes)),),
    )
    return dict(rows.fetchall())


def _not_in_library(node: str, mentions: Sequence[Mention]) -> Entity:
    """An entity of a case that is not in the library."""
    kinds = sorted({mention.kind for mention in mentions}, key=kind_order)
    aliases = dict.fromkeys(alias for mention in mentions for alias in mention.aliases)
    return Entity(
        id=entity_id((node,), kinds),
        kinds=tuple(kinds),
        name=mentions[0].name,
        curies=() if is_name_node(node) else in_order((node,)),
        aliases=tuple(aliases),
        cases=0,
    )
