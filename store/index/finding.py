"""The entity finder: any entity by what has been typed of one of its names or ids."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import IntEnum

from msgspec import Struct

from store.curie import normalise
from store.identity import spelling
from store.index.answers import EntityHit, EntityHits, How
from store.index.calling import Role
from store.index.entities import Entities
from store.index.grouping import LEAD_LENGTHS, EntityRow
from store.index.lookup import LAST
from store.index.resolving import SHORTEST_INSIDE, Resolver, trigrams_of
from store.index.slips import (
    LONGEST_SLIP,
    SHORTEST_SLIP,
    SHORTEST_SLIP_IN_WORDS,
    begins_but_for_a_slip,
    loosely,
    slips_of,
)
from store.query.fields import KIND_FIELDS, field_of_kind
from store.text import words

ENOUGH = 5
"""With fewer hits than this, a typing slip is looked for."""
_SLIP_IN_WHOLE = 5
"""Up to so many letters the slip is looked for in whole names, above in beginnings of names."""
_READ = 400
"""Names or entities that are looked at in one way of being found, those of the most cases first."""
_MOST_WORDS = 6
"""Words in which a slip is looked for."""
_LONGEST_INSIDE = 200
"""Letters up to which it is looked inside names and for slips; whole names and their beginnings may be longer."""
_USUAL_NAME_COUNTS = 4
"""An entity that usually goes by exactly what was typed ranks as if it had so many times the cases."""
_HOW: dict[int, How] = {Role.NAME: "symbol", Role.ALIAS: "alias", Role.DESCRIPTION: "word"}


class Tier(IntEnum):
    """How well an entity fits: the better ones come first, within a tier those of more cases."""

    EXACT = 1
    BEGINNING = 2
    WORD = 3
    WORDS = 4
    INSIDE = 5
    SLIP = 6


class Candidate(Struct, frozen=True):
    """An entity with what matched; an empty text stands for any of its names that begin as was typed."""

    entity: int
    tier: Tier
    matched: str
    how: How


class Sought(Struct, frozen=True):
    """What is looked for: a text in every form in which it is compared."""

    text: str
    spelled: str
    words: tuple[str, ...]
    kinds: frozenset[str]


def sought(text: str, kinds: Collection[str] = (), fields: Mapping[str, str] = KIND_FIELDS) -> Sought:
    """Understand what was typed: a kind before a colon narrows (`gene:al`), the prefix of a CURIE does not.

    `fields` are the kinds that there are, by the field that asks for them.
    """
    wanted = {fields.get(kind.strip().lower(), kind.strip().lower()) for kind in kinds} - {""}
    label, colon, rest = text.partition(":")
    field = label.strip().lower()
    if colon and field in fields and normalise(text) is None:
        text = rest
        wanted |= {fields[field]} - {""}
    wanted |= {name for name, kind in KIND_FIELDS.items() if kind in wanted}  # a case may list its chemicals as drugs
    return Sought(text.strip(), spelling(text), tuple(words(text)), frozenset(wanted))


class Finder:
    """Finds entities in one state of the index."""

    def __init__(self, connection: sqlite3.Connection, resolver: Resolver, entities: Entities) -> None:
        self._connection = connection
        self._resolver = resolver
        self._entities = entities
        kinds = connection.execute("SELECT kind FROM index_kinds ORDER BY kind DESC")
        self._fields = {field_of_kind(kind): kind for (kind,) in kinds} | dict(KIND_FIELDS)
        """Every kind of the library, or of the language, by the field that asks for it."""

    def find(self, text: str, kinds: Collection[str], limit: int) -> EntityHits:
        """The entities that fit, best first."""
        wanted = sought(text, kinds, self._fields)
        best: dict[int, Candidate] = {}
        self._keep(best, wanted, self._exact(wanted))
        if len(wanted.spelled) <= max(LEAD_LENGTHS):
            total = self._keep_listed(best, wanted, limit)
        else:
            total = self._keep_named(best, wanted, limit)
        rows = self._entities.rows(best)
        ranked = sorted(rows.values(), key=lambda row: _rank(row, best[row.number]))
        return EntityHits(text, total, tuple(self._hit(row, best[row.number], wanted) for row in ranked[:limit]))

    def _hit(self, row: EntityRow, candidate: Candidate, wanted: Sought) -> EntityHit:
        entity = self._entities.value(row)
        matched, how = candidate.matched, candidate.how
        if not matched:
            names = (entity.name, *entity.aliases)
            matched = next((name for name in names if spelling(name).startswith(wanted.spelled)), entity.name)
            how = "symbol" if matched == entity.name else "alias"
        return EntityHit(entity, matched, how)

    def _keep(self, best: dict[int, Candidate], wanted: Sought, candidates: Iterable[Candidate]) -> None:
        """Take in candidates of the kinds that are wanted, each entity in its best tier."""
        found = list(candidates)
        if wanted.kinds:
            rows = self._entities.rows({one.entity for one in found})
            found = [one for one in found if not wanted.kinds.isdisjoint(rows[one.entity].kinds.split("\n"))]
        for one in found:
            if one.entity not in best or one.tier < best[one.entity].tier:
                best[one.entity] = one

    # --- ways to be found ---

    def _exact(self, wanted: Sought) -> Iterable[Candidate]:
        rows = self._connection.execute(
            "SELECT m.entity, n.role, n.text, e.name FROM index_names AS n"
            " JOIN index_nodes AS m ON m.number = n.node JOIN index_entities AS e ON e.number = m.entity"
            " WHERE n.spelling = ? ORDER BY n.role",
            (wanted.spelled,),
        ).fetchall()
        for entity, role, text, name in rows:
            if spelling(name) == wanted.spelled:
                yield Candidate(entity, Tier.EXACT, name, "symbol")
            else:
                yield Candidate(entity, Tier.EXACT, text, _HOW[role])
        for entity, node in self._resolver.with_id(wanted.text):
            yield Candidate(entity, Tier.EXACT, node, "id")

    def _keep_listed(self, best: dict[int, Candidate], wanted: Sought, limit: int) -> int:
        """One or two letters: by the lists of entities by beginning. Gives the number of all that fit."""
        lead = wanted.spelled
        outside = [row for row in self._entities.rows(best).values() if lead not in row.leads.split("\n")]
        source = "index_leads AS l"
        if wanted.kinds:
            source += " CROSS JOIN index_entities AS e ON e.number = l.entity"
        condition = f"l.lead = ? AND {_any_kind(wanted.kinds)}"
        parameters = (lead, *_kind_values(wanted.kinds))
        rows = self._connection.execute(
            f"SELECT l.entity FROM {source} WHERE {condition} ORDER BY l.weight DESC LIMIT ?",  # noqa: S608 -- constants
            (*parameters, max(_READ, 2 * limit)),
        )
        for (entity,) in rows:
            best.setdefault(entity, Candidate(entity, Tier.BEGINNING, "", "symbol"))
        (total,) = self._connection.execute(
            f"SELECT count(*) FROM {source} WHERE {condition}",  # noqa: S608 -- constants
            parameters,
        ).fetchone()
        return int(total) + len(outside)

    def _keep_named(self, best: dict[int, Candidate], wanted: Sought, limit: int) -> int:
        """Three letters and more: by names that begin so, then by what stands inside, then but for a slip."""
        self._keep(best, wanted, self._beginning(wanted.spelled, wanted))
        if len(wanted.spelled) > _LONGEST_INSIDE:
            return len(best)
        inside = trigrams_of(wanted.spelled)
        left = 0
        if len(best) < limit:
            found = self._inside(inside, wanted)
            self._keep(best, wanted, found)
            if len(wanted.words) > 1:
                long = [word for word in wanted.words if len(word) >= SHORTEST_INSIDE]
                if long:
                    self._keep(best, wanted, self._inside(" AND ".join(map(trigrams_of, long)), wanted))
            complete = len(found) < _READ
        else:
            complete = False
        if not complete:
            left = self._count_inside(inside, wanted)
        if len(best) < ENOUGH and len(wanted.spelled) >= SHORTEST_SLIP:
            if len(wanted.spelled) <= LONGEST_SLIP:
                self._keep(best, wanted, self._slips(wanted))
            if len(best) < ENOUGH and len(wanted.words) > 1:
                self._keep(best, wanted, self._slips_of_words(wanted))
        return max(len(best), left)

    def _beginning(self, spelled: str, wanted: Sought) -> list[Candidate]:
        rows = self._rows(
            "index_names AS n", "n.spelling >= ? AND n.spelling < ?", (spelled, spelled + LAST), wanted.kinds
        )
        return [
            Candidate(entity, Tier.WORD if role == Role.DESCRIPTION else Tier.BEGINNING, text, _HOW[role])
            for entity, role, text in rows
        ]

    def _inside(self, trigrams: str, wanted: Sought) -> list[Candidate]:
        rows = self._rows(
            "index_trigrams AS t CROSS JOIN index_names AS n ON n.number = t.rowid",
            "t.index_trigrams MATCH ?",
            (trigrams,),
            wanted.kinds,
        )
        return [one for entity, _, text in rows if (one := _place(entity, text, wanted)) is not None]

    def _rows(
        self, source: str, condition: str, parameters: tuple[str, ...], kinds: frozenset[str]
    ) -> list[tuple[int, int, str]]:
        """Names with their entities, those of the most cases first."""
        return self._connection.execute(
            f"SELECT e.number, n.role, n.text FROM {source}"  # noqa: S608 -- constants
            " CROSS JOIN index_nodes AS m ON m.number = n.node CROSS JOIN index_entities AS e ON e.number = m.entity"
            f" WHERE {condition} AND {_any_kind(kinds)} ORDER BY e.cases DESC LIMIT ?",
            (*parameters, *_kind_values(kinds), _READ),
        ).fetchall()

    def _count_inside(self, trigrams: str, wanted: Sought) -> int:
        (total,) = self._connection.execute(
            "SELECT count(DISTINCT m.entity) FROM index_trigrams AS t"  # noqa: S608 -- constants
            " CROSS JOIN index_names AS n ON n.number = t.rowid CROSS JOIN index_nodes AS m ON m.number = n.node"
            f"{' CROSS JOIN index_entities AS e ON e.number = m.entity' if wanted.kinds else ''}"
            f" WHERE t.index_trigrams MATCH ? AND instr(n.spelling, ?) AND {_any_kind(wanted.kinds)}",
            (trigrams, wanted.spelled, *_kind_values(wanted.kinds)),
        ).fetchone()
        return int(total)

    def _slips(self, wanted: Sought) -> list[Candidate]:
        """Names, and beginnings of names, that differ from what was typed by a letter or by two that changed place."""
        rows = self._connection.execute(
            "SELECT e.number, n.text FROM json_each(?) AS slip"
            " CROSS JOIN index_names AS n ON n.spelling >= slip.value AND n.spelling < slip.value || ?"
            " CROSS JOIN index_nodes AS m ON m.number = n.node CROSS JOIN index_entities AS e ON e.number = m.entity"
            " WHERE n.role IN (?, ?) ORDER BY e.cases DESC LIMIT ?",
            (
                json.dumps(slips_of(wanted.spelled)),
                LAST if len(wanted.spelled) > _SLIP_IN_WHOLE else "\x01",
                Role.NAME,
                Role.ALIAS,
                _READ,
            ),
        )
        return [Candidate(entity, Tier.SLIP, text, "slip") for entity, text in rows]

    def _slips_of_words(self, wanted: Sought) -> Iterator[Candidate]:
        """Names in which all words that were typed begin words, one of them but for a slip."""
        for at, word in enumerate(wanted.words[:_MOST_WORDS]):
            others = [*wanted.words[:at], *wanted.words[at + 1 :]]
            sure = " AND ".join(trigrams_of(other) for other in others if len(other) >= SHORTEST_INSIDE)
            if len(word) < SHORTEST_SLIP_IN_WORDS or not sure:
                continue
            rows = self._rows(
                "index_trigrams AS t CROSS JOIN index_names AS n ON n.number = t.rowid",
                "t.index_trigrams MATCH ?",
                (f"{sure} AND ({loosely(word)})",),
                wanted.kinds,
            )
            for entity, _, text in rows:
                said = words(text)
                if any(begins_but_for_a_slip(word, one) for one in said) and all(
                    any(one.startswith(other) for one in said) for other in others
                ):
                    yield Candidate(entity, Tier.SLIP, text, "slip")


def _rank(row: EntityRow, candidate: Candidate) -> tuple[int, int, str, str]:
    """Sort key of what was found. Whose usual name it is comes before whose alias it is unless much rarer."""
    weight = row.cases * (_USUAL_NAME_COUNTS if (candidate.tier, candidate.how) == (Tier.EXACT, "symbol") else 1)
    return candidate.tier, -weight, row.name, row.id


def _place(entity: int, text: str, wanted: Sought) -> Candidate | None:
    """Where in a name stands what was typed, if anywhere."""
    said = words(text)
    if any("".join(said[start:]).startswith(wanted.spelled) for start in range(len(said))):
        return Candidate(entity, Tier.WORD, text, "word")
    if len(wanted.words) > 1 and all(any(one.startswith(word) for one in said) for word in wanted.words):
        return Candidate(entity, Tier.WORDS, text, "word")
    if wanted.spelled in spelling(text):
        return Candidate(entity, Tier.INSIDE, text, "substring")
    return None


def _any_kind(kinds: frozenset[str]) -> str:
    if not kinds:
        return "1"
    return "(" + " OR ".join("instr(char(10) || e.kinds || char(10), ?)" for _ in kinds) + ")"


def _kind_values(kinds: frozenset[str]) -> list[str]:
    return [f"\n{kind}\n" for kind in sorted(kinds)]
