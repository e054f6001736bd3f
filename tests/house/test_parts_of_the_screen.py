"""The screen is put together from parts, which share one object."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

PARTS = Path(__file__).resolve().parents[2] / "tui" / "screens" / "browse"


def _own_names(part: ast.ClassDef) -> set[str]:
    names = {one.name for one in part.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
    names |= {one.target.id for one in part.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)}
    names |= {
        target.id
        for one in part.body
        if isinstance(one, ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    return {name for name in names if name.startswith("_") and not name.startswith("__")}


def test_no_two_parts_give_one_name_to_different_things() -> None:
    """A private name belongs to one part: two that meant different things by it would overwrite each other's."""
    owners = defaultdict(set)
    for file in PARTS.glob("*.py"):
        for part in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(part, ast.ClassDef):
                for name in _own_names(part):
                    owners[name].add(f"{file.stem}.{part.name}")
    shared = {name: parts for name, parts in owners.items() if len(parts) > 1}

    assert "_stride" in owners
    assert {} == shared
