"""The front door of the store."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import store


def test_every_name_is_there_and_known_to_type_checkers() -> None:
    """What the lazy table promises can be had, and type checkers are told the very same names."""
    tree = ast.parse(Path(store.__file__).read_text(encoding="utf-8"))
    typed = {
        (node.module, alias.asname or alias.name)
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert typed == {(module, name) for name, module in store._HOMES.items()}
    assert all(getattr(store, name) is not None for name in store._HOMES)


def test_importing_the_store_loads_none_of_it() -> None:
    """Naming the store costs nothing until something of it is used."""
    script = "import sys, store; print([name for name in sys.modules if name.startswith('store.')])"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert found.stdout == "[]\n"
