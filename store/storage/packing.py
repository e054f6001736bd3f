"""A document as the bytes of its row: JSON, compressed where that helps.

The first byte names the form, so that later forms can stand beside earlier ones in one file.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from store.errors import DamagedError

PLAIN, CHECKED, DEFLATED = b"j", b"c", b"d"
"""JSON as it is; JSON after its CRC-32 (big endian); JSON deflated with `_DICTIONARY`. Plain ones are read and
never written."""
CHECKED_FORMS = (CHECKED, DEFLATED)
"""Forms that hold a checksum, so that damage is noticed."""
_WORTH_IT = 200
"""Bytes of JSON below which compression gains nothing."""
_LEVEL = 3
"""Of zlib: with the dictionary it gives smaller rows than level 6 without, in two thirds of the time."""
_ISAL_LEVEL = 2
"""Of ISA-L, whose levels are its own: rows as small as those of zlib at `_LEVEL`, in a third of the time."""
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_DICTIONARY = (
    b'"section":"linked","kind":"disease","name":"","description":null,"curies":["mondo:000"],"aliases":[],"ra'
    b'w":" (MONDO:000"},{"section":"full_text","kind":"protein","name":"","description":"","curies":[],"aliase'
    b's":["","raw":" {aka "},{"section":"full_text","kind":"species","name":"patient","description":"human, sp'
    b'ecies","curies":["ncbitaxon:9606"],"aliases":[],"raw":"patient (human, species) [taxon 9606]"},{"section'
    b'":"full_text","kind":"chemical","name":"","description":null,"curies":["pubchem.compound:"],"aliases":[]'
    b',"raw":" (PubChem CID "},{"section":"full_text","kind":"disease","name":"","description":null,"curies":['
    b'"mesh:D0"],"aliases":[],"raw":" (MESH:D0"},{"section":"full_text","kind":"gene","name":"","description":'
    b'"","curies":["ncbigene:"],"aliases":["","raw":" [NCBI Gene "}],"full_text":{"url":"/full.md","text":null'
    b'},"figures":{"count":null,"url":null,"items":[]},"references":{"count":null,"url":null,"items":[]},"othe'
    b'r_sections":[],"entity_lists":[{"section":"linked","label":"Diseases","raw":""},{"section":"full_text","'
    b'label":"Chemicals","raw":""},{"section":"full_text","label":"Genes","raw":""},{"section":"full_text","la'
    b'bel":"Species","raw":""}],"imported":{"digest":"","batch":1}}and the of in with was were for that this t'
    b'o as by on from patient patients year-old with a history of diagnosis treatment We report a case of {"id'
    b'":"pmc:PMC1","pmcid":"PMC1","pmid":null,"doi":"10.1","title":"A Case Report","authors":["","journal":"Jo'
    b'urnal of ","date":"202","archive":"PMC","url":"https://pubmed.ncbi.nlm.nih.gov/","tldr":"The ","contribu'
    b'tion":"","key_findings":["],"abstract":["],"mentions":[{"section":"full_text","kind":"'
)
"""Text that most documents hold, for zlib to refer to, the likeliest last (RFC 1950, 2.2). It is part of the form: to
change it is to make another form with a letter of its own."""


def write_json(document: Any) -> bytes:
    """`document` as JSON in UTF-8 without spaces; equal documents with keys in the same order give equal bytes.

    Raises `TypeError` for a value that JSON has no form for.
    """
    return _ENCODE(document).encode("utf-8", "surrogatepass")


def deflate(text: bytes) -> bytes:
    """The row of a document given as JSON."""
    if len(text) < _WORTH_IT:
        return CHECKED + zlib.crc32(text).to_bytes(4, "big") + text
    deflating = _compressor()()
    deflated: bytes = deflating.compress(text) + deflating.flush()
    return DEFLATED + deflated


@cache
def _compressor() -> Callable[[], Any]:
    """Makes compressors, the quickest there are on this machine; what they write is one format (RFC 1950)."""
    try:
        from isal.isal_zlib import compressobj  # noqa: PLC0415 -- most runs of the program write nothing
    except ImportError:
        return partial(zlib.compressobj, _LEVEL, zdict=_DICTIONARY)
    return partial(compressobj, _ISAL_LEVEL, zdict=_DICTIONARY)


def inflate(body: bytes) -> bytes:
    """The JSON of a row. Raises `DamagedError` where the bytes are not those that were written."""
    if not isinstance(body, bytes):
        raise DamagedError("A document is damaged (its row holds another kind of value).")
    form = body[:1]
    if form == DEFLATED:
        inflating = zlib.decompressobj(zdict=_DICTIONARY)
        try:
            text = inflating.decompress(body[1:])
        except zlib.error as error:
            raise DamagedError(f"A document is damaged ({error}).") from error
        if not inflating.eof or inflating.unused_data:
            raise DamagedError("A document is damaged (it is cut short or something follows it).")
        return text
    if form == CHECKED:
        text = body[5:]
        if body[1:5] != zlib.crc32(text).to_bytes(4, "big"):
            raise DamagedError("A document is damaged (its checksum is another one).")
        return text
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
