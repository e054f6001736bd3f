"""Where only ASCII can be shown, or is asked for, every sign of ours is ASCII, and what a text says stays legible."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from rich.cells import cell_len

import tui
from tests.eyes.walking import EVERYWHERE, HEADINGS, press, quit_app
from tests.terminals.programs import environment
from tui.abilities import charset, shows_our_signs
from tui.present.signs import _ALIKE, _CLUSTER, _JOINING, _SIGNS, Signs, in_words


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
def test_no_byte_beyond_ascii(pty_terminal, ascii_library, app_on, tmp_path, size) -> None:
    """`rounds --ascii` on cases in ASCII sends nothing above 0x7e, whatever is opened."""
    terminal = pty_terminal(app_on(ascii_library, "--ascii"), size=size, env=environment(HOME=str(tmp_path)))
    terminal.wait_for("A Giant")
    seen = press(terminal, *EVERYWHERE)
    quit_app(terminal)

    assert size != (120, 40) or not [heading for heading in HEADINGS if heading not in seen]
    assert not [byte for byte in terminal.raw if byte > 0x7E]


@pytest.mark.parametrize(
    "more", [{"LANG": "C"}, {"LANG": "en_US.ISO-8859-1"}, {"LC_ALL": "POSIX"}, {"TERM": "linux"}, {"TERM": "vt220"}]
)
def test_by_itself_where_the_terminal_needs_it(pty_terminal, ascii_library, app_on, tmp_path, more) -> None:
    """A locale without Unicode and a terminal without our signs get ASCII unasked."""
    terminal = pty_terminal(app_on(ascii_library), env=environment(HOME=str(tmp_path), **more), size=(120, 40))
    terminal.wait_for("A Giant")
    terminal.wait_settled()
    terminal.send("q")
    terminal.wait_exit()

    assert not [byte for byte in terminal.raw if byte > 0x7E]


def test_unicode_otherwise(pty_terminal, ascii_library, app_on, tmp_path) -> None:
    """A terminal that says UTF-8 gets the signs as they are; the configuration can ask for ASCII."""
    home = environment(HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path / "config"))
    terminal = pty_terminal(app_on(ascii_library), env=home)
    terminal.wait_for("A Giant")
    assert "━" in "".join(terminal.screen())
    terminal.send("q")
    terminal.wait_exit()

    (tmp_path / "config/rounds").mkdir(parents=True)
    (tmp_path / "config/rounds/config.toml").write_text("ascii = true\n")
    terminal = pty_terminal(app_on(ascii_library), env=home)
    terminal.wait_for("A Giant")
    assert "".join(terminal.screen()).isascii()


def test_every_sign_is_as_wide_in_ascii() -> None:
    """What stands for a sign takes as many cells, so that nothing moves."""
    for sign, in_ascii, _ in _SIGNS:
        assert (len(in_ascii), True) == (cell_len(sign), in_ascii.isascii())


def test_texts_that_the_encoding_lacks() -> None:
    """Letters lose their accents, dashes become hyphens, the rest is replaced as wide as it was."""
    poor = Signs(ascii=True, encoding="ascii")

    assert "Muller - ??-synuclein ??" == poor.shown("Müller — ??-synuclein 漢")
    assert "IFN-?" == poor.shown("IFN‐γ")
    assert cell_len("é 漢字 αβ 👩") == len(poor.shown("é 漢字 αβ 👩"))
    assert "Müller ?" == Signs(ascii=True, encoding="iso8859-1").shown("Müller α")
    assert "Müller α" == Signs(ascii=True).shown("Müller α")


def test_signs_in_words() -> None:
    """Signs are said, not spelled."""
    assert "gene or protein, starred" == in_words("gene ≠ protein · ★")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({}, "utf-8"),
        ({"LANG": "C"}, "ascii"),
        ({"LANG": "C.UTF-8"}, "utf-8"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "ascii"),
        ({"LANG": "de_DE@euro"}, "ascii"),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, "iso8859-15"),
        ({"LANG": "C", "LC_CTYPE": "UTF-8"}, "utf-8"),
        ({"LANG": "ja_JP.nonsense"}, "ascii"),
    ],
)
def test_what_the_locale_asks_for(names, expected) -> None:
    """LC_ALL counts before LC_CTYPE, that before LANG; what says nothing is UTF-8."""
    assert expected == charset(names, coerced=False)
    assert (expected == "utf-8") is shows_our_signs({**names, "PYTHONUTF8": "1"})


def _drawn() -> dict[str, str]:
    """The characters beyond ASCII in what the app itself says, with the file that says it; docstrings are not said."""
    found: dict[str, str] = {}
    for room in ("present", "widgets", "layers", "screens", "commands"):
        for path in sorted((Path(tui.__file__).parent / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
                    found |= {sign: path.name for sign in node.value if not sign.isascii()}
    return found


def test_every_sign_is_in_the_table() -> None:
    """Whatever the app draws or says beyond ASCII has something that stands for it."""
    known = {sign for sign, _, _ in _SIGNS} | set(_ALIKE) | set(_JOINING.pattern) | set(_CLUSTER.pattern)

    assert {} == {sign: name for sign, name in _drawn().items() if sign not in known}
