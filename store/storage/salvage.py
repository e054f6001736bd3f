"""What can still be read of a damaged file.

First row by row through SQLite, on a copy; what that cannot reach is looked for on the pages themselves, whose format
is https://www.sqlite.org/fileformat2.html. A row taken from a page counts only when its checksum (zlib's) is right.
"""

from __future__ import annotations

import mmap
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from store.errors import DamagedError, LibraryError
from store.storage.connection import Connection
from store.storage.packing import CHECKED_FORMS, inflate
from store.storage.rows import DocumentRows
from store.storage.schema import PAGE_SIZE
from store.text import clean_line

_LEAF = 0x0D
"""Kind of the pages that hold the rows of tables (file format, 1.6)."""
_FILE_HEADER = 100
_LARGEST_BODY = 500_000_000
_GIVE_UP = 20_000
"""Ids after one another that cannot be read, after which the pages are looked through instead."""


def salvage(path: Path, table: str) -> Iterator[tuple[int, bytes]]:
    """Ids and bodies of the documents of a TinyDB table that can still be read, by id. The file is not touched.

    Where the table itself is lost, the bodies may be of any table and of any time; the caller must choose.
    """
    with tempfile.TemporaryDirectory(prefix="rounds-repair-") as folder:
        copy = Path(folder) / "copy.db"
        _copy(path, copy)
        found: dict[int, bytes | None] = {}
        try:
            for doc_id, body in _rows(copy, table):
                found[doc_id] = None
                if body is not None:
                    found[doc_id] = b""
                    yield doc_id, body
            complete = all(state is not None for state in found.values())
        except (LibraryError, sqlite3.Error):
            complete = False
            found = {doc_id: state for doc_id, state in found.items() if state is not None}
        if not complete:
            lost = {doc_id for doc_id, state in found.items() if state is None}
            for doc_id, body in bodies_on_pages(copy):
                if doc_id in lost or (doc_id not in found and not lost):
                    yield doc_id, body


def _copy(path: Path, copy: Path) -> None:
    """Copy a file and its journals in a process of its own.

    Were the file opened and closed here, the locks would go that this process holds on it through its connections
    (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    """
    names = [name for suffix in ("", "-wal", "-journal") for name in (f"{path}{suffix}", f"{copy}{suffix}")]
    done = subprocess.run(  # noqa: S603 -- this very interpreter
        [sys.executable, "-I", "-S", "-c", _COPYING, *names], capture_output=True, check=False
    )
    if done.returncode:
        said = clean_line(done.stderr.decode(errors="replace").strip().rpartition("\n")[2])
        raise LibraryError(f"{clean_line(str(path))} cannot be copied into the folder for temporary files ({said}).")


_COPYING = """
import shutil, sys
names = sys.argv[1:]
while names:
    source, target = names.pop(0), names.pop(0)
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        pass
"""


def _rows(path: Path, table: str) -> Iterator[tuple[int, bytes | None]]:
    """Every id that the table has, with its body; None where one may have been and is lost.

    Raises `DamagedError` where too much is lost to go on like this.
    """
    connection = sqlite3.connect(path, isolation_level=None, factory=Connection)
    with closing(connection):
        number = DocumentRows(connection, table).number()
        if number is None:
            return
        following = f"SELECT doc_id, body FROM documents_{number} WHERE doc_id >= ? ORDER BY doc_id LIMIT 1"
        doc_id, failures = 1, 0
        while failures < _GIVE_UP:
            try:
                row = connection.execute(following, (doc_id,)).fetchone()
            except DamagedError:
                yield doc_id, None
                doc_id, failures = doc_id + 1, failures + 1
                continue
            if row is None:
                return
            yield row
            doc_id, failures = row[0] + 1, 0
        raise DamagedError("Too many rows in a row cannot be read.")


def bodies_on_pages(path: Path) -> Iterator[tuple[int, bytes]]:
    """Ids and bodies that stand on the pages of a file, in the order of the pages, stale ones included."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            return
        with closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as data:
            pages = _Pages(data)
            for number in range(1, pages.count + 1):
                yield from pages.bodies(number)


class _Pages:
    """The pages of a file, counted from 1."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        said = int.from_bytes(data[16:18], "big")
        said = 65536 if said == 1 else said
        self.size = said if said in (512, 1024, 2048, 4096, 8192, 16384, 32768, 65536) else PAGE_SIZE
        self.count = len(data) // self.size

    def bodies(self, number: int) -> Iterator[tuple[int, bytes]]:
        """The documents whose rows begin on a page."""
        start = (number - 1) * self.size
        page = self._data[start : start + self.size]
        head = _FILE_HEADER if number == 1 else 0
        if page[head] != _LEAF:
            return
        cells = int.from_bytes(page[head + 3 : head + 5], "big")
        for place in range(cells):
            at = head + 8 + 2 * place
            offset = int.from_bytes(page[at : at + 2], "big")
            with suppress(IndexError, DamagedError):
                row = self._row(page, offset)
                if row is not None:
                    yield row

    def _row(self, page: bytes, offset: int) -> tuple[int, bytes] | None:
        """The id and the body in a cell, None where it holds something else (1.6 and 2.1)."""
        size, offset = _varint(page, offset)
        doc_id, offset = _varint(page, offset)
        if not 0 < size <= _LARGEST_BODY:
            return None
        record = self._payload(page, offset, size)
        header, at = _varint(record, 0)
        kind_of_id, at = _varint(record, at)
        kind_of_body, at = _varint(record, at)
        if at != header or kind_of_id != 0 or kind_of_body < 12 or kind_of_body % 2:
            return None
        body = record[header:]
        if len(body) != (kind_of_body - 12) // 2 or body[:1] not in CHECKED_FORMS:
            return None
        inflate(body)
        return doc_id, body

    def _payload(self, page: bytes, offset: int, size: int) -> bytes:
        """A record, with what of it stands on overflow pages (1.5)."""
        most = self.size - 35
        if size <= most:
            return page[offset : offset + size]
        least = (self.size - 12) * 32 // 255 - 23
        fitting = least + (size - least) % (self.size - 4)
        local = fitting if fitting <= most else least
        parts = [page[offset : offset + local]]
        following = int.from_bytes(page[offset + local : offset + local + 4], "big")
        missing = size - local
        while missing > 0 and 0 < following <= self.count:
            start = (following - 1) * self.size
            parts.append(self._data[start + 4 : start + 4 + min(missing, self.size - 4)])
            missing -= self.size - 4
            following = int.from_bytes(self._data[start : start + 4], "big")
        return b"".join(parts)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of up to nine bytes (1.6), and where it ends."""
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1
