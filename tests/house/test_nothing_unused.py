"""No name is left behind that nothing in the program uses."""

from __future__ import annotations

import ast
import re
from argparse import ArgumentParser
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen

REPOSITORY = Path(__file__).parents[2]
CALLED_BY_NAME = re.compile(r"action_|on_|__")
"""Beginnings of names that Textual, or Python, puts together."""
OF_OTHERS = {name for one in (App, Screen, LinuxDriver, ArgumentParser, HTMLParser) for name in dir(one)}
"""What others call, where we define it anew."""


def _defined(tree: ast.Module) -> set[str]:
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = set()
    for node in (*tree.body, *(statement for one in classes for statement in one.body)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return found


def test_every_name_of_the_app_is_used() -> None:
    """What stands nowhere but where it is defined is for nobody, or for tests alone."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "tui").rglob("*.py"))}
    words = Counter(word for source in sources.values() for word in re.findall(r"\w+", source))
    unused = [
        f"{path.relative_to(REPOSITORY)}: {name}"
        for path, source in sources.items()
        for name in sorted(_defined(ast.parse(source)))
        if words[name] == 1 and name not in OF_OTHERS and not CALLED_BY_NAME.match(name)
    ]

    assert len(sources) > 50
    assert [] == unused
