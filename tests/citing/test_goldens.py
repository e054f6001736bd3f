"""The nine styles against citeproc-js: 356 journal articles in each, but for a written list of deviations."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from store.citing import STYLES, cite, reference_of_csl

DEVIATIONS = tomllib.loads((Path(__file__).parent / "deviations.toml").read_text("utf-8"))["deviation"]


@pytest.fixture(scope="module")
def goldens(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "data" / "citations.json").read_text("utf-8"))


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
    assert all(len(entry["reason"]) > 20 and entry["styles"] for entry in DEVIATIONS)
