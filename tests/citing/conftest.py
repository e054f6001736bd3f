"""References that the tests of citations share."""

from __future__ import annotations

import pytest

from store.citing import Date, Name, Reference
from store.model import Case


@pytest.fixture
def article() -> Reference:
    """A journal article with every field that an article has."""
    return Reference(
        id="doi:10.1234/abc.1",
        title="A giant tumour of the heart: a case report",
        authors=(
            Name("Okafor", "Amara Birgit"),
            Name("Berg", "Jan", particle="van der"),
            Name("Smith", "John", suffix="Jr."),
            Name(literal="Northern Rare Tumour Group"),
        ),
        container="Annals of Rare Cases",
        container_short="Ann. Rare Cases",
        issued=Date(2026, 2, 11),
        volume="12",
        issue="3",
        page="1077-1087",
        doi="10.1234/abc.1",
        pmid="12345678",
        pmcid="PMC1234567",
        issn="1234-5678",
        language="en",
    )


@pytest.fixture
def case() -> Case:
    """A case as the library holds it: no volume, no pages, names as they are written."""
    return Case(
        id="pmc:PMC1234567",
        title="A Giant Thoracic ALK‐Rearranged Neoplasm in a Child",
        pmcid="PMC1234567",
        doi="10.1234/cnr2.1",
        authors=("Sheng Gao", "Jie Wu", "Jan van der Fan", "Xiu Chang", "Li Ma", "Yu Qi", "Hong Lu", "Bo Xu"),
        journal="Cancer Reports",
        date="2026-02-11",
    )
