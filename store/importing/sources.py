"""Where case files come from: files, folders, archives, standard input.

Everything is found lazily, so that memory stays flat however many files there are. What cannot be taken is a
`Rejection`, what is no case file by its name is counted.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from store.importing import archives, streams
from store.importing.candidates import Candidate, Found, Skipped, is_json, shown
from store.importing.folders import walk
from store.importing.report import Rejection
from store.storage.opening import is_open_here

STANDARD_INPUT = "-"
_STANDARD_INPUT_SHOWN = "standard input"


def find(paths: Iterable[str], stdin: streams.Readable | None = None) -> Iterator[Found]:
    """All candidates under `paths` in order, what is in the way, and how many other files were passed over."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _find_in(stdin)
        else:
            yield from _find_at(path)


def count(paths: Iterable[str]) -> int | None:
    """How many files `find` will come to judge, None where only reading them tells."""
    total = 0
    for path in paths:
        if path == STANDARD_INPUT or (archives.is_tar(path) and Path(path).is_file()):
            return None
        if archives.is_zip(path):
            total += archives.count_zip(path)
        elif Path(path).is_dir():
            total += sum(1 for found in walk(path) if not isinstance(found, Skipped))
        else:
            total += 1
    return total


def _find_in(stdin: streams.Readable | None) -> Iterator[Found]:
    if stdin is None:
        yield Rejection(_STANDARD_INPUT_SHOWN, None, "it is closed")
    else:
        yield from streams.read_stream(stdin, _STANDARD_INPUT_SHOWN)


def _find_at(path: str) -> Iterator[Found]:
    try:
        there = Path(path).stat()
    except FileNotFoundError:
        yield Rejection(shown(path), None, "there is no such file or folder")
        return
    except (OSError, ValueError) as error:
        yield Rejection(shown(path), None, f"cannot be read: {_said(error)}")
        return
    mode = there.st_mode
    if is_open_here(there):
        yield Rejection(shown(path), None, "this is the library that is open")
    elif stat.S_ISDIR(mode):
        for found in walk(path):
            if not isinstance(found, str):
                yield found
            elif is_json(found):
                yield from streams.read_json_file(found, named=False)
            else:
                yield Candidate(shown(found), path=found)
    elif not stat.S_ISREG(mode):
        yield Rejection(shown(path), None, f"{_sort_of(mode)}, not a file")
    else:
        yield from _find_in_file(path)


def _find_in_file(path: str) -> Iterator[Found]:
    """The cases of a file that was named outright."""
    if archives.is_archive(path):
        yield from archives.read_archive(path)
    elif is_json(path):
        yield from streams.read_json_file(path, named=True)
    elif streams.holds_several(path):
        yield from streams.read_file(path)
    else:
        yield Candidate(shown(path), path=path, named=True)


def _said(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__


def _sort_of(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
