"""Pairs on the command line: below the cases of a search, and counted by a command of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Rounds = Callable[..., "subprocess.CompletedProcess[str]"]
Ask = Callable[..., Any]
SENTENCE = "A hand tumour with ALK answered to alectinib."


def test_pairs_in_full(answer: Ask) -> None:
    """Both entities, the counts, what chance would have, the query of the pair alone, and the sentence."""
    printed = answer("pairs", "gene:ALK ~ drug:*")

    assert printed == {
        "query": "gene:ALK ~ drug:*",
        "within": "case",
        "total": 1,
        "looked_at": {"cases": 1, "of": 1},
        "pairs": [
            {
                "left": {"id": "ncbigene:238", "kinds": ["gene"], "name": "ALK"},
                "right": {"id": "mesh:C582670", "kinds": ["chemical"], "name": "alectinib"},
                "cases": 1,
                "findings": 1,
                "sentences": 1,
                "named": 1,
                "expected": 0.33,
                "query": "gene:ALK ~ chemical:alectinib",
                "example": {
                    "id": "pmc:PMC7000001",
                    "title": "A tumour of the hand with an ALK fusion",
                    "left": "ncbigene:238",
                    "right": "mesh:C582670",
                    "within": "sentence",
                    "text": SENTENCE,
                    "spans": [[19, 22], [35, 44]],
                },
            }
        ],
    }


def test_a_pipe_gets_a_line_for_each_pair(rounds: Rounds) -> None:
    """Ids and names, five numbers, and where it is said."""
    fields = rounds("pairs", "gene:ALK ~ *", "--within", "sentence").stdout.rstrip("\n").split("\t")

    assert fields[:9] == ["ncbigene:238", "ALK", "mesh:C582670", "alectinib", "1", "1", "1", "1", "0.33"]
    assert fields[9:] == ["pmc:PMC7000001", "sentence", SENTENCE]


def test_how_near(rounds: Rounds, answer: Ask) -> None:
    """What is named apart is a pair of the case, not of a finding; `--within` has the last word."""
    assert 1 == answer("pairs", "gene:ALK ~ disease:necrosis")["total"]
    assert 0 == answer("pairs", "gene:ALK ~f disease:necrosis")["total"]
    assert 1 == answer("pairs", "gene:ALK ~f disease:necrosis", "--within", "case")["total"]
    assert "" == rounds("pairs", "gene:ALK ~s disease:necrosis").stdout


def test_limits_are_told(rounds: Rounds, answer: Ask) -> None:
    """How many pairs there are beyond those shown, and how many cases were not read."""
    assert "1 of 3 pairs" in rounds("pairs", "gene:ALK ~ *", "--limit", "1").stderr
    assert {"cases": 1, "of": 2} == answer("pairs", "disease:* ~ species:*", "--newest", "1")["looked_at"]
    told = rounds("search", "disease:* ~s species:*", "--newest", "1").stderr
    assert "newest 1 of the 2 cases" in told


@pytest.mark.parametrize(
    ("query", "advice"), [("gene:ALK", "Write one, as in gene:ALK ~ chemical:*"), ("hand ~ gene:*", "entity:hand")]
)
def test_what_is_no_pair_is_pointed_at(query: str, advice: str, rounds: Rounds) -> None:
    """Wrong usage says what to write."""
    done = rounds("pairs", query)

    assert 2 == done.returncode
    assert advice in done.stderr


def test_a_search_shows_the_sentence(answer: Ask, rounds: Rounds) -> None:
    """As a key of each case in JSON, as a sixth field in a pipe; a search without pairs is as ever."""
    (case,) = answer("search", "gene:ALK ~ drug:*")["cases"]

    assert {
        "left": "ncbigene:238",
        "right": "mesh:C582670",
        "within": "sentence",
        "text": SENTENCE,
        "spans": [[19, 22], [35, 44]],
    } == case["pair"]
    assert SENTENCE == rounds("search", "gene:ALK ~ drug:*").stdout.rstrip("\n").split("\t")[5]
    assert 5 == len(rounds("search", "gene:ALK").stdout.split("\t"))
    assert [None, None] == [case["pair"] for case in answer("search", "necrosis")["cases"]]


def test_what_was_not_counted_is_said(rounds: Rounds) -> None:
    """No pair, and a second pair of a query, are no silence."""
    none = rounds("pairs", "gene:nosuch ~ drug:*")
    second = rounds("pairs", "(gene:ALK ~ drug:*) OR (gene:ALK ~ disease:*)")

    assert (0, "", "rounds: No pair fits.\n") == (none.returncode, none.stdout, none.stderr)
    assert "2 pairs of the query the first was counted: gene:ALK ~ drug:*" in second.stderr
    assert "alectinib" in second.stdout


@pytest.mark.parametrize("columns", [100, 40])
def test_on_a_terminal(columns: int, library: Path) -> None:
    """Numbers under their headings, the sentence below its pair; nothing is wider than the terminal."""
    command = f"{sys.executable} -m tui --library {library} pairs 'gene:ALK ~ *'"
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm"}
    done = subprocess.run(
        ["script", "-qec", command, "/dev/null"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    lines = done.stdout.replace("\r", "").splitlines()
    row = next(line for line in lines if "alectinib" in line and "sentence" not in line)

    assert all(len(line) <= columns for line in lines)
    assert columns < 64 or lines[0].index("cases") + len("cases") == row.index("1") + 1
    assert "A hand tumour with" in "".join(lines)
