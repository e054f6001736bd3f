"""An empty notebook on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.notebook.notebook import Notebook

A, B, C, D = "pmc:PMC1", "pmc:PMC2", "doi:10.1/x", "hash:0123456789abcdef0123"
"""Four cases."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the notebook will be."""
    return tmp_path / "own" / "notebook.db"


@pytest.fixture
def notebook(path: Path) -> Iterator[Notebook]:
    """A notebook that nobody has written into."""
    with Notebook.open(path) as opened:
        yield opened
