"""What must hold for any input at all; each raises `AssertionError`, or whatever the program itself raised."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from store.documents import to_case, to_document
from store.errors import QueryError, RejectedError
from store.index import IndexReader
from store.layout import write_case
from store.library import Library
from store.matching import phrases_of
from store.query import describe, exclude, keep_prefix, narrow, parse, widen
from store.readers.case_file import read_case
from store.text import is_clean
from tests.reader.keeping import lost_words, texts_in

SLOWEST = 2.0
"""Seconds of CPU time that an input of up to 100 kB may take."""
LONGEST = 100_000
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def reader(data: bytes) -> None:
    """A file is a case or refused, in time, with nothing of it lost and nothing in it unclean."""
    begun = time.process_time()
    try:
        case, notices = read_case(data, name="file.md")
    except RejectedError as error:
        assert error.reason and error.line >= 1 and is_clean(error.reason), "a refusal without a reason"
        return
    finally:
        taken = time.process_time() - begun
        assert taken < SLOWEST, f"hangs: {taken:.1f} s for {len(data)} bytes"
    document = to_document(case)
    assert case.title and case.id, "a case without title or id"
    assert all(is_clean(text) for text in texts_in(document)), "unclean text"
    assert all(is_clean(notice.message) and notice.line >= 1 for notice in notices), "an odd warning"
    assert to_case(document) == case, "a document of another case"
    lost = lost_words(data, case)
    assert not lost, f"lost: {sorted(lost)[:5]}"
    read_case(write_case(case).encode())


def query(data: bytes) -> None:
    """Any text is a query or an error that points into it; what is made of a query parses, and can be searched for."""
    text = data.decode("utf-8", "replace")
    begun = time.process_time()
    for typing in (False, True):
        try:
            parsed = parse(text, typing=typing)
            describe(parsed)
            phrases_of(text, typing=typing)
            _library().search(parsed)  # what asks the notebook is an error where there is none
        except QueryError as error:
            assert 0 <= error.column <= len(text), "an error that points nowhere"
    parse(keep_prefix(text))
    widen(text)
    try:
        parse(text)
    except QueryError:
        pass
    else:
        assert parse("gene:ALK").node in parse(narrow(text, "gene:ALK")).parts(), "narrowing loses its term"
        parse(exclude(text, "gene:ALK"))
    taken = time.process_time() - begun
    assert taken < SLOWEST, f"hangs: {taken:.1f} s for {len(data)} bytes"


@cache
def _library() -> IndexReader:
    """A small library in memory."""
    library = Library.open(":memory:", create=True)
    library.import_paths([SEEDS])
    return library.index


ORACLES: dict[str, Callable[[bytes], None]] = {"reader": reader, "query": query}
