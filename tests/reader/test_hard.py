"""Awkward inputs lead where their table says."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from store.dates import sort_key
from store.errors import RejectedError
from store.layout import write_case
from store.model import Case
from store.readers.case_file import read_case
from tests.conftest import REPOSITORY

HARD = Path(os.environ.get("ROUNDS_TEST_DATA", REPOSITORY.parent / "shared")) / "data" / "hard"
OF_THE_LIBRARY = {"102_same_doi_other_title.md"}
"""The warning that the table asks for takes two cases, so it is the library's."""


def rows() -> list[dict[str, str]]:
    if not (HARD / "EXPECT.tsv").exists():
        return []
    with (HARD / "EXPECT.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def field_of(case: Case, name: str) -> str:
    mentions = [one for one in case.mentions if one.section == "full_text"]
    values = {
        "authors": str(len(case.authors)),
        "date_sort": sort_key(case.date),
        "n": str(len(mentions)),
        "genes_full": str(sum(one.kind == "gene" for one in mentions)),
        "genes_linked": str(sum(one.kind == "gene" and one.section == "linked" for one in case.mentions)),
        "ents": f"{mentions[0].name}={mentions[0].curies[0].upper()}" if mentions and mentions[0].curies else "",
    }
    return values[name] if name in values else getattr(case, name) or ""


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_awkward_input(row: dict[str, str]) -> None:
    """Accepted without a word, taken with a warning, or rejected with a line and a reason."""
    data = (HARD / row["file"]).read_bytes()
    try:
        case, notices = read_case(data, name=row["file"])
    except RejectedError as error:
        assert row["outcome"] in ("reject", "warn")
        assert error.reason and error.line >= 1
        return

    assert row["outcome"] != "reject"
    assert bool(notices) == (row["outcome"] == "warn") or row["file"] in OF_THE_LIBRARY
    for field in filter(None, (row["expected_fields"] or "").split("; ")):
        name, _, expected = field.partition("=")
        assert (name, expected.strip()) == (name, field_of(case, name))


@pytest.mark.parametrize("row", [row for row in rows() if row["outcome"] != "reject"], ids=lambda row: row["file"])
def test_awkward_input_written_again(row: dict[str, str]) -> None:
    """What was taken from an awkward file is read again from what we write."""
    case, _ = read_case((HARD / row["file"]).read_bytes(), name=row["file"])

    assert case == read_case(write_case(case).encode())[0]
