"""Inputs that once failed, and proof that those who judge them can say no. `python -m tests.fuzz` looks for more."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.readers import case_file
from tests.fuzz import oracles
from tests.fuzz.oracles import ORACLES
from tests.fuzz.seeding import begin

FOUND = [
    pytest.param(path.parent.name, path, id=f"{path.parent.name}-{path.name}")
    for path in sorted((Path(__file__).parent / "found").glob("*/*"))
]


@pytest.mark.parametrize(("name", "path"), FOUND)
def test_what_was_found_is_mended(name: str, path: Path) -> None:
    """It no longer fails."""
    ORACLES[name](path.read_bytes())


@pytest.mark.parametrize("name", list(ORACLES))
def test_inputs_to_begin_with(tmp_path: Path, name: str) -> None:
    """All of them pass, and every one is new."""
    begin(name, tmp_path)
    inputs = [path.read_bytes() for path in sorted((tmp_path / "corpus").iterdir())]
    for data in inputs:
        ORACLES[name](data)

    assert len(inputs) > 50
    assert (tmp_path / "words").read_text(encoding="ascii").count("\n") > 30


def test_what_is_lost_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that drops a section fails."""
    monkeypatch.setattr(case_file, "paragraphs", lambda lines: [])

    with pytest.raises(AssertionError, match="lost"):
        oracles.reader(b"# T\n\n## Abstract\n\nNothing of this is left.")


def test_what_hangs_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """So does one that takes its time."""
    monkeypatch.setattr(oracles, "SLOWEST", 0.0)

    with pytest.raises(AssertionError, match="hangs"):
        oracles.reader(b"# T\n\nx")
    with pytest.raises(AssertionError, match="hangs"):
        oracles.query(b"alk")
