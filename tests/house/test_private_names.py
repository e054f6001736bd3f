"""What the app uses of Textual that Textual does not promise to keep: listed here, and there."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import tomllib
from pathlib import Path

import pytest
from textual.app import App
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.widget import Widget

ROOT = Path(__file__).parents[2]
CLASSES = (App, Screen, Widget, LinuxDriver, WriterThread)
USED: dict[str, dict[type, set[str]]] = {
    "tui/app.py": {
        App: {
            "_batch_count",
            "_dispatch_message",
            "_display",
            "_driver",
            "_exit",
            "_handle_exception",
            "_previous_cursor_position",
        },
        LinuxDriver: {"_disable_mouse_support", "_enable_mouse_support"},
    },
    "tui/backlog.py": {App: {"_driver"}, LinuxDriver: {"_writer_thread"}, WriterThread: {"_queue"}},
    "tui/driver.py": {LinuxDriver: {"_app", "_debug", "_get_terminal_size", "_in_band_window_resize"}},
    "tui/layers/layer.py": {Widget: {"_styles_cache"}},
    "tui/linear/app.py": {App: {"_display"}},
    "tui/linear/driver.py": {
        App: {"_post_message"},
        LinuxDriver: {"_app", "_patch_iflag", "_patch_lflag", "_run_input_thread"},
    },
    "tui/screens/browse/screen.py": {Screen: {"_dispatch_message"}},
}
"""Names that begin with an underscore: who uses them, and whose they are."""
MODULES = {
    "textual._compositor": {"ChopsUpdate", "CompositorUpdate", "LayoutUpdate"},
    "textual._xterm_parser": {"XTermParser"},
}
NEVER = re.compile(r"__\w*|_")


def _names_of(owner: type) -> set[str]:
    """Every name of a class and of those it is made of, and what they give themselves."""
    sources = [inspect.getsource(one) for one in owner.__mro__ if one.__module__.startswith("textual")]
    return {*dir(owner), *(name for source in sources for name in re.findall(r"self\.(_\w+)(?:: [^=\n]+)? =", source))}


def _told(tree: ast.Module) -> tuple[set[str], set[str], set[str]]:
    """Private names in a module: those that it reads, those that its classes make, and the methods among these."""
    read, made, methods = set(), set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods |= {one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            made.add(node.attr)
        elif isinstance(node, ast.Attribute):
            read.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            read.add(node.value)
    read, made, methods = (
        {name for name in names if name[0] == "_" and not NEVER.fullmatch(name)} for names in (read, made, methods)
    )
    return read, made | methods, methods


def test_every_use_is_listed() -> None:
    """Who takes another private name of Textual's, or gives one up, says so here."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tui").rglob("*.py"))}
    told = {path: _told(tree) for path, tree in trees.items()}
    ours = {name for _, made, _ in told.values() for name in made}
    theirs = {name for owner in CLASSES for name in _names_of(owner)}
    found = {
        str(path.relative_to(ROOT)): ((read - ours) | methods) & theirs for path, (read, _, methods) in told.items()
    }

    assert {name: set().union(*owners.values()) for name, owners in USED.items()} == {
        name: names for name, names in found.items() if names
    }


def test_every_private_module_is_listed() -> None:
    """The same for modules."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and re.match(r"textual\b.*\._", node.module or ""):
                found.setdefault(str(node.module), set()).update(alias.name for alias in node.names)

    assert found == MODULES


@pytest.mark.parametrize("user", USED)
def test_they_are_there(user: str) -> None:
    """Each is still what its owner has."""
    assert {owner: set() for owner in USED[user]} == {
        owner: names - _names_of(owner) for owner, names in USED[user].items()
    }


@pytest.mark.parametrize("module", MODULES)
def test_the_modules_are_there(module: str) -> None:
    """And each module holds what is taken from it."""
    assert set() == MODULES[module] - set(vars(importlib.import_module(module)))


def test_no_other_textual_is_installed_unasked() -> None:
    """What is promised by nobody may change with the next great version, which is left to be tried first."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    (textual,) = (one for one in asked if re.match(r"textual\b", one))

    assert textual == "textual>=8.2,<9"
