"""Pairs of entities: which cases say them how near, how often, and where, as going through the texts one by one."""

from __future__ import annotations

import random
import tarfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Library
from store.documents import to_case, to_document
from store.errors import QueryError
from store.identity import identify
from store.index.pair_answers import Looking
from store.index.pairing import Pairing
from store.model import Case, Mention
from store.query import Pair, parse
from store.readers.case_file import read_case
from store.sentences import sentences
from store.spotting import spot, texts_of
from store.storage.opening import MEMORY
from tests.query import brute

NAMED = [
    Mention("linked", "gene", "ALK", curies=("ncbigene:238",), aliases=("CD246",)),
    Mention("linked", "protein", "ALK"),
    Mention("full_text", "gene", "ROS1", curies=("ncbigene:6098",)),
    Mention("full_text", "chemical", "alectinib", curies=("mesh:C582670",)),
    Mention("full_text", "disease", "alectinib"),
    Mention("full_text", "disease", "lung cancer", curies=("mesh:D008175",)),
]
SAYING = ["ALK", "CD246", "ROS1", "alectinib", "Lung cancers", "in", "of.", "The", "one. Alectinib", "\n"]
TEXTS = st.lists(st.sampled_from(SAYING), max_size=9).map(" ".join)
CASES = st.builds(
    Case,
    id=st.just(""),
    title=TEXTS.map(lambda text: text.replace("\n", " ")),
    date=st.sampled_from([None, "2020", "2026-02-11"]),
    key_findings=st.lists(TEXTS, max_size=2).map(tuple),
    abstract=st.lists(TEXTS, max_size=2).map(tuple),
    mentions=st.lists(st.sampled_from(NAMED), max_size=5, unique=True).map(tuple),
)
QUERIES = [
    f"{left} {tilde} {right}"
    for tilde in ("~", "~f", "~s")
    for left, right in [
        ("gene:ALK", "chemical:*"),
        ("gene:ALK", "*"),
        ("gene:*", "gene:*"),
        ("*", "*"),
        ("(gene:ALK OR gene:ROS1)", '"lung cancer"'),
        ("entity:CD246", "disease:al*"),
    ]
]


def held(cases: list[Case]) -> Library:
    """A library in memory of some cases, numbered from 1."""
    library = Library.open(MEMORY, create=True)
    library.papers.insert_multiple([to_document(case) for case in cases])
    return library


def numbered(cases: list[Case]) -> list[Case]:
    """The cases with ids of their own."""
    return [to_case({**to_document(case), "id": f"hash:{number}"}) for number, case in enumerate(cases, 1)]


def said(known: brute.Library, case: Case, passage: str) -> Iterator[set[tuple[int, tuple[str, ...]]]]:
    """For each finding or sentence of a case: which entities it names at which places."""
    nodes, _ = identify(case.mentions)
    spots = spot(case).fields
    for field, text in texts_of(case):
        cuts = [0, *(place + 1 for place, letter in enumerate(text) if letter == "\n"), len(text) + 1]
        parts = [(start, end - 1) for start, end in pairwise(cuts)]
        if passage == "sentence":
            parts = [(s + a, s + b) for s, e in parts for a, b in sentences(text[s:e])]
        for start, end in parts:
            yield {
                (one.start, known.members[node])
                for one in spots.get(field, ())
                if start <= one.start and one.end <= end
                for index in one.mentions
                for node in nodes[index]
            }


def brute_counts(known: brute.Library, pair: Pair, number: int, passage: str) -> dict[frozenset[tuple[str, ...]], int]:
    """In how many findings or sentences of a case the entities of either side are named, two by two."""
    case = to_case(known.documents[number])
    counts: dict[frozenset[tuple[str, ...]], int] = {}
    wanted = {frozenset(both) for both in known.pairs(pair, number)}
    for places in said(known, case, passage):
        for both in wanted:
            one, other = both
            if any(a != b for a, x in places if x == one for b, y in places if y == other):
                counts[both] = counts.get(both, 0) + 1
    return counts


