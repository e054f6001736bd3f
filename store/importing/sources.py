"""Where case files come from: files, folders, archives, standard input.

Everything is found lazily, so that memory stays flat however many files there are. What cannot be taken is a
`Rejection`, what is no case file by its name is counted.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from store.importing import archives, streams
from store.importing.candidates import Candidate, Found, Skipped, is_json, shown, wanted
from store.importing.report import Rejection

STANDARD_INPUT = "-"


def find(paths: Iterable[str], stdin: streams.Readable | None = None) -> Iterator[Found]:
    """All candidates under `paths` in order, what is in the way, and how many other files were passed over."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield from streams.read_stream(stdin, "standard input") if stdin else ()
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
            total += sum(1 for found in _walk(path, set()) if not isinstance(found, Skipped))
        else:
            total += 1
    return total


def _find_at(path: str) -> Iterator[Found]:
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        yield Rejection(shown(path), None, "there is no such file or folder")
        return
    except (OSError, ValueError) as error:
        yield Rejection(shown(path), None, f"cannot be read: {_said(error)}")
        return
    if stat.S_ISDIR(mode):
        yield from _expand(_walk(path, set()))
    elif not stat.S_ISREG(mode):
        yield Rejection(shown(path), None, f"{_sort_of(mode)}, not a file")
    elif archives.is_archive(path):
        yield from archives.read_archive(path)
    elif is_json(path):
        yield from _expand([Candidate(shown(path), path=path, named=True)])
    else:
        yield Candidate(shown(path), path=path, named=True)


def _expand(found: Iterable[Found]) -> Iterator[Found]:
    """Look into the JSON files, which may hold many cases each."""
    for one in found:
        if isinstance(one, Candidate) and one.path is not None and is_json(one.path):
            yield from streams.read_json_file(one.path, named=one.named)
        else:
            yield one


@dataclass(slots=True)
class _Place:
    """A folder on the way down."""

    path: str
    names: Iterator[str]


def _walk(root: str, seen: set[tuple[int, int]]) -> Iterator[Found]:
    """The files under a folder, by name; links to folders are followed, but no folder is entered twice."""
    entered = _enter(root, seen)
    if isinstance(entered, Rejection):
        yield entered
        return
    way = [entered] if entered else []
    while way:
        name = next(way[-1].names, None)
        if name is None:
            way.pop()
            continue
        path = os.path.join(way[-1].path, name)  # noqa: PTH118 -- a Path for each of a million files costs
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116
        except OSError as error:
            yield Rejection(shown(path), None, f"cannot be read: {_said(error)}") if wanted(name) else Skipped()
            continue
        if stat.S_ISDIR(mode):
            inner = _enter(path, seen)
            if isinstance(inner, Rejection):
                yield inner
            elif inner:
                way.append(inner)
        elif stat.S_ISREG(mode) and wanted(name):
            yield Candidate(shown(path), path=path)
        else:
            yield Skipped()


def _enter(path: str, seen: set[tuple[int, int]]) -> _Place | Rejection | None:
    try:
        found = os.stat(path)  # noqa: PTH116
        if (found.st_dev, found.st_ino) in seen:
            return None
        seen.add((found.st_dev, found.st_ino))
        with closing(os.scandir(path)) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError as error:
        return Rejection(shown(path), None, f"the folder cannot be read: {_said(error)}")
    return _Place(path, iter(names))


def _said(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__


def _sort_of(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
