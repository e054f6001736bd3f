"""The bundled case files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from store.readers.case_file import read_case

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FILES = sorted(path for path in SEEDS.glob("*.md") if path.name != "README.md")
WITHOUT_ID = {
    "CD34",
    "Fusobacterium",
    "Fusobacterium necrophorum",
    "Nocardia cyriacigeorgica",
    "Nocardia otitidiscaviarum",
    "S100A1",
    "gastroblastoma",
}
"""What their sources name without an id."""
WORDS = 7
"""Running words that two texts may share by chance: names of things, not sentences."""


def test_there_are_enough() -> None:
    """A library to try the app on has a dozen cases at least, the one of the pictures among them."""
    assert len(FILES) >= 12
    assert SEEDS / "PMC12893846.md" in FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_is_read_without_a_warning(path: Path) -> None:
    """Every bundled file is plain layout: no warning, nothing left over, an id for every entity that has one."""
    case, notices = read_case(path.read_bytes(), name=path.name)

    assert notices == []
    assert case.other_sections == ()
    assert {mention.name for mention in case.mentions if not mention.curies} <= WITHOUT_ID
    assert case.authors
    assert case.date
    assert case.tldr
    assert case.key_findings
    assert (case.pmcid or (case.doi or "").replace("/", "_").lower()) == path.stem


def test_the_licence_of_each_is_told() -> None:
    """The table in `seeds/README.md` names every file and nothing else."""
    listed = re.findall(r"^\| (\S+\.md) \|", (SEEDS / "README.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(listed) == [path.name for path in FILES]


def test_every_sentence_is_our_own(shared: Path) -> None:
    """No run of words of the source of PMC12893846 stands in our retelling."""
    own = _running_words(SEEDS / "PMC12893846.md")
    theirs = _running_words(shared / "data" / "PMC12893846.txt")

    assert own & theirs == set()


def _running_words(path: Path) -> set[tuple[str, ...]]:
    told = path.read_text(encoding="utf-8").partition("## TL;DR")[2].partition("## Linked entities")[0]
    words = re.findall(r"\w+", told.lower())
    return {tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}