def brute_cases(known: brute.Library, pair: Pair) -> set[int]:
    """The cases that have a pair."""
    return {
        number
        for number in known.documents
        if known.holds(Pair(pair.left, pair.right), number)
        and (pair.within == "case" or brute_counts(known, pair, number, pair.within))
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(CASES, max_size=5), st.sampled_from(QUERIES), st.sampled_from(["", " -alectinib", " year:2020"]))
def test_cases_and_counts_as_the_texts_say(made: list[Case], text: str, rest: str) -> None:
    """Cases found and excluded, pairs with counts of cases, findings and sentences, on any cases."""
    cases = numbered(made)
    known = brute.Library({number: to_document(case) for number, case in enumerate(cases, 1)})
    query = parse(text)
    pair = query.node
    assert isinstance(pair, Pair)
    wanted = brute_cases(known, pair)
    scope = known.find(parse(rest).node)
    with held(cases) as library:
        found = set(library.index.search(f"{text}{rest}").numbers)
        excluded = set(library.index.search(f"-({text})").numbers)
        counted = library.index.count_pairs(Pairing(f"{text}{rest}"), limit=100)

    assert wanted & scope == found
    assert set(known.documents) - wanted == excluded
    expected: dict[frozenset[str], tuple[int, int, int]] = {}
    for number in wanted & scope:
        findings, in_sentences = (brute_counts(known, pair, number, level) for level in ("finding", "sentence"))
        here = {frozenset(both) for both in known.pairs(pair, number)}
        for both in {"case": here, "finding": findings, "sentence": in_sentences}[pair.within]:
            ids = frozenset(brute.public_id(known, entity) for entity in both)
            before = expected.get(ids, (0, 0, 0))
            here_now = (1, findings.get(both, 0), in_sentences.get(both, 0))
            expected[ids] = tuple(a + b for a, b in zip(before, here_now, strict=True))  # type: ignore[assignment]
    shown = {frozenset((one.left.id, one.right.id)): (one.cases, one.findings, one.sentences) for one in counted.pairs}
    assert expected == shown
    assert len(expected) == counted.total
    for one in counted.pairs:
        assert all(0 <= start < end <= len(one.example.text) for start, end in one.example.spans)
        assert len(one.example.spans) >= 2
        assert one.example.within in {"case": ("case", "finding", "sentence")}.get(
            pair.within, ("sentence", pair.within)
        )


def test_real_papers(shared: Any) -> None:
    """Pairs that real papers mention are found at every level as going through the texts finds them."""
    source = random.Random(5)
    with tarfile.open(shared / "data" / "corpus.tar.gz") as archive:
        members = sorted((member for member in archive if member.isfile()), key=lambda member: member.name)
        files = [archive.extractfile(member) for member in source.sample(members, 150)]
        cases = [read_case(file.read())[0] for file in files if file is not None]
    known = brute.Library({number: to_document(case) for number, case in enumerate(cases, 1)})
    texts = ["gene:* ~s disease:*", "gene:* ~f gene:*", "chemical:* ~s *"]
    while len(texts) < 40:
        mentions = source.choice(cases).mentions
        if len(mentions) > 1:
            one, other = source.sample(mentions, 2)
            if '"' not in one.name and other.curies:
                texts.append(f'entity:"{one.name.rstrip("*")}" {source.choice(["~", "~f", "~s"])} {other.curies[0]}')
    with held(cases) as library:
        for text in texts:
            pair = parse(text).node
            assert isinstance(pair, Pair)
            assert brute_cases(known, pair) == set(library.index.search(text).numbers), text


@pytest.fixture
def three() -> Iterator[Library]:
    """Three cases: a sentence, a finding and a case that have ALK and alectinib, the newest first."""
    mentions = (NAMED[0], NAMED[3])
    cases = [
        Case("hash:1", "One", date="2021", mentions=mentions, tldr="Of ALK it is said. Alectinib came too."),
        Case("hash:2", "Two", date="2022", mentions=mentions, tldr="A word. ALK answers to alectinib. More."),
        Case("hash:3", "Three", date="2023", mentions=mentions, tldr="ALK.", contribution="Alectinib."),
    ]
    with held(cases) as library:
        yield library


def test_where_a_case_says_a_pair(three: Library) -> None:
    """The sentence, else the finding, else the two names; each with where the names stand."""
    said = [three.index.pair_passage(number, "gene:ALK ~ drug:*") for number in (1, 2, 3)]

    assert ["finding", "sentence", "case"] == [one.within for one in said if one]
    assert ["Of ALK it is said. Alectinib came too.", "ALK answers to alectinib.", "ALK … alectinib"] == [
        one.text for one in said if one
    ]
    assert [["ALK", "Alectinib"], ["ALK", "alectinib"], ["ALK", "alectinib"]] == [
        [one.text[a:b] for a, b in one.spans] for one in said if one
    ]
    assert three.index.pair_passage(1, "gene:ALK") is None
    snippet = three.index.snippet(2, "gene:ALK ~ drug:*")
    assert snippet is not None
    assert "ALK answers to alectinib." == snippet.text


def test_sentences_of_two_entities(three: Library) -> None:
    """Every sentence that names both, of the newest cases first."""
    both = three.index.sentences_of_both("ncbigene:238", "mesh:C582670")
    (said,) = both.passages

    assert (3, 3) == (both.looked, both.of)
    assert ("hash:2", "ALK answers to alectinib.", "sentence") == (said.case_id, said.text, said.within)
    assert () == three.index.sentences_of_both("ncbigene:238", "ncbigene:238").passages


