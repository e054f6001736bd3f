"""The entity finder: everything by which an entity can be known, the best first, and no others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.identity import is_name_node, spelling
from store.index import IndexReader
from store.index.slips import begins_but_for_a_slip, slips_of
from store.text import words
from tests.query import brute

NAMES = [
    *("ALK", "alk", "ALK1", "alkaline", "IL-6", "IL 6", "il6"),
    *("TNF-α", "naïve B cell", "kinase of lung", "CD246", "x"),
]
PAPERS = st.lists(
    st.lists(
        st.builds(
            lambda name, curies, kind, description, aliases: {
                "section": "linked",
                "kind": kind,
                "name": name,
                "curies": curies,
                "description": description,
                "aliases": aliases,
            },
            st.sampled_from(NAMES),
            st.lists(st.sampled_from(["ncbigene:238", "mesh:D009369", "mesh:D00936"]), max_size=1),
            st.sampled_from(["gene", "protein", "disease"]),
            st.sampled_from([None, "ALK receptor tyrosine kinase", "interleukin 6"]),
            st.lists(st.sampled_from(["CD246", "ALK-2", "talk"]), max_size=2),
        ),
        max_size=3,
    ),
    min_size=1,
    max_size=5,
)
TYPED = st.sampled_from(
    [
        *(
            "a",
            "al",
            "alk",
            "alk1",
            "cd246",
            "cd24",
            "alkk",
            "tlak",
            "kin",
            "inase",
            "lung",
            "cell naive",
            "naive",
            "zzzz",
        ),
        *("238", "D009369", "D0093", "ncbigene:238", "zzzz"),
        *("il6", "IL-6", "interleukin 6", "receptor tyros", "tnf alpha", "TNFα"),
    ]
)


@pytest.fixture
def reader(bench: Any, sample_papers: Any) -> IndexReader:
    """A reader of the sample papers."""
    bench.add(*sample_papers)
    return IndexReader(bench.connection)


@pytest.mark.parametrize(
    ("typed", "entity", "how"),
    [
        ("ALK", "ncbigene:238", "symbol"),
        ("al", "ncbigene:238", "symbol"),
        ("CD246", "ncbigene:238", "alias"),
        ("cd24", "ncbigene:238", "alias"),
        ("alk1", "ncbigene:238", "slip"),
        ("238", "ncbigene:238", "id"),
        ("ncbigene:238", "ncbigene:238", "id"),
        ("NCBIGene:238", "ncbigene:238", "id"),
        ("C582670", "mesh:C582670", "id"),
        ("alectnib", "mesh:C582670", "slip"),
        ("drug:alec", "mesh:C582670", "symbol"),
        ("S100", "ncbigene:6271", "alias"),
    ],
)
def test_ways_to_find(reader: IndexReader, typed: str, entity: str, how: str) -> None:
    """By symbol, beginning, alias, id, with a slip, within a kind."""
    hits = reader.find_entities(typed)

    assert (entity, how) == (hits.hits[0].entity.id, hits.hits[0].how)
    assert typed == hits.query


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *((typed, True) for typed in ("recptor tyrosine", "tyrosine recetpor", "receptor tyrsoi", "gene:alk recptor")),
        *((typed, False) for typed in ("recptr tyrosine", "recptor tyrsine", "recptor nothing", "recptor")),
    ],
)
def test_a_slip_in_one_word_of_several(bench: Any, typed: str, found: bool) -> None:
    """All words begin words of a name, one of them but for a slip; with two slips nothing is found."""
    bench.add(bench.paper(1, bench.mention("ALK", "ncbigene:238", description="ALK receptor tyrosine kinase")))
    hits = IndexReader(bench.connection).find_entities(typed).hits

    assert [("ncbigene:238", "slip")] * found == [(hit.entity.id, hit.how) for hit in hits]


@pytest.mark.parametrize("typed", ["x" * 70, "a" * 5000, "receptor " * 20, "ab " * 3000, "recptor tyrosine " * 300])
def test_whatever_is_pasted_is_looked_for(reader: IndexReader, typed: str) -> None:
    """A paragraph is no name, and is not varied letter by letter."""
    assert reader.find_entities(typed).hits == ()


def test_long_names_are_found(bench: Any) -> None:
    """By all of a name of any length, or by its beginning."""
    name = "a factor " * 40 + "alpha"
    bench.add(bench.paper(1, bench.mention(name, "ncbigene:1")))
    reader = IndexReader(bench.connection)

    for typed in (name, name[:-2], name[:250]):
        assert ["ncbigene:1"] == [hit.entity.id for hit in reader.find_entities(typed).hits]


@given(st.text("abc", min_size=4, max_size=7), st.text("abc", max_size=9))
def test_the_beginning_of_a_word_but_for_a_slip(typed: str, word: str) -> None:
    """Is told as well as by making every slip there is."""
    assume(not word.startswith(typed))

    assert any(word.startswith(meant) for meant in slips_of(typed)) == begins_but_for_a_slip(typed, word)


def test_kinds_narrow(reader: IndexReader) -> None:
    """Only entities of a kind that is asked for are found, however that is asked."""
    for hits in (reader.find_entities("al", kinds=("drug",)), reader.find_entities("chemical:al")):
        assert ["mesh:C582670"] == [hit.entity.id for hit in hits.hits]
        assert 1 == hits.total


def test_drugs_are_chemicals_however_a_case_lists_them(bench: Any) -> None:
    """`drug:` and `chemical:` ask for both."""
    m, p = bench.mention, bench.paper
    alk, aspirin = m("ALK", "ncbigene:238"), m("aspirin", "mesh:D001241", kind="drug")
    bench.add(p(1, aspirin, alk), p(2, m("alectinib", "mesh:C582670", kind="chemical"), alk), p(3, alk))
    reader = IndexReader(bench.connection)

    for field in ("drug", "chemical"):
        assert ["mesh:D001241"] == [hit.entity.id for hit in reader.find_entities(f"{field}:aspi").hits]
        for query in (f"{field}:*", f"gene:ALK ~ {field}:*"):
            assert {1, 2} == set(reader.search(query).numbers)
        assert [1] == list(reader.search(f"{field}:aspirin").numbers)


def test_nothing_typed_lists_the_most_frequent(bench: Any) -> None:
    """The finder opens with what the library is about."""
    m, p = bench.mention, bench.paper
    bench.add(*[p(n, m("common", "mesh:D000001", kind="disease"), m(f"rare {n}", kind="disease")) for n in range(1, 6)])
    hits = IndexReader(bench.connection).find_entities("")

    assert "mesh:D000001" == hits.hits[0].entity.id
    assert 6 == hits.total == len(hits.hits)


@settings(max_examples=150, deadline=None)
@given(PAPERS, TYPED)
def test_as_many_as_going_through_all_names(new_bench: Any, papers: Any, typed: str) -> None:
    """The same entities as looking at every name of every one."""
    bench = new_bench()
    bench.add(*[bench.paper(number, *mentions) for number, mentions in enumerate(papers, 1)])
    library = brute.Library(bench.documents)
    wanted = {brute.public_id(library, entity) for entity in library.entities if _found(library, entity, typed)}

    hits = IndexReader(bench.connection).find_entities(typed)
    bench.connection.close()
    found = {hit.entity.id for hit in hits.hits if hit.how != "slip"}

    assert wanted == found
    assert hits.total == len(hits.hits)
    for hit in hits.hits:
        assert hit.entity.cases == len(library.cases_of(library.members[_node(library, hit.entity.id)]))


def _node(library: brute.Library, entity_id: str) -> str:
    return next(node for node, entity in library.members.items() if brute.public_id(library, entity) == entity_id)


def _found(library: brute.Library, entity: tuple[str, ...], typed: str) -> bool:
    spelled = spelling(typed)
    exact_id = any(_has_id(node, typed) for node in library.calls)
    for node in entity:
        if _has_id(node, typed):
            return True
        local = "" if is_name_node(node) else node.partition(":")[2].lower()
        begins = len(typed) > 2 and any(map(str.isdigit, typed)) and local.startswith(typed.lower())
        if begins and not exact_id:
            return True
        for role, text, _ in library.calls[node]:
            own = spelling(text)
            if own == spelled or (role != "description" and own.startswith(spelled)):
                return True
            if len(spelled) > 2 and (spelled in own or _scattered(typed, text)):
                return True
    return False


def _has_id(node: str, typed: str) -> bool:
    return not is_name_node(node) and (node.lower() == typed.lower() or node.partition(":")[2].lower() == typed.lower())


def _scattered(typed: str, text: str) -> bool:
    """Every word typed begins some word of the name."""
    wanted, said = words(typed), words(text)
    return len(wanted) > 1 and all(any(one.startswith(word) for one in said) for word in wanted)
