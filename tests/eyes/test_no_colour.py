"""What is sent to terminals with 16 or 256 colours, with all, and with none wanted: the bytes themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.eyes.walking import press, quit_app
from tests.terminals.programs import environment
from tui.themes import NAMES

_SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
_SOME = ("3", "n", "p", "\x07", "e", "al", "\x07", "1")
_LAYERS = ("j", "s", "/", "alect\r", "[", "2", "n", *_SOME, "F", "\x07", "ys", "\x07", "?", "\x07")
DEPTHS = {
    "16": {"TERM": "xterm-16color"},
    "256": {"TERM": "xterm-256color"},
    "true": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
}


def _states(raw: bytes) -> Iterator[tuple[str, str, set[int]]]:
    """Foreground, background and attributes after every SGR sequence."""
    front, back, attributes = "", "", set()
    for found in _SGR.finditer(raw):
        codes = [int(code or 0) for code in re.split(rb"[;:]", found[1])]
        while codes:
            code = codes.pop(0)
            if code == 0:
                front, back, attributes = "", "", set()
            elif code in (38, 48):
                length = 2 if codes[0] == 5 else 4
                colour = ";".join(map(str, codes[:length]))
                del codes[:length]
                front, back = (colour, back) if code == 38 else (front, colour)
            elif 30 <= code <= 37 or 90 <= code <= 97:
                front = f"{code % 10 + (8 if code >= 90 else 0)}"
            elif 40 <= code <= 47 or 100 <= code <= 107:
                back = f"{code % 10 + (8 if code >= 100 else 0)}"
            elif code in (39, 49):
                front, back = ("", back) if code == 39 else (front, "")
            else:
                attributes.add(code)
        yield front, back, set(attributes)


def _open(pty_terminal, app_on, library, tmp_path, theme: str, **env: str):
    (tmp_path / ".config/rounds").mkdir(parents=True, exist_ok=True)
    (tmp_path / ".config/rounds/config.toml").write_text(f'theme = "{theme}"\n')
    terminal = pty_terminal(app_on(library), env=environment(HOME=str(tmp_path), **env), size=(120, 40))
    terminal.wait_for("A Giant")
    return terminal


@pytest.mark.parametrize("term", ["xterm-256color", "xterm-16color", "vt220", "xterm-mono"])
def test_no_colour_is_sent(pty_terminal, app_on, ascii_library, tmp_path, term) -> None:
    """With NO_COLOR, and on terminals without colours, no sequence sets one, not even the default."""
    wish = {} if term in ("vt220", "xterm-mono") else {"NO_COLOR": "1", "COLORTERM": "truecolor"}
    terminal = _open(pty_terminal, app_on, ascii_library, tmp_path, "rounds-dark", TERM=term, **wish)
    press(terminal, *_LAYERS)
    quit_app(terminal)

    codes = {int(code or 0) for found in _SGR.finditer(terminal.raw) for code in re.split(rb"[;:]", found[1])}
    assert codes <= {0, 1, 2, 3, 4, 7, 22, 23, 24, 27}
    assert {1, 4, 7} <= codes


@pytest.mark.parametrize("depth", DEPTHS)
def test_foreground_is_never_background(pty_terminal, app_on, ascii_library, tmp_path, depth) -> None:
    """In no theme is text sent in the colour of its ground, nor are more colours used than there are."""
    terminal = _open(pty_terminal, app_on, ascii_library, tmp_path, NAMES[0], **DEPTHS[depth])
    for theme in NAMES:
        start = len(terminal.raw)
        press(terminal, *(_LAYERS if theme == NAMES[0] else _SOME))
        states = list(_states(terminal.raw[start:]))
        press(terminal, "T")

        assert not [state for state in states if state[0] and state[0] == state[1]]
        used = {colour for front, back, _ in states for colour in (front, back) if colour}
        if depth == "16":
            assert all(colour.isdigit() for colour in used)
        elif depth == "256":
            assert not [colour for colour in used if colour.startswith("2;")]
        if theme != NAMES[0]:  # its own ground stands behind everything
            assert {back for front, back, _ in states if front}.isdisjoint({""})
    quit_app(terminal)
