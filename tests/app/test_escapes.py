"""Esc is Esc, whether it comes alone or with what was typed after it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terminals.programs import environment
from tui.escapes import ESCAPE, Escapes
from tui.keymap import Keymap


@pytest.mark.parametrize(
    ("read", "pieces"),
    [
        (["ab"], ["ab"]),
        (["a\x1bj"], ["a", ESCAPE, "j"]),
        (["/no\x1b", "j"], ["/no", ESCAPE, "j"]),
        (["\x1b", ""], [ESCAPE]),
        (["\x1b\x1bj"], [ESCAPE, ESCAPE, "j"]),
        (["\x1b\r"], [ESCAPE, "\r"]),
        (["\x1b[A\x1bOPj"], ["\x1b[A\x1bOPj"]),
        (["\x1b", "[A"], ["\x1b[A"]),
        (["\x1b[", "A"], ["\x1b[A"]),
        (["\x1b[", "", "A"], [ESCAPE, "[", "A"]),
        (["q\x1bP", ""], ["q", ESCAPE, "P"]),
        (["\x1b", "]", "", "j"], [ESCAPE, "]", "j"]),
        (["\x1b[200~a\x1bq", "j\x1b[20", "1~\x1bj"], ["\x1b[200~", "a\x1bq", "j\x1b[20", "1~", ESCAPE, "j"]),
    ],
)
def test_the_key_is_told_from_a_sequence(read: list[str], pieces: list[str]) -> None:
    """In whatever portions it is read (an empty one is a pause); what is pasted is not taken apart."""
    escapes = Escapes()
    found: list[str] = []
    for text in read:
        found += escapes.pieces(text) if text else escapes.quiet()

    assert found == pieces


def test_alt_stays_alt_where_it_is_wanted() -> None:
    """A key that somebody configured with Alt is left to be that."""
    assert ["\x1bx", ESCAPE, "y"] == list(Escapes(Keymap({"star": ("alt+x",)}).alt_keys).pieces("\x1bx\x1by"))


@given(st.lists(st.text("\x1b[O20~1aj", max_size=8), max_size=8))
def test_nothing_is_lost_or_added(read: list[str]) -> None:
    """All that was read is there, in order."""
    escapes = Escapes()
    found = [piece for text in read for piece in escapes.pieces(text)] + list(escapes.quiet())

    assert "".join(found) == "".join(read)


def test_what_is_typed_after_esc_acts_on_what_esc_led_to(pty_terminal, tmp_path: Path) -> None:
    """On a line that stalls Esc and the next key arrive at once: the filter is left, then the cursor moves."""
    app = [sys.executable, "-m", "tui", "--notebook", str(tmp_path / "notebook.db")]
    terminal = pty_terminal(app, size=(80, 24), env=environment(HOME=str(tmp_path)))
    terminal.wait_for("1 of 18")
    terminal.send("/nocard")
    terminal.wait_for("nocard")
    terminal.send("\x1bj")
    terminal.wait_for("2 of 18")

    assert "all cases" in "".join(terminal.screen())
