"""The index finds what the documents say: the same cases as going through them one by one."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import index
from store.dates import sort_key
from store.documents import to_document
from store.errors import QueryError
from store.index import IndexReader, IndexWriter, bits, entry_of, full_text
from store.query import parse
from store.readers.case_file import read_case
from store.text import words
from tests.query import brute

WORDS = [
    "alk",
    "ALK",
    "lung",
    "brain",
    "metastasis",
    "metastases",
    "TNF-α",
    "naïve",
    "IL-6",
    "il6",
    "肿瘤",
    "the",
    "b",
    "x*",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
CURIES = ["ncbigene:238", "ncbigene:947", "mesh:D009369", "mondo:0005070", "pubchem.compound:5"]
MENTIONS = st.builds(
    lambda name, curies, kind, description, aliases: {
        "section": "linked",
        "kind": kind,
        "name": name,
        "curies": curies,
        "description": description,
        "aliases": aliases,
    },
    st.sampled_from(["ALK", "alk", "CD34", "lung cancer", "Lung-cancer", "IL 6", "TNFα", "2,4-D"]),
    st.lists(st.sampled_from(CURIES), max_size=2, unique=True),
    st.sampled_from(["gene", "protein", "disease", "cell line", "mood"]),
    st.sampled_from([None, "ALK receptor tyrosine kinase", "tumour of lung"]),
    st.lists(st.sampled_from(["CD246", "ALK1", "IL-6"]), max_size=2),
)
DOCUMENTS = st.builds(
    dict,
    title=TEXTS,
    authors=st.lists(st.sampled_from(["Sheng Gao", "Gao S", "Ana Núñez"]), max_size=2),
    journal=st.sampled_from([None, "Cancer Reports", "Lung"]),
    date=st.sampled_from([None, "2020", "2020-05", "2026-02-11", "in press"]),
    tldr=st.none() | TEXTS,
    key_findings=st.lists(TEXTS, max_size=2),
    abstract=st.lists(TEXTS, max_size=2),
    mentions=st.lists(MENTIONS, max_size=3),
    full_text=st.sampled_from([{"url": None, "text": None}, {"url": None, "text": "brain lung"}]),
    doi=st.sampled_from([None, "10.1/Ab"]),
)
PARTS = st.sampled_from(
    [
        "alk",
        "lung",
        "b*",
        "the",
        "met*",
        '"brain met*"',
        '"met* lung"',
        "TNF-α",
        "IL-6",
        "il6",
        "naive",
        "肿瘤",
        "b",
        "tnf",
        "gene:ALK",
        "gene:alk*",
        "protein:CD34",
        'disease:"lung cancer"',
        "disease:lung",
        "gene:*",
        "cell:*",
        "cell-line:IL-6",
        "mood:alk",
        'mood:"ALK lung"',
        "mood:*",
        "entity:CD246",
        "entity:238",
        "mesh:D009369",
        "D009369",
        "gene:ALK ~ disease:*",
        "gene:* ~ gene:*",
        "* ~ *",
        'gene:ALK ~ "lung cancer"',
        "(gene:ALK OR protein:CD34) ~ entity:al*",
        "entity:CD246 ~ cell:*",
        'entity:"gene:il 6"',
        "gene:2,4-D",
        "entity:tumour",
        "title:lung",
        "title:b*",
        "author:gao",
        'author:"sheng gao"',
        "author:nun*",
        "journal:cancer",
        "year:2020",
        "year:>=2021",
        "year:..2020",
        "has:date",
        "has:fulltext",
        "has:doi",
        "has:abstract",
        "has:authors",
        "id:PMC1",
        "id:PMC*",
        "10.1/ab",
        "is:starred",
        "is:unread",
        "tag:x",
        "import:last",
    ]
)
QUERIES = st.recursive(
    PARTS,
    lambda inner: st.one_of(
        inner.map(lambda text: f"-({text})"),
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} OR {two[1]})"),
    ),
    max_leaves=4,
)
MARKS = {
    ("is", "starred"): {"pmc:PMC1", "doi:10.1/ab"},
    ("is", "read"): {"pmc:PMC2"},
    ("tag", "x"): {"pmc:PMC3", "old:9"},
}


class Notebook:
    """Marks as a notebook gives them."""

    def ids(self, field: str, value: str) -> Iterable[str]:
        """The keys of cases for which a field holds."""
        return MARKS.get((field, value), ())


def indexed(documents: dict[int, dict[str, Any]]) -> IndexReader:
    """A reader of an index of documents in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    index.create(connection)
    writer = IndexWriter(connection)
    writer.apply([(n, None, entry_of(document, batch=document.get("batch") or 0)) for n, document in documents.items()])
    writer.finish()
    return IndexReader(connection)


