"""What really loads, seen from a fresh interpreter; the contracts in pyproject.toml see what is written."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

LOADED_BY_STORE = """
import importlib, json, pkgutil, sys
import store
for module in pkgutil.walk_packages(store.__path__, "store."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
for name in dir(store):
    getattr(store, name)
print(json.dumps(sorted(sys.modules)))
"""

LOADED_BY_HELP = """
import contextlib, io, json, sys
from tui.__main__ import main
results = {}
for line in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = main(line.split())
    results[line] = [code, "textual" in sys.modules]
print(json.dumps(results))
"""

LOADED_BY_CLIPBOARD = """
import json, sys
from tui.clipboard import copy, this_session
import tui.clipboard.asking, tui.clipboard.doctor
copy("text", this_session(tty=True), lambda data: None)
print(json.dumps(sorted(sys.modules)))
"""


def in_a_fresh_interpreter(program: str, *arguments: str):
    """What the program prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def families(modules: list[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def test_the_store_loads_no_terminal():
    """All of the store at once brings in nothing that draws, copies or belongs to the app."""
    loaded = families(in_a_fresh_interpreter(LOADED_BY_STORE))

    assert set() == loaded & {"tui", "textual", "rich", "pyperclip"}


def test_every_command_explains_itself_without_textual():
    """The help of each command is there before anything heavy is."""
    from tui.cli.registry import names

    lines = [f"{name} --help" for name in names()]
    results = in_a_fresh_interpreter(LOADED_BY_HELP, json.dumps(lines))

    assert lines
    assert [] == [line for line, (code, textual) in results.items() if textual or code]


def test_copying_loads_neither_textual_nor_pyperclip():
    """pyperclip runs in a process of its own, and only at a desk."""
    loaded = families(in_a_fresh_interpreter(LOADED_BY_CLIPBOARD))

    assert set() == loaded & {"textual", "rich", "pyperclip", "tinydb", "sqlite3"}


@pytest.mark.parametrize("name", ["store", "tui", "tui.clipboard"])
def test_packages_open_lightly(name: str):
    """Naming a package loads next to nothing of it."""
    program = f"import json, sys, {name}; print(json.dumps(sorted(sys.modules)))"
    loaded = families(in_a_fresh_interpreter(program))

    assert set() == loaded & {"textual", "rich", "tinydb", "sqlite3", "pyperclip", "platformdirs"}
