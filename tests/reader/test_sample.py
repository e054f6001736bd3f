"""The sample case arrives whole, field by field."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.documents import to_case, to_document
from store.model import Case
from store.readers.case_file import read_case

FULL = "https://tomesphere.com/paper/PMC12893846/full.md"


@pytest.fixture(scope="module")
def sample(shared: Path) -> Case:
    case, notices = read_case((shared / "data" / "PMC12893846.txt").read_bytes(), name="PMC12893846.txt")
    assert [] == notices
    return case


def test_ids_and_bibliography(sample: Case) -> None:
    """Everything that a citation needs is there, the PMC id out of the addresses."""
    assert sample.id == "pmc:PMC12893846"
    assert (sample.pmcid, sample.pmid, sample.doi) == ("PMC12893846", None, "10.1002/cnr2.70489")
    assert (sample.archive, sample.journal, sample.date) == ("PMC", "Cancer Reports", "2026-02-11")
    assert len(sample.authors) == 10
    assert (sample.authors[0], sample.authors[-1]) == ("Sheng Gao", "Xiu Nie")
    assert sample.url == "https://tomesphere.com/paper/PMC12893846"


def test_texts(sample: Case) -> None:
    """The findings are there in the letters of the file, U+2010 hyphens and the thin space included."""
    assert "ALK\u2010Rearranged" in sample.title
    assert sample.tldr and sample.tldr.startswith("A child") and sample.tldr.endswith("surgery.")
    assert sample.contribution and sample.contribution.startswith("This case")
    assert len(sample.key_findings) == 3
    assert len(sample.abstract) == 3
    assert "\u2009" in "".join(sample.abstract)
    assert sample.other_sections == ()


def test_entities(sample: Case) -> None:
    """Both sections name what they name, with descriptions, aliases and CURIEs."""
    found = [(one.section, one.kind, one.name, one.curies) for one in sample.mentions]

    assert found == [
        ("linked", "gene", "ALK", ("ncbigene:238",)),
        ("linked", "gene", "PLEKHH2", ("ncbigene:130271",)),
        ("linked", "protein", "S100A1", ()),
        ("linked", "protein", "CD34", ()),
        ("linked", "chemical", "alectinib", ("pubchem.compound:49806720",)),
        ("linked", "disease", "mesenchymal neoplasm", ("mondo:0002616",)),
        ("linked", "species", "Homo sapiens", ("ncbitaxon:9606",)),
        ("full_text", "gene", "CD34", ("ncbigene:947",)),
        ("full_text", "gene", "S100A1", ("ncbigene:6271",)),
        ("full_text", "gene", "ALK", ("ncbigene:238",)),
        ("full_text", "disease", "metastasis", ("mesh:D009362",)),
        ("full_text", "disease", "EFHs", ("mesh:D018219",)),
        ("full_text", "disease", "necrosis", ("mesh:D009336",)),
        ("full_text", "disease", "fibrosarcoma", ("mesh:D005354",)),
        ("full_text", "disease", "IMTs", ("mesh:D009369",)),
        ("full_text", "disease", "mesenchymal tumors", ("mesh:C535700",)),
        ("full_text", "chemical", "alectinib", ("mesh:C582670",)),
        ("full_text", "species", "Homo sapiens", ("ncbitaxon:9606",)),
    ]
    by_name = {one.name: one for one in sample.mentions}
    assert by_name["PLEKHH2"].description == "pleckstrin homology, MyTH4 and FERM domain containing H2"
    assert by_name["ALK"].aliases == ("ALK1", "CD246", "NBLST3")
    assert by_name["S100A1"].aliases == ("S100", "S100-alpha", "S100A")
    assert by_name["Homo sapiens"].description == "human, species"
    assert len(sample.entity_lists) == 9


def test_counts_and_addresses(sample: Case) -> None:
    """The full text, figures and references are elsewhere, and it says where and how many."""
    assert (sample.full_text.url, sample.full_text.text) == (FULL, None)
    assert (sample.figures.count, sample.figures.url, sample.figures.items) == (4, FULL, ())
    assert (sample.references.count, sample.references.url, sample.references.items) == (27, FULL, ())


def test_document(sample: Case) -> None:
    """The document has the keys that `show --json` promises, and gives the case back."""
    document = to_document(sample)

    assert list(document) == [
        *("id", "pmcid", "pmid", "doi", "title", "authors", "journal", "date", "archive", "url", "tldr"),
        *("contribution", "key_findings", "abstract", "mentions", "full_text", "figures", "references"),
        *("other_sections", "entity_lists"),
    ]
    assert list(document["mentions"][0]) == ["section", "kind", "name", "description", "curies", "aliases", "raw"]
    assert to_case(document) == sample
