"""How cases are known: all their keys and their titles, as whoever refers to them from outside needs them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from store.model import Known


def known(connection: sqlite3.Connection, keys: Collection[str]) -> dict[str, Known]:
    """What is known of the cases that go, or once went, by these keys; keys that no case has are left out."""
    rows = connection.execute(
        "SELECT wanted.value, c.keys, c.title FROM json_each(?) AS wanted"
        " CROSS JOIN index_keys AS k ON k.key = wanted.value CROSS JOIN index_cases AS c ON c.number = k.number",
        (json.dumps(list(keys)),),
    )
    return {key: Known(tuple(all_keys.split("\n")), title) for key, all_keys, title in rows}
