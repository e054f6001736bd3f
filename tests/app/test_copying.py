"""What is copied is all that it says to be."""

from __future__ import annotations

from pathlib import Path

from store import Library
from tui.copying import cases_of_entity

CASE = """# Case {number}

PMC · PMID: {number}

## TL;DR

Told.

## Linked entities

- **Genes:** ALK (ALK receptor tyrosine kinase) [NCBI Gene 238]{rare}
"""


def test_all_cases_of_an_entity(tmp_path: Path) -> None:
    """However many they are, every case has its line, and the words say how many; one is no plural."""
    folder = tmp_path / "cases"
    folder.mkdir()
    for number in range(1, 5_002):
        rare = ", RARE1 (a rare gene) [NCBI Gene 999]" if number == 1 else ""
        (folder / f"{number}.md").write_text(CASE.format(number=number, rare=rare), encoding="utf-8")
    with Library.open(tmp_path / "library.db", create=True) as library:
        library.import_paths([folder])
        clip = cases_of_entity(library, library.index.entity("ncbigene:238"))
        one = cases_of_entity(library, library.index.entity("ncbigene:999"))

    assert 5_001 == len(set(clip.text.splitlines()))
    assert "5,001 cases of ALK" == clip.what
    assert ("pubmed:1  Case 1", "1 case of RARE1") == (one.text, one.what)
