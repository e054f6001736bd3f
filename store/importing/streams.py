"""Many cases in one stream: exports as JSON, and files put after one another on standard input."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from store.errors import RejectedError
from store.importing.candidates import Candidate, Found, Skipped, shown
from store.importing.report import Rejection
from store.readers.decoding import max_bytes
from store.readers.refusals import refuse_binary
from store.readers.several import LONGEST_BEGINNING, another_case

BETWEEN_CASES = b"<!-- next case -->"
"""A line that stands between cases in one stream; so does U+001E, the record separator of ASCII."""
_BETWEEN = re.compile(rb"\x1e|^" + BETWEEN_CASES + rb"[ \t]*\r?$", re.MULTILINE)
_BLOCK = 65_536
_NO_EXPORT = "JSON that is no export of Rounds"


def read_stream(stream: Readable, called: str) -> Iterator[Found]:
    """The cases of a stream: one case file, several with `BETWEEN_CASES` or nothing between them, or JSON."""
    first = stream.read(_BLOCK)
    rest = _Prefixed(first, stream)
    if first.lstrip()[:1] in (b"{", b"["):
        yield from read_json(rest, called, named=True)
        return
    if not _may_be_divided(first):
        yield Candidate(called, data=_beginning(rest), named=True)
        return
    held: Candidate | None = None
    for number, record in enumerate(_records(rest), 1):
        if number == 2 and held:
            held = Candidate(f"{called}#1", data=held.data, named=True)
        if held:
            yield held
        held = Candidate(called if number == 1 else f"{called}#{number}", data=record, named=True)
    yield held or Candidate(called, data=b"", named=True)


def holds_several(path: str) -> bool:
    """Whether a file holds cases, with a line between them or without; False where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            first = file.read(_BLOCK)
            parts = _parts(_Prefixed(first, file))
            return _may_be_divided(first) and next(parts, None) is not None and next(parts, None) is not None
    except OSError:
        return False


def read_file(path: str) -> Iterator[Found]:
    """The cases of a file that holds several."""
    try:
        with Path(path).open("rb") as file:
            yield from read_stream(file, shown(path))
    except OSError as error:
        yield Rejection(shown(path), None, f"cannot be read: {error.strerror}")


def _may_be_divided(first: bytes) -> bool:
    """Whether a stream that begins so is text of one byte to an ASCII character, in which separators can be told."""
    try:
        refuse_binary(first)
    except RejectedError:
        return False
    return b"\0" not in first and not first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _beginning(stream: Readable) -> bytes:
    """All of a stream; of one above the limit as much as shows that it is."""
    limit = max_bytes() + 1
    data = b""
    while len(data) < limit and (block := stream.read(_BLOCK)):
        data += block
    return data


def _records(stream: Readable) -> Iterator[bytes]:
    """The cases of a stream, blank ones left out."""
    for part in _parts(stream):
        if part.strip():
            yield part.removeprefix(b"\r").removeprefix(b"\n")[: max_bytes() + 1]


def _parts(stream: Readable) -> Iterator[bytes]:
    """What stands between separators, or begins as another case does; of what is above the limit only its beginning."""
    limit = max_bytes() + 1
    record, looked_at = b"", 0
    while block := stream.read(_BLOCK):
        record += block
        # what tells a case from the next may have come in two parts: its beginning is looked at again
        while found := _end_of_part(record, max(0, looked_at - LONGEST_BEGINNING), _whole_lines(record)):
            yield record[: found[0]]
            record, looked_at = record[found[1] :], 0
        if len(record) > limit + LONGEST_BEGINNING:
            record = record[:limit] + record[-LONGEST_BEGINNING:]
        looked_at = len(record)
    while found := _end_of_part(record, 0, len(record)):
        yield record[: found[0]]
        record = record[found[1] :]
    yield record


