"""Paths that begin with `~`, wherever they are given: a home, or a sentence where there is none."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from store import RoundsError, expanded
from tests.cli.conftest import ALPHA, run_rounds
from tui.paths import entries_of

Rounds = Callable[..., "subprocess.CompletedProcess[str]"]
NOBODY = "~no-such-user-here"


@pytest.mark.parametrize("name", ["ROUNDS_LIBRARY", "ROUNDS_NOTEBOOK"])
def test_a_variable_that_names_nobody(name: str) -> None:
    """A variable that names somebody's home who is not there ends in a sentence."""
    done = run_rounds("search", "is:starred", env={**os.environ, name: f"{NOBODY}/x.db"})

    assert done.returncode == 1
    assert done.stderr.endswith("rounds: There is no user “no-such-user-here” here.\n")


@pytest.mark.parametrize(
    "words",
    [
        ("share", f"{NOBODY}/x"),
        ("cite", "PMC7000001", "--style", f"{NOBODY}/x.csl"),
        ("cite", "--from", f"{NOBODY}/x.json"),
        ("export", "--format", "json", "--output", f"{NOBODY}/x.json"),
        ("notebook", "export", f"{NOBODY}/x.json"),
        ("import", f"{NOBODY}/x.md"),
        ("check", "--repair", "--into", f"{NOBODY}/x.db"),
    ],
)
def test_an_argument_that_names_nobody(words: tuple[str, ...], rounds: Rounds, tmp_path: Path) -> None:
    """So does an argument."""
    done = rounds(*words, cwd=tmp_path)

    assert "There is no user “no-such-user-here” here." in done.stderr
    assert done.returncode in (1, 2)
    assert not (tmp_path / NOBODY).exists()


def test_a_home_that_no_shell_has_put_in(rounds: Rounds, tmp_path: Path) -> None:
    """`--output=~/x` means the same as `--output ~/x`, in every command; what is there by that very name is meant."""
    (tmp_path / "case.md").write_text(ALPHA)
    options = {"cwd": tmp_path, "env": {**os.environ, "HOME": str(tmp_path)}}

    assert "1 unchanged" in rounds("import", "~/case.md", **options).stdout
    assert rounds("export", "--format", "csl-json", "--output=~/out.json", **options).returncode == 0
    assert "Lovelace" in rounds("cite", "--from=~/out.json", **options).stdout
    assert rounds("share", "--name", "ours", "~/shared", **options).returncode == 0
    assert (tmp_path / "shared/ours.db").exists()

    (tmp_path / "~kept.md").write_text(ALPHA)
    assert "1 unchanged" in rounds("import", "~kept.md", **options).stdout


def test_completion_of_nobodys_home() -> None:
    """While such a path is typed nothing goes on like that."""
    assert entries_of(f"{NOBODY}/") == ()


def test_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system does not know a home, that is said."""
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)

    with pytest.raises(RoundsError, match="home folder"):
        expanded("~/x")
