"""What the doctor says is tested where it can be, explained, and names the one line that helps."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.text import is_clean
from tests.clipboard.test_environment import TMUX
from tests.terminals.programs import environment
from tui.clipboard.asking import Answers, understand
from tui.clipboard.doctor import lines, report
from tui.clipboard.environment import Display, Line, Probes, read

ASK = """
import json, sys
from tui.clipboard import this_session
from tui.clipboard.asking import ask_terminal
from tui.clipboard.doctor import lines, report
found = report(this_session(), answers=ask_terminal())
print(*lines(found), sep="\\n")
open(sys.argv[1], "w").write(json.dumps(found))
print("MARK")
"""


def examined_in(open_terminal, tmp_path, **options):
    """Run the doctor in a real terminal; its report and the terminal."""
    path = tmp_path / "report"
    terminal = open_terminal([sys.executable, "-c", ASK, str(path)], **options)
    terminal.wait_for("MARK")
    return json.loads(path.read_text(encoding="utf-8")), terminal


def test_a_terminal_that_says_yes(pty_terminal, tmp_path):
    """Attribute 52 and a name are believed, and nothing is left to improve."""
    answers = {b"\x1b[>0q": b"\x1bP>|foot(1.16)\x1b\\", b"\x1b[c": b"\x1b[?62;4;52c"}
    found, terminal = examined_in(pty_terminal, tmp_path, answers=answers, size=(110, 24))

    assert ("foot(1.16)", True) == (found["terminal"]["name"], found["terminal"]["says_it_takes_a_clipboard"])
    assert "sent to a terminal that says it takes it" == found["clipboard"]["said"]
    assert None is found["clipboard"]["remedy"]
    assert any("says that it takes a clipboard" in row for row in terminal.screen())


def test_a_terminal_that_says_nothing(pty_terminal, tmp_path):
    """Silence is waited out, and proves nothing."""
    found, terminal = examined_in(pty_terminal, tmp_path)
    terminal.close()

    assert (False, "sent to a terminal that gives no receipt") == (
        found["terminal"]["says_it_takes_a_clipboard"],
        found["clipboard"]["said"],
    )


def test_a_real_xterm_is_told_its_line(sshd, x_display, tmp_path):
    """xterm gives its name, and with it the line that makes it take a clipboard."""
    from tests.terminals.waiting import until

    path = tmp_path / "report"
    program = ["env", f"PYTHONPATH={Path.cwd()}", sys.executable, "-c", ASK, str(path)]
    x_display.xterm(sshd.command(program))
    until(lambda: path.exists() and path.read_text(encoding="utf-8").endswith("}"), "no report")
    found = json.loads(path.read_text(encoding="utf-8"))

    assert found["terminal"]["name"].startswith("XTerm(")
    assert "XTerm*disallowedWindowOps: 20,21,SetXprop,GetSelection" == found["clipboard"]["remedy"]["line"]


def test_tmux_is_tested(tmux, tmp_path):
    """A buffer is written and read back, and none of the person's is touched."""
    path = tmp_path / "report"
    window = tmux(["sh", "-c", f"read _; exec {sys.executable} -c '{ASK}' {path}"], size=(120, 24))
    window.attach()
    window.command("set-buffer", "what was copied before")
    window.send_keys("Enter")
    window.wait_for("MARK")
    found = json.loads(path.read_text(encoding="utf-8"))

    assert ("xterm-256color", True, True) == tuple(
        found["tmux"][key] for key in ("around", "takes_clipboard", "buffer_works")
    )
    assert "tmux load-buffer -w" == found["clipboard"]["route"]
    assert "what was copied before" == window.buffer()
    assert 1 == len(window.command("list-buffers").splitlines())


def test_screen_is_not_asked_what_it_would_hand_on(gnu_screen, tmp_path):
    """A question for the terminal around screen would be answered into the person's shell."""
    path = tmp_path / "report"
    session = gnu_screen([sys.executable, "-c", ASK, str(path)])
    session.terminal.wait_for("MARK")
    found = json.loads(path.read_text(encoding="utf-8"))

    assert ("GNU screen", "OSC 52 through screen") == (found["terminal"]["name"], found["clipboard"]["route"])
    assert b"+q" not in session.terminal.raw


@pytest.mark.parametrize(
    ("environ", "probes", "line"),
    [
        ({"TERM": "tmux-256color", "SSH_TTY": "x"}, {}, "set -s set-clipboard on"),
        ({"TMUX": "x"}, {"tmux": replace(TMUX, client_term="tmux-256color")}, "set -s set-clipboard on"),
        (
            {"TMUX": "x"},
            {"tmux": replace(TMUX, client_term="foot", features=frozenset())},
            "set -as terminal-features ',foot:clipboard'",
        ),
        (
            {"TMUX": "x"},
            {"tmux": replace(TMUX, client_line=Line.MOSH)},
            r"set -as terminal-overrides ',*:Ms=\E]52;c;%p2%s\7'",
        ),
        ({"TERM": "linux"}, {"displays": (Display("x11", ":0", True),)}, "xclip"),
        ({"TERM": "linux"}, {"displays": (Display("wayland", "wayland-0", True),)}, "wl-clipboard"),
    ],
)
def test_the_line_that_helps(environ, probes, line):
    """Each obstacle has its line, in the report and for people."""
    found = report(read(environ, Probes(**probes)))

    assert line == found["clipboard"]["remedy"]["line"]
    assert any(text.endswith(line) for text in lines(found))


def test_hostile_names_are_data():
    """TERM, TERM_PROGRAM, DISPLAY and what a terminal answers are texts from outside."""
    evil = "\x1b]52;c;AAAA\x07\u202e"
    answers = understand(b"\x1b[?1;2c\x1bP>|" + b"x\x07\x9b31m" + b"\x1b\\")
    session = read(
        {"TERM": f"x{evil}", "TERM_PROGRAM": evil},
        Probes(displays=(Display("x11", evil, False),), tmux=replace(TMUX, client_term=evil, named=evil)),
    )
    found = report(session, answers=answers)

    assert is_clean(json.dumps(found, ensure_ascii=False))
    assert all(is_clean(line) for line in lines(found))


@pytest.mark.parametrize(
    ("reply", "answers"),
    [
        (b"", Answers("", False, False)),
        (b"\x1b[?62;52;c", Answers("", True, True)),
        (b"\x1b[?64;1;152c", Answers("", False, True)),
        (b"\x1bP1+r4d73=1b5d\x1b\\\x1b[?1;2c", Answers("", True, True)),
        (b"\x1bP0+r4d73\x1b\\\x1b[?1;2c", Answers("", False, True)),
        (b"\x1b[>84;0;0c\x1b[?1;2c", Answers("tmux", False, True)),
        (b"jk\x1b[>83;40900;0c\x1b[?1;2c", Answers("GNU screen", False, True)),
    ],
)
def test_answers_of_terminals(reply: bytes, answers: Answers):
    """As xterm's documents describe them, with keys in between."""
    assert answers == understand(reply)


def test_without_a_terminal_there_is_a_report_too():
    """In a pipe or a timer nothing is asked and nothing fails."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, os.devnull],
        env=environment(TERM=""),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=True,
        start_new_session=True,
    )

    assert "no terminal to write to" in done.stdout.decode()
