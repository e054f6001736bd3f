"""Thousands of real papers: every one is read, every item that can be told apart is told apart."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.documents import to_case, to_document
from store.layout import write_case
from store.model import Case
from store.readers.case_file import read_case

ITEM_END = re.compile(
    r"(?:\((?:MESH|MONDO|OMIM|CHEBI|HP|PR|PubChem CID|taxon|CVCL_|rs\d|[a-z]?\|)[^()]*\)"
    r"|\[(?:NCBI Gene|taxon)[^\]]*\])(?: \{aka [^{}]*\})?(?=, |$)"
)
"""An independent splitter: an item ends after its ids. It joins items without ids to the next one with."""


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[tuple[str, Case]]:
    with tarfile.open(shared / "data" / "corpus.tar.gz") as archive:
        files = [(one.name, archive.extractfile(one)) for one in archive if one.isfile()]
        return [(name, read_case(file.read(), name=name)[0]) for name, file in files if file]


def ends_of(raw: str) -> Iterator[int]:
    for match in ITEM_END.finditer(raw):
        yield match.end()


def test_every_file_is_read(corpus: list[tuple[str, Case]]) -> None:
    """Each has a title, a key of its own and a source."""
    assert len(corpus) == 5389
    assert len({case.id for _, case in corpus}) > 5300
    assert all(case.title and case.url for _, case in corpus)


def test_every_item_that_ends_with_ids_is_an_item(corpus: list[tuple[str, Case]]) -> None:
    """No item with ids is lost in a neighbour, and the items of a list are the list, in its order."""
    for name, case in corpus:
        raws = [mention.raw for mention in case.mentions]
        place = 0
        for entities in case.entity_lists:
            ends = set(ends_of(entities.raw))
            found = 0
            while place < len(raws) and (at := entities.raw.find(raws[place], found)) >= 0:
                left_out = entities.raw[found:at]
                assert not left_out.strip(" ,;"), (name, left_out)
                found = at + len(raws[place])
                ends.discard(found)
                place += 1
            assert not ends, (name, entities.raw)
            assert not entities.raw[found:].strip(" ,;"), (name, entities.raw)
        assert place == len(raws), name


def test_every_id_is_a_curie(corpus: list[tuple[str, Case]]) -> None:
    """All ids of the lists arrive as CURIEs but the three that are none (`taxon 0`)."""
    written = re.compile(r"[(\[](?:MESH:|MONDO:|OMIM:|CHEBI:|HP:|PR:|PubChem CID |taxon |NCBI Gene |CVCL_|rs\d)")
    ids = sum(len(written.findall(entities.raw)) for _, case in corpus for entities in case.entity_lists)
    curies = sum(len(mention.curies) for _, case in corpus for mention in case.mentions)

    assert ids - 3 <= curies <= ids + 200


def test_written_and_read_again(corpus: list[tuple[str, Case]]) -> None:
    """Documents and case files both give the same case back."""
    for name, case in corpus:
        assert to_case(to_document(case)) == case, name
        assert read_case(write_case(case).encode())[0] == case, name
