"""The program around the commands: exit codes, streams, help, faults."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.cli.registry import all_commands, names

Rounds = Callable[..., "subprocess.CompletedProcess[str]"]
PROGRAM = [sys.executable, "-m", "tui"]


@pytest.mark.parametrize("name", names())
def test_help_of_every_command(name: str, rounds: Rounds) -> None:
    """`--help` says what a command does and teaches by example, on standard output."""
    done = rounds(name, "--help")

    assert done.returncode == 0
    assert done.stderr == ""
    assert f"usage: rounds {name}" in done.stdout
    assert "examples:" in done.stdout


@pytest.mark.parametrize("line", [["--help"], ["-h"], ["help"], ["--library", "x", "--help"]])
def test_overview(line: list[str], rounds: Rounds) -> None:
    """`rounds --help` lists every command with its summary."""
    done = rounds(*line)

    assert done.returncode == 0
    for command in all_commands():
        assert f"  {command.name} " in done.stdout
        assert command.summary in done.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["serach", "x"], "Did you mean search?"),
        (["search"], "QUERY"),
        (["show"], "CASE"),
        (["list", "--limit", "x"], "“x”"),
        (["list", "--sort", "colour"], "colour"),
        (["list", "--nonsense"], "--nonsense"),
        (["list", "extra"], "extra"),
        (["cite", "PMC7000001", "--style", "\x1b[31mred"], "style"),
    ],
)
def test_wrong_usage(line: list[str], said: str, rounds: Rounds) -> None:
    """Wrong usage is exit code 2, a sentence on standard error and nothing on standard output."""
    done = rounds(*line)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "\x1b" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("line", [["show", "PMC1"], ["entity", "nosuchgene"], ["cite", "PMC1"], ["remove", "PMC1"]])
def test_what_is_not_there(line: list[str], rounds: Rounds) -> None:
    """A case or an entity that is not there is exit code 1 and a sentence."""
    done = rounds(*line)

    assert (done.returncode, done.stdout) == (1, "")
    assert line[1] in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("line", [["search", "nosuchword"], ["entities", "nosuchthing"], ["list", "--limit", "0"]])
def test_no_hits_are_no_failure(line: list[str], rounds: Rounds) -> None:
    """Finding nothing is exit code 0 and nothing on standard output."""
    done = rounds(*line)

    assert (done.returncode, done.stdout) == (0, "")


def test_a_query_that_does_not_parse_is_pointed_at(rounds: Rounds) -> None:
    """The query is shown with a caret under the place that makes no sense; exit code 2."""
    done = rounds("search", "gene:ALK (necrosis")
    message, query, caret = done.stderr.splitlines()

    assert done.returncode == 2
    assert done.stdout == ""
    assert message.startswith("rounds: ")
    assert query == "  gene:ALK (necrosis"
    assert caret.strip() == "^"
    assert caret.index("^") - 2 in (9, 18)


def test_options_stand_before_or_after_the_command(library: Path) -> None:
    """`--library` and the other options may come first or last."""
    place = str(library)
    lines = (
        ["--library", place, "list", "--limit", "1"],
        [f"--library={place}", "list", "--limit=1"],
        ["list", "--limit", "1", "--library", place],
    )
    outputs = {subprocess.run([*PROGRAM, *line], capture_output=True, text=True, check=True).stdout for line in lines}

    assert len(outputs) == 1
    assert outputs.pop().startswith("pmc:PMC7000001\t2024-03-05\t")


def test_a_query_may_begin_with_a_minus(answer: Callable[..., Any]) -> None:
    """`-word` belongs to the query, options among it stay options."""
    assert answer("search", "necrosis", "-drug:alectinib")["total"] == 1
    assert answer("search", "-drug:alectinib", "necrosis", "--sort", "title")["total"] == 1
    assert answer("search", "-drug:alectinib")["query"] == "-drug:alectinib"


def test_without_a_library_the_bundled_cases_answer(own_home: Path) -> None:
    """With no library yet a reading command uses the bundled cases, says so on standard error, and makes nothing."""
    done = subprocess.run([*PROGRAM, "list"], capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 18
    assert "bundled" in done.stderr
    assert not list(own_home.glob(".local/share/rounds/*"))


def test_a_library_that_was_named_must_be_there(tmp_path: Path) -> None:
    """`--library` with a file that is not there is exit code 1, and nothing is made."""
    place = tmp_path / "none" / "library.db"
    done = subprocess.run([*PROGRAM, "list", "--library", str(place)], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert "library.db" in done.stderr
    assert not place.parent.exists()


def test_a_library_that_the_environment_names_and_that_is_not_there_yet(own_home: Path) -> None:
    """The bundled cases stand in for it, and a slip in `ROUNDS_LIBRARY` can be seen: the file is named."""
    place = own_home / "typo.db"
    named = {**os.environ, "ROUNDS_LIBRARY": str(place)}
    done = subprocess.run([*PROGRAM, "list"], capture_output=True, text=True, check=False, env=named)

    assert (done.returncode, len(done.stdout.splitlines())) == (0, 18)
    assert f"There is no library “{place}” yet" in done.stderr
    assert not place.exists()


@pytest.mark.parametrize(
    "line", ["list", "list --json", "show PMC7000001", "--help", "entities", "export --format json"]
)
def test_a_broken_pipe_is_silent(line: str, library: Path) -> None:
    """When nobody reads on, the program ends without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [*PROGRAM, *line.split(), "--library", str(library)]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)

    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize("descriptors", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_traceback(descriptors: str, library: Path) -> None:
    """Standard streams may be closed: data that cannot go anywhere is a sentence and exit code 1."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m tui list --library "$1" {descriptors}', sys.executable, str(library)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (1 if ">&-" in descriptors.replace("2>&-", "") else 0) == done.returncode
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_a_sentence(library: Path) -> None:
    """Output that cannot be written is said, with exit code 1."""
    with Path("/dev/full").open("w") as full:
        command = [*PROGRAM, "list", "--library", str(library)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_app_wants_a_terminal() -> None:
    """`rounds` alone in a pipe explains itself instead of drawing into it."""
    done = subprocess.run(PROGRAM, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert "terminal" in done.stderr


def test_an_encoding_that_lacks_letters_does_no_harm(rounds: Rounds) -> None:
    """Where standard output cannot carry a letter, JSON escapes it and plain text replaces it."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    assert rounds("show", "PMC7000001", env=environment).returncode == 0
    assert rounds("list", "--json", env=environment).returncode == 0


def test_version(rounds: Rounds) -> None:
    """`--version` prints the name and the version."""
    assert rounds("--version").stdout.startswith("rounds 0.")
