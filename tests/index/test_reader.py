"""What the index answers beside searching: entities of a case, pages, counts, completions, sentences."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

import store.index.common
from store.documents import to_case
from store.errors import AmbiguousError, NotFoundError, QueryError
from store.index import VERSION, IndexReader, pages
from store.query import parse

EMPTY = {
    "pmid": None, "doi": None, "journal": None, "date": None, "archive": None, "url": None, "tldr": None,
    "contribution": None, "key_findings": [], "abstract": [], "authors": [], "full_text": {"url": None, "text": None},
    "figures": {"count": None, "url": None, "items": []}, "references": {"count": None, "url": None, "items": []},
    "other_sections": [], "entity_lists": [],
}  # fmt: skip


def whole(document: dict[str, Any]) -> dict[str, Any]:
    """A document with every key that a stored one has."""
    mentions = [{"description": None, "raw": "", **mention} for mention in document["mentions"]]
    return {**EMPTY, **document, "mentions": mentions}


@pytest.fixture
def tumours(bench: Any) -> IndexReader:
    """Forty papers whose tumours all have one id, one paper with an odd name for it, and some company."""
    m, p = bench.mention, bench.paper
    tumour = m("tumour", "mesh:D009369", kind="disease")
    papers = [p(n, tumour, m("ALK", "ncbigene:238") if n <= 10 else m("TP53", "ncbigene:7157")) for n in range(1, 41)]
    for number, paper in enumerate(papers, 1):
        paper["date"] = f"{2000 + number % 4 * 2}-01"
        paper["journal"] = "Cancer Reports" if number % 2 else "Lung"
        paper["authors"] = [f"Ann Author{number % 3}"]
    papers.append(
        p(41, m("IMTs", "mesh:D009369", kind="disease"), m("alectinib", kind="chemical"), m("ALK", "ncbigene:238"))
    )
    papers.append(p(42, m("ALK", "ncbigene:238"), m("alectinib", kind="chemical"), title="Alectinib for a tumour"))
    bench.add(*papers)
    return IndexReader(bench.connection)


def test_entities_of_a_case(tumours: IndexReader, bench: Any) -> None:
    """By kind, with the count of the library; a name that is unlike its id's usual names is told."""
    found = tumours.entities_of(to_case(whole(bench.documents[41])))

    assert ["ncbigene:238", "chemical:alectinib", "mesh:D009369"] == [one.entity.id for one in found]
    assert [12, 2, 41] == [one.entity.cases for one in found]
    assert [False, False, True] == [one.unlike for one in found]
    assert [(2,), (1,), (0,)] == [one.mentions for one in found]


def test_conflicts_between_sections(bench: Any) -> None:
    """Gene here and protein there; two ids of a namespace for one name; ids of two namespaces are none."""
    m, p = bench.mention, bench.paper
    document = p(
        1,
        m("CD34", kind="protein", section="linked"),
        m("CD34", "ncbigene:947"),
        m("ALK", "ncbigene:238", section="linked"),
        m("ALK", "ncbigene:999"),
        m("alectinib", "pubchem.compound:5", kind="chemical", section="linked"),
        m("alectinib", "mesh:C582670", kind="chemical"),
    )
    bench.add(document)
    found = IndexReader(bench.connection).entities_of(to_case(whole(document)))

    assert {"ncbigene:947": True, "ncbigene:238": True, "ncbigene:999": True, "mesh:C582670": False} == {
        one.entity.id: one.conflict for one in found
    }


def test_a_case_from_outside_has_entities_too(bench: Any) -> None:
    """A case that is not in the library is shown like any other."""
    case = to_case(whole(bench.paper(9, bench.mention("ALK", "ncbigene:238"), bench.mention("x"))))
    found = IndexReader(bench.connection).entities_of(case)

    assert [("ncbigene:238", 0), ("gene:x", 0)] == [(one.entity.id, one.entity.cases) for one in found]


def test_the_page_of_an_entity(tumours: IndexReader) -> None:
    """Names with counts, odd ones told; years without gaps; how many have no date."""
    page = tumours.entity_page("mesh:D009369")

    assert [("tumour", 40, False), ("IMTs", 1, True)] == [(one.name, one.cases, one.unlike) for one in page.names]
    assert ((2000, 10), (2001, 0), (2002, 10), (2003, 0), (2004, 10), (2005, 0), (2006, 10)) == page.years
    assert 1 == page.undated


def test_what_occurs_with_an_entity(tumours: IndexReader) -> None:
    """First what is there more often than chance would have it, with both numbers."""
    found = tumours.co_occurring("ALK")

    assert ["alectinib", "tumour", "TP53"][:2] == [one.entity.name for one in found]
    assert (2, 2 * 12 / 42) == (found[0].cases, pytest.approx(found[0].expected))
    assert 11 == found[1].cases


def test_facets(tumours: IndexReader) -> None:
    """Entities by kind, years, journals; every value narrows to as many cases as it says."""
    hits = tumours.search("gene:ALK")
    facets = tumours.facets(hits.numbers)

    assert 12 == facets.cases
    assert ["gene", "chemical", "disease", "year", "journal"] == [group.name for group in facets.groups]
    for group in facets.groups:
        for value in group.values:
            assert value.cases == tumours.total(f"gene:ALK {value.term}")
    everything = tumours.facets(tumours.search("").numbers)
    for group in everything.groups:
        for value in group.values:
            assert value.cases == tumours.total(value.term)


