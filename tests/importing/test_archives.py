"""Archives: what is in them is imported, what is wrong with them is said, nothing is ever unpacked onto the disk."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile
from pathlib import Path

import pytest

from store.importing import archives
from store.importing.report import ImportReport
from store.library import Library
from store.text import is_clean
from tests.importing.made_cases import case_text


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.skipped, len(report.rejected)


def reasons(report: ImportReport) -> str:
    return "\n".join(str(rejection) for rejection in report.rejected)


MEMBERS = {"a.md": case_text(1), "deep/er/b.TXT": case_text(2), "c.pdf": "no", "__MACOSX/._a.md": "no", "d.md": ""}


def make_zip(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("deep")
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def make_tar(path: Path, members: dict[str, str], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, text in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
        for kind, name in ((tarfile.SYMTYPE, "link.md"), (tarfile.FIFOTYPE, "pipe.md"), (tarfile.DIRTYPE, "dir.md")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    return path


def test_zip(library: Library, tmp_path: Path) -> None:
    """By the rules of folders; messages name archive and member."""
    report = library.import_paths([make_zip(tmp_path / "x.zip", MEMBERS)])

    assert counts(report) == (2, 0, 0, 2, 1)
    assert reasons(report).startswith(f"{tmp_path}/x.zip/d.md:1: ")


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("x.tar.gz", "w:gz"),
        ("x.TGZ", "w:gz"),
        ("x.tar", "w"),
        ("x.tar.bz2", "w:bz2"),
        ("x.tar.xz", "w:xz"),
        ("x.tgz", "w"),
    ],
)
def test_tar(library: Library, tmp_path: Path, name: str, mode: str) -> None:
    """Packed in any of the usual ways; links and pipes are passed over."""
    report = library.import_paths([make_tar(tmp_path / name, MEMBERS, mode)])

    assert counts(report) == (2, 0, 0, 4, 1)


def test_archives_in_folders_are_passed_over(library: Library, tmp_path: Path) -> None:
    """In a folder only case files are taken."""
    make_zip(tmp_path / "x.zip", MEMBERS)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "x.zip").write_bytes((tmp_path / "x.zip").read_bytes())

    assert counts(library.import_paths([folder])) == (0, 0, 0, 1, 0)


def test_a_zip_without_its_suffix(library: Library, tmp_path: Path) -> None:
    """Is known by its content, unless its name says that it is a case file."""
    odd = make_zip(tmp_path / "download", MEMBERS)
    lying = make_zip(tmp_path / "x.md", MEMBERS)

    assert counts(library.import_paths([odd]))[0] == 2
    assert "zip archive" in reasons(library.import_paths([lying]))


def test_names_that_would_leave_the_folder(library: Library, tmp_path: Path) -> None:
    """Do no harm, since nothing is unpacked; nor do control characters in them."""
    members = {"../../evil.md": case_text(1), "/etc/evil.md": case_text(2), "\x1b]52;c;x\x07.md": ""}
    for path in (make_zip(tmp_path / "x.zip", members), make_tar(tmp_path / "x.tar.gz", members)):
        report = library.import_paths([path])
        assert "\x1b" not in reasons(report)

    assert library.info.cases == 2
    assert {"x.zip", "x.tar.gz", "library.db"} <= {entry.name for entry in tmp_path.iterdir()}
    assert not (tmp_path.parent / "evil.md").exists()


def test_a_bomb_of_one_member(library: Library, tmp_path: Path) -> None:
    """A member above the size limit is refused, by what it says and by what it is."""
    bomb = tmp_path / "bomb.zip"
    make_zip(bomb, {"big.md": "0" * 30_000_000, "a.md": case_text(1)})
    report = library.import_paths([bomb])
    assert counts(report) == (1, 0, 0, 0, 1)
    assert "30,000,000 bytes" in reasons(report)
    lying = bomb.read_bytes().replace((30_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    (tmp_path / "lying.zip").write_bytes(lying)

    assert "big.md: cannot be unpacked" in reasons(library.import_paths([tmp_path / "lying.zip"]))


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_bomb_of_many_members(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """An archive that unpacks to far more than it is, is given up with what was found before."""
    monkeypatch.setattr(archives, "FREE_BYTES", 1_000_000)
    members = {"0.md": case_text(1)} | {f"{number}.md": "x" * 300_000 for number in range(1, 9)}
    path = make_zip(tmp_path / "x.zip", members) if kind == "zip" else make_tar(tmp_path / "x.tar.gz", members)
    report = library.import_paths([path])

    assert report.added >= 1
    assert "more than 200 times its size" in reasons(report)


def test_an_archive_of_too_many_files(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is given up, with the number said."""
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)

    assert "more than 3 files" in reasons(library.import_paths([make_zip(tmp_path / "x.zip", MEMBERS)]))


def test_an_encrypted_member(library: Library, tmp_path: Path) -> None:
    """Is refused as such; the others are taken."""
    path = make_zip(tmp_path / "x.zip", {"a.md": case_text(1), "b.md": case_text(2)})
    data = bytearray(path.read_bytes())
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 8] |= 1
    path.write_bytes(data)
    report = library.import_paths([path])

    assert counts(report) == (1, 0, 0, 0, 1)
    assert "locked by a password" in reasons(report)


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "x.tar", "x.tar.xz"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.95])
def test_a_truncated_archive(library: Library, tmp_path: Path, name: str, share: float) -> None:
    """What came before the cut is imported where that can be known; the cut is said."""
    members = {f"{number}.md": case_text(number, size=3000) for number in range(1, 40)}
    modes = {"x.tar.gz": "w:gz", "x.tar": "w", "x.tar.xz": "w:xz"}
    path = tmp_path / name
    make_zip(path, members) if name == "x.zip" else make_tar(path, members, modes[name])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    report = library.import_paths([path])

    assert len(report.rejected) == 1
    assert "damaged or cut short" in reasons(report)
    assert library.info.cases == report.added < 39


