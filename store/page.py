"""All that a reader sees of one case at a time: the case, the entities it names, and where its text names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from store.identity import kind_class, kind_order
from store.model import Case, Entity, Mention
from store.spotting import Field, Spots, spot, texts_of

if TYPE_CHECKING:
    from store.index import CaseEntity
    from store.library import Library


class NamedEntity(Struct, frozen=True):
    """An entity as one case names it."""

    entity: Entity
    """As the library knows it."""
    name: str
    """Its name in this case."""
    kinds: tuple[str, ...]
    """What this case says it is, in the usual order of kinds."""
    mentions: tuple[Mention, ...]
    conflict: bool
    """The two sections of the file disagree about its kind or its ids."""
    unlike: bool
    """Its name here is unlike the usual names of its id."""
    said: int
    """How often the text says one of its names in this case."""
    said_otherwise: tuple[tuple[str, int], ...]
    """Where the text never says the name: the aliases that it says, with how often."""

    @property
    def never_said(self) -> bool:
        """The text says none of its names outright (an alias it may say)."""
        return self.said == 0 or bool(self.said_otherwise)


class Named(Struct, frozen=True):
    """A stretch of text that names an entity: offsets in code points, and the entity's index in `CasePage.entities`."""

    start: int
    end: int
    entity: int


class CasePage(Struct, frozen=True):
    """One case, ready to be read."""

    number: int
    case: Case
    entities: tuple[NamedEntity, ...]
    """Genes and proteins first, then chemicals, diseases, species, then the other kinds by name."""
    named: dict[Field, tuple[Named, ...]]
    """Where the text names them; stretches are in order and do not overlap."""

    def texts(self) -> Iterable[tuple[Field, str]]:
        """Every text of the case in reading order."""
        return texts_of(self.case)


def read_page(library: Library, number: int) -> CasePage:
    """Everything about the case with this document number. Raises `NotFoundError`."""
    case = library.case_by_number(number)
    spots = spot(case)
    found = [(_named(case, one, spots), one.mentions) for one in library.index.entities_of(case)]
    found.sort(key=lambda one: kind_order(kind_class(one[0].kinds[0]) if one[0].kinds else ""))
    by_mention = {index: place for place, (_, indexes) in enumerate(found) for index in indexes}
    return CasePage(
        number,
        case,
        tuple(named for named, _ in found),
        {
            field: tuple(Named(one.start, one.end, by_mention[one.mentions[0]]) for one in spots_of_field)
            for field, spots_of_field in spots.fields.items()
        },
    )


def _named(case: Case, one: CaseEntity, spots: Spots) -> NamedEntity:
    mentions = tuple(case.mentions[index] for index in one.mentions)
    names = Counter(mention.name for mention in mentions)
    aliases: Counter[str] = Counter()
    said = max((spots.said[index] for index in one.mentions), default=0)
    for index in one.mentions:
        for alias, times in spots.said_as[index].items():
            aliases[alias] = max(aliases[alias], times)
    return NamedEntity(
        entity=one.entity,
        name=next(iter(names)),
        kinds=tuple(sorted({mention.kind for mention in mentions}, key=kind_order)),
        mentions=mentions,
        conflict=one.conflict,
        unlike=one.unlike,
        said=said,
        said_otherwise=() if said else tuple(aliases.most_common()),
    )
