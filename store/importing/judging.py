"""One file judged: is it a case, and if so, everything about it that can be known without the library.

This is where the time of an import goes, and it runs in worker processes: reading, parsing, the index entry, the
compressed row.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from store.documents import Document, admit, to_json
from store.errors import RejectedError
from store.importing.candidates import Candidate, shown
from store.index import IndexEntry, entry_of_case
from store.keys import keys_of
from store.model import Case, Notice
from store.readers.case_file import read_case
from store.readers.decoding import check_size, max_bytes
from store.storage.opening import is_open_here
from store.storage.packing import deflate
from store.stored import OLDER_KEYS, origin_of
from store.text import clean_line

KnownDigests = Callable[[Sequence[bytes]], Iterable[bytes]]
"""Which of some digests the library holds already."""
_KEY = re.compile(r"(?:pmc:PMC\d{1,12}|pubmed:\d{1,12}|hash:[0-9a-f]{8,64}|doi:10\.[!-~]{3,300})")
_BEGINNINGS = (b"SQLite format 3\0", b"\x37\x7f\x06", b"\x18\xe2\x2d\x00", b"\x00\x2d\xe2\x18", b"\xd9\xd5\x05\xf9")
"""Of databases of SQLite, their logs, the indexes of those, their journals."""
_HELD_BYTES = 4_000_000
"""How much is read before it is judged."""


class Parsed(Struct, frozen=True):
    """A file that is a case."""

    keys: tuple[str, ...]
    title: str
    body: bytes
    """The row of its document, as it is if the library has no case of these keys yet."""
    entry: IndexEntry
    notices: tuple[Notice, ...]


class Refused(Struct, frozen=True):
    """A file that is none."""

    line: int | None
    reason: str


class Judged(Struct, frozen=True):
    """What came of a candidate; `outcome` is None where the library holds this very content already."""

    candidate: Candidate
    """Without its content, which nobody needs any more unless it seemed known."""
    size: int
    digest: bytes
    outcome: Parsed | Refused | None


def digest_of(data: bytes) -> bytes:
    """By what the content of a file is known again."""
    return hashlib.blake2b(data, digest_size=16).digest()


def judge(candidates: Sequence[Candidate], known: KnownDigests, batch: int) -> list[Judged]:
    """Judge files in order; those of known content are not parsed."""
    return [judged for group in _read(candidates) for judged in _judge_group(group, known, batch)]


def judge_again(judged: Judged, batch: int) -> Judged:
    """Judge a file though its content seemed known: the library has changed since."""
    return next(iter(judge([judged.candidate], lambda _: (), batch)))


def _read(candidates: Iterable[Candidate]) -> Iterator[list[tuple[Candidate, bytes | Refused]]]:
    """Candidates with their content, in groups that fit memory."""
    group: list[tuple[Candidate, bytes | Refused]] = []
    size = 0
    for candidate in candidates:
        try:
            data: bytes | Refused = candidate.data if candidate.path is None else read_file(candidate.path)  # type: ignore[assignment]  # one of the two is there
        except RejectedError as error:
            data = Refused(None, error.reason)
        group.append((candidate, data))
        size += len(data) if isinstance(data, bytes) else 0
        if size > _HELD_BYTES:
            yield group
            group, size = [], 0
    yield group


def read_file(path: str) -> bytes:
    """The content of a file, of one above the size limit only its beginning. Raises `RejectedError`."""
    try:
        # a named pipe would keep an ordinary `open` waiting for a writer
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        ours = False
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise RejectedError("not a regular file")
            check_size(found.st_size)
            with os.fdopen(descriptor, "rb", buffering=0, closefd=False) as file:
                data = file.read(max_bytes() + 1)
            ours = data.startswith(_BEGINNINGS) and is_open_here(found)
        finally:
            if not ours:
                os.close(descriptor)
    except OSError as error:
        raise RejectedError(f"cannot be read: {error.strerror}") from error
    if ours:
        raise RejectedError("this is the library that is open")
    return data


class _Work(Struct):
    """What is known of a file so far. Ended by an outcome."""

    candidate: Candidate
    data: bytes
    digest: bytes
    read: _Read | None = None
    entry: IndexEntry | None = None
    outcome: Parsed | Refused | None = None


def _judge_group(
    group: Sequence[tuple[Candidate, bytes | Refused]], known: KnownDigests, batch: int
) -> Iterator[Judged]:
    """Judge files step by step, not one by one: a step that is done for many at a time costs a third less."""
    digests = [digest_of(data) if isinstance(data, bytes) else b"" for _, data in group]
    there = frozenset(known([digest for digest in digests if digest]))
    works = {
        number: _Work(candidate, data, digest)
        for number, ((candidate, data), digest) in enumerate(zip(group, digests, strict=True))
        if isinstance(data, bytes) and digest not in there
    }
    for step in (_read_content, _index, _pack):
        for work in works.values():
            if work.outcome is None:
                work.outcome = _carefully(step, work, batch)
    for number, ((candidate, data), digest) in enumerate(zip(group, digests, strict=True)):
        if isinstance(data, Refused):
            yield Judged(candidate, 0, b"", data)
        elif number not in works:
            yield Judged(candidate, len(data), digest, None)
        else:
            yield Judged(candidate._replace(data=None), len(data), digest, works[number].outcome)


def _carefully(step: Callable[[_Work, int], Parsed | None], work: _Work, batch: int) -> Parsed | Refused | None:
    try:
        return step(work, batch)
    except RejectedError as error:
        return Refused(error.line, error.reason)
    except Exception as error:  # noqa: BLE001 -- a fault of the reader must cost one file, not the whole import
        return Refused(None, f"Rounds failed at this file ({type(error).__name__}: {clean_line(str(error))[:200]})")


# --- the steps ---


class _Read(NamedTuple):
    """What a file holds."""

    case: Case
    notices: Sequence[Notice]
    older_keys: Sequence[str] | None = None
    """None where the file does not speak of them."""


def _read_content(work: _Work, _: int) -> None:
    candidate = work.candidate
    if candidate.document:
        work.read = _read_document(work.data)
    else:
        name = shown(Path(candidate.path).name) if candidate.path else candidate.name
        work.read = _Read(*read_case(work.data, name=name))


def _read_document(data: bytes) -> _Read:
    try:
        value = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise RejectedError(f"damaged JSON ({error})") from error
    case = admit(value)
    older = value.get(OLDER_KEYS) if isinstance(value, dict) else None
    if not isinstance(older, list):
        return _Read(case, ())
    return _Read(case, (), [key for key in older if isinstance(key, str) and _KEY.fullmatch(key)])


def _index(work: _Work, batch: int) -> None:
    assert work.read is not None
    work.entry = entry_of_case(work.read.case, digest=work.digest, batch=batch, keys=_keys(work.read))


def _pack(work: _Work, batch: int) -> Parsed:
    assert work.read is not None
    assert work.entry is not None
    case, notices, older = work.read
    more: Document = {} if older is None else {OLDER_KEYS: older}
    body = deflate(to_json(case, more | origin_of(work.digest, batch)))
    return Parsed(_keys(work.read), case.title, body, work.entry, tuple(notices))


def _keys(read: _Read) -> tuple[str, ...]:
    case = read.case
    own = keys_of(pmcid=case.pmcid, doi=case.doi, pmid=case.pmid, title=case.title, authors=case.authors)
    return tuple(dict.fromkeys((*own, *(read.older_keys or ()))))
