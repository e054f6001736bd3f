"""All that a reader sees of one case at a time: the case, the entities it names, and where its text names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.model import Case, Entity, Mention

Field = tuple[str, int]
"""A text of a case: the name of the field and the index in it (0 for a single text): `("key_findings", 2)`."""

_GROUPS = ("gene", "protein", "chemical", "disease", "species")


@dataclass(frozen=True, slots=True)
class NamedEntity:
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


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of text that names an entity: offsets in code points, and the entity's index in `CasePage.entities`."""

    start: int
    end: int
    entity: int


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case, ready to be read."""

    number: int
    case: Case
    entities: tuple[NamedEntity, ...]
    """Genes and proteins first, then chemicals, diseases, species, then the other kinds by name."""
    named: dict[Field, tuple[Named, ...]]
    """Where the text names them; stretches are in order and do not overlap."""

    def texts(self) -> Iterable[tuple[Field, str]]:
        """Every text of the case in reading order."""
        case = self.case
        yield ("title", 0), case.title
        if case.tldr:
            yield ("tldr", 0), case.tldr
        if case.contribution:
            yield ("contribution", 0), case.contribution
        for index, finding in enumerate(case.key_findings):
            yield ("key_findings", index), finding
        for index, paragraph in enumerate(case.abstract):
            yield ("abstract", index), paragraph
        for index, section in enumerate(case.other_sections):
            yield ("other_sections", index), section.text


def group_of(kind: str) -> str:
    """The group under which a kind is listed: genes and proteins are one."""
    return "gene" if kind == "protein" else kind


def group_order(kind: str) -> tuple[int, str]:
    """Sort key of groups."""
    group = group_of(kind)
    return (_GROUPS.index(group), "") if group in _GROUPS else (len(_GROUPS), group)
