"""Which mentions are one entity: the rules, on values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.curie import namespace
from store.identity import entity_id, identify, name_key, name_node, partition, rank
from store.model import Mention

NODES = [f"{prefix}:{number}" for prefix in ("mesh", "mondo", "omim", "hp") for number in (1, 2, 3)]
BRIDGES = st.dictionaries(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES))
    .filter(lambda two: namespace(two[0]) != namespace(two[1]))
    .map(lambda two: (min(two), max(two))),
    st.integers(1, 4),
    max_size=10,
)


@given(BRIDGES)
def test_entities_are_what_the_rule_says(bridges: dict[tuple[str, str], int]) -> None:
    """Bridges one by one, most cases first: accepted unless that puts two ids of a namespace together."""
    sets = {node: frozenset((node,)) for node in NODES}
    for bridge, _ in sorted(bridges.items(), key=lambda item: rank(*item)):
        joined = sets[bridge[0]] | sets[bridge[1]]
        namespaces = [namespace(node) for node in joined]
        if len(set(namespaces)) == len(namespaces):
            sets.update(dict.fromkeys(joined, joined))

    assert {node: set(members) for node, members in sets.items()} == {
        node: set(members) for node, members in partition(NODES, bridges).items()
    }


@given(BRIDGES, st.randoms())
def test_the_order_of_bridges_does_not_matter(bridges: dict[tuple[str, str], int], source: object) -> None:
    """A dictionary filled in another order gives the same entities."""
    shuffled = list(bridges.items())
    source.shuffle(shuffled)  # type: ignore[attr-defined]

    assert partition(NODES, bridges) == partition(reversed(NODES), dict(shuffled))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ALK", "alk", True),
        ("IL-6", "IL 6", True),
        ("IL‐6", "il-6", True),
        ("TNF-α", "TNFα", True),
        ("naïve", "naive", True),
        ("CD4+ T cell", "CD4 T cell", False),
        ("2,4-D", "24-D", False),
        ("c.100+1G>A", "c.100-1G>A", False),
        ("c.100−1G>A", "c.100-1G>A", True),
        ("ALK", "ALK1", False),
        ("‡", "†", False),
    ],
)
def test_names_that_are_the_same(one: str, other: str, same: bool) -> None:
    """Case, accents, hyphens, spaces and Greek letters do not tell names apart; signs that mean something do."""
    assert same == (name_key(one) == name_key(other))


def test_what_mentions_stand_for() -> None:
    """Ids stand for themselves; a name without id joins the ids of its name and kind, else stands for itself."""
    nodes, bridges = identify(
        [
            Mention("linked", "gene", "CD34", curies=("ncbigene:947",)),
            Mention("linked", "protein", "cd34", curies=()),
            Mention("linked", "disease", "CD34", curies=()),
            Mention("linked", "chemical", "alectinib", curies=("pubchem.compound:49806720",)),
            Mention("linked", "chemical", "Alectinib", curies=("mesh:C582670",)),
            Mention("linked", "disease", "both", curies=("mesh:D1", "mesh:D2", "omim:5")),
        ]
    )

    assert [("ncbigene:947",), ("ncbigene:947",), ("=disease:cd34",)] == nodes[:3]
    assert ("mesh:D1", "mesh:D2", "omim:5") == nodes[5]
    assert {
        ("mesh:C582670", "pubchem.compound:49806720"),
        ("mesh:D1", "omim:5"),
        ("mesh:D2", "omim:5"),
    } == bridges


@pytest.mark.parametrize(
    ("nodes", "kinds", "expected"),
    [
        (("mesh:C582670", "pubchem.compound:49806720"), ("chemical",), "mesh:C582670"),
        (("hp:0001", "omim:5", "zfin:1"), ("disease",), "omim:5"),
        ((name_node("protein", "S100-A1"),), ("protein",), "protein:s100 a1"),
        ((name_node("gene", "S100-A1"),), ("protein", "gene"), "gene:s100 a1"),
    ],
)
def test_public_ids(nodes: tuple[str, ...], kinds: tuple[str, ...], expected: str) -> None:
    """The first CURIE by namespace; without any, kind and name."""
    assert expected == entity_id(nodes, kinds)
