"""The terminals that other tests rely on: what they promise, on the smallest programs that can show it."""

from __future__ import annotations

import base64
import os
import sys

import pytest

from tests.terminals.waiting import until

ECHO = ["sh", "-c", 'echo ready; while read line; do echo "<$line>"; done']


def test_pty_terminal_draws_what_arrives(pty_terminal):
    """What a program prints stands on the screen, and what is typed reaches it."""
    terminal = pty_terminal(ECHO, size=(40, 10))
    terminal.wait_for("ready")
    terminal.send_keys("hello", "Enter")
    terminal.wait_for("<hello>")

    assert terminal.screen()[0] == "ready"


def test_pty_terminal_catches_the_clipboard(pty_terminal, tmp_path):
    """OSC 52 is kept as text and is not drawn, whichever way it ends and however it is cut."""
    texts = ["Müller β", "x" * 100_000]
    sequences = [
        f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}{end}"
        for text, end in zip(texts, ("\x07", "\x1b\\"), strict=True)
    ]
    program = (
        f"import sys, time; [(print(s, end='', flush=True), time.sleep(.01)) for s in {sequences!r}]; print('done')"
    )
    script = tmp_path / "copies.py"
    script.write_text(program, encoding="utf-8")
    terminal = pty_terminal([sys.executable, str(script)])
    terminal.wait_for("done")

    assert texts == terminal.clipboards()
    assert terminal.screen()[0] == "done"


def test_pty_terminal_answers_queries(pty_terminal):
    """A query that it was told about is answered, as a real terminal would."""
    program = "stty raw -echo; printf '\\033[c'; dd bs=1 count=9 2>/dev/null | od -c; stty sane"
    terminal = pty_terminal(["sh", "-c", program], answers={b"\x1b[c": b"\x1b[?62;52c"})

    terminal.wait_for("[   ?   6   2   ;   5   2   c")


def test_pty_terminal_resizes(pty_terminal):
    """A program learns the new size."""
    terminal = pty_terminal(["sh", "-c", "trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done"])
    terminal.wait_for("ready")
    terminal.resize((50, 12))

    terminal.wait_for("12 50")


def test_pty_terminal_leaves_nothing_behind(pty_terminal):
    """Closing ends a program even when it ignores hanging up."""
    terminal = pty_terminal(["sh", "-c", "trap '' HUP TERM; echo $$; while :; do sleep 0.05; done"])
    terminal.wait_until(lambda: terminal.screen()[0].isdigit(), "no process id")  # noqa: PLW0108 - asked anew each time
    number = int(terminal.screen()[0])
    terminal.close()

    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_tmux_drives_a_program(tmux):
    """Keys reach the program, the screen can be read, the size changed, the end awaited."""
    window = tmux(ECHO, size=(60, 12))
    window.wait_for("ready")
    window.type("typed; as is")
    window.send_keys("Enter")
    window.wait_for("<typed; as is>")
    window.resize((50, 8))
    window.wait_until(lambda: len(window.screen()) == 8, "the window never shrank")
    window.send_keys("C-d")

    assert window.wait_exit() in (0, None)


def test_tmux_seen_from_outside(tmux):
    """A terminal of ours shows the window of tmux, under tmux's defaults."""
    window = tmux(ECHO, size=(60, 12))
    window.wait_for("ready")
    terminal = window.attach()
    terminal.wait_for("ready")

    assert window.value("client_termname") == "xterm-256color"
    assert window.command("show-options", "-s", "-v", "set-clipboard").strip() == "external"


def test_screen_drives_a_program(gnu_screen):
    """A program runs in screen with our terminal around it."""
    session = gnu_screen(["sh", "-c", 'echo in $TERM; read line; echo "<$line>"; sleep 60'])
    session.terminal.wait_for("in screen")
    session.terminal.send_keys("hello", "Enter")

    session.terminal.wait_for("<hello>")


def test_sshd_carries_a_program(sshd, pty_terminal):
    """Over the line only TERM travels, and what the command sets."""
    program = ["sh", "-c", 'echo "$TERM/$SETTING/${SSH_CONNECTION%% *}/${COLORTERM:-none}"; stty size']
    terminal = pty_terminal(sshd.command(program, env={"SETTING": "a b"}), size=(70, 11))
    terminal.wait_for("xterm-256color/a b/127.0.0.1/none")

    terminal.wait_for("11 70")


def test_sshd_over_a_slow_line(sshd, pty_terminal):
    """A delayed line still carries everything in order."""
    terminal = pty_terminal(sshd.command(ECHO, delay=0.1, rate=32_000))
    terminal.wait_for("ready")
    terminal.send_keys("one", "Enter", "two", "Enter")

    terminal.wait_for("<two>")


def test_x_display_has_a_clipboard(x_display):
    """A real xterm that may set the clipboard does so, and the clipboard can be read."""
    payload = base64.b64encode(b"from the xterm").decode()
    x_display.xterm(
        ["sh", "-c", f"printf '\\033]52;c;{payload}\\007'; sleep 60"], resources=["XTerm*allowWindowOps: true"]
    )

    until(lambda: x_display.clipboard() == "from the xterm", "nothing on the clipboard")
