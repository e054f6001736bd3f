"""Documents as bytes: what was written is read back, damage is noticed, old files stay readable."""

from __future__ import annotations

import sys
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import DamagedError
from store.storage import packing
from store.storage.packing import CHECKED, DEFLATED, inflate, pack, unpack, write_json

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


@pytest.mark.parametrize("missing", [(), ("isal.isal_zlib",)])
def test_whatever_compresses_anyone_can_read(missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """With ISA-L and without it a row is a stream of zlib's format that refers to the dictionary."""
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    packing._compressor.cache_clear()
    document = {"text": [f"sentence number {number}" for number in range(40)]}
    body = pack(document)
    packing._compressor.cache_clear()

    assert len(body) < 0.3 * len(write_json(document))
    assert zlib.decompressobj(zdict=packing._DICTIONARY).decompress(body[1:]) == write_json(document)
    assert unpack(body) == document


def test_short_documents_are_not_compressed() -> None:
    """That would only make them longer; they have a checksum instead, and are read without one as well."""
    assert pack({"a": 1}) == b'cV\x1b\xac\xaf{"a":1}'
    assert unpack(b'j{"a":1}') == {"a": 1}
    assert pack({"a": "x" * 1000})[:1] == DEFLATED


@given(st.integers(0, 8 * 12 - 1))
def test_damage_of_short_documents_is_noticed(place: int) -> None:
    """A flipped bit anywhere."""
    body = bytearray(pack({"a": 1}))
    body[place // 8] ^= 1 << place % 8
    with pytest.raises(DamagedError):
        unpack(bytes(body))


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
    assert CHECKED == pack({})[:1]
