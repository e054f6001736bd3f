"""`rounds import` as it is run."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Rounds = Callable[..., "subprocess.CompletedProcess[str]"]
CASE = "# Case {0} of pain\n\n**Authors:** A Uthor\n\nDOI: 10.5555/case.{0} · Journal · 2024\n\n## TL;DR\n\nPain {0}.\n"


def case_file(folder: Path, number: int) -> Path:
    """A small case file of its own."""
    path = folder / f"case{number}.md"
    path.write_text(CASE.format(number), encoding="utf-8")
    return path


@pytest.fixture
def imported(tmp_path: Path) -> Rounds:
    """`rounds import` into a new library."""

    def run(*arguments: str | bytes, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tui", "import", *arguments, "--library", str(tmp_path / "new" / "library.db")]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False, **options)  # type: ignore[call-overload,no-any-return]

    return run


def test_the_shape(imported: Rounds, tmp_path: Path) -> None:
    """`--json` prints the counts, and every rejection and warning with file, line and reason."""
    folder = tmp_path / "cases"
    folder.mkdir()
    case_file(folder, 1)
    (folder / "bad.md").write_bytes(b"\x00\x01\x02binary\x00" * 20)
    (folder / "odd.md").write_text("# Odd\n\nDOI: 10.5555/odd · J · 2024-13-77\n\n## TL;DR\n\nx.\n", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"x")
    done = imported(str(folder), "--json")
    report = json.loads(done.stdout)

    assert done.returncode == 1
    assert (report["added"], report["updated"], report["unchanged"], report["skipped"]) == (2, 0, 0, 1)
    (rejected,) = report["rejected"]
    assert rejected.keys() == {"file", "line", "reason"}
    assert rejected["file"].endswith("bad.md")
    assert {warning["file"].rpartition("/")[2] for warning in report["warnings"]} == {"odd.md"}
    assert {"file", "line", "message"} == report["warnings"][0].keys()


def test_the_same_again_changes_nothing(imported: Rounds, tmp_path: Path) -> None:
    """The second time all is unchanged; an edited file is updated."""
    case = case_file(tmp_path, 1)

    assert imported(str(case)).stdout == "1 added, 0 updated, 0 unchanged, 0 rejected\n"
    assert imported(str(case)).stdout == "0 added, 0 updated, 1 unchanged, 0 rejected\n"
    case.write_text(case.read_text(encoding="utf-8").replace("Pain 1.", "No pain."), encoding="utf-8")
    assert imported(str(case)).stdout == "0 added, 1 updated, 0 unchanged, 0 rejected\n"


def test_rejections_are_told_on_standard_error(imported: Rounds, tmp_path: Path) -> None:
    """Without `--json` each rejection stands on standard error with its reason, and the exit code is 1."""
    (tmp_path / "bad.txt").write_bytes(b"\x00" * 50)
    done = imported(str(tmp_path / "bad.txt"))

    assert done.returncode == 1
    assert done.stdout == "0 added, 0 updated, 0 unchanged, 1 rejected\n"
    assert "bad.txt" in done.stderr
    assert "rejected: " in done.stderr


def test_a_path_that_is_not_there(imported: Rounds, tmp_path: Path) -> None:
    """A path that was named and is not there is exit code 1 and is said; the others are imported."""
    done = imported(str(tmp_path / "none"), str(case_file(tmp_path, 1)))

    assert done.returncode == 1
    assert "1 added" in done.stdout
    assert "none" in done.stderr


def test_nothing_to_import_makes_no_library(imported: Rounds, tmp_path: Path) -> None:
    """A slip of the fingers leaves no empty library behind, which would hide the bundled cases."""
    done = imported(str(tmp_path / "none"))

    assert done.returncode == 1
    assert "no such file" in done.stderr
    assert not (tmp_path / "new").exists()


def test_an_export_is_read_back_by_its_name(imported: Rounds, tmp_path: Path) -> None:
    """A file with several cases and a line between them is taken apart; in a folder it is refused with advice."""
    folder = tmp_path / "cases"
    folder.mkdir()
    several = folder / "several.md"
    several.write_text("\n<!-- next case -->\n\n".join(CASE.format(number) for number in (1, 2, 3)), encoding="utf-8")
    done = imported(str(folder))

    assert done.returncode == 1
    assert "another case begins here: import this file by its name" in done.stderr
    assert imported(str(several)).stdout == "3 added, 0 updated, 0 unchanged, 0 rejected\n"


def test_archives_and_standard_input(imported: Rounds, tmp_path: Path) -> None:
    """A `.zip`, a `.tar.gz` and `-` are sources like any other."""
    with zipfile.ZipFile(tmp_path / "cases.zip", "w") as archive:
        archive.writestr("a/case1.md", CASE.format(1))
    with tarfile.open(tmp_path / "cases.tar.gz", "w:gz") as tar:
        member = tarfile.TarInfo("b/case2.md")
        member.size = len(CASE.format(2))
        tar.addfile(member, io.BytesIO(CASE.format(2).encode()))
    done = imported(str(tmp_path / "cases.zip"), str(tmp_path / "cases.tar.gz"), "-", input=CASE.format(3))

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("3 added")


def test_a_name_that_is_no_text(imported: Rounds, tmp_path: Path) -> None:
    """A file name that is not UTF-8 can be imported and is told in clean letters."""
    name = os.fsencode(tmp_path) + b"/caf\xe9.md"
    Path(os.fsdecode(name)).write_text(CASE.format(1), encoding="utf-8")
    done = imported(name)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 added")


def test_ctrl_c_keeps_what_came_in(tmp_path: Path) -> None:
    """Ctrl-C ends an import with exit code 130 and a word; the library is whole."""
    folder = tmp_path / "cases"
    folder.mkdir()
    for number in range(300):
        case_file(folder, number)
    library = tmp_path / "library.db"
    command = [sys.executable, "-m", "tui", "import", str(folder), "-", "--library", str(library), "--json"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        until = time.monotonic() + 20
        while not library.exists() and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1.5)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=30)

    assert run.returncode == 130, err
    assert "Traceback" not in err
    assert "kept" in err
    assert json.loads(out)["cancelled"] is True
    checked = subprocess.run(
        [sys.executable, "-m", "tui", "check", "--library", str(library)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_bar_on_a_terminal(pty_terminal: Callable[..., object], tmp_path: Path) -> None:
    """On a terminal the import ends with its summary, the bar is gone, and no cursor stays hidden."""
    for number in range(50):
        case_file(tmp_path, number)
    command = [sys.executable, "-m", "tui", "import", str(tmp_path), "--library", str(tmp_path / "library.db")]
    terminal = pty_terminal(command, size=(80, 24))

    assert terminal.wait_exit(seconds=30) == 0  # type: ignore[attr-defined]
    assert any("50 added" in row for row in terminal.screen())  # type: ignore[attr-defined]
    assert terminal.raw.count(b"\x1b[?25l") == terminal.raw.count(b"\x1b[?25h")  # type: ignore[attr-defined]
