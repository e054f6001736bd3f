"""What single commands do, beyond the shape of their JSON."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tui.cli.program import run
from tui.copies import FORMATS

Rounds = Callable[..., "subprocess.CompletedProcess[str]"]
Ask = Callable[..., Any]
ITEMS = [
    {"id": "one", "type": "article-journal", "title": "Alpha", "DOI": "10.5555/x", "author": [{"family": "Zed"}]},
    {"id": 2, "type": "article-journal", "title": "Beta", "DOI": "10.5555/x", "author": [{"family": "Abe"}]},
]


# --- list, search, show ---


def test_a_pipe_gets_whole_lines(rounds: Rounds) -> None:
    """In a pipe a case is one line of five fields, nothing cut."""
    fields = [line.split("\t") for line in rounds("list").stdout.splitlines()]

    assert fields[0] == [
        "pmc:PMC7000001",
        "2024-03-05",
        "Ada Lovelace; Grace Hopper; Mary Anning",
        "Journal of Tests",
        "A tumour of the hand with an ALK fusion",
    ]
    assert {len(line) for line in fields} == {5}


def test_limit_cuts_the_list_and_not_the_total(answer: Ask, rounds: Rounds) -> None:
    """`--limit` prints the first ones; the total counts all, and a person is told."""
    found = answer("list", "--limit", "1")

    assert (found["total"], len(found["cases"])) == (3, 1)
    assert "1 of 3 cases" in rounds("list", "--limit", "1").stderr


@pytest.mark.parametrize(
    ("options", "first"),
    [
        (["--sort", "title"], "pmc:PMC7000001"),
        (["--sort", "title", "--reverse"], "doi:10.5555/beta.2"),
        (["--sort", "date", "--reverse"], "doi:10.5555/beta.2"),
    ],
)
def test_orders(options: list[str], first: str, answer: Ask) -> None:
    """Cases come in the order asked for."""
    assert answer("search", "necrosis OR hand OR ALK", *options)["cases"][0]["id"] == first


@pytest.mark.parametrize(
    "name", ["PMC7000001", "pmc7000001", "10.5555/ALPHA.1", "doi:10.5555/alpha.1", "https://doi.org/10.5555/alpha.1"]
)
def test_a_case_by_any_of_its_names(name: str, answer: Ask) -> None:
    """A case is found by PMC id and by DOI in any form."""
    assert answer("show", name)["id"] == "pmc:PMC7000001"


def test_a_prefix_that_fits_two(rounds: Rounds) -> None:
    """A prefix that fits several cases names them and is exit code 1."""
    done = rounds("show", "10.5555/")

    assert done.returncode == 1
    assert "pmc:PMC7000001" in done.stderr
    assert "doi:10.5555/beta.2" in done.stderr


def test_a_page_that_is_pasted_is_a_query(rounds: Rounds) -> None:
    """No time is spent on which of a thousand words to leave out."""
    done = rounds("search", " ".join(f"word{number}" for number in range(1000)))

    assert (0, "", "rounds: No case fits.\n") == (done.returncode, done.stdout, done.stderr)
    assert "Without nowhere: 1." in rounds("search", "alectinib nowhere").stderr


# --- cite ---


@pytest.mark.parametrize("place", ["0", "-1", "first", "1.5"])
def test_places_in_a_collection_count_from_one(rounds: Rounds, place: str) -> None:
    """Any other is wrong usage, told with what is expected."""
    rounds("collection", "talk", "PMC7000001")
    done = rounds("collection", "talk", "PMC7000001", "--move-to", place)

    assert (2, "") == (done.returncode, done.stdout)
    assert "1, 2, …" in done.stderr


@pytest.mark.parametrize(
    "line",
    [
        ["collection", "talk", "PMC7000001", "--delete"],
        ["collection", "talk", "PMC7000001", "--rename", "other"],
        ["collection", "talk", "--remove"],
        ["collection", "talk", "--move-to", "1"],
        ["collection", "--delete"],
        ["note", "PMC7000001", "--text", "x", "--edit"],
    ],
)
def test_nothing_that_is_asked_for_is_passed_over(line: list[str], rounds: Rounds) -> None:
    """What does not go together is wrong usage, and changes nothing."""
    rounds("collection", "talk", "PMC7000001")
    done = rounds(*line)

    assert (2, "") == (done.returncode, done.stdout)
    assert rounds("collection").stdout == "talk\t1\n"


def test_no_editor_is_started_without_a_terminal(rounds: Rounds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asked for vi, and it would write into the pipe."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    done = rounds("note", "PMC7000001", "--edit")

    assert (1, "") == (done.returncode, done.stdout)
    assert "no terminal" in done.stderr


def test_a_collection_has_a_name(rounds: Rounds) -> None:
    """An empty one is refused, also where it would be the new one."""
    rounds("collection", "talk", "PMC7000001")

    assert 1 == rounds("collection", "talk", "--rename", "").returncode
    assert 1 == rounds("collection", "", "PMC7000001").returncode


def test_several_citations_are_numbered(rounds: Rounds) -> None:
    """Several citations have numbers, one has none, a case named twice is cited once."""
    assert rounds("cite", "PMC7000001").stdout.startswith("Lovelace A")
    several = rounds("cite", "PMC7000001", "10.5555/beta.2", "PMC7000001").stdout.splitlines()

    assert [line[:3] for line in several] == ["1. ", "2. "]
    assert rounds("cite", "PMC7000001", "10.5555/beta.2", "--no-numbers").stdout.startswith("Lovelace A")


def test_ids_come_from_a_pipe(rounds: Rounds) -> None:
    """`-` takes the lines of `rounds list` as they are."""
    listed = rounds("search", "necrosis").stdout
    cited = rounds("cite", "-", "--style", "apa", stdin=listed)

    assert len(cited.stdout.splitlines()) == 2


def test_what_is_there_is_cited_all_the_same(rounds: Rounds) -> None:
    """A case that is not there is said and makes exit code 1; the others are cited."""
    done = rounds("cite", "PMC9", "PMC7000001")

    assert done.returncode == 1
    assert "PMC9" in done.stderr
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_formats(form: str, rounds: Rounds, answer: Ask) -> None:
    """Every format is written, also case by case as JSON."""
    assert "A tumour of the hand" in rounds("cite", "PMC7000001", "--format", form).stdout
    assert [item["id"] for item in answer("cite", "PMC7000001", "--format", form)] == ["pmc:PMC7000001"]


def test_items_of_a_file(answer: Ask, rounds: Rounds, tmp_path: Path) -> None:
    """`--from` cites each item of a CSL-JSON file under its own id, in the order of the file."""
    file = tmp_path / "items.json"
    file.write_text(json.dumps(ITEMS), encoding="utf-8")

    assert [item["id"] for item in answer("cite", "--from", str(file), "--style", "apa")] == ["one", "2"]
    assert "Alpha" in rounds("cite", "--from", "-", stdin=file.read_text(encoding="utf-8")).stdout


@pytest.mark.parametrize("text", ["", "{", "[1]", "3", '"x"', "[" * 100_000, "\ufffe"])
def test_a_file_that_is_no_csl_json(text: str, rounds: Rounds, tmp_path: Path) -> None:
    """A file that is no CSL-JSON is a sentence and exit code 1."""
    file = tmp_path / "items.json"
    file.write_text(text, encoding="utf-8")
    done = rounds("cite", "--from", str(file))

    assert (done.returncode, done.stdout) == (1, "")
    assert "no CSL-JSON" in done.stderr


@pytest.mark.parametrize("line", [["cite"], ["cite", "PMC7000001", "--style", "ama", "--format", "ris"]])
def test_cite_wants_one_thing(line: list[str], rounds: Rounds) -> None:
    """Neither a case nor a file, or both a style and a format, is wrong usage."""
    assert rounds(*line).returncode == 2


def test_markup(rounds: Rounds) -> None:
    """Italics are kept as Markdown or HTML."""
    assert "*" in rounds("cite", "PMC7000001", "--markup", "markdown").stdout
    assert "<i>" in rounds("cite", "PMC7000001", "--markup", "html").stdout


# --- export, remove, undo, share, check ---


def test_exported_json_is_read_back(rounds: Rounds, tmp_path: Path) -> None:
    """What `export --format json` writes is a plain TinyDB file, and `import` makes the same library of it."""
    exported = tmp_path / "cases.json"
    exported.write_text(rounds("export", "--format", "json").stdout, encoding="utf-8")
    again = [sys.executable, "-m", "tui", "--library", str(tmp_path / "again.db")]
    done = subprocess.run([*again, "import", str(exported)], capture_output=True, text=True, check=False)
    listed = subprocess.run([*again, "list", "--json"], capture_output=True, text=True, check=True).stdout

    assert list(json.loads(exported.read_text(encoding="utf-8"))["papers"]) == ["1", "2", "3"]
    assert done.returncode == 0, done.stderr
    assert listed == rounds("list", "--json").stdout


def test_exported_table(rounds: Rounds) -> None:
    """`export --format csv` is a table with a line of headings."""
    rows = list(csv.DictReader(io.StringIO(rounds("export", "gene:ALK", "--format", "csv").stdout)))

    assert [row["id"] for row in rows] == ["pmc:PMC7000001"]


def test_export_never_overwrites_unasked(rounds: Rounds, tmp_path: Path) -> None:
    """A file that is there stays as it is unless `--force` is given."""
    file = tmp_path / "out.ris"
    file.write_text("mine", encoding="utf-8")
    refused = rounds("export", "--format", "ris", "--output", str(file))

    assert refused.returncode == 1
    assert file.read_text(encoding="utf-8") == "mine"
    assert rounds("export", "--format", "ris", "--output", str(file), "--force").returncode == 0
    assert file.read_text(encoding="utf-8").startswith("TY  - JOUR")
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_a_dash_is_standard_output(rounds: Rounds, tmp_path: Path) -> None:
    """`--output -` writes no file of that name, as `notebook export -` does not."""
    done = rounds("export", "--format", "ris", "--output", "-", cwd=tmp_path)

    assert done.stdout == rounds("export", "--format", "ris").stdout
    assert not (tmp_path / "-").exists()


def test_o_is_short_for_output_and_no_part_of_the_query(rounds: Rounds, tmp_path: Path) -> None:
    """`-o FILE` writes the file, and a word that is excluded and begins with an o is one all the same."""
    done = rounds("export", "-o", "alk.ris", "gene:ALK", "-osteosarcoma", "--format", "ris", cwd=tmp_path)

    assert (tmp_path / "alk.ris").read_text(encoding="utf-8").startswith("TY  - JOUR")
    assert "alk.ris" in done.stderr
    assert "1 case." in done.stderr


@pytest.mark.parametrize("form", ["ris", "csv", "json"])
def test_an_export_of_nothing_says_so(rounds: Rounds, form: str) -> None:
    """A query without hits is told on standard error, with what could be left out, as `search` does."""
    done = rounds("export", "gene:ALK", "zzzz", "--format", form)

    assert done.returncode == 0
    assert "No case fits. Without zzzz: 1." in done.stderr


def test_removed_cases_come_back(rounds: Rounds, answer: Ask) -> None:
    """`undo` after `remove` puts the case back as it was; `redo` removes it again."""
    before = answer("show", "PMC7000001")
    rounds("remove", "PMC7000001")

    assert rounds("show", "PMC7000001").returncode == 1
    assert rounds("undo").returncode == 0
    assert answer("show", "PMC7000001") == before
    assert rounds("redo").returncode == 0
    assert answer("list")["total"] == 2


def test_all_are_removed_or_none(rounds: Rounds, answer: Ask) -> None:
    """Where one case is not there none is removed."""
    assert rounds("remove", "PMC7000001", "PMC9").returncode == 1
    assert answer("list")["total"] == 3


def test_the_notebook_is_searched(rounds: Rounds, answer: Ask) -> None:
    """Stars, tags and notes made on the command line are found by queries."""
    rounds("star", "PMC7000001")
    rounds("tag", "10.5555/beta.2", "--add", "sting")
    rounds("note", "10.5555/beta.2", "--text", "Ask the beekeeper.")

    assert [case["id"] for case in answer("search", "is:starred")["cases"]] == ["pmc:PMC7000001"]
    assert [case["id"] for case in answer("search", "tag:sting note:beekeeper")["cases"]] == ["doi:10.5555/beta.2"]
    assert rounds("note", "10.5555/beta.2").stdout == "Ask the beekeeper.\n"
    assert rounds("tag").stdout == "sting\t1\n"


def test_a_shared_library_is_opened_by_the_command_printed(rounds: Rounds, answer: Ask, tmp_path: Path) -> None:
    """`share` prints the command that opens the snapshot, and what keeps others out."""
    shared = answer("share", str(tmp_path / "shared"))
    opened = [sys.executable, "-m", "tui", "--library", shared["library"], "list", "--json"]

    assert shared["cases"] == 3
    assert shared["command"].startswith("rounds --library ")
    assert subprocess.run(opened, capture_output=True, text=True, check=True).stdout == rounds("list", "--json").stdout
    assert rounds("share", str(tmp_path / "shared")).returncode == 1


def test_a_damaged_library_is_told_and_saved(rounds: Rounds, library: Path) -> None:
    """`check` says what is wrong with exit code 1; `--repair` writes a new file and leaves the old one alone."""
    text = "".join(
        f"# Case {n}\n\nDOI: 10.5555/n{n} · J · 2020\n\n## TL;DR\n\n{n * 7919**300}\n\x1e\n" for n in range(200)
    )
    assert rounds("import", "-", stdin=text).returncode == 0
    data = bytearray(library.read_bytes())
    page = 8192
    for start in range(5 * page, len(data), 4 * page):
        data[start : start + 100] = bytes(100)
    library.write_bytes(data)
    told = rounds("check")
    saved = rounds("check", "--repair", "--into", str(library.with_name("saved.db")))

    assert told.returncode == 1
    assert "damaged" in told.stdout
    assert saved.returncode == 0, saved.stderr
    assert library.read_bytes() == data
    assert library.with_name("saved.db").exists()


def test_a_long_repair_says_how_far_it_is(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving is told as looking is: in a pipe a line now and then."""
    monkeypatch.setattr("tui.cli.progress._PAUSE", 0.0)
    with closing(sqlite3.connect(library)) as plain, plain:
        plain.execute("DELETE FROM index_keys WHERE key = 'pmc:PMC7000001'")
    run(["check", "--repair", "--library", str(library)])

    assert "rounds: cases saved: 3 of 3" in capsys.readouterr().err


def test_no_library_at_all_is_damaged(rounds: Rounds, library: Path) -> None:
    """A file that is no library is a sentence for every command."""
    library.write_bytes(b"SQLite? no. " * 1000)

    for line in (["list"], ["show", "PMC1"], ["import", "."], ["stats"]):
        done = rounds(*line)
        assert done.returncode == 1, line
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "line", [["export", "--format", "csv", "--output"], ["notebook", "export"]], ids=["cases", "notebook"]
)
def test_files_that_are_written_are_no_wider_than_others_may_read(
    rounds: Rounds, tmp_path: Path, line: list[str]
) -> None:
    """Whatever the umask; a notebook is its owner's alone; a file that is there stays until the new one is whole."""
    path = tmp_path / "out.json"
    wanted = 0o600 if line[0] == "notebook" else 0o644
    done = rounds(*line, str(path), umask=0)

    assert done.returncode == 0, done.stderr
    assert path.stat().st_mode & 0o777 == wanted
    assert rounds(*line, str(path)).returncode == 1
    assert rounds(*line, str(path), "--force").returncode == 0
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
