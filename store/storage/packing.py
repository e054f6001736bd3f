"""A document as the bytes of its row: JSON, compressed where that helps.

The first byte names the form, so that later forms can stand beside earlier ones in one file.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from store.errors import DamagedError

PLAIN, DEFLATED = b"j", b"z"
CHECKED_FORMS = (DEFLATED,)
"""Forms that hold a checksum, so that damage is noticed."""
_WORTH_IT = 200
"""Bytes of JSON below which compression gains nothing."""
_LEVEL = 6
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_json(document: Any) -> bytes:
    """`document` as JSON in UTF-8 without spaces; equal documents with keys in the same order give equal bytes.

    Raises `TypeError` for a value that JSON has no form for.
    """
    return _ENCODE(document).encode("utf-8", "surrogatepass")


def deflate(text: bytes) -> bytes:
    """The row of a document given as JSON."""
    if len(text) < _WORTH_IT:
        return PLAIN + text
    return DEFLATED + zlib.compress(text, _LEVEL)


def inflate(body: bytes) -> bytes:
    """The JSON of a row. Raises `DamagedError` where the bytes are not those that were written."""
    if not isinstance(body, bytes):
        raise DamagedError("A document is damaged (its row holds another kind of value).")
    form = body[:1]
    if form == DEFLATED:
        try:
            return zlib.decompress(body[1:])
        except zlib.error as error:
            raise DamagedError(f"A document is damaged ({error}).") from error
    if form == PLAIN:
        return body[1:]
    raise DamagedError(f"A document has a form that this version does not know ({form!r}).")


def pack(document: Any) -> bytes:
    """The row of a document."""
    return deflate(write_json(document))


def unpack(body: bytes) -> dict[str, Any]:
    """The document of a row. Raises `DamagedError`."""
    return read_json(inflate(body))


def read_json(text: bytes) -> dict[str, Any]:
    """The document of a row's JSON. Raises `DamagedError`."""
    try:
        document = json.loads(text.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"A document is damaged ({error}).") from error
    if not isinstance(document, dict):
        raise DamagedError("A document is damaged (no mapping of names to values).")
    return document
