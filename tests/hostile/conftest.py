"""A library in which every field of every case attacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Library
from tests.hostile.attacks import hostile_files


@pytest.fixture(scope="session")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case for each attack, and one with all of them."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, data in hostile_files().items():
        (folder / name).write_bytes(data)
    with Library.open(folder / "library.db", create=True) as library:
        report = library.import_paths([folder])
        assert (len(hostile_files()), []) == (report.added, list(report.rejected))
    return folder / "library.db"
