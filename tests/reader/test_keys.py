"""Keys: which ids make two files the same paper, and what a person means by naming one."""

from __future__ import annotations

import pytest

from store.keys import find_pmcid, hash_key, keys_meant, keys_of, read_doi
from store.text import is_clean
from tests.reader.case_texts import case_text, read


def test_the_best_key_comes_first() -> None:
    """PMC id, else DOI in small letters, else PubMed id."""
    assert keys_of(pmcid="PMC1", doi="10.5555/A", pmid="7", title="T", authors=()) == (
        "pmc:PMC1",
        "doi:10.5555/a",
        "pubmed:7",
    )
    assert keys_of(pmcid=None, doi=None, pmid="7", title="T", authors=()) == ("pubmed:7",)


def test_the_hash_is_of_title_and_authors() -> None:
    """Spellings that searches take for the same give the same key; another author another one."""
    key = hash_key("ALK\u2010positive fever", ["Ada Test"])

    assert key.startswith("hash:")
    assert key == hash_key("alk-positive  FEVER", ["ada test"])
    assert key != hash_key("ALK\u2010positive fever", ["Ada Test", "Ben Probe"])
    assert keys_of(pmcid=None, doi=None, pmid=None, title="ALK-positive fever", authors=("Ada Test",)) == (key,)


def test_composed_and_decomposed_letters_are_one_title() -> None:
    """Two files that differ in normal form are one paper."""
    text = case_text(title="# Fièvre à Zürich", ids=None, source=None, full_text=None, figures=None, references=None)
    import unicodedata

    assert read(text).id == read(unicodedata.normalize("NFD", text)).id


@pytest.mark.parametrize(
    ("reference", "keys"),
    [
        ("pmc:PMC123", ("pmc:PMC123",)),
        ("PMC123", ("pmc:PMC123",)),
        ("pmc123", ("pmc:PMC123",)),
        ("pmcid:123", ("pmc:PMC123",)),
        ("doi:10.5555/A", ("doi:10.5555/a",)),
        ("10.5555/A", ("doi:10.5555/a",)),
        ("https://doi.org/10.5555/A%3C1", ("doi:10.5555/a<1",)),
        ("DOI 10.5555/a", ("doi:10.5555/a",)),
        ("pubmed:123", ("pubmed:123",)),
        ("PMID: 123", ("pubmed:123",)),
        ("123", ("pubmed:123", "pmc:PMC123")),
        ("hash:ABC", ("hash:abc",)),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", ("pubmed:123",)),
        ("https://papers.example/paper/PMC123.2/?a=b", ("pmc:PMC123",)),
        ("fever", ()),
        ("", ()),
    ],
)
def test_what_a_reference_means(reference: str, keys: tuple[str, ...]) -> None:
    """Keys, ids in any form, and addresses of papers."""
    assert keys_meant(reference) == keys


@pytest.mark.parametrize(
    ("text", "doi", "whole"),
    [
        ("10.5555/a", "10.5555/a", True),
        ("doi: 10.5555/a.", "10.5555/a", True),
        ("(10.5555/a)", "10.5555/a", True),
        ("10.5555/a(b)c", "10.5555/a(b)c", True),
        ("https://dx.doi.org/10.5555/A", "10.5555/a", True),
        ("10.5555/a and 10.5555/b", "10.5555/a", False),
        ("10.55/a", None, False),
        ("none", None, False),
        ("", None, True),
    ],
)
def test_dois(text: str, doi: str | None, whole: bool) -> None:
    """The first DOI of a text, without what stands around it."""
    reading = read_doi(text)

    assert (reading.doi, reading.whole) == (doi, whole)
    assert (reading.remark is None) == whole


@pytest.mark.parametrize("text", ["SPMC123", "PMC123a", "PMC", "PMC1234567890123"])
def test_what_is_no_pmc_id(text: str) -> None:
    """Letters or digits around it make it something else."""
    assert find_pmcid(text) is None


def test_what_an_address_hides_cannot_act() -> None:
    """A control character that is percent-encoded in an address is none in the DOI."""
    doi = read_doi("https://doi.org/10.5555/a%1b]52;c;eA==%07b%05.1%E2%80%AE").doi

    assert doi is not None
    assert is_clean(doi)
    assert doi.startswith("10.5555/a\ufffd]52;c;ea==\ufffdb\ufffd.1")


def test_hyphens_of_a_typeset_doi() -> None:
    """A DOI copied from a page with other hyphens is the one that is registered, and its reader is told."""
    doi, remark, whole = read_doi("10.5555/made‑1–2")

    assert (doi, whole) == ("10.5555/made-1-2", True)
    assert remark is not None
    assert keys_meant("https://doi.org/10.5555/made‐1") == ("doi:10.5555/made-1",)
