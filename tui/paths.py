"""Completion of paths that are typed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import islice

from store import RoundsError, expanded, is_clean

_LIMIT = 200

Entries = Sequence[tuple[str, str]]
"""What a folder holds, folders first: each name folded for case, and as it is, that of a folder with a separator."""


def folder_and_beginning(typed: str) -> tuple[str, str]:
    """The folder being typed, as it is written, and the beginning of a name in it."""
    folder, separator, beginning = typed.rpartition(os.sep)
    return folder + separator, beginning


def entries_of(folder: str) -> Entries:
    """What a folder holds that can be typed; nothing where it cannot be read. This may take any time."""
    try:
        with os.scandir(expanded(folder or ".")) as found:
            entries = [(not one.is_dir(), one.name.casefold(), one.name) for one in found if is_clean(one.name)]
    except (OSError, RoundsError):
        return ()
    return [(folded, name if is_file else name + os.sep) for is_file, folded, name in sorted(entries)]


def fitting(folder: str, entries: Entries, beginning: str) -> Sequence[str]:
    """The paths that go on as typed, the first of them; hidden ones when asked for."""
    folded, hidden = beginning.casefold(), beginning.startswith(".")
    names = (name for key, name in entries if key.startswith(folded) and (hidden or not name.startswith(".")))
    return [folder + name for name in islice(names, _LIMIT)]
