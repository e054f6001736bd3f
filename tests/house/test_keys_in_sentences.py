"""A sentence that names a key names the one that is really bound: no key is written into it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.commands import COMMANDS, FIELD, LIST
from tui.commands.keynames import shown

APP = Path(__file__).parents[2] / "tui"
NAMED = re.compile(r"\b(?:Esc|Escape|Enter|Tab|Space|PgUp|PgDn)\b|\^[a-z]\b|\bF\d+\b|[↑↓←→⇧]")
"""Keys that are never a word or a sign."""


def _sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module with their lines, documentation left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def _bare(places: frozenset[str] | None) -> re.Pattern[str]:
    """A key of these places (None: of any) that stands where a sentence would name it: `· u undoes it`, `(3)`."""
    keys = {shown(key) for command in COMMANDS if not places or command.where & places for key in command.keys}
    letters = "|".join(re.escape(key) for key in sorted(keys) if not NAMED.search(key))
    return re.compile(rf"(?:^|[.·;:,] |^ |\()(?:{letters}) [a-z]+s\b|· (?:{letters}) [a-z]|\((?:{letters})\)")


OWN = frozenset({LIST, FIELD})
"""Where a layer stands its letters may be its own."""


@pytest.mark.parametrize(
    ("folder", "bare"), [("screens", _bare(None)), ("layers", _bare(OWN)), ("linear", _bare(None))], ids=str
)
def test_no_key_is_written_into_a_sentence(folder: str, bare: re.Pattern[str]) -> None:
    """All keys can be given to other commands; `key` tells the one in force."""
    files = sorted((APP / folder).rglob("*.py"))
    found = [
        f"{path.name}:{line}: {text}"
        for path in files
        for line, text in _sentences(path)
        if " " in text and (NAMED.search(text) or bare.search(text))
    ]

    assert len(files) > 3
    assert [] == found


@pytest.mark.parametrize(
    "text", ["starred · u undoes it", "n goes to a mention first", "Go to an entity (3)", "Sc sorts", "· a brings back"]
)
def test_a_bare_key_is_found(text: str) -> None:
    """The look for keys finds those that have stood in sentences."""
    assert _bare(None).search(text)