def test_sentences_of_two_entities_in_older_cases() -> None:
    """However many newer cases name both apart, the older ones that say both are read; what was not read is told."""
    apart, together = "ALK it is. Alectinib came too.", "ALK answers to alectinib."
    mentions = (NAMED[0], NAMED[3])
    texts = [together] * 51 + [apart] * 200
    cases = [Case("", "A case", date=f"{1700 + year}", tldr=text, mentions=mentions) for year, text in enumerate(texts)]
    with held(numbered(cases)) as library:
        whole = library.index.sentences_of_both("ncbigene:238", "mesh:C582670")
        part = library.index.sentences_of_both("ncbigene:238", "mesh:C582670", Looking(most=200))
        soon = library.index.sentences_of_both("ncbigene:238", "mesh:C582670", Looking(seconds=0))

    assert ["hash:51", "hash:2"] == [whole.passages[0].case_id, whole.passages[-1].case_id]
    assert (50, 250, 251) == (len(whole.passages), whole.looked, whole.of)
    assert (0, 200, 251) == (len(part.passages), part.looked, part.of)
    assert (0, 1, 251) == (len(soon.passages), soon.looked, soon.of)


def test_places_in_the_texts(three: Library) -> None:
    """From name to name where they are said together; each by itself where they are not."""
    assert ((("tldr", 0), 8, 32),) == three.index.pair_places(2, "gene:ALK ~ drug:*").passages
    assert 2 == len(three.index.pair_places(2, "gene:ALK ~ drug:*").names)
    assert ((("tldr", 0), 0, 3), (("contribution", 0), 0, 9)) == three.index.pair_places(3, "gene:ALK ~ *").passages


def test_looking_goes_on_where_it_ended(three: Library) -> None:
    """With little time the newest cases are read; the answer says how many of how many, and the next reads on."""
    first = three.index.search("gene:ALK ~s drug:*", looking=Looking(seconds=0))
    second = three.index.search("gene:ALK ~s drug:*", looking=Looking(seconds=0))
    few = three.index.search("gene:ALK ~s drug:*", looking=Looking(most=1))
    whole = three.index.search("gene:ALK ~s drug:*")

    assert [(0, 1, 3, True), (1, 2, 3, True), (0, 1, 3, False), (1, 3, 3, False)] == [
        (hits.total, hits.looked.looked, hits.looked.of, hits.looked.unfinished)
        for hits in (first, second, few, whole)
        if hits.looked
    ]


def test_counting_goes_on_where_it_ended(three: Library) -> None:
    """A count can be looked at while it is made."""
    pairing = Pairing("gene:ALK ~ drug:* year:2021..2023")
    looked = [three.index.count_pairs(pairing, Looking(seconds=0), limit=1).looked.looked for _ in range(2)]
    counted = three.index.count_pairs(pairing, limit=10)
    (pair,) = counted.pairs

    assert [1, 2] == looked
    assert (3, 3, False) == (counted.looked.looked, counted.looked.of, counted.looked.unfinished)
    assert (3, 2, 1, 3, 3.0) == (pair.cases, pair.findings, pair.sentences, pair.named, pair.expected)
    assert "gene:ALK ~ chemical:alectinib" == pair.term
    assert [2] == [pair.example.number]
    assert 3 == three.index.search(pair.term).total


def test_a_count_begins_anew_when_cases_are_gone(tmp_path: Path) -> None:
    """Another process may remove what was counted already, entities and all."""
    mentions = [(NAMED[0], NAMED[3]), (NAMED[2], NAMED[3]), (NAMED[0], NAMED[5])]
    cases = [Case("", "A case", tldr="ALK, ROS1, alectinib.", mentions=both) for both in mentions]
    with Library.open(tmp_path / "library.db", create=True) as writing:
        writing.papers.insert_multiple([to_document(case) for case in numbered(cases)])
        with Library.open(tmp_path / "library.db") as reading:
            pairing = Pairing("gene:* ~ *")
            begun = reading.index.count_pairs(pairing, Looking(seconds=0), limit=9)
            writing.remove(["hash:2", "hash:3"])
            whole = reading.index.count_pairs(pairing, limit=9, meanwhile=1)

    assert begun.looked.unfinished
    assert (1, 1, False) == (whole.looked.looked, whole.looked.of, whole.looked.unfinished)
    assert [("ALK", "alectinib", 1)] == [(one.left.name, one.right.name, one.cases) for one in whole.pairs]


def test_a_query_without_pair_has_none_to_count(three: Library) -> None:
    """It is said what to write."""
    with pytest.raises(QueryError, match="no pair"):
        Pairing("gene:ALK")
