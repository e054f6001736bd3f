"""Completion of paths that are typed."""

from __future__ import annotations

import os
from collections.abc import Sequence

from store import RoundsError, expanded, is_clean

_LIMIT = 200


def completions(typed: str) -> Sequence[str]:
    """The entries of the folder being typed whose names go on as typed, folders first; hidden ones when asked for."""
    folder, _, beginning = typed.rpartition(os.sep)
    try:
        place = expanded(folder + os.sep if folder or typed.startswith(os.sep) else ".")
        entries = sorted(os.scandir(place), key=lambda entry: (not entry.is_dir(), entry.name.casefold()))
    except (OSError, RoundsError):
        return ()
    lead = folder + os.sep if folder or typed.startswith(os.sep) else ""
    return [
        f"{lead}{entry.name}{os.sep if entry.is_dir() else ''}"
        for entry in entries
        if entry.name.casefold().startswith(beginning.casefold())
        and is_clean(entry.name)
        and (beginning.startswith(".") or not entry.name.startswith("."))
    ][:_LIMIT]