def test_names_in_another_encoding_than_the_archive_says(library: Library, tmp_path: Path) -> None:
    """An archive whose list cannot be read is refused, and the import goes on."""
    path = make_zip(tmp_path / "x.zip", {"é.md": case_text(1)})
    path.write_bytes(path.read_bytes().replace("é.md".encode(), b"\xe9\xff.md"))
    (tmp_path / "a.md").write_text(case_text(2), encoding="utf-8")
    report = library.import_paths([path, tmp_path / "a.md"])

    assert counts(report) == (1, 0, 0, 0, 1)
    assert "damaged" in reasons(report)


ODD_MEMBERS = {
    "hard.md": tarfile.LNKTYPE,
    "symbolic.md": tarfile.SYMTYPE,
    "device.md": tarfile.CHRTYPE,
    "disk.md": tarfile.BLKTYPE,
    "pipe.md": tarfile.FIFOTYPE,
    "unknown.md": b"Z",
}


def test_links_and_devices(library: Library, tmp_path: Path) -> None:
    """Nothing is read through them; the file of an unknown type is taken for a file, and is empty."""
    secret = tmp_path / "secret.txt"
    secret.write_text(case_text(1), encoding="utf-8")
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        for name, kind in ODD_MEMBERS.items():
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, str(secret)
            archive.addfile(member)
    report = library.import_paths([tmp_path / "x.tar"])

    assert (0, 6) == (report.added, report.skipped + len(report.rejected))
    assert library.info.cases == 0


def test_names_that_come_twice_and_archives_within(library: Library, tmp_path: Path) -> None:
    """Both files of one name are read; an archive inside another is passed over, or refused where it ends in .md."""
    inner = make_zip(tmp_path / "inner.zip", {"in.md": case_text(9)}).read_bytes()
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for number in (1, 2):
            archive.writestr("a.md", case_text(number))
        archive.writestr("inner.zip", inner)
        archive.writestr("inner.md", inner)
    report = library.import_paths([tmp_path / "x.zip"])

    assert counts(report) == (2, 0, 0, 1, 1)
    assert "inner.md:1: a zip archive" in reasons(report)


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_bomb_in_the_headers(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: bytes) -> None:
    """Names as long as a disk are counted like contents."""
    monkeypatch.setattr(archives, "FREE_BYTES", 1_000_000)
    header = tarfile.TarInfo("x")
    header.type, header.size = kind, 50_000_000
    path = tmp_path / "x.tar.gz"
    with gzip.open(path, "wb") as file:
        file.write(header.tobuf(tarfile.USTAR_FORMAT))
        for _ in range(50):
            file.write(b"a" * 1_000_000)
    report = library.import_paths([path])

    assert "more than 200 times its size" in reasons(report)


def test_members_that_lie_over_one_another(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip whose list names the same bytes again and again is given up."""
    monkeypatch.setattr(archives, "FREE_BYTES", 1_000_000)
    path = make_zip(tmp_path / "x.zip", {"a.md": "x" * 900_000})
    data = path.read_bytes()
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = data[start:end] * 500
    tail = bytearray(data[end:])
    tail[8:16] = (500).to_bytes(2, "little") * 2 + len(entries).to_bytes(4, "little")
    path.write_bytes(data[:start] + entries + tail)
    report = library.import_paths([path])

    assert "more than 200 times its size" in reasons(report) or "overlap" in reasons(report).lower()


def test_damaged_members(library: Library, tmp_path: Path) -> None:
    """A member whose checksum is wrong is refused; the others are taken."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.md", case_text(1))
        archive.writestr("b.md", case_text(2))
    path.write_bytes(path.read_bytes().replace(b"# Case 1", b"# CASE 1"))
    report = library.import_paths([path])

    assert counts(report) == (1, 0, 0, 0, 1)
    assert "a.md: cannot be unpacked (Bad CRC" in reasons(report)


def test_gzip_that_is_no_tar(library: Library, tmp_path: Path) -> None:
    """Is refused with a reason."""
    path = tmp_path / "x.tar.gz"
    path.write_bytes(gzip.compress(case_text(1).encode() * 20))

    assert "damaged or cut short" in reasons(library.import_paths([path]))


def test_many_members_go_to_workers(library: Library, tmp_path: Path) -> None:
    """A large archive is judged by several processes and imported whole."""
    members = {f"{number}.md": case_text(number) for number in range(1, 500)}
    report = library.import_paths([make_tar(tmp_path / "x.tar.gz", members)], jobs=2)

    assert counts(report)[0] == 499
    assert library.import_paths([tmp_path / "x.tar.gz"], jobs=2).unchanged == 499


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "x.tar", "x.tar.xz", "x.tar.bz2"])
def test_bytes_that_flipped(library: Library, tmp_path: Path, name: str) -> None:
    """Wherever they are, an import ends, and every reason can be read."""
    members = {f"{number}é.md": case_text(number, size=600) for number in range(1, 8)}
    modes = {"x.tar.gz": "w:gz", "x.tar": "w", "x.tar.xz": "w:xz", "x.tar.bz2": "w:bz2"}
    path = tmp_path / name
    make_zip(path, members) if name == "x.zip" else make_tar(path, members, modes[name])
    data, dice = path.read_bytes(), random.Random(name)
    for _ in range(40):
        flipped = bytearray(data)
        for _ in range(dice.choice((1, 3, 20))):
            flipped[dice.randrange(len(data))] = dice.randrange(256)
        path.write_bytes(flipped)
        report = library.import_paths([path], jobs=1)
        assert is_clean(reasons(report))
