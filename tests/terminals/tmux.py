"""Programs in a private tmux server, driven by `send-keys` and read by `capture-pane`."""

from __future__ import annotations

import contextlib
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.terminals.programs import environment, need
from tests.terminals.pty_terminal import PtyTerminal
from tests.terminals.waiting import until


def _hear_all_signals() -> None:
    """A tmux server that was started where SIGCHLD is blocked or ignored never hears how its programs end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


class Tmux:
    """A tmux server of its own with one window of `size` (columns, rows) that runs `command`.

    It reads no configuration; `options` are tmux commands run before the window opens (`"set -s set-clipboard on"`).
    Nobody looks at the window until `attach` is called, which makes the test the terminal around tmux. The window
    stays when its program ends.
    """

    def __init__(
        self,
        command: Sequence[str] | str,
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        options: Sequence[str] = (),
        program: str | None = None,
    ) -> None:
        self.program = program or need("tmux")
        self.folder = Path(tempfile.mkdtemp(prefix="rounds-tmux-", dir="/tmp"))
        self.socket = self.folder / "socket"
        self._env = dict(environment() if env is None else env)
        self._clients: list[PtyTerminal] = []
        columns, rows = size
        line = command if isinstance(command, str) else shlex.join(command)
        before = [word for option in ("set -g remain-on-exit on", *options) for word in (*shlex.split(option), ";")]
        try:
            self._run("-f", "/dev/null", "start-server", ";", *before, "new-session", "-d", "-x", str(columns),
                      "-y", str(rows), line)  # fmt: skip
        except AssertionError:
            self.close()
            raise

    def _run(self, *words: str) -> str:
        result = subprocess.run(
            [self.program, "-S", str(self.socket), *words],
            env=self._env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            preexec_fn=_hear_all_signals,
        )
        if result.returncode:
            raise AssertionError(f"tmux {shlex.join(words)}: {result.stderr.strip()}")
        return result.stdout

    def command(self, *words: str) -> str:
        """Run a tmux command on this server and return what it prints."""
        return self._run(*words)

    def value(self, name: str) -> str:
        """A tmux format, as `pane_current_command` or `client_termfeatures`."""
        return self._run("display-message", "-p", f"#{{{name}}}").rstrip("\n")

    # what the person does

    def attach(self, *, size: tuple[int, int] | None = None, term: str = "xterm-256color") -> PtyTerminal:
        """Look at the window through a terminal of ours, which sees every byte that tmux sends outside."""
        columns, rows = size or (int(self.value("window_width")), int(self.value("window_height")) + 1)
        client = PtyTerminal(self.attach_command(), size=(columns, rows), env=self._env | {"TERM": term})
        self._clients.append(client)
        client.wait_until(lambda: self.value("session_attached") != "0", "tmux never attached")
        return client

    def attach_command(self) -> list[str]:
        """The command that shows this window in another terminal."""
        return [self.program, "-S", str(self.socket), "attach-session"]

    def send_keys(self, *keys: str) -> None:
        """Press keys by tmux's names (`Enter`, `C-d`, `j`)."""
        self._run("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type `text` as it is."""
        self._run("send-keys", "-l", "--", text)

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size (columns, rows)."""
        self._run("resize-window", "-x", str(size[0]), "-y", str(size[1]))

    # what the person sees

    def screen(self, *, colours: bool = False) -> list[str]:
        """The rows as they stand, without the spaces at their ends; with SGR sequences if `colours`."""
        text = self._run("capture-pane", "-p", *(["-e"] if colours else []))
        return [row.rstrip() for row in text.split("\n")[:-1]]

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        column, row = self._run("display-message", "-p", "#{cursor_x} #{cursor_y}").split()
        return int(column), int(row)

    @property
    def ended(self) -> bool:
        """Whether the program in the window has ended."""
        return self.value("pane_dead") == "1"

    def buffer(self) -> str | None:
        """The newest paste buffer, exactly; None when there is none."""
        with contextlib.suppress(AssertionError):
            return self._run("show-buffer")
        return None

    def wait_until(self, condition: Callable[[], Any], what: str, *, seconds: float | None = None) -> None:
        """Wait for a condition; when it never comes true, tell `what` was missing and show the screen."""
        until(condition, lambda: "\n".join([what, "the screen was:", *self.screen()]).rstrip(), seconds=seconds)

    def wait_for(self, text: str, *, seconds: float | None = None) -> None:
        """Wait until `text` stands on the screen."""
        self.wait_until(lambda: any(text in row for row in self.screen()), f"{text!r} never appeared", seconds=seconds)

    def wait_gone(self, text: str, *, seconds: float | None = None) -> None:
        """Wait until `text` stands on the screen no more."""
        self.wait_until(lambda: not any(text in row for row in self.screen()), f"{text!r} never left", seconds=seconds)

    def wait_exit(self, *, seconds: float | None = None) -> int | None:
        """Wait for the program to end; its exit status, None where tmux lost it (3.3a now and then does)."""
        self.wait_until(lambda: self.ended, "the program never ended", seconds=seconds)
        with contextlib.suppress(AssertionError):
            self.wait_until(lambda: self.value("pane_dead_status"), "how it ended never came", seconds=3)
        status = self.value("pane_dead_status")
        return int(status) if status else None

    def close(self) -> None:
        """End the server with all that runs in it."""
        for client in self._clients:
            client.close()
        with contextlib.suppress(AssertionError):
            self._run("kill-server")
        shutil.rmtree(self.folder, ignore_errors=True)
