"""Abbreviated titles of journals: the user's own table."""

from __future__ import annotations

from collections.abc import Mapping

from store.text import fold


def abbreviation_of(journal: str, table: Mapping[str, str] | None = None) -> str:
    """The abbreviated title of `journal`: from the user's `table`, else none."""
    if table:
        folded = fold(journal)
        for title, short in table.items():
            if fold(title) == folded:
                return short
    return ""
