"""Cases by key and by digest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator

LAST = "\U0010ffff"
"""Sorts after every text."""
_PORTION = 500
_KEYS_AT_ONCE = 50_000


def numbers_of_keys(connection: sqlite3.Connection, keys: Collection[str]) -> dict[str, int]:
    """The numbers of the cases that go, or once went, by these keys; keys that no case has are left out."""
    rows = connection.execute(
        "SELECT k.key, k.number FROM json_each(?) AS wanted CROSS JOIN index_keys AS k ON k.key = wanted.value",
        (json.dumps(list(keys)),),
    )
    return dict(rows.fetchall())


def numbers_of_digests(connection: sqlite3.Connection, digests: Collection[bytes]) -> dict[bytes, int]:
    """The numbers of the cases that came from files with these digests."""
    wanted, found = list(digests), {}
    for start in range(0, len(wanted), _PORTION):
        portion = wanted[start : start + _PORTION]
        marks = ",".join("?" * len(portion))
        rows = connection.execute(
            f"SELECT digest, number FROM index_cases WHERE digest IN ({marks})",  # noqa: S608 -- question marks
            portion,
        )
        found.update(dict(rows.fetchall()))
    return found


def keys_with_prefix(connection: sqlite3.Connection, prefix: str, limit: int) -> list[tuple[str, int]]:
    """The first keys that begin with a text, with the numbers of their cases."""
    rows = connection.execute(
        "SELECT key, number FROM index_keys WHERE key >= ? AND key < ? ORDER BY key LIMIT ?",
        (prefix, prefix + LAST, limit),
    )
    return [(key, number) for key, number in rows]


def numbers_with_prefix(connection: sqlite3.Connection, prefix: str) -> Iterator[str]:
    """The numbers of all cases with a key that begins with a text, as JSON arrays."""
    after, last = prefix, prefix + LAST
    comparison = ">="
    while True:
        numbers, after, count = connection.execute(
            "SELECT json_group_array(number), max(key), count(*) FROM (SELECT key, number FROM index_keys"  # noqa: S608
            f" WHERE key {comparison} ? AND key < ? ORDER BY key LIMIT ?)",
            (after, last, _KEYS_AT_ONCE),
        ).fetchone()
        if count:
            yield numbers
        if count < _KEYS_AT_ONCE:
            return
        comparison = ">"


def has_many_with_prefix(connection: sqlite3.Connection, prefixes: Collection[str], many: int) -> bool:
    """Whether more than so many keys begin with one of some texts."""
    return any(
        connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM index_keys WHERE key >= ? AND key < ? LIMIT ?)",
            (prefix, prefix + LAST, many + 1),
        ).fetchone()[0]
        > many
        for prefix in prefixes
    )
