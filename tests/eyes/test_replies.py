"""What the terminal answers is heard, however late and in however many pieces, and is never taken for keys."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terminals.programs import environment
from tui.replies import QUESTION, Replies, ground_of

DARK, LIGHT = "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "\x1b]11;rgb:ffff/ffff/dddd\x07"
KIND = "\x1b[?62;22;52c"


class _Heard:
    """A filter of replies with what it has let through."""

    def __init__(self, *, asked: bool = True) -> None:
        self.grounds: list[str] = []
        self.typed = ""
        self.now = 100.0
        self.replies = Replies(self.grounds.append)
        if asked:
            self.replies.ask(self.now)

    def hear(self, *pieces: str, pause: float = 0.0) -> _Heard:
        for piece in pieces:
            self.typed += self.replies.keys(piece, self.now)
            end = self.now + pause
            while self.now < end:
                self.now += 0.1
                self.typed += self.replies.tick(self.now)
        self.now += 5
        self.typed += self.replies.tick(self.now)
        return self


@pytest.mark.parametrize("end", ["\x07", "\x1b\\", "\x9c"])
@pytest.mark.parametrize("asked", [True, False])
def test_whole_answers(end: str, asked: bool) -> None:
    """With BEL, ST or its one-byte form, asked or not, and keys around it."""
    heard = _Heard(asked=asked).hear(f"j\x1b]11;rgb:0/0/0{end}{KIND}k")

    assert ("jk", ["dark"]) == (heard.typed, heard.grounds)


@given(st.data())
def test_in_any_pieces(data: st.DataObject) -> None:
    """Cut anywhere, even with a pause between the pieces, both answers are heard and only keys come through."""
    text = f"j{DARK}\x1b[A{LIGHT}kl{KIND}"
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=6)))
    pause = data.draw(st.sampled_from([0.0, 0.2, 0.3]))
    heard = _Heard().hear(*(text[a:b] for a, b in pairwise([0, *cuts, len(text)])), pause=pause)

    assert ("j\x1b[Akl", ["dark", "light"]) == (heard.typed, heard.grounds)


def test_the_rest_after_a_long_pause() -> None:
    """A reply that breaks off and goes on after seconds is still one; keys after it are keys."""
    heard = _Heard().hear("\x1b]11;rgb:ffff/ff", "ff/ffff\x1b\\jj", pause=4.0)
    assert ("jj", ["light"]) == (heard.typed, heard.grounds)

    heard = _Heard().hear("\x1b]11;rgb:ffff/ffff/ffff\x1b", "\\j", pause=4.0)
    assert ("j", ["light"]) == (heard.typed, heard.grounds)

    heard = _Heard().hear("\x1b]11;rgb:ffff/ff", "ejj", pause=4.0)
    assert ("ejj", []) == (heard.typed, heard.grounds)


def test_damaged_answers() -> None:
    """What is no colour says nothing; a lost end, or keys in the middle, swallow no more than what may belong to it."""
    heard = _Heard().hear("\x1b]11;rgb:1e/zz\x07q")
    assert ("zzq", []) == (heard.typed, heard.grounds)
    assert "jkl" == _Heard().hear("\x1b]11;rgb:1e1e/jk1e1e/1e1e\x07l").typed
    assert "\x1b[A" == _Heard().hear("\x1b]11;rgb:1e\x1b[A").typed
    assert "jq" == _Heard().hear("\x1b]11;rgb:1e1e/", "jq", pause=3).typed


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(
    "keys", ["\x1b", "\x1bj", "\x1b]", "\x1b]x", "\x1b[A\x1b[200~x\x1b[201~", "\x1b[?2026;2$y", "\x1b\x1b", "\x1bOP"]
)
def test_keys_stay_keys(keys: str, asked: bool) -> None:
    """Esc, Alt, arrows, pastes and what Textual itself asks for come through as they were."""
    assert keys == _Heard(asked=asked).hear(keys).typed
    assert keys == _Heard(asked=asked).hear(*keys, pause=0.2).typed
    if not asked:  # a lone Esc is not held back then
        assert keys == Replies(lambda _: None).keys(keys, 1.0) or keys in ("\x1b]",)


@given(st.text(alphabet="\x1b[]?;01jkRc\\\x07:/", max_size=12))
def test_no_key_is_lost(keys: str) -> None:
    """Whatever is typed comes through whole unless it is a reply letter for letter."""
    typed = _Heard(asked=False).hear(keys).typed

    assert typed == keys or "\x1b]11;" in keys or ("\x1b[?" in keys and "c" in keys)


def test_grounds() -> None:
    """As many digits as a terminal likes."""
    said = {"rgb:0/0/0": "dark", "rgb:ff/ff/ff": "light", "rgba:ffff/ffff/ffff/ffff": "light", "#fdf6e3": "light"}

    assert {**said, "rgb:0000/2b2b/3636": "dark", "nonsense": "", "": ""} == {
        text: ground_of(text) for text in (*said, "rgb:0000/2b2b/3636", "nonsense", "")
    }


# --- on a real terminal

ASKED = QUESTION.encode()


def _open(pty_terminal, app_on, library, tmp_path, theme="auto", **more):
    (tmp_path / ".config/rounds").mkdir(parents=True, exist_ok=True)
    (tmp_path / ".config/rounds/config.toml").write_text(f'theme = "{theme}"\n')
    home = environment(HOME=str(tmp_path), COLORTERM="truecolor", **more.pop("env", {}))
    return pty_terminal(app_on(library), env=home, size=(80, 24), **more)


def _ends(terminal) -> None:
    """The app is on its three cases, nothing else was pressed, and it ends."""
    terminal.wait_settled()
    screen = terminal.screen()
    assert "all cases" in screen[0] and "3 cases" in screen[0] and "1 Cases" in screen[1], screen
    assert "does nothing" not in screen[-1]
    terminal.send("q")
    assert 0 == terminal.wait_exit()


@pytest.mark.parametrize(
    ("answer", "colour"), [(DARK + KIND, b"48;2;15;20;25"), (LIGHT + KIND, b"48;2;251;252;253"), (KIND, None)]
)
def test_answered_at_once(pty_terminal, app_on, ascii_library, tmp_path, answer, colour) -> None:
    """`auto` asks after the first frame and paints dark or light as the terminal says."""
    terminal = _open(pty_terminal, app_on, ascii_library, tmp_path, answers={ASKED: answer.encode()})
    terminal.wait_for("A Giant")
    if colour:
        terminal.wait_until(lambda: colour in terminal.raw, "the theme never came")
    else:
        terminal.wait_until(lambda: ASKED in terminal.raw, "it never asked")
    raw = terminal.raw

    assert 0 < raw.index(b"Cases") < raw.index(ASKED)
    assert colour or b"48;2;" not in raw
    _ends(terminal)


@pytest.mark.parametrize("pieces", [(DARK + KIND,), (DARK[:9], DARK[9:], KIND), (DARK[:1], DARK[1:] + KIND), (LIGHT,)])
def test_answered_late_while_keys_are_typed(pty_terminal, app_on, ascii_library, tmp_path, pieces) -> None:
    """A second late, in pieces, with keys before, between and behind it: the keys act, the answer does not."""
    terminal = _open(pty_terminal, app_on, ascii_library, tmp_path)
    terminal.wait_for("A Giant")
    terminal.wait_until(lambda: ASKED in terminal.raw, "it never asked")
    terminal.send("jj")
    time.sleep(1)
    for piece in pieces:
        terminal.send(piece if piece.startswith("\x1b") and len(piece) < 12 else f"{piece}k")
        time.sleep(0.25)
    terminal.send("jk")
    terminal.wait_until(lambda: b"48;2;" in terminal.raw, "the theme never came")
    _ends(terminal)


def test_never_answered(pty_terminal, app_on, ascii_library, tmp_path) -> None:
    """A terminal that never answers keeps its own colours; Esc works meanwhile."""
    terminal = _open(pty_terminal, app_on, ascii_library, tmp_path)
    terminal.wait_for("A Giant")
    terminal.wait_until(lambda: ASKED in terminal.raw, "it never asked")
    terminal.send("/zz")
    terminal.wait_for("No case fits")
    terminal.send("\x1b")
    terminal.wait_for("A Giant")
    _ends(terminal)


def test_asked_only_where_it_matters(pty_terminal, app_on, ascii_library, tmp_path) -> None:
    """A theme that is chosen, a terminal that cannot answer, and NO_COLOR are not asked."""
    for theme, env in (
        ("rounds-dark", {}),
        ("rounds-terminal", {}),
        ("auto", {"TERM": "screen-256color"}),
        ("auto", {"TERM": "linux"}),
        ("auto", {"NO_COLOR": "1"}),
    ):
        terminal = _open(pty_terminal, app_on, ascii_library, tmp_path, theme, env=env)
        terminal.wait_for("A Giant")
        _ends(terminal)
        assert b"\x1b]11;" not in terminal.raw, (theme, env)


def test_answered_after_the_end(pty_terminal, app_on, ascii_library, tmp_path) -> None:
    """An answer that comes when the app is being left does not reach the shell."""
    (tmp_path / ".config/rounds").mkdir(parents=True)
    (tmp_path / ".config/rounds/config.toml").write_text('theme = "auto"\n')
    line = (
        " ".join(app_on(ascii_library))
        + "; stty -icanon min 0 time 5; printf 'left: '; cat | od -c | head -3; echo end."
    )
    terminal = pty_terminal(["sh", "-c", line], env=environment(HOME=str(tmp_path)), size=(80, 24))
    terminal.wait_until(lambda: ASKED in terminal.raw, "it never asked")
    terminal.send("q")
    time.sleep(0.3)
    terminal.send(DARK + KIND)
    terminal.wait_for("end.")

    assert "left: 0000000" in "".join(terminal.screen()) and "rgb" not in "".join(terminal.screen())


def test_inside_tmux_over_a_slow_line(sshd, pty_terminal, tmp_path, ascii_library, app_on) -> None:
    """Over 300 ms, inside tmux, with keys typed before the app is there: nothing of any answer is pressed."""
    (tmp_path / ".config/rounds").mkdir(parents=True)
    (tmp_path / ".config/rounds/config.toml").write_text('theme = "auto"\n')
    home = {"HOME": str(tmp_path), "LANG": "C.UTF-8"}
    set_term = ["set", "-g", "default-terminal", "tmux-256color", ";"]
    window = [
        "tmux",
        "-f",
        "/dev/null",
        "-S",
        str(tmp_path / "socket"),
        *set_term,
        "new-session",
        *app_on(ascii_library),
    ]
    answers = {b"\x1b]11;?\x07": LIGHT.encode(), ASKED[:8]: LIGHT.encode(), b"\x1b[c": KIND.encode()}
    terminal = pty_terminal(sshd.command(window, env=home, delay=0.15), size=(80, 24), answers=answers)
    terminal.wait_for("A Giant")
    terminal.send("jjkk")
    terminal.wait_settled(1.0)
    _ends(terminal)


def test_inside_screen(gnu_screen, app_on, ascii_library, tmp_path) -> None:
    """screen is not asked, and what is typed acts."""
    (tmp_path / ".config/rounds").mkdir(parents=True)
    (tmp_path / ".config/rounds/config.toml").write_text('theme = "auto"\n')
    screen = gnu_screen(app_on(ascii_library), env=environment(HOME=str(tmp_path)), size=(80, 24))
    terminal = screen.terminal
    terminal.wait_for("A Giant")
    terminal.send("j")
    terminal.wait_settled()

    assert "does nothing" not in "".join(terminal.screen())
    assert b"\x1b]11;" not in terminal.raw
