"""Case files inside `.zip` and tar archives, read one after another; nothing is ever unpacked onto the disk.

Archives come from anywhere: what unpacks to far more than it is (a bomb) is given up, links and devices are passed
over, and one that is cut short or locked by a password is told with what was found in it before.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

from msgspec import Struct

from store.importing import streams
from store.importing.candidates import CASE_SUFFIXES, Candidate, Found, Skipped, is_json, shown, wanted
from store.importing.report import Rejection
from store.readers.decoding import max_bytes
from store.text import clean_line

MAX_MEMBERS = 5_000_000
"""Files in an archive above which it is given up."""
MAX_RATIO = 200
"""How many times its own size an archive may unpack to; texts stay below 20."""
FREE_BYTES = 100_000_000
"""What any archive may unpack to, whatever its size."""

_TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_TAR_BLOCK = 512
_ENCRYPTED = 0x1
"""Bit of the general purpose flags of a zip member (APPNOTE 4.4.4)."""
_BROKEN = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, OverflowError, RuntimeError, ValueError),
)
"""What the libraries raise at archives that are damaged, cut short or packed in a way they do not know.

`ValueError` is what they make of names in another encoding than the archive says, `RuntimeError` of unknown packings.
"""
_OPENERS: tuple[tuple[bytes, Callable[[IO[bytes]], IO[bytes]]], ...] = (
    (b"\x1f\x8b", lambda file: cast("IO[bytes]", gzip.GzipFile(fileobj=file))),
    (b"BZh", lambda file: cast("IO[bytes]", bz2.BZ2File(file))),
    (b"\xfd7zXZ\x00", lambda file: cast("IO[bytes]", lzma.LZMAFile(file))),  # noqa: SIM115 -- closed with the file below it
)


class _TooMuchError(Exception):
    """An archive unpacks to more than it may."""


def is_zip(path: str) -> bool:
    """Whether a file is taken for a zip archive: by its suffix, or by its beginning where the suffix says nothing."""
    return path.lower().endswith(".zip") or (_says_nothing(path) and _begins(path, 4) in (b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(path: str) -> bool:
    """Whether a file is taken for a tar archive, packed or not, by its suffix."""
    return path.lower().endswith(_TAR_SUFFIXES)


def is_archive(path: str) -> bool:
    """Whether a file is taken for an archive."""
    return is_tar(path) or is_zip(path)


def _says_nothing(path: str) -> bool:
    return not path.lower().endswith((*CASE_SUFFIXES, *_TAR_SUFFIXES))


def _begins(path: str, length: int) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(length)
    except OSError:
        return b""


def count_zip(path: str) -> int:
    """How many case files a zip archive holds, 1 where it cannot be read (it will be one rejection)."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(1 for name in archive.namelist() if _wanted_member(name))
    except _BROKEN:
        return 1


def read_archive(path: str) -> Iterator[Found]:
    """The case files in the archive at `path`, in its order."""
    found = _read_tar(path) if is_tar(path) else _read_zip(path)
    members = 0
    try:
        for one in found:
            yield one
            members += isinstance(one, Candidate)
    except _TooMuchError as error:
        yield Rejection(shown(path), None, f"{error}; given up after {members} case files")
    except _BROKEN as error:
        reason = clean_line(str(error)) or type(error).__name__
        yield Rejection(shown(path), None, f"the archive is damaged or cut short after {members} case files ({reason})")


def _wanted_member(name: str) -> bool:
    parts = name.split("/")
    return wanted(parts[-1]) and "__MACOSX" not in parts


class _Allowance(Struct):
    """How much more an archive may unpack to."""

    size: int
    used: int = 0
    members: int = 0

    def take(self, size: int) -> None:
        """Count `size` unpacked bytes. Raises `_TooMuchError`."""
        self.used += size
        if self.used > max(FREE_BYTES, MAX_RATIO * self.size):
            raise _TooMuchError(f"the archive unpacks to more than {MAX_RATIO} times its size")

    def next_member(self) -> None:
        """Count a member. Raises `_TooMuchError`."""
        self.members += 1
        if self.members > MAX_MEMBERS:
            raise _TooMuchError(f"the archive holds more than {MAX_MEMBERS:,} files")


def _read_zip(path: str) -> Iterator[Found]:
    allowance = _Allowance(Path(path).stat().st_size)
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            allowance.next_member()
            if member.is_dir():
                continue
            if not _wanted_member(member.filename):
                yield Skipped()
                continue
            yield from _read_zip_member(path, archive, member, allowance)


def _read_zip_member(
    path: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, allowance: _Allowance
) -> Iterator[Found]:
    called = _member_shown(path, member.filename)
    if member.flag_bits & _ENCRYPTED:
        yield Rejection(called, None, "locked by a password")
        return
    if member.file_size > max_bytes():
        yield Rejection(called, None, _too_large(member.file_size))
        return
    try:
        with archive.open(member) as file:
            data = _read(file, allowance)
    except _BROKEN as error:
        yield Rejection(called, None, f"cannot be unpacked ({clean_line(str(error)) or type(error).__name__})")
        return
    yield from _member(called, member.filename, data)


def _read(file: IO[bytes], allowance: _Allowance) -> bytes:
    data = file.read(max_bytes() + 1)
    allowance.take(len(data))
    return data


def _read_tar(path: str) -> Iterator[Found]:
    with Path(path).open("rb") as packed:
        size = Path(path).stat().st_size
        allowance = _Allowance(size)
        unpacked = _Metered(_unpacking(packed), allowance)
        with tarfile.open(fileobj=cast("IO[bytes]", unpacked), mode="r|") as archive:
            for member in archive:
                allowance.next_member()
                # tarfile remembers every member it has seen
                archive.members = []  # type: ignore[attr-defined]
                if member.isdir():
                    continue
                if not member.isreg() or not _wanted_member(member.name):
                    yield Skipped()
                elif member.size > max_bytes():
                    yield Rejection(_member_shown(path, member.name), None, _too_large(member.size))
                else:
                    file = archive.extractfile(member)
                    assert file is not None
                    yield from _member(_member_shown(path, member.name), member.name, file.read())
        if unpacked.end.strip(b"\0"):
            raise EOFError("its end is missing")


def _unpacking(packed: IO[bytes]) -> IO[bytes]:
    begin = packed.read(6)
    packed.seek(0)
    for signature, opener in _OPENERS:
        if begin.startswith(signature):
            return opener(packed)
    return packed


class _Metered:
    """A stream that counts what is read from it, and remembers its end: a whole tar archive ends with zeros."""

    def __init__(self, stream: IO[bytes], allowance: _Allowance) -> None:
        self._stream = stream
        self._allowance = allowance
        self.end = b""

    def read(self, size: int) -> bytes:
        """As of any stream. Raises `_TooMuchError`."""
        data = self._stream.read(size)
        self._allowance.take(len(data))
        self.end = data[-_TAR_BLOCK:] or self.end
        return data


def _member(called: str, name: str, data: bytes) -> Iterator[Found]:
    if is_json(name):
        yield from streams.read_json(io.BytesIO(data), called, named=False)
    else:
        yield Candidate(called, data=data, name=Path(name).name)


def _member_shown(path: str, name: str) -> str:
    return f"{shown(path)}/{clean_line(name.encode('utf-8', 'surrogateescape').decode('utf-8', 'backslashreplace'))}"


def _too_large(size: int) -> str:
    return f"{size:,} bytes, above the limit of {max_bytes():,}"
