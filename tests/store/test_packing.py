"""Documents as bytes: what was written is read back, damage is noticed, old files stay readable."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import DamagedError
from store.storage import packing
from store.storage.packing import DEFLATED, PLAIN, inflate, pack, unpack, write_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), VALUES))
def test_what_was_written_is_read_back(document: dict[str, Any]) -> None:
    """Any JSON value, long or short; the same document gives the same bytes."""
    assert unpack(pack(document)) == document
    assert pack(unpack(pack(document))) == pack(document)


def test_short_documents_stay_plain() -> None:
    """Compression would only make them longer."""
    assert pack({"a": 1}) == b'j{"a":1}'
    assert pack({"a": "x" * 1000})[:1] == DEFLATED


@pytest.mark.parametrize("place", range(0, 120, 7))
def test_damage_is_noticed(place: int) -> None:
    """A flipped bit anywhere, a missing end, something added."""
    body = bytearray(pack({"text": [f"sentence number {number}" for number in range(40)]}))
    body[place] ^= 4
    with pytest.raises(DamagedError):
        unpack(bytes(body))
    body[place] ^= 4
    for other in (bytes(body[:-3]), bytes(body[:1]), bytes(body) + b"x", b"", b"?abc", b"j{", b"j[]", b"j\xff"):
        with pytest.raises(DamagedError):
            unpack(other)


def test_rows_that_hold_no_bytes() -> None:
    """A damaged file may hold anything in their place."""
    for value in (None, 7, "text", 1.5):
        with pytest.raises(DamagedError):
            inflate(value)  # type: ignore[arg-type]


def test_the_dictionary_never_changes() -> None:
    """Rows of existing libraries cannot be read with another one: a new dictionary needs a form of its own."""
    assert (len(packing._DICTIONARY), zlib.crc32(packing._DICTIONARY)) == (1646, 2080867856)
    assert write_json({"ü": ["\ud800"]}) == b'{"\xc3\xbc":["\xed\xa0\x80"]}'
    assert PLAIN + b"{}" == pack({})
