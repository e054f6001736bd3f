"""Kinds of entities that only the library knows are fields of the query language like the others."""

from __future__ import annotations

import pytest

from store.errors import QueryError
from store.index import IndexReader
from store.query import describe, narrow
from tests.query.test_brute import indexed


@pytest.fixture
def reader() -> IndexReader:
    """Three cases: a biomarker, a cell type, and text that reads like a field."""

    def named(kind: str, name: str) -> dict[str, object]:
        return {"section": "linked", "kind": kind, "name": name, "curies": [], "aliases": []}

    return indexed(
        {
            1: {"id": "x:1", "title": "One", "mentions": [named("biomarker", "PD-L1"), named("gene", "ALK")]},
            2: {"id": "x:2", "title": "Two", "mentions": [named("cell type", "T cell"), named("gene", "PD-L1")]},
            3: {"id": "x:3", "title": "Note: ratio:high in all"},
        }
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("biomarker:PD-L1", {1}),
        ("Biomarker:pdl1", {1}),
        ("biomarker:*", {1}),
        ("-biomarker:*", {2, 3}),
        ('cell-type:"t cell"', {2}),
        ("gene:PD-L1", {2}),
        ("biomarker:PD-L1 OR cell-type:*", {1, 2}),
        ("ratio:high", {3}),
        ("Biomarker:pdl1 ~ gene:*", {1}),
        ("gene:*~cell-type:*", {2}),
        ("(cell-type:* OR biomarker:*) ~ *", {1, 2}),
        ("Note: ratio:high in all", {3}),
    ],
)
def test_a_kind_is_a_field(reader: IndexReader, query: str, found: set[int]) -> None:
    """By its name in the singular, spelled as one likes; what is no kind is words."""
    assert found == set(reader.search(query).numbers)


@pytest.mark.parametrize(("query", "column"), [("gen:ALK", 0), ("one -gen:ALK", 5), ('mood:"PD L1"', 0)])
def test_an_unknown_field_is_an_error(reader: IndexReader, query: str, column: int) -> None:
    """It points at the field and says which there are; while it is typed nothing is wrong yet."""
    with pytest.raises(QueryError, match="is no field here") as caught:
        reader.search(query)

    assert column == caught.value.column
    assert {"gene,", "year,", "biomarker,", "cell-type,"} <= {*f"{caught.value.advice},".replace(".,", ",").split()}
    reader.search(query, typing=True)


def test_kinds_are_completed(reader: IndexReader) -> None:
    """Their names, and the names of their entities."""
    assert "biomarker:" in [one.text for one in reader.complete("bio")]
    assert ["PD-L1"] == [one.text for one in reader.complete("lung biomarker:p")]
    assert ['"T cell"'] == [one.text for one in reader.complete("-cell-type:")]
    assert [] == reader.complete("mood:x")


def test_the_finder_narrows_by_them(reader: IndexReader) -> None:
    """As by any other kind."""
    assert [("PD-L1", ("biomarker",))] == [
        (hit.entity.name, hit.entity.kinds) for hit in reader.find_entities("biomarker:pd").hits
    ]
    assert ["T cell"] == [hit.entity.name for hit in reader.find_entities("", kinds=["cell-type"]).hits]


def test_they_are_said_and_written(reader: IndexReader) -> None:
    """In words, and in a query that is narrowed."""
    assert "biomarker PD-L1 or “biomarker pd l1”" == describe("biomarker:PD-L1")
    assert {1} == set(reader.search(narrow("biomarker:PD-L1 OR cell-type:*", "gene:ALK")).numbers)
