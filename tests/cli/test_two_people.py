"""Two people with one read-only library, and a notebook that moves from one machine to another."""

from __future__ import annotations

import json
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from store import Notebook

Rounds = Callable[..., "subprocess.CompletedProcess[str]"]
Ask = Callable[..., Any]
ALPHA, BETA = "pmc:PMC7000001", "doi:10.5555/beta.2"


def test_nothing_of_theirs_is_mixed(rounds: Rounds, answer: Ask, library: Path, tmp_path: Path) -> None:
    """Each writes into a notebook of their own, undoes their own changes, and the library stays as it is."""
    library.chmod(0o444)
    before = library.read_bytes()
    ada, carl = ("--notebook", str(tmp_path / "ada.db")), ("--notebook", str(tmp_path / "carl.db"))
    rounds("star", ALPHA, *ada)
    rounds("note", ALPHA, "--text", "Ada's own", *ada)
    rounds("star", BETA, *carl)
    undone = rounds("undo", *ada)
    starred = [[case["id"] for case in answer("search", "is:starred", *own)["cases"]] for own in (ada, carl)]

    assert "undone: write a note on “A tumour of the hand with an ALK fusion”\n" == undone.stdout
    assert [[ALPHA], [BETA]] == starred
    assert 0 == answer("search", "note:own", *carl)["total"]
    assert before == library.read_bytes()
    assert 0o600 == stat.S_IMODE((tmp_path / "ada.db").stat().st_mode)


def test_a_notebook_is_carried_elsewhere(rounds: Rounds, answer: Ask, tmp_path: Path) -> None:
    """What is exported on one machine is imported on another, and never overwrites a file unasked."""
    page, other = tmp_path / "mine.md", ("--notebook", str(tmp_path / "other.db"))
    rounds("tag", ALPHA, BETA, "--add", "to read")
    rounds("collection", "Talk", BETA, ALPHA)
    rounds("notebook", "export", str(page))
    again = rounds("notebook", "export", str(page))
    taken = answer("notebook", "import", str(page), *other)

    assert 1 == again.returncode
    assert "already" in again.stderr
    assert (2, 1) == (taken["cases"], taken["collections"])
    assert [{"tag": "to-read", "cases": 2}] == answer("tag", *other)["tags"]
    assert [BETA, ALPHA] == [case["id"] for case in answer("collection", "talk", *other)["cases"]]
    assert "undone: take in mine.md\n" == rounds("undo", *other).stdout
    assert 0o600 == stat.S_IMODE(page.stat().st_mode)


def test_the_format_follows_the_name_or_the_option(rounds: Rounds) -> None:
    """JSON unless the file is called Markdown; `-` is the standard stream."""
    rounds("star", ALPHA)
    as_json = rounds("notebook", "export", "-").stdout
    as_markdown = rounds("notebook", "export", "-", "--format", "markdown").stdout

    assert "notebook" == json.loads(as_json)["rounds"]
    assert as_markdown.startswith("# Notebook of Rounds\n")
    assert 0 == rounds("notebook", "import", "-", stdin=as_json).returncode


def test_what_is_no_notebook_is_rejected(rounds: Rounds, tmp_path: Path) -> None:
    """The file, the line and the reason are said."""
    diary = tmp_path / "diary.md"
    diary.write_text("Dear diary,\n")
    done = rounds("notebook", "import", str(diary))

    assert 1 == done.returncode
    assert f"rounds: {diary}:1: it is no notebook" in done.stderr


def test_a_saved_query_is_asked_by_its_key(rounds: Rounds, answer: Ask, tmp_path: Path) -> None:
    """What the app saved under a key can be searched by it, and narrowed; a key that nothing is under is told."""
    own = ("--notebook", str(tmp_path / "own.db"))
    with Notebook.open(tmp_path / "own.db") as notebook:
        notebook.places.save("a", {"query": "gene:ALK"}, "ALK")
    saved = answer("search", "--place", "a", *own)
    narrowed = answer("search", "--place", "a", "is:starred", *own)
    unknown = rounds("search", "--place", "z", *own)

    assert "gene:ALK" == saved["query"]
    assert saved["total"] == answer("search", "gene:ALK", *own)["total"] > 0
    assert 0 == narrowed["total"]
    assert (1, True) == (unknown.returncode, "Nothing is saved under “z”" in unknown.stderr)
    assert 2 == rounds("search", *own).returncode
