"""Libraries to import into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library on disk."""
    with Library.open(tmp_path / "library.db", create=True) as opened:
        yield opened
