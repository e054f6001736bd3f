"""The index is held against the cases: whatever it says otherwise is found."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from store.checking import check
from store.index import checking
from store.index.schema import TABLES
from store.library import Library
from tests.importing.made_cases import make_files

CASES = 12


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small library at rest."""
    folder = make_files(tmp_path / "in", range(1, CASES + 1))
    place = tmp_path / "library.db"
    with Library.open(place, create=True) as library:
        library.import_paths([folder])
        library.connection.execute("PRAGMA journal_mode = DELETE")
    return place


def test_every_table_of_the_index_is_looked_at() -> None:
    """A table that is added to the index must be held against the cases too."""
    source = Path(checking.__file__).read_text(encoding="utf-8")
    looked_at = set(re.findall(r"\bindex_\w+", source))

    assert set(TABLES) <= looked_at


CHANGES = (
    "UPDATE index_cases SET sort_date = '1' WHERE number = 3",
    "UPDATE index_cases SET batch = 2 WHERE number = 3",
    "UPDATE index_journals SET cases = cases + 1",
    "UPDATE index_journals SET name = 'The Lancte'",
    "UPDATE index_bits SET bits = CAST(x'01' || substr(bits, 2) AS BLOB) WHERE place > 1 << 30",
    "UPDATE index_terms SET term = term || 'x' WHERE term LIKE 'year:%'",
    "UPDATE index_names SET text = text || ' ' WHERE number = 1",
    "UPDATE index_names SET cases = cases + 1 WHERE number = 1",
    "UPDATE index_names SET spelling = 'x' WHERE number = 1",
    "UPDATE index_node_kinds SET cases = cases - 1",
    "UPDATE index_profiles SET profile = '[\"x\"]' WHERE number = 2",
    "UPDATE index_entities SET name = 'x' WHERE number = 1",
    "UPDATE index_entities SET nodes = 'x' WHERE number = 1",
    "UPDATE index_entities SET leads = 'x' WHERE number = 1",
    "UPDATE index_nodes SET accession = '7' WHERE number = 1",
    "UPDATE index_nodes SET entity = 2 WHERE number = 1",
    "UPDATE index_kinds SET kind = 'jene' WHERE kind = 'gene'",
    "UPDATE index_leads SET weight = weight + 1 WHERE lead = 'a'",
    "UPDATE index_case_nodes SET nodes = (SELECT nodes FROM index_case_nodes WHERE number = 2) WHERE number = 1",
    "INSERT INTO index_bridges VALUES (1, 2, 3)",
    "UPDATE index_meta SET value = 7 WHERE name = 'cases'",
    "INSERT INTO index_body(rowid, findings) VALUES (3, 'surplus')",
    "INSERT INTO index_trigrams(rowid, spelling) VALUES (1, 'surplus')",
    "INSERT INTO index_head(index_head, rank) VALUES ('automerge', 2)",
)


@pytest.mark.parametrize("change", CHANGES)
def test_an_index_that_says_something_else(path: Path, change: str) -> None:
    """Nothing of it is taken on trust."""
    plain = sqlite3.connect(path)
    assert plain.execute(change).rowcount
    plain.commit()
    plain.close()
    report = check(path)

    assert report.problems == (
        "What is searched and counted does not agree with the cases; the cases themselves are whole.",
    )
    assert all(detail.startswith("index: ") for detail in report.details)


def test_a_check_beside_an_import(path: Path, tmp_path: Path) -> None:
    """It sees one moment, whatever is written meanwhile."""
    more = make_files(tmp_path / "more", range(100, 130))
    with Library.open(path) as library:

        def told(what: str, done: int, total: int) -> None:
            if what == "index" and not library.info.cases > CASES:
                library.import_paths([more])

        assert check(path, told).ok
        assert library.info.cases == CASES + 30
    assert check(path).cases == CASES + 30
