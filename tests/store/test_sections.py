"""Which section says what of an entity, and what disagrees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store import Case, Library, Mention, Saying, sections_of
from store.documents import to_document
from store.model import Section
from store.storage.opening import MEMORY


def mention(section: Section, kind: str, name: str, *curies: str) -> Mention:
    """A mention of a case."""
    return Mention(section, kind, name, curies=curies)


@pytest.fixture
def library() -> Iterator[Library]:
    """Thirty cases that agree, and some that do not."""
    cases = [
        [mention("linked", "disease", "tumour", "mesh:D009369"), mention("full_text", "gene", "ALK", "ncbigene:238")]
        for _ in range(30)
    ]
    cases += [
        [mention("linked", "protein", "ALK"), mention("full_text", "gene", "ALK", "ncbigene:238")],
        [mention("linked", "gene", "ALK", "ncbigene:94"), mention("full_text", "gene", "ALK", "ncbigene:238")],
        [mention("full_text", "disease", "IMTs", "mesh:D009369"), mention("linked", "gene", "KIT", "ncbigene:3815")],
    ]
    with Library.open(MEMORY) as library:
        for number, mentions in enumerate(cases, 1):
            case = Case(id=f"pmc:PMC{number}", pmcid=f"PMC{number}", title="A case", mentions=tuple(mentions))
            library.papers.insert(to_document(case))
        yield library


def said(library: Library, reference: str) -> list[tuple[str, str, str, str, int, str]]:
    """What the sections say, as tuples."""
    found = sections_of(library, library.index.entity_page(reference))
    return [(one.section, one.kind, one.name, one.curie, one.cases, one.conflict) for one in found.said]


def test_sections_that_disagree(library: Library) -> None:
    """A gene here and a protein without an id there; one name with two ids: each with its section and its cases."""
    assert [
        ("full_text", "gene", "ALK", "ncbigene:238", 32, ""),
        ("linked", "gene", "ALK", "ncbigene:94", 1, "id"),
        ("linked", "protein", "ALK", "", 1, "kind"),
    ] == said(library, "ncbigene:238")


def test_an_id_under_a_name_unlike_it(library: Library) -> None:
    """The usual names come first."""
    assert [
        ("linked", "disease", "tumour", "mesh:D009369", 30, ""),
        ("full_text", "disease", "IMTs", "mesh:D009369", 1, "name"),
    ] == said(library, "mesh:D009369")


def test_of_many_cases_the_newest_are_read(library: Library) -> None:
    """How many were read of how many is told."""
    found = sections_of(library, library.index.entity_page("ncbigene:3815"), 0)
    assert (0, 1, ()) == (found.read, found.cases, found.said)

    found = sections_of(library, library.index.entity_page("ncbigene:238"), 2)
    assert (2, 32) == (found.read, found.cases)
    assert Saying("linked", "gene", "ALK", "ncbigene:94", 1, "id") in found.said
