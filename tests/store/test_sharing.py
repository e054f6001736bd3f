"""A snapshot that was made for others stays as it is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from store import Library, ReadOnlyError, bundled_library
from store.sharing import share


def test_its_owner_too_may_only_read_it(tmp_path: Path) -> None:
    """Opening it neither changes it nor leaves anything beside it, as people who may not write there could not read."""
    with Library.open(bundled_library(), readonly=True) as library:
        snapshot = share(library, tmp_path / "for all", name="board").path
    before = snapshot.read_bytes()
    with Library.open(snapshot) as opened:
        assert opened.info.readonly
        assert 18 == opened.info.cases
        with pytest.raises(ReadOnlyError):
            opened.remove([opened.index.ids(opened.index.search("").numbers[:1])[0]])

    assert before == snapshot.read_bytes()
    assert [snapshot] == list(snapshot.parent.iterdir())
    with sqlite3.connect(snapshot) as plain:
        assert "delete" == plain.execute("PRAGMA journal_mode").fetchone()[0]
