"""An OpenSSH server on loopback with keys of its own, for what only happens over a line."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.terminals.programs import end, environment, need
from tests.terminals.waiting import until

_SERVER = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/person.pub
PermitRootLogin yes
PubkeyAuthentication yes
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
PrintMotd no
PrintLastLog no
PidFile none
"""

_SLOW_LINE = """
import os, socket, sys, threading, time, queue
port, delay, rate = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
line = socket.create_connection(("127.0.0.1", port))
def carry(read, write):
    waiting = queue.Queue()
    def deliver():
        free = 0.0
        while (item := waiting.get()) is not None:
            due, data = item
            free = max(due, free) + (len(data) / rate if rate else 0.0)
            time.sleep(max(0.0, free - time.monotonic()))
            write(data)
        os._exit(0)
    threading.Thread(target=deliver).start()
    while data := read(1024):
        waiting.put((time.monotonic() + delay, data))
    waiting.put(None)
threading.Thread(target=carry, args=(lambda n: os.read(0, n), line.sendall)).start()
carry(line.recv, lambda data: os.write(1, data))
"""


class Sshd:
    """A server that lets in whoever runs the tests, by a key made for the occasion."""

    def __init__(self) -> None:
        program = need("sshd")
        self._ssh = need("ssh")
        keygen = need("ssh-keygen")
        self.folder = Path(tempfile.mkdtemp(prefix="rounds-sshd-", dir="/tmp"))
        for key in ("host", "person"):
            subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", self.folder / key], check=True, timeout=60)
        if os.geteuid() == 0:  # where a privileged sshd shuts its unprivileged half in
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        (self.folder / "line.py").write_text(_SLOW_LINE, encoding="utf-8")
        self._start(program)

    def _start(self, program: str) -> None:
        log = self.folder / "log"
        for _ in range(10):  # another program may take the port between our look and sshd's
            self.port = _free_port()
            config = self.folder / "sshd_config"
            config.write_text(_SERVER.format(port=self.port, folder=self.folder), encoding="utf-8")
            with log.open("wb") as output:
                self._process = subprocess.Popen(
                    [program, "-D", "-e", "-f", config],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    env=environment(),
                    start_new_session=True,
                )
            until(
                lambda: self._process.poll() is not None or b"Server listening" in log.read_bytes(),
                lambda: f"sshd never listened: {log.read_text(encoding='utf-8', errors='replace')}",
            )
            if self._process.poll() is None:
                return
        raise AssertionError(f"sshd does not start: {log.read_text(encoding='utf-8', errors='replace')}")

    def command(
        self,
        remote: Sequence[str] = (),
        *,
        env: Mapping[str, str] | None = None,
        tty: bool = True,
        delay: float = 0.0,
        rate: float = 0.0,
    ) -> list[str]:
        """The ssh command that runs `remote` (a login shell without one) on the other side of the line.

        `env` is set there, by `env(1)`: as with most servers nothing but TERM travels. `delay` are the seconds that a
        byte takes each way, `rate` the bytes a second that the line carries (0: as fast as it can).
        """
        options = {
            "IdentityFile": self.folder / "person",
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "UserKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "no",
            "LogLevel": "ERROR",
        }
        if delay or rate:
            words = [sys.executable, str(self.folder / "line.py"), str(self.port), str(delay), str(rate)]
            options["ProxyCommand"] = shlex.join(words)
        command = [self._ssh, "-F", "/dev/null", "-p", str(self.port), "-tt" if tty else "-T"]
        command += [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        command.append(f"{getpass.getuser()}@127.0.0.1")
        if remote:
            settings = [f"{name}={value}" for name, value in (env or {}).items()]
            command.append(shlex.join(["env", *settings, *remote] if settings else list(remote)))
        return command

    def close(self) -> None:
        """End the server and forget its keys."""
        end(self._process, signal.SIGTERM)  # a hangup makes it read its configuration again
        shutil.rmtree(self.folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
