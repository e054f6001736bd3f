"""The files under a folder, found lazily and without asking the system about each of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing

from msgspec import Struct

from store.importing.candidates import Skipped, shown, wanted
from store.importing.report import Rejection

_Identity = tuple[int, int]
"""Device and inode of a folder."""


class _Inner(Struct, frozen=True):
    """What is in a folder beside ordinary files."""

    folder: _Identity | None
    """Set for a folder; None for a link, whose target has to be asked for, and for everything else."""
    link: bool


class _Place(Struct):
    """A folder on the way down."""

    path: str
    names: Iterator[str]
    others: dict[str, _Inner]


def walk(root: str) -> Iterator[str | Rejection | Skipped]:
    """The paths of the case files (by suffix) under a folder, by name; what could not be read; what was passed over.

    Links are followed, but no folder is entered twice.
    """
    seen: set[_Identity] = set()
    first = _enter(root, _identity(root), seen)
    if isinstance(first, Rejection):
        yield first
        return
    way = [first] if first else []
    while way:
        place = way[-1]
        name = next(place.names, None)
        if name is None:
            way.pop()
            continue
        path = f"{place.path}{name}"
        other = place.others.get(name)
        if other is None:
            yield path if wanted(name) else Skipped()
            continue
        found = _look_at(path, name, other, seen)
        if isinstance(found, _Place):
            way.append(found)
        elif found is not None:
            yield found


def _look_at(path: str, name: str, other: _Inner, seen: set[_Identity]) -> _Place | str | Rejection | Skipped | None:
    """What is at the end of something that is no ordinary file."""
    if other.folder:
        return _enter(path, other.folder, seen)
    if not other.link:
        return Skipped()
    try:
        target = os.stat(path)  # noqa: PTH116 -- a Path for each of a million files costs
    except OSError as error:
        return Rejection(shown(path), None, f"cannot be read: {error.strerror}") if wanted(name) else Skipped()
    if stat.S_ISDIR(target.st_mode):
        return _enter(path, (target.st_dev, target.st_ino), seen)
    return path if stat.S_ISREG(target.st_mode) and wanted(name) else Skipped()


def _identity(path: str) -> _Identity:
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def _enter(path: str, identity: _Identity, seen: set[_Identity]) -> _Place | Rejection | None:
    """The folder at `path`, None where it has been entered before."""
    if identity in seen:
        return None
    seen.add(identity)
    names: list[str] = []
    others: dict[str, _Inner] = {}
    try:
        with closing(os.scandir(path)) as entries:
            for entry in entries:
                names.append(entry.name)
                if not entry.is_file(follow_symlinks=False):
                    # a folder in which another disk is mounted has the device of that disk; that it may then be
                    # entered once more by a link does no harm
                    folder = (identity[0], entry.inode()) if entry.is_dir(follow_symlinks=False) else None
                    others[entry.name] = _Inner(folder, entry.is_symlink())
    except OSError as error:
        return Rejection(shown(path), None, f"the folder cannot be read: {error.strerror}")
    names.sort()
    return _Place(path if path.endswith("/") else f"{path}/", iter(names), others)