@settings(max_examples=200, deadline=None)
@given(st.lists(DOCUMENTS, max_size=6), QUERIES)
def test_a_query_finds_what_the_documents_say(documents: list[dict[str, Any]], text: str) -> None:
    """Any query on any documents; with the true total and number of undated cases."""
    numbered = {
        number: {
            **document,
            "id": f"pmc:PMC{number}",
            "pmcid": f"PMC{number}",
            "doi": document["doi"] if number == 1 else None,
            "batch": number % 2,
        }
        for number, document in enumerate(documents, 1)
    }
    query = parse(text)
    wanted = brute.Library(numbered, MARKS).find(query.node)

    hits = indexed(numbered).search(query, notebook=Notebook())

    assert wanted == set(hits.numbers)
    assert len(wanted) == hits.total == len(hits.numbers)
    assert sum(not sort_key(numbered[number]["date"]) for number in wanted) == hits.undated


@settings(max_examples=60, deadline=None)
@given(st.lists(DOCUMENTS, max_size=8), st.booleans())
def test_orders(documents: list[dict[str, Any]], reverse: bool) -> None:
    """Newest first or oldest first, by title, by author; what has no date or author comes last either way."""
    numbered = {number: {**document, "id": f"x:{number}"} for number, document in enumerate(documents, 1)}
    reader = indexed(numbered)
    dated = [number for number in numbered if sort_key(numbered[number]["date"])]
    newest = sorted(dated, key=lambda number: (sort_key(numbered[number]["date"]), number), reverse=not reverse)
    titled = [number for number in numbered if words(numbered[number]["title"])]
    by_title = sorted(titled, key=lambda number: (" ".join(words(numbered[number]["title"])), number), reverse=reverse)

    assert newest == list(reader.search("", reverse=reverse).numbers)[: len(dated)]
    assert by_title == list(reader.search("", sort="title", reverse=reverse).numbers)[: len(titled)]
    assert set(numbered) == set(reader.search("", sort="author", reverse=reverse).numbers)
    for sort in ("date", "title", "author", "import", "relevance"):
        everything = list(reader.search("", sort=sort, reverse=reverse).numbers)
        assert everything[:3] == list(reader.search("", sort=sort, reverse=reverse, limit=3).numbers)


def test_real_papers_as_going_through_them(shared: Any) -> None:
    """Queries made from real papers, on some hundred of them."""
    import tarfile

    source = random.Random(7)
    with tarfile.open(shared / "data" / "corpus.tar.gz") as archive:
        members = sorted((member for member in archive if member.isfile()), key=lambda member: member.name)
        files = [archive.extractfile(member) for member in source.sample(members, 300)]
        documents = {n: to_document(read_case(file.read())[0]) for n, file in enumerate(files, 1) if file is not None}
    reader, library = indexed(documents), brute.Library(documents)
    asked = 0
    for text in made_queries(source, documents, 200):
        try:
            query = parse(text)
        except QueryError:
            continue
        asked += 1
        assert library.find(query.node) == set(reader.search(query).numbers), text
    assert asked > 150


