"""The nine styles against citeproc-js: 356 journal articles in each, but for a written list of deviations."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from store.citing import STYLES, Citation, Run, cite, reference_of_csl

WRITTEN = tomllib.loads((Path(__file__).parent / "deviations.toml").read_text("utf-8"))
DEVIATIONS, USAGES = WRITTEN["deviation"], WRITTEN["usage"]


@pytest.fixture(scope="module")
def goldens(shared: Path) -> dict[str, Any]:
    goldens: dict[str, Any] = json.loads((shared / "data" / "citations.json").read_text("utf-8"))
    return goldens


def one_gap(text: str) -> str:
    """`text` with one space after its number: citeproc-js sets two where a style means a hanging column."""
    return re.sub(r"^(1\.) +", r"\1 ", text)


@pytest.mark.parametrize("style", STYLES)
def test_a_citation_reads_as_that_of_citeproc(style: str, goldens: dict[str, Any]) -> None:
    """Every article is cited exactly as citeproc-js cites it, but for the deviations that are agreed on."""
    expected = goldens["citations"][STYLES[style].csl]
    agreed = {entry["id"] for entry in DEVIATIONS if style in entry["styles"]}

    different = set()
    for item in goldens["items"]:
        (citation,) = cite([reference_of_csl(item)], style, numbered=STYLES[style].numbered)
        if citation.text != one_gap(expected[item["id"]]):
            different.add(item["id"])

    assert agreed == different


def test_every_deviation_has_its_reason() -> None:
    """Nothing is on the list without a sentence that says why."""
    assert all(len(entry["reason"]) > 20 for entry in DEVIATIONS + USAGES)


@pytest.mark.parametrize("usage", USAGES, ids=lambda usage: usage["item"]["id"])
def test_a_deviation_of_usage_is_as_written(usage: dict[str, Any]) -> None:
    """What we print otherwise everywhere is what the list says."""
    (citation,) = cite([reference_of_csl(usage["item"])], usage["style"])

    assert usage["here"] == citation.text
    assert usage["citeproc"] != citation.text


OWN = json.loads((Path(__file__).parent / "goldens.json").read_text("utf-8"))
"""Items of our own and how citeproc-js cites them (`oracle/make_goldens.py`), `⟨_ _⟩` around italics and so on."""
SIGNS = (("_", "italic"), ("*", "bold"), ("^", "super"), ("~", "sub"))


def marked(citation: Citation) -> str:
    """`citation` with the signs of the goldens around its type faces, spaces outside of them."""
    out, before = "", frozenset[str]()
    for run in (*citation.runs, Run("")):
        faces = {"italic"} if run.italic else set()
        faces |= ({"bold"} if run.bold else set()) | ({run.position} if run.position else set())
        for sign, face in SIGNS:
            if (face in faces) != (face in before):
                out += f"⟨{sign}" if face in faces else f"{sign}⟩"
        out += run.text
        before = frozenset(faces)
    return tidied(re.sub(r"(⟨[_*^~]) ", r" \1", re.sub(r" ([_*^~]⟩)", r"\1 ", out)))


def tidied(text: str) -> str:
    """`text` without the signs between two words of one type face."""
    return re.sub(r"([_*^~])⟩ ⟨\1", " ", text)


@pytest.mark.parametrize("style", STYLES)
def test_works_of_every_kind_are_cited_as_by_citeproc(style: str) -> None:
    """Articles, odd ones, books, chapters, reports and web pages come out letter by letter, with their type faces."""
    for item in OWN["items"]:
        (citation,) = cite([reference_of_csl(item)], style, numbered=STYLES[style].numbered)

        assert tidied(OWN["citations"][style][item["id"]]) == marked(citation)
