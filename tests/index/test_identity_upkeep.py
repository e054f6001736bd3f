"""Entities in the index: the rules on small papers, and the same entities however the papers came."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.index.checking import parts

CURIES = [f"{prefix}:{n}" for prefix in ("mesh", "mondo", "omim", "hp") for n in (1, 2, 3)]
NAMES = ["a", "b", "C", "c", "d-1", "d 1"]

mentions = st.builds(
    lambda name, curies, kind, aliases: {
        "section": "linked",
        "kind": kind,
        "name": name,
        "curies": curies,
        "aliases": aliases,
        "description": None,
    },
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(CURIES), max_size=2, unique=True),
    st.sampled_from(["gene", "protein", "disease"]),
    st.lists(st.sampled_from(["x", "yy", "c"]), max_size=1),
)
papers = st.builds(lambda listed: {"id": "x:1", "title": "t", "mentions": listed}, st.lists(mentions, max_size=4))


def test_the_sample_gives_the_entities_it_should(bench: Any, sample_papers: Any) -> None:
    """One gene in two sections, one drug under ids of two databases, one name without id beside its id."""
    bench.add(*sample_papers)

    found = bench.entities()

    assert ("ALK", "gene", ("ncbigene:238",), 1) == found["ncbigene:238"]
    assert ("pubchem.compound:49806720", "mesh:C582670")[::-1] == found["mesh:C582670"][2]
    assert ("S100A1", "gene\nprotein", ("ncbigene:6271",), 1) == found["ncbigene:6271"]
    assert ("S100A1", "protein", ("=gene:s100a1",), 1) == found["protein:s100a1"]


@settings(max_examples=300, deadline=None)
@given(
    history=st.lists(
        st.dictionaries(st.integers(1, 6), st.one_of(st.none(), papers), min_size=1, max_size=4), min_size=1, max_size=6
    )
)
def test_any_history_gives_the_entities_of_a_fresh_build(new_bench: Any, history: Any) -> None:
    """Orders, batches, updates and removals leave no trace: only the papers that are there count."""
    lived, fresh = new_bench(), new_bench()
    for batch in history:
        changes = {number: paper and {**paper, "id": f"x:{number}"} for number, paper in batch.items()}
        lived.write({n: paper for n, paper in changes.items() if paper or n in lived.documents})
    fresh.write(dict(lived.documents))
    try:
        assert fresh.entities() == lived.entities()
        for part in parts():
            assert part.digest(fresh.connection) == part.digest(lived.connection), part.words
    finally:
        lived.connection.close()
        fresh.connection.close()
