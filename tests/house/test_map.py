"""The map of the house in CONTRIBUTING."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _on_the_map(part: str) -> list[str]:
    """The words that the lines under `part` begin with, up to the gap before what is said of them."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = re.search(rf"^    {part}/\n((?:      \S.*\n)+)", text, re.MULTILINE)
    assert block is not None
    names = [re.split(r" {3,}", line.strip())[0] for line in block[1].splitlines()]
    return [name.split("/")[0] for line in names for name in line.split()]


@pytest.mark.parametrize("part", ["store", "tui"])
def test_every_module_is_on_the_map_once(part: str) -> None:
    """Who comes new finds each file and folder there, and nothing that is gone."""
    entries = [path for path in (ROOT / part).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]

    assert sorted(path.stem for path in entries if path.stem != "__init__") == sorted(_on_the_map(part))
