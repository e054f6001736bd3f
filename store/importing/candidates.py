"""What may be a case file, before anybody has looked inside."""

from __future__ import annotations

import os
from typing import NamedTuple

from msgspec import Struct

from store.importing.report import Rejection
from store.text import clean_line

CASE_SUFFIXES = (".md", ".markdown", ".txt", ".json")
"""By these a file in a folder or an archive is taken for a case file, in any letter case."""

_RESOURCE_FORK = "._"
"""What macOS puts before the names of the companions of files, in archives and on foreign disks."""


class Candidate(NamedTuple):
    """A file to judge: read from `path`, or with its content at hand (`data`)."""

    shown: str
    """How messages call it: its path, cleaned, bytes that are not UTF-8 escaped."""
    path: str | None = None
    data: bytes | None = None
    name: str = ""
    """The name of a file that has no path of its own (a member of an archive)."""
    document: bool = False
    """Whether `data` is the JSON of one case, as `rounds export` writes it."""
    named: bool = False
    """Whether the person named this very file, so that its content alone decides."""


class Skipped(Struct, frozen=True):
    """Files that are no case files by their suffix."""

    count: int = 1


Found = Candidate | Rejection | Skipped


def shown(path: str) -> str:
    """A path as messages show it."""
    if path.isascii() and path.isprintable():
        return path
    return clean_line(os.fsencode(path).decode("utf-8", "backslashreplace"))


def wanted(name: str) -> bool:
    """Whether a file found in a folder or an archive is taken for a case file."""
    return name.lower().endswith(CASE_SUFFIXES) and not name.startswith(_RESOURCE_FORK)


def is_json(name: str) -> bool:
    """Whether a file may be an export of ours, by its suffix."""
    return name.lower().endswith(".json")
