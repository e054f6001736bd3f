"""Files, folders and streams: what is taken, what is passed over, what is refused and why."""

from __future__ import annotations

import gzip
import io
import os
import socket
from pathlib import Path

import pytest

from store.importing.report import ImportReport, Progress
from store.library import Library
from tests.importing.made_cases import case_text

NOBODY = 65534


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.skipped, len(report.rejected)


def reasons(report: ImportReport) -> str:
    return "\n".join(str(rejection) for rejection in report.rejected)


def put(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_folder_by_suffix(library: Library, tmp_path: Path) -> None:
    """At any depth, in any letter case; what is named otherwise is counted as skipped."""
    for number, name in enumerate(("a.md", "deep/er/b.MARKDOWN", "c.TXT", "d.Md"), 1):
        put(tmp_path / "in" / name, case_text(number))
    for name in ("e", "f.pdf", "g.md.bak", ".DS_Store", "._a.md", "deep/h.csv"):
        put(tmp_path / "in" / name, case_text(9))
    report = library.import_paths([tmp_path / "in"])

    assert counts(report) == (4, 0, 0, 6, 0)


def test_a_file_named_outright_is_judged_by_content(library: Library, tmp_path: Path) -> None:
    """Whatever it is called."""
    taken = [put(tmp_path / "paper", case_text(1)), put(tmp_path / "x.pdf", case_text(2))]
    refused = [put(tmp_path / "empty.md", ""), put(tmp_path / "page.md", "<!DOCTYPE html>\n<p>No</p>\n")]
    refused.append(put(tmp_path / "packed.md", b"\x1f\x8b\x08\x00 whatever"))
    report = library.import_paths([*taken, *refused])

    assert counts(report) == (2, 0, 0, 0, 3)
    assert f"{tmp_path}/page.md:1: HTML" in reasons(report)


def test_counts_add_up(library: Library, tmp_path: Path) -> None:
    """Every file judged is added, updated, unchanged or rejected."""
    paths = [put(tmp_path / f"{n}.md", case_text(n % 4, tldr=f"{n // 6}.")) for n in range(1, 12)]
    report = library.import_paths([*paths, put(tmp_path / "bad.md", ""), tmp_path / "gone.md"])

    assert report.judged == 13
    assert report.judged == report.added + report.updated + report.unchanged + len(report.rejected)


def test_a_path_that_is_not_there(library: Library, tmp_path: Path) -> None:
    """Is a rejection without a line; the rest is imported."""
    report = library.import_paths([tmp_path / "gone.md", put(tmp_path / "a.md", case_text(1)), "bad\0path"])

    assert counts(report) == (1, 0, 0, 0, 2)
    assert report.rejected[0].line is None
    assert reasons(report).startswith(f"{tmp_path}/gone.md: there is no such file or folder")


def test_odd_inhabitants_of_a_folder(library: Library, tmp_path: Path) -> None:
    """Loops of links, pipes, sockets, dangling links: none stops the import or keeps it waiting."""
    folder = tmp_path / "in"
    put(folder / "a.md", case_text(1))
    (folder / "again").symlink_to(folder)
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    (folder / "same.md").symlink_to(folder / "a.md")
    (folder / "dangling.md").symlink_to(tmp_path / "nowhere")
    (folder / "selfish.md").symlink_to(folder / "selfish.md")
    os.mkfifo(folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "talk.md"))
        report = library.import_paths([folder])

    assert counts(report)[:3] == (1, 0, 1)
    assert "dangling.md: cannot be read: No such file" in reasons(report)
    assert "selfish.md: cannot be read: Too many levels" in reasons(report)
    assert "pipe.md" not in reasons(report)


def test_a_pipe_named_outright(library: Library, tmp_path: Path) -> None:
    """Is refused, not waited for."""
    os.mkfifo(tmp_path / "pipe.md")

    assert "a named pipe, not a file" in reasons(library.import_paths([tmp_path / "pipe.md", "/dev/null"]))