@pytest.mark.parametrize(
    ("text", "completion"),
    [
        ("gene:al", "ALK"),
        ("tumour drug:al", "alectinib"),
        ("journal:can", '"Cancer Reports"'),
        ("author:auth", '"Ann Author1"'),
        ("has:ful", "fulltext"),
        ("year:200", "2006"),
        ("dis", "disease:"),
        ("-gene:al", "ALK"),
        ("alec", "chemical:alectinib"),
        ("gene:ALK ~ che", "chemical:*"),
        ("gene:ALK ~ ", "gene:*"),
        ("gene:ALK~drug:", "*"),
        ("gene:ALK ~s drug:al", "alectinib"),
        ("gene:ALK ~f alec", "chemical:alectinib"),
    ],
)
def test_completions(tumours: IndexReader, text: str, completion: str) -> None:
    """Names of fields, entities, journals, authors and years that the library holds."""
    found = tumours.complete(text)
    first = found[0]

    assert completion in [one.text for one in found]
    parse(text[: first.start] + first.text.replace("disease:", "disease:x") + text[first.end :])


def test_naming_an_entity(tumours: IndexReader) -> None:
    """By id, name, alias or accession; what is not there is said with what is near, what is not clear with all."""
    assert "ncbigene:238" == tumours.entity("alk").id == tumours.entity("238").id == tumours.entity("NCBI Gene 238").id
    with pytest.raises(NotFoundError, match="TP53"):
        tumours.entity("TP54")


def test_an_ambiguous_name_is_no_entity(bench: Any) -> None:
    """Two entities with one name: the sentence names both."""
    m, p = bench.mention, bench.paper
    bench.add(p(1, m("P1", "ncbigene:1", aliases=["X"])), p(2, m("P2", "ncbigene:2", aliases=["X"])))
    with pytest.raises(AmbiguousError, match=r"ncbigene:1.*ncbigene:2"):
        IndexReader(bench.connection).entity("X")


def test_what_to_leave_out_of_a_query(tumours: IndexReader) -> None:
    """A query without hits says which part to drop, and what that would give."""
    dropped = tumours.without("drug:alectinib gene:TP53 tumour")

    assert [("drug:alectinib", 30), ("gene:TP53", 1)] == [(one.part, one.total) for one in dropped]


def test_nothing_to_leave_out_of_a_page(tumours: IndexReader) -> None:
    """What was pasted has more parts than are worth a search each."""
    parts = ["tumour"] * 59

    assert ["nothing"] == [one.part for one in tumours.without(" ".join(["nothing", *parts]))]
    assert [] == tumours.without(" ".join(["nothing", *parts, "tumour"]))


def test_ranking(bench: Any) -> None:
    """Title over findings over names of entities over other text, then the newer."""
    m, p = bench.mention, bench.paper
    bench.add(
        p(1, abstract=["stroke"]),
        p(2, m("stroke", kind="disease")),
        p(3, key_findings=["A stroke."]),
        p(4, title="Stroke"),
        p(5, abstract=["stroke"], date="2026"),
    )

    assert [4, 3, 2, 5, 1] == list(IndexReader(bench.connection).search("stroke", sort="relevance").numbers)


def test_the_sentence_that_matched(bench: Any) -> None:
    """The sentence that says most of the query; the name of an entity where no sentence says it."""
    document = whole(
        bench.paper(
            1,
            bench.mention("ALK", aliases=["CD246"]),
            title="Brain",
            abstract=["Nothing here. Alectinib worked on brain metastases. The brain again."],
        )
    )
    reader, case = IndexReader(bench.connection), to_case(document)
    found = reader.snippet(case, 'alectinib "brain met*"')

    assert found is not None
    assert "Alectinib worked on brain metastases." == found.text
    assert ["Alectinib", "brain metastases"] == [found.text[start:end] for start, end in found.spans]
    named = reader.snippet(case, "cd246")
    assert named is not None and "ALK: CD246" == named.text
    assert reader.snippet(case, "gene:ALK") is None


def test_what_was_remembered_is_forgotten_after_a_write(bench: Any) -> None:
    """A reader sees what is written after its first answer."""
    reader = IndexReader(bench.connection)
    assert 0 == reader.total("stroke")
    bench.add(bench.paper(1, title="Stroke"))
    assert 1 == reader.total("stroke") == reader.search("").total
    bench.write({1: None})
    assert 0 == reader.total("stroke") == reader.search("").total
    assert () == reader.find_entities("").hits


def test_the_notebook_is_asked_for(bench: Any) -> None:
    """A query of the notebook without one is an error that points at it."""
    with pytest.raises(QueryError) as caught:
        IndexReader(bench.connection).search("a is:starred")

    assert 2 == caught.value.column


def test_the_list_of_common_words_belongs_to_the_version() -> None:
    """The order of the list is part of every library: whoever changes it raises `VERSION` and this line."""
    text = Path(store.index.common.__file__).with_name("common.txt").read_bytes()

    assert (1, "6921cbb55b32") == (VERSION, hashlib.sha256(text).hexdigest()[:12])


def test_what_occurs_with_an_entity_of_very_many_cases(tumours: IndexReader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only some of them are read; what is shown of each that occurs with it is counted in all."""
    read = tumours.co_occurring("mesh:D009369")
    monkeypatch.setattr(pages, "_THINNED_FROM", 10)
    monkeypatch.setattr(pages, "_THINNED_TO", 20)

    counted = {one.entity.id: one.cases for one in read}
    assert all(counted[one.entity.id] == one.cases for one in tumours.co_occurring("mesh:D009369"))
    assert [one.entity.id for one in read[:1]] == [one.entity.id for one in tumours.co_occurring("mesh:D009369")[:1]]
