"""What is said of a library in few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from store import LibraryInfo
    from tui.present.bars import Fact

_DAYS_COUNTED = 60


def library_words(info: LibraryInfo, now: datetime) -> Fact:
    """Its name, how old it is and whether it can be changed, in wordings of which the longest that fits is shown.

    Nothing is said of a person's own library that goes by the usual name.
    """
    if info.bundled:
        return ("bundled library", "bundled")
    name = info.name if info.name != "library" else ""
    since = info.shared or info.changed
    age = f"{'snapshot of' if info.shared else 'changed'} {ago(since, now)}" if since else ""
    if info.readonly:
        name = name or "library"
        long = f"{name} ({age}, read-only)" if age else f"{name} (read-only)"
        return (long, f"{name} (read-only)", "read-only")
    if info.shared:
        return (f"{name or 'library'} ({age})", name or "library")
    return (name,) if name else ()


def ago(then: datetime, now: datetime) -> str:
    """How long ago something was: `today`, `yesterday`, `3 days ago`, `12 Mar 2024`."""
    days = (now.date() - then.date()).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < _DAYS_COUNTED else f"{then.day} {then:%b %Y}"