def made_queries(source: random.Random, documents: dict[int, dict[str, Any]], count: int) -> list[str]:
    """Queries out of what the documents hold."""
    numbers = sorted(documents)

    def part() -> str:
        document = documents[source.choice(numbers)]
        said = words(" ".join([document["title"], *document["abstract"][:1]])) or ["x"]
        place = source.randrange(len(said))
        mention = source.choice(document["mentions"]) if document["mentions"] else None
        options = [
            said[place],
            said[place][: source.randint(1, 4)] + "*",
            '"' + " ".join(said[place : place + source.randint(2, 3)]) + '"',
            f"title:{said[0]}",
            f"year:>={source.randint(1990, 2026)}",
        ]
        if mention and '"' not in mention["name"] and "*" not in mention["name"]:
            options += [
                f'entity:"{mention["name"]}"',
                f'{mention["kind"].replace("cell line", "cell")}:"{mention["name"]}"',
            ]
            options += list(mention["curies"])
            other = source.choice(document["mentions"])
            if other["curies"]:
                options.append(f'entity:"{mention["name"]}" ~ {other["curies"][0]}')
            if other["kind"] in ("gene", "chemical", "disease"):
                options += [f'entity:"{mention["name"]}" ~ {other["kind"]}:*', f"{other['kind']}:* ~ *"]
        if document["authors"]:
            options.append(f'author:"{document["authors"][0]}"')
        return source.choice(["", "", "", "-"]) + source.choice(options)

    return [source.choice([" ", " OR "]).join(part() for _ in range(source.randint(1, 3))) for _ in range(count)]


def test_ids_that_begin_so_are_found_together() -> None:
    """So many of them that they are looked for as a beginning, with those that the same entities go by beside."""

    def disease(name: str, *curies: str) -> dict[str, Any]:
        return {"kind": "disease", "name": name, "curies": list(curies)}

    mentions = {number: [disease(f"d{number}", f"mesh:D{number:03}", f"mondo:{number}")] for number in range(1, 60)}
    mentions |= {number: [disease("e", f"mondo:{number - 60}")] for number in range(61, 70)}
    documents = {number: {"id": f"x:{number}", "mentions": of_case} for number, of_case in mentions.items()}
    reader, library = indexed(documents), brute.Library(documents)
    for text in ("entity:mesh:D0*", "entity:mesh:D*", "entity:mesh:D05*", "-entity:mesh:D00*", "entity:mesh:*"):
        query = parse(text)
        assert library.find(query.node) == set(reader.search(query).numbers), text


def test_full_text_a_stretch_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of many cases is asked for some of them at a time."""
    monkeypatch.setattr(full_text, "_STRETCH", 3)
    documents = {n: {"id": f"x:{n}", "title": "brain met lung" if n % 3 else "lung"} for n in (0, 1, 2, 3, 5, 8, 9, 11)}
    reader, library = indexed(documents), brute.Library(documents)
    for text in ("brain", "title:brain", '"brain met"', '"brain met*"', '"met* lung"', "title:l*", "-title:met"):
        query = parse(text)
        assert library.find(query.node) == set(reader.search(query).numbers), text


def test_many_numbers_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long list of numbers is read a portion at a time, and is the same set."""
    monkeypatch.setattr(bits, "_LONG", 10)
    numbers = [0, 7, 8, 63, 1000, 1001, 4095, 99999]

    assert bits.set_of(numbers) == bits.set_of_listed(json.dumps(numbers))
    assert bits.set_of([]) == bits.set_of_listed("[]") == 0


@pytest.mark.parametrize(
    "title", ['\'; DROP TABLE papers;-- "NEAR(a b, 2)" AND OR NOT col:x * ^ ( " -', "IL-6: a (case -of) X OR"]
)
def test_a_pasted_title_finds_its_case(title: str) -> None:
    """Signs of the query language in a title hide nothing, whether it parses or not."""
    reader = indexed({1: {"id": "x:1", "title": title}, 2: {"id": "x:2", "title": "Another"}})

    assert 1 in reader.search(title).numbers
    assert 1 in reader.search(title, typing=True).numbers