def test_names_that_are_not_utf8(library: Library, tmp_path: Path) -> None:
    """Are imported, and shown with their bytes escaped."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in ((b"caf\xe9.md", case_text(1)), (b"b\xffd.md", ""), (b"\x1b]0;x\x07\n.md", "")):
        (folder / os.fsdecode(name)).write_text(text, encoding="utf-8")
    report = library.import_paths([folder])

    assert counts(report) == (1, 0, 0, 0, 2)
    assert "b\\xffd.md" in reasons(report)
    assert "\x1b" not in reasons(report)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_what_may_not_be_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file and a folder without permission are rejected by name; the rest goes on."""
    folder = tmp_path_factory.mktemp("unreadable")
    for parent in (folder, *folder.parents):
        if not parent.stat().st_mode & 0o005:
            parent.chmod(parent.stat().st_mode | 0o055)
    put(folder / "in" / "a.md", case_text(1))
    put(folder / "in" / "secret.md", case_text(2)).chmod(0)
    put(folder / "in" / "closed" / "b.md", case_text(3)).parent.chmod(0)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            with Library.open(":memory:") as library:
                report = library.import_paths([folder / "in"])
            said = f"{report.added}\n{reasons(report)}"
        except BaseException as error:  # noqa: BLE001 -- the child must end here, whatever happens
            said = repr(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()

    assert said.startswith("1\n")
    assert "closed: the folder cannot be read: Permission denied" in said
    assert "secret.md: cannot be read: Permission denied" in said


def test_a_file_above_the_limit(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is refused with the limit, unread."""
    monkeypatch.setenv("ROUNDS_MAX_FILE_BYTES", "5000")
    report = library.import_paths([put(tmp_path / "a.md", case_text(1) + "x" * 6000)])

    assert "5,000" in reasons(report)


def test_standard_input_with_one_case(library: Library) -> None:
    """A case file from a pipe."""
    report = library.import_paths(["-"], stdin=io.BytesIO(case_text(1).encode()))

    assert counts(report) == (1, 0, 0, 0, 0)


def test_standard_input_with_several(library: Library) -> None:
    """Divided by U+001E on lines of their own or not; lines are counted within each."""
    stream = f"{case_text(1)}\x1e\n{case_text(2)}\n\x1e\n\n<html>\n\x1e{case_text(3)}\x1e\n \n".encode()
    report = library.import_paths(["-"], stdin=io.BytesIO(stream))

    assert counts(report) == (3, 0, 0, 0, 1)
    assert reasons(report).startswith("standard input#3:2: HTML")


@pytest.mark.parametrize("between", ["", "\n", "\n\n---\n\n"])
def test_standard_input_of_files_with_nothing_between_them(library: Library, between: str) -> None:
    """`cat *.md` works: each case is known by its title below the source of the one before."""
    number = 300
    stream = between.join(f"{case_text(each)}{'---'}\nSource: https://x.example/{each}" for each in range(number))
    report = library.import_paths(["-"], stdin=io.BytesIO(stream.encode()))

    assert counts(report) == (number, 0, 0, 0, 0)


@pytest.mark.parametrize("stream", [b"", b" \n\n", b"\x1e\x1e"])
def test_standard_input_with_nothing(library: Library, stream: bytes) -> None:
    """Is one rejection."""
    report = library.import_paths(["-"], stdin=io.BytesIO(stream))

    assert counts(report) == (0, 0, 0, 0, 1)
    assert reasons(report).startswith("standard input")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_letters_whose_bytes_look_like_separators(library: Library, tmp_path: Path, codec: str) -> None:
    """Vietnamese in UTF-16 holds the byte 1E in every other letter, also at the beginning of a line."""
    text = case_text(1).replace("## Abstract", "## Abstract\n\nẤn Nguyễn Thị\nẤn Thịnh")
    named = put(tmp_path / "a.md", text.encode(codec))

    assert counts(library.import_paths([named])) == (1, 0, 0, 0, 0)
    assert counts(library.import_paths(["-"], stdin=io.BytesIO(text.encode(codec)))) == (0, 0, 1, 0, 0)


def test_what_is_no_text_is_refused_as_a_whole(library: Library) -> None:
    """However often the byte of a separator stands in it."""
    for data in (gzip.compress(case_text(1).encode()), b"PK\x03\x04" + b"\x1e# A\n" * 40, b"\x1e\0" * 500):
        report = library.import_paths(["-"], stdin=io.BytesIO(data))
        assert counts(report) == (0, 0, 0, 0, 1)


def test_one_endless_case_on_standard_input(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is refused without being held in memory; what follows is taken."""
    monkeypatch.setenv("ROUNDS_MAX_FILE_BYTES", "100000")
    stream = b"# Long\n" + b"x" * 1_000_000 + b"\x1e" + case_text(2).encode()
    report = library.import_paths(["-"], stdin=io.BytesIO(stream))

    assert counts(report) == (1, 0, 0, 0, 1)


def test_progress_is_told(library: Library, tmp_path: Path) -> None:
    """Totals are known for folders, and the last word is the whole."""
    for number in range(1, 31):
        put(tmp_path / "in" / f"{number}.md", case_text(number))
    told: list[Progress] = []
    library.import_paths([tmp_path / "in"], progress=told.append)

    assert (told[-1].done, told[-1].total, told[-1].added) == (30, 30, 30)
    assert told[-1].bytes > 10_000
    assert told[-1].rate > 0
    assert told[-1].seconds_left == 0
