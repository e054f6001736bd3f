"""`rounds --linear`: the app in lines, with its own keys, for screen readers, dumb terminals and pipes."""

from __future__ import annotations

import re
import subprocess
import termios
from collections.abc import Sequence

import pytest

from store import Flags, Library, read_page
from tests.eyes.conftest import ASCII_CASE
from tests.eyes.walking import EVERYWHERE
from tests.terminals.programs import environment
from tui.linear.speech import case_words, keys_said, passages

TITLE = "A Giant Thoracic ALK-Rearranged Mesenchymal Neoplasm in a Child, Number {}"


def _piped(command: Sequence[str], keys: str, home) -> list[str]:
    """The lines that come out when keys come in through a pipe."""
    home_of = environment(HOME=str(home))
    done = subprocess.run(
        [*command, "--linear"], input=keys.encode(), capture_output=True, env=home_of, timeout=120, check=False
    )
    assert (0, b"") == (done.returncode, done.stderr), done.stderr.decode()
    return done.stdout.decode().splitlines()


def _after(lines: list[str]) -> list[str]:
    """What was said after the greeting."""
    return lines[lines.index("? lists the keys, . says where you are.") + 1 :]


def test_moving_and_reading(app_on, ascii_library, tmp_path) -> None:
    """One line for each key: the case with its place; passages of the findings; entities in words."""
    lines = _piped(app_on(ascii_library), "jk\rjj 3j1", tmp_path)

    assert lines[0].startswith("Rounds, all cases, 3 cases, newest first")
    assert f"1 of 3: {TITLE.format(3)}, Gao, 2023, unread" in lines[1:4]
    said = _after(lines)
    assert f"2 of 3: {TITLE.format(2)}, Gao, 2022, unread" == said[0]
    assert f"1 of 3: {TITLE.format(3)}, Gao, 2023, unread" == said[1]
    assert re.fullmatch(rf"Findings, \d+ passages\. {TITLE.format(3)}", said[2])
    assert "Gao S, Wu J, Example A" == said[3]
    assert said[4].startswith("Cancer Reports, 11 Feb 2023, ")
    assert "TL;DR: A child had an ALK neoplasm that alectinib shrank." == said[5]
    assert "Entities, 1 of 5: ALK, gene, said 5 times here, in 3 cases" == said[6]
    assert said[7].startswith("2 of 5: S100A1, gene or protein: the two sections disagree, the text never says")
    assert f"Cases, 1 of 3: {TITLE.format(3)}, Gao, 2023" == said[8]
    assert 9 == len(said)


def test_finding(app_on, ascii_library, tmp_path) -> None:
    """Lists are told with how many they are, and the way back; what finds nothing says what would."""
    said = _after(_piped(app_on(ascii_library), "/year:2021\r[ecd246\r.[/nothing alectinib\r", tmp_path))

    assert "Filter the cases: type, Enter keeps it, Esc goes back." == said[0]
    assert said[1].startswith("of 2021, 1 case") and said[2].startswith("1 of 1: ")
    assert said[3].startswith("all cases, 3 cases") and said[4].startswith("1 of 3: ")
    assert said[5].startswith("Find an entity") and said[6].startswith("gene ALK, 3 cases")
    assert said[8].startswith("gene ALK, 3 cases, newest first") and "of 3: " in said[8]
    assert "0 cases, newest first" in said[-2]
    assert "without nothing 3 cases" in said[-1]


def test_keeping_and_copying(app_on, ascii_library, tmp_path) -> None:
    """Stars, tags, notes, marks and undo answer in a sentence; what cannot be copied is printed whole."""
    said = _after(_piped(app_on(ascii_library), "sjtred\raAbout it\ru yvzT", tmp_path))

    assert "starred, this case, u undoes it" == said[0]
    assert any(line.startswith("tagged #red") for line in said)
    assert "noted, u undoes it" in said
    assert any(line.startswith("undone: ") for line in said)
    at = next(n for n, line in enumerate(said) if line.endswith("to be copied from here:"))
    assert said[at + 1].startswith("Gao S, Wu J, Example A. A Giant Thoracic ALK-Rearranged")
    assert 2 == sum(line.startswith("There is no screen in linear mode") for line in said)


def test_layers_are_numbered_lists(app_on, ascii_library, tmp_path) -> None:
    """A menu says its choices with numbers and keys; help lists every key; moving says the one under the cursor."""
    said = _after(_piped(app_on(ascii_library), "?\x07F\x1b[B\x07", tmp_path))

    assert said[0].startswith("Keys in Cases. ")
    assert any(re.fullmatch(r"\d+\. Control d Go half a page down", line) for line in said)
    facets = said[next(n for n, line in enumerate(said) if line.startswith("Facets")) :]
    assert "GENES, PROTEINS" == facets[1] and facets[2].startswith("1. ALK, 3 cases")
    assert any(line.startswith("2 of ") for line in facets)


