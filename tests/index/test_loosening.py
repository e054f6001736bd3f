"""While a query is typed, what is hardly begun stands for anything: the answer is there at once, and misses nothing."""

from __future__ import annotations

from typing import Any

import pytest

from store.index import IndexReader, loosening, resolving


@pytest.fixture
def reader(bench: Any, monkeypatch: pytest.MonkeyPatch) -> IndexReader:
    """Six papers in a library in which three are many."""
    monkeypatch.setattr(loosening, "_MANY_CASES", 2)
    monkeypatch.setattr(loosening, "_MANY_KEYS", 2)
    monkeypatch.setattr(resolving, "_MANY_IDS", 2)
    m, p = bench.mention, bench.paper
    diseases = [m(f"disorder {n}", f"mesh:D00{n}", kind="disease") for n in range(1, 5)]
    bench.add(
        *(p(n, diseases[n - 1], tldr="a case of the lung", authors=["Ann Other"]) for n in range(1, 5)),
        p(5, m("aspirin", "mesh:C9", kind="chemical"), title="Liver", tldr="the rest of it", authors=["Zoe Last"]),
        p(6, title="Nameless", pmcid="PMC77", id="pmc:PMC77"),
    )
    return IndexReader(bench.connection)


@pytest.mark.parametrize(
    ("typed", "soon", "at_its_word"),
    [
        ("mesh:D", {1, 2, 3, 4, 5}, {1, 2, 3, 4}),
        ("mesh:D001", {1}, {1}),
        ("mesh:C", {5}, {5}),
        ("author:z", {1, 2, 3, 4, 5}, {5}),
        ("author:zo", {5}, {5}),
        ("title:l", {1, 2, 3, 4, 5, 6}, {5}),
        ("title:li", {5}, {5}),
        ("id:p", {1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 6}),
        ("id:PMC7", {6}, {6}),
        ('"of the', {1, 2, 3, 4, 5}, {1, 2, 3, 4}),
        ('"of the lung', {1, 2, 3, 4}, {1, 2, 3, 4}),
        ("-author:z", {1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 6}),
        ("-author:zo", {1, 2, 3, 4, 6}, {1, 2, 3, 4, 6}),
    ],
)
def test_what_is_hardly_begun_stands_for_anything(
    reader: IndexReader, monkeypatch: pytest.MonkeyPatch, typed: str, soon: set[int], at_its_word: set[int]
) -> None:
    """Of names, authors, titles, ids, phrases of common words; only while it is typed, and never of a whole id."""
    assert soon == set(reader.search(typed, typing=True).numbers)

    monkeypatch.setattr(loosening.Loosening, "loosened", lambda _, node: node)

    assert at_its_word == set(reader.search(typed, typing=True).numbers)