def _end_of_part(record: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Where the first case in `record` ends and the next begins, as far as can be told between `start` and `end`."""
    between = _BETWEEN.search(record, start, end)
    another = another_case(record, start, between.start() if between else end)
    if another >= 0:
        return another, another
    return between.span() if between else None


def _whole_lines(record: bytes) -> int:
    """Up to where a record can be told apart: a last line that may go on is left for later."""
    return max(record.rfind(b"\n"), record.rfind(b"\x1e")) + 1


class Readable(Protocol):
    """What cases are read from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, b"" at the end."""


class _Prefixed:
    """A stream of which a beginning has been read already."""

    def __init__(self, prefix: bytes, stream: Readable) -> None:
        self._prefix = prefix
        self._stream = stream

    def read(self, size: int) -> bytes:
        """As of any stream."""
        if self._prefix:
            data, self._prefix = self._prefix[:size], self._prefix[size:]
            return data
        return self._stream.read(size)


def read_json_file(path: str, *, named: bool) -> Iterator[Found]:
    """The cases of a file of JSON."""
    called = shown(path)
    try:
        with Path(path).open("rb") as file:
            yield from read_json(file, called, named=named)
    except OSError as error:
        yield Rejection(called, None, f"cannot be read: {error.strerror}")


def read_json(stream: Readable, called: str, *, named: bool) -> Iterator[Found]:
    """The documents of an export (`{"papers": {"1": {…}}}`), of a list of documents, or the one document of `show`.

    An export is read document by document, however large it is. JSON of anything else is rejected where the person
    named the file (`named`) and passed over in a folder.
    """
    text = _JsonText(stream)
    number = 0
    try:
        if not text.begins_export():
            yield from _read_small(text, called, named)
            return
        for key, document in text.members():
            number += 1
            yield Candidate(f"{called}#{key}", data=document.encode("utf-8", "surrogatepass"), document=True)
    except (ValueError, RecursionError) as error:
        if number or named:
            yield Rejection(called, None, f"the JSON is damaged or cut short after {number} cases ({_said(error)})")
        else:
            yield Skipped()


def _read_small(text: _JsonText, called: str, named: bool) -> Iterator[Found]:
    """JSON that does not begin as an export does, and so is read whole."""
    content = json.loads(text.everything())
    if isinstance(content, dict) and isinstance(content.get("papers"), dict):
        documents = {f"{called}#{key}": document for key, document in content["papers"].items()}
    elif _is_document(content):
        documents = {called: content}
    elif isinstance(content, list) and content and all(_is_document(one) for one in content):
        documents = {f"{called}#{number}": one for number, one in enumerate(content, 1)}
    elif named:
        yield Rejection(called, 1, _NO_EXPORT)
        return
    else:
        yield Skipped()
        return
    for name, document in documents.items():
        yield Candidate(name, data=json.dumps(document).encode(), document=True)


def _is_document(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("title"), str) and ("mentions" in value or "id" in value)


def _said(error: ValueError | RecursionError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)


class _JsonText:
    """JSON text of which only a window is in memory. Raises `ValueError` where it is not JSON."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("surrogatepass").decode
        self._decoder = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._ended = False

    def begins_export(self) -> bool:
        """Whether the text begins `{"papers": {`; if so, the window stands behind that."""
        self._more()
        if self._next() != "{":
            return False
        self._at += 1
        if self._next() != '"' or self._value() != '"papers"':
            self._at = 0
            return False
        self._expect(":")
        if self._next() != "{":
            self._at = 0
            return False
        self._at += 1
        return True

    def members(self) -> Iterator[tuple[str, str]]:
        """The keys of the object in which the window stands, each with its value as JSON text."""
        if self._next() == "}":
            return
        while True:
            key = json.loads(self._value())
            self._expect(":")
            yield str(key), self._value()
            if self._next() == "}":
                return
            self._expect(",")

    def everything(self) -> str:
        """The whole text. Raises `ValueError` above the limit on the size of a file."""
        while not self._ended:
            self._more()
            if len(self._text) > max_bytes():
                raise ValueError(f"more than {max_bytes():,} bytes, and no export of Rounds")
        return self._text

    def _more(self) -> None:
        """Widen the window to twice its size, or to the end."""
        block = self._stream.read(max(_BLOCK, len(self._text) - self._at))
        self._ended = not block
        self._text += self._decode(block, self._ended)

    def _next(self) -> str:
        """The next character that is not white space, "" at the end; the window moves to it."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in " \t\r\n":
                    return self._text[self._at]
                self._at += 1
            if self._ended:
                return ""
            self._more()

    def _expect(self, character: str) -> None:
        if self._next() != character:
            raise ValueError(f"“{character}” expected")
        self._at += 1

    def _value(self) -> str:
        """The text of the value in front of the window, which moves behind it."""
        self._next()
        while True:
            try:
                _, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if self._ended or len(self._text) - self._at > max_bytes():
                    raise
                self._more()
                continue
            if end == len(self._text) and not self._ended:
                self._more()
                continue
            value = self._text[self._at : end]
            if self._at > 0 and end > _BLOCK:
                self._text, end = self._text[end:], 0
            self._at = end
            return value