def test_every_key_is_answered(app_on, ascii_library, tmp_path) -> None:
    """Whatever is pressed, nothing breaks, and nothing is sent but lines of text."""
    lines = _piped(app_on(ascii_library), "".join(EVERYWHERE) + "\x07\x07\x07", tmp_path)

    assert len(lines) > len(EVERYWHERE)
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_on_a_terminal(pty_terminal, app_on, ascii_library, tmp_path, term) -> None:
    """No sequence moves the cursor, keys are not echoed, results wait for a pause, the terminal is given back."""
    command = app_on(ascii_library, "--linear")
    terminal = pty_terminal(command, env=environment(HOME=str(tmp_path), TERM=term), size=(200, 50))
    before = termios.tcgetattr(terminal._master)
    terminal.wait_for("? lists the keys")
    terminal.send("j")
    terminal.wait_for("2 of 3: ")
    terminal.send("e")
    terminal.wait_for("Find an entity")
    terminal.send("alecti")
    terminal.wait_for("1 of 1: alectinib, chemical, 3 cases")
    terminal.send("\r")
    terminal.wait_for("chemical alectinib, 3 cases")
    terminal.send("y")
    terminal.wait_for("a Copy the APA citation")
    terminal.send("\x07q")

    assert 0 == terminal.wait_exit()
    assert b"\x1b" not in terminal.raw
    text = terminal.raw.decode()
    assert 1 == text.count("alecti: ") and "alec: " not in text
    assert not re.search(r"^[je]\s*$", text, re.MULTILINE)
    assert before == termios.tcgetattr(terminal._master)


def test_held_keys_say_where_they_end(pty_terminal, app_on, ascii_library, tmp_path) -> None:
    """Who presses faster than one can listen hears the last place."""
    terminal = pty_terminal(app_on(ascii_library, "--linear"), env=environment(HOME=str(tmp_path)), size=(200, 50))
    terminal.wait_for("? lists the keys")
    terminal.send("jkjkjj")
    terminal.wait_for("3 of 3: ")
    terminal.send("q")
    terminal.wait_exit()

    assert terminal.raw.decode().count(" of 3: ") < 5


@pytest.mark.parametrize(
    ("streams", "said"),
    [
        (">/dev/full", "Reading or writing failed: No space left on device."),
        (">&-", "Reading or writing failed: it is closed."),
        ("<&-", "Standard input is closed."),
    ],
)
def test_closed_streams(app_on, ascii_library, tmp_path, streams: str, said: str) -> None:
    """Where no lines can come out or no keys in, it ends in a sentence as any command does."""
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {streams}', "sh", *app_on(ascii_library, "--linear")],
        input=b"jj",
        capture_output=True,
        env=environment(HOME=str(tmp_path)),
        timeout=120,
        check=False,
    )

    assert (1, f"rounds: {said}\n") == (done.returncode, done.stderr.decode())
    assert not list(tmp_path.rglob("crash-*"))


def test_nobody_listens_any_more(app_on, ascii_library, tmp_path) -> None:
    """Who reads its lines goes away: it ends without a word, and the next start begins where this one was."""
    command = app_on(ascii_library, "--linear")
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, env=environment(HOME=str(tmp_path)), **streams)
    process.stdin.write(b"j")
    process.stdin.flush()
    while not process.stdout.readline().startswith(b"2 of 3: "):
        pass
    process.stdout.close()
    _, said = process.communicate(b"k", timeout=120)

    assert (141, b"") == (process.returncode, said)
    assert not list(tmp_path.rglob("crash-*"))


def test_words_for_cases() -> None:
    """A case that is on its way says so; control keys are said."""
    assert "on its way" == case_words(None, Flags(), 0)
    assert "Control d Go, 5^2 and ^ alone" == keys_said("^d Go, 5^2 and ^ alone")


def test_passages_cover_the_text(tmp_path) -> None:
    """Every sentence of a long abstract is read once, in pieces that end where sentences end."""
    long = " ".join(f"Sentence {n} says that ALK was found in sample {n}." for n in range(60))
    file = tmp_path / "long.md"
    file.write_text(ASCII_CASE.format(n=1).replace("We report a child with", f"{long} We report a child with"))
    with Library.open(tmp_path / "library.db", create=True) as library:
        library.import_paths([file])
        page = read_page(library, library.index.search("").numbers[0])
    pieces = [piece for piece in passages(page) if piece.field == ("abstract", 0)]

    assert page.case.abstract[0] == " ".join(piece.text for piece in pieces)
    assert len(pieces) > 5 and all(piece.text.endswith(".") and len(piece.text) < 400 for piece in pieces)
    assert "Abstract" == pieces[0].heading
