"""From the bytes of a file to its text: encodings, line ends, and what to say where the bytes were odd."""

from __future__ import annotations

import codecs
import os
import re

from store.errors import RejectedError
from store.model import Notice
from store.readers.refusals import refuse_binary
from store.text import BIDI_NAMES, REPLACEMENT, clean

MAX_BYTES = 20_000_000
"""Longest file that is read, in bytes, unless the environment variable `ROUNDS_MAX_FILE_BYTES` says otherwise."""

_MAX_BYTES_VARIABLE = "ROUNDS_MAX_FILE_BYTES"
_LINES_NAMED = 5
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SAMPLE = 4096
_FOREIGN_SHARE = 0.25
"""Above this share of bytes beyond ASCII, a text that is not UTF-8 is in no Western encoding either."""
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_SPACES = "\x0b\x0c\u2028\u2029"
"""Ends of pages and lines within a line: text out of a PDF has a form feed in front of the first line of a page."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BIDI = re.compile(f"[{''.join(BIDI_NAMES)}]")


def max_bytes() -> int:
    """The limit on the size of a file in force, in bytes."""
    given = os.environ.get(_MAX_BYTES_VARIABLE, "")
    return int(given) if given.isascii() and given.isdigit() else MAX_BYTES


def check_size(size: int) -> None:
    """Raise `RejectedError` where a file of `size` bytes is above the limit."""
    limit = max_bytes()
    if size > limit:
        raise RejectedError(
            f"the file has {size:,} bytes, more than the limit of {limit:,} (set {_MAX_BYTES_VARIABLE} to raise it)"
        )


def decode(data: bytes) -> tuple[str, list[Notice]]:
    """The cleaned text of a file with a line feed after each line, and what was odd about its bytes.

    UTF-8, UTF-16 and UTF-32 are told by their byte order mark, UTF-16 also without one. What is not valid UTF-8 is
    read as Windows-1252 where most of what is beyond ASCII is bad, else its bad bytes are replaced visibly. Raises
    `RejectedError` for binary formats, for text in an encoding that cannot be told, and above `max_bytes()`.
    """
    check_size(len(data))
    refuse_binary(data)
    text, notices = _characters(data)
    if "\r" in text:
        text, remarks = _line_feeds(text)
        notices += remarks
    for space in _SPACES:
        if space in text:
            text = text.replace(space, " ")
    cleaned = clean(text)
    if cleaned is not text:
        notices += _replaced(text)
    return cleaned, notices


def _characters(data: bytes) -> tuple[str, list[Notice]]:
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            if not name:
                data = data[len(mark) :]
                break
            return _wide(data[len(mark) :], codec, name)
    unmarked = _wide_without_mark(data)
    if unmarked:
        return _wide(data, unmarked, "UTF-16 without a byte order mark")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start)


def _wide(data: bytes, codec: str, name: str) -> tuple[str, list[Notice]]:
    text = data.decode(codec, "replace")
    notices = [Notice(1, f"read as {name}; UTF-8 is expected")]
    bad = text.count(REPLACEMENT)
    if bad:
        line = text.count("\n", 0, text.index(REPLACEMENT)) + 1
        notices.append(Notice(line, f"{bad} code units that make no sense were replaced by {REPLACEMENT}"))
    return text, notices


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 of mostly Western text has a zero in every second byte."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    zeros_even, zeros_odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if zeros_odd > half * 0.6 and zeros_even < half * 0.1:
        return "utf-16-le"
    if zeros_even > half * 0.6 and zeros_odd < half * 0.1:
        return "utf-16-be"
    return None


def _not_utf8(data: bytes, offset: int) -> tuple[str, list[Notice]]:
    line = data.count(b"\n", 0, offset) + 1
    place = f"from byte {offset} on"
    text = data.decode("utf-8", "replace")
    bad = text.count(REPLACEMENT) - data.count(REPLACEMENT.encode())
    if len(_BEYOND_ASCII.findall(text)) - bad >= bad:
        return text, [Notice(line, f"{bad} bytes that are not UTF-8 were replaced by {REPLACEMENT}, {place}")]
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    if high > _FOREIGN_SHARE * len(data):
        raise RejectedError(f"the text is not UTF-8 ({place}) nor in any other encoding that can be told", line=line)
    # The five bytes that Windows-1252 leaves undefined are taken for the controls of ISO 8859-1, and so replaced.
    text = data.decode("cp1252", "rounds-latin1")
    return text, [Notice(line, f"not UTF-8 ({place}): read as Windows-1252, check the letters beyond ASCII")]


def _as_latin1(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("rounds-latin1", _as_latin1)


def _line_feeds(text: str) -> tuple[str, list[Notice]]:
    """CR LF, several CR before an LF, and, where there is no LF at all, CR alone end a line; so does a lone CR."""
    text = re.sub("\r+\n", "\n", text) if "\n" in text else text.replace("\r", "\n")
    if "\r" not in text:
        return text, []
    line = text.count("\n", 0, text.index("\r")) + 1
    return text.replace("\r", "\n"), [Notice(line, "a carriage return inside a line was taken for the end of a line")]


def _replaced(text: str) -> list[Notice]:
    """Notices for the lines that held control characters or bidirectional controls."""
    notices = []
    for pattern, what in (
        (_CONTROL, f"control characters were replaced by {REPLACEMENT}"),
        (_BIDI, "bidirectional controls were made visible"),
    ):
        if not pattern.search(text):
            continue
        lines = [number for number, line in enumerate(text.split("\n"), start=1) if pattern.search(line)]
        notices += [Notice(number, what) for number in lines[:_LINES_NAMED]]
        if len(lines) > _LINES_NAMED:
            notices.append(
                Notice(lines[_LINES_NAMED], f"{what}, here and in {len(lines) - _LINES_NAMED - 1} more lines")
            )
    return notices
