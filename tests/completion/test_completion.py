"""Shell completion, as the shells themselves give it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminals.pty_terminal import PtyTerminal

BASH = """
source "$1"
complete -p rounds > /dev/null || exit 3
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($#-1))
_rounds
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the completions for each shell, and with a file."""
    folder = tmp_path_factory.mktemp("completion")
    for shell in ("bash", "zsh", "fish"):
        text = subprocess.run(
            [sys.executable, "-m", "tui", "completion", shell], capture_output=True, check=True
        ).stdout
        (folder / f"rounds.{shell}").write_bytes(text)
    (folder / "items.json").touch()
    return folder


def by_bash(folder: Path, line: str) -> list[str]:
    """What bash offers at the end of a line."""
    command = ["bash", "--norc", "-c", BASH, "bash", "rounds.bash", *line.split(" ")]
    found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder).stdout
    return found.split()


def by_fish(folder: Path, line: str) -> list[str]:
    """What fish offers at the end of a line."""
    command = ["fish", "--no-config", "-c", f"source rounds.fish; complete -C '{line}'"]
    found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder).stdout
    return [offer.split("\t")[0] for offer in found.splitlines()]


ASKED = [
    ("rounds sta", {"star", "stats"}),
    ("rounds --library l.db sho", {"show"}),
    ("rounds cite --style n", {"nejm", "nature"}),
    ("rounds cite PMC1 --no", {"--no-numbers", "--notebook"}),
    ("rounds notebook export --f", {"--format", "--force"}),
    ("rounds import it", {"items.json"}),
    ("rounds cite --from it", {"items.json"}),
    ("rounds completion z", {"zsh"}),
    ("rounds --to", {"--tour"}),
]


@pytest.mark.parametrize(("line", "expected"), ASKED)
@pytest.mark.parametrize(("shell", "ask"), [("bash", by_bash), ("fish", by_fish)])
def test_commands_options_and_values_are_offered(
    scripts: Path, shell: str, ask: Callable[[Path, str], list[str]], line: str, expected: set[str]
) -> None:
    """Commands, options, the values that an option may have, and files where a file is wanted."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not on this machine")

    assert expected == set(ask(scripts, line))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("rounds sho", "rounds show "),
        ("rounds --library l.db sho", "rounds --library l.db show "),
        ("rounds cite --style nej", "rounds cite --style nejm "),
        ("rounds notebook exp", "rounds notebook export "),
        ("rounds import it", "rounds import items.json "),
        ("rounds --to", "rounds --tour "),
    ],
)
def test_zsh_completes(scripts: Path, pty_terminal: Callable[..., PtyTerminal], typed: str, expected: str) -> None:
    """The same in zsh, by pressing Tab; the letter typed after it shows that the word was finished."""
    if not shutil.which("zsh"):
        pytest.skip("zsh is not on this machine")
    terminal = pty_terminal(["zsh", "-f"], cwd=scripts)
    terminal.send("PS1='> '; autoload -U compinit; compinit -D; source rounds.zsh; echo rea''dy\r")
    terminal.wait_for("ready")
    terminal.send(f"{typed}\tX")

    terminal.wait_for(f"> {expected}X")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_finds_no_fault(scripts: Path, shell: str) -> None:
    """The shell parses what was made for it."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not on this machine")
    command = [shell, "-n", str(scripts / f"rounds.{shell}")]
    checked = subprocess.run(command, check=False, capture_output=True, text=True)

    assert (0, "") == (checked.returncode, checked.stderr)
