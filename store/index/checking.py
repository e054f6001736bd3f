"""Whether the index is whole, as far as SQLite can tell.

Its full text is packed; a flipped bit inside can change what a word leads to without breaking the structure, which is
what is looked at here. Rebuilding the index puts such things right.
"""

from __future__ import annotations

from store.errors import DamagedError
from store.storage.connection import Connection

_FULL_TEXT = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE index_%USING fts5(%' ORDER BY name"


def cases_indexed(connection: Connection) -> int:
    """How many cases the index knows."""
    count: int = connection.execute("SELECT count(*) FROM index_cases").fetchone()[0]
    return count


def full_text_problems(connection: Connection) -> list[str]:
    """What is wrong with the structure of the full text; call inside a transaction, which changes nothing."""
    problems = []
    for (name,) in connection.execute(_FULL_TEXT).fetchall():
        try:
            connection.execute(f"INSERT INTO {name}({name}) VALUES ('integrity-check')")  # noqa: S608 -- a name of ours
        except DamagedError:
            problems.append(f"The full text of the index is damaged ({name}).")
    return problems
