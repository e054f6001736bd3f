"""No widget is given a bare `str`: not to a widget that would read markup in it, and not past the check of what leaves.

Rich and Textual take a `str` for markup in many places (`Static("[@click=app.quit]x[/]")` is a button). All of ours
paint lines through `Surface`; this holds the sources to it, and `Surface` to its check.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.geometry import Size

from store import UnsafeTextError
from tui.palettes import TERMINAL, palette_of
from tui.present.signs import UNICODE
from tui.widgets.surface import Surface

SOURCES = Path(__file__).resolve().parents[2] / "tui"
PAINTING_WIDGETS = {
    *("Static", "Label", "Button", "Markdown", "MarkdownViewer", "OptionList", "Option", "Tree", "DataTable", "Tab"),
    *("Tabs", "TabPane", "TabbedContent", "Select", "SelectionList", "Checkbox", "RadioButton", "RadioSet", "Input"),
    *("TextArea", "ListItem", "ListView", "Log", "RichLog", "Header", "Footer", "Digits", "Link", "Toast", "Tooltip"),
    *("Collapsible", "ProgressBar", "Rule", "Sparkline", "Switch", "Placeholder", "Pretty", "MaskedInput"),
}
"""Widgets of Textual that paint what they are given."""
READS_MARKUP = {"notify", "from_markup", "render_markup"}
TITLES = {"border_title", "border_subtitle", "tooltip", "sub_title", "TITLE", "SUB_TITLE"}
MARKUP_MODULES = {"textual.widgets", "textual.markup", "textual.content", "rich.markup", "rich.markdown", "rich.text"}


def strays(source: str) -> Iterator[str]:
    """What in a source gives a text to something that may take it for markup."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            if any(node.module == one or node.module.startswith(f"{one}.") for one in MARKUP_MODULES):
                yield f"line {node.lineno}: imports {node.module}"
        elif isinstance(node, ast.Call):
            name = _name(node.func)
            if isinstance(node.func, ast.Name) and name in PAINTING_WIDGETS - {"Header", "Footer"}:
                yield f"line {node.lineno}: makes a {name}"
            if isinstance(node.func, ast.Attribute) and _reads_text(name, node):
                yield f"line {node.lineno}: calls {name}"
            if name == "Segment" and not _is_checked(node):
                yield f"line {node.lineno}: a Segment of unchecked text"
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if _name(target) in TITLES and isinstance(target, ast.Attribute):
                    yield f"line {node.lineno}: sets {_name(target)}"
        elif isinstance(node, ast.FunctionDef) and node.name in ("render", "render_str"):
            yield f"line {node.lineno}: defines {node.name}"


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _reads_text(name: str, call: ast.Call) -> bool:
    text = bool(call.args) and isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    return bool(call.args) and (name in READS_MARKUP or (name == "update" and text))


def _is_checked(call: ast.Call) -> bool:
    return any("assert_clean" in _name(node) for one in call.args for node in ast.walk(one))


APP = sorted(path for path in SOURCES.rglob("*.py") if path.relative_to(SOURCES).parts[0] not in ("cli", "clipboard"))


def test_no_source_gives_a_text_to_what_reads_markup() -> None:
    """In all of the app."""
    found = [f"{path.relative_to(SOURCES)} {stray}" for path in APP for stray in strays(path.read_text("utf-8"))]

    assert [] == [one for one in found if not one.startswith("sparing.py ")]  # sends again what a Surface has checked


@pytest.mark.parametrize(
    "source",
    [
        "from textual.widgets import Static",
        "from rich.text import Text",
        "yield Static(title)",
        "self.notify(case.title)",
        'self.update(f"{title}")',
        "self.border_title = title",
        "widget.tooltip = case.title",
        "Text.from_markup(title)",
        "segments = [Segment(text, style)]",
        "class A:\n    def render(self): return self.title",
    ],
)
def test_a_stray_is_seen(source: str) -> None:
    """Each of the ways in which it could happen."""
    assert list(strays(source))


@pytest.mark.parametrize("text", ["\x1b[2J", "a\x9b31m", "\u202ex", "two\nlines", "a\u200bb", "tab\tbed", "\ud800"])
def test_a_surface_holds_back_what_was_not_cleaned(text: str) -> None:
    """Whatever a painting function returns, the check stands before the terminal."""

    class Careless(Surface):
        size = Size(20, 1)
        palette = palette_of(TERMINAL, 16)
        signs = UNICODE

        def paint(self, width: int, height: int) -> list[tuple[tuple[str, str], ...]]:
            return [((text, ""),)]

    with pytest.raises(UnsafeTextError):
        Careless().render_line(0)
