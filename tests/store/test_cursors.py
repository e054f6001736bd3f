"""A connection forgets cursors that are gone."""

from __future__ import annotations

import gc

from store.library import Library


def test_statements_leave_nothing_behind() -> None:
    """However many are run: SQLite's connection keeps a list of its cursors, and lets go of it now and then."""
    with Library.open(":memory:", create=True) as library:
        for _ in range(3000):
            library.connection.execute("SELECT 1").fetchall()
        remembered = [len(one) for one in gc.get_referents(library.connection) if isinstance(one, list)]

    assert max(remembered) < 1000
