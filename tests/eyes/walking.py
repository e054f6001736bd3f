"""Pressing keys one after another on a real terminal, each after what the one before led to."""

from __future__ import annotations

import contextlib

from tests.terminals.pty_terminal import PtyTerminal

EVERYWHERE = (
    *("j", " ", "j", "s", "t", "tag\r", "a", "note\r", "[", "]", "z", "z"),
    *("/", "alect", "\t", "\x07", "/", "nothingfits", "\x07", "/", "year:2021\r", "[", "e", "alk", "\x07", "e", "zzz"),
    *("\x07", "2", "n", "n", "/", "alk\r", "n", "f", "q", "\x07", "3", "j", "j", "p", "j", "\r", "q", "q", "/", "s1\r"),
    *(
        "\x07",
        "1",
        "\t",
        "F",
        "j",
        "\x07",
        "?",
        "\x07",
        ":",
        "sort",
        "\x07",
        "ys",
        "\x1b[B",
        "p",
        "q",
        "ym",
        "Y",
        "q",
        "St",
    ),
    *("x", "m", "x", "'", "q", "w", "\x07", "I", "\x07", "D", "\x07", "i", "o", "T", "M", "M", "u", "\x12", "V", "x"),
)
"""Keys that open every pane, field and layer, and let the footer say all kinds of things."""
HEADINGS = (
    *("Find an entity", "Facets", "Keys in", "Commands", "Copy in any style", "Places", "Write "),
    *("Import a file, folder", "Delete 1 marked case", "Tag 1 marked case", "Note on this case"),
)
"""What is seen on the way."""


def press(terminal: PtyTerminal, *keys: str) -> str:
    """Press keys, each after what the one before led to; everything that stood on the screen on the way."""
    seen: list[str] = []
    for key in keys:
        before = len(terminal.raw)
        terminal.send(key)
        with contextlib.suppress(AssertionError):  # a key may change nothing
            terminal.wait_until(lambda before=before: len(terminal.raw) > before, "nothing came", seconds=0.4)
        terminal.wait_settled(0.06)
        seen += terminal.screen()
    return "\n".join(seen)


def quit_app(terminal: PtyTerminal) -> None:
    """Close whatever is open and quit."""
    press(terminal, "\x07", "\x07", "\x07")
    terminal.send("q")
    assert terminal.wait_exit() == 0
