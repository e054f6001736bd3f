"""How many keys three errands take: exactly these are pressed, and the errand is done."""

from __future__ import annotations

from pathlib import Path

from store import Notebook

CITE_THE_NEWEST_WITH_AN_ALIAS = (*"e", *"cd246", "enter", *"yv")
"""The Vancouver citation of the newest case with ALK, which is asked for as CD246: 9 keys."""
EXPORT_UNREAD_OF_A_DRUG = (*"e", *"ale", "enter", *"/", *"is:u", "tab", "enter", *"wb", "enter")
"""The BibTeX of all unread cases of alectinib, as a file: 15 keys."""
STAR_TAG_AND_ANNOTATE = (*"s", *"t", *"ALK", "enter", *"a", *"Ask", "enter")
"""A star, a tag and a note on the case under the cursor: 11 keys, 6 of them the tag and the note."""


async def test_the_newest_case_with_an_entity_known_by_an_alias_is_cited(tour) -> None:
    """Nine keys, typed ahead, and what goes to the clipboard is that citation."""
    async with tour() as person:
        await person.typed_ahead(*CITE_THE_NEWEST_WITH_AN_ALIAS)
        await person.until(lambda: "Vancouver citation" in person.footer)
        assert person.screen.clip.text.startswith("Gao S, Wu J, Fan J")

    assert 9 == len(CITE_THE_NEWEST_WITH_AN_ALIAS)


async def test_the_bibtex_of_all_unread_cases_of_a_drug_is_exported(tour, tmp_path: Path, monkeypatch) -> None:
    """Fifteen keys, typed ahead; the file holds the unread one of two cases."""
    monkeypatch.chdir(tmp_path)
    async with tour() as person:
        await person.press("e", *"ale", "enter", "2", "H")
        await person.typed_ahead(*EXPORT_UNREAD_OF_A_DRUG)
        await person.until(lambda: "1 case written to cases.bib" in person.footer)
        written = (tmp_path / "cases.bib").read_text(encoding="utf-8")
        assert 1 == written.count("@article{")

    assert 15 == len(EXPORT_UNREAD_OF_A_DRUG)


async def test_a_case_is_starred_tagged_and_annotated(tour, tmp_path: Path) -> None:
    """Five keys beside what is written."""
    async with tour() as person:
        await person.typed_ahead(*STAR_TAG_AND_ANNOTATE)
        assert "★#✎" in person.lines[3]
    with Notebook.open(tmp_path / "notebook.db") as notebook:
        [entry] = notebook.entries()
        assert (("ALK",), "Ask") == (entry.tags, entry.note)
        assert entry.starred

    assert 5 + 6 == len(STAR_TAG_AND_ANNOTATE)
