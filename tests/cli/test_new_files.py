"""Files that are written: they stand at their names once they are whole, and nothing else is touched for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import RoundsError
from tui.writing import new_file


@pytest.mark.parametrize("overwrite", [False, True])
def test_what_lies_beside_it_stays(overwrite: bool, tmp_path: Path) -> None:
    """Whatever else a person keeps in that folder, hidden files with like names too, is as it was."""
    others = [tmp_path / name for name in (".out.csv.part", "out.csv.part", ".out.csv.tmp", ".out.csv", "out.csv~")]
    for other in others:
        other.write_text("precious")
    with new_file(tmp_path / "out.csv", overwrite=overwrite) as file:
        file.write("written")

    assert (tmp_path / "out.csv").read_text() == "written"
    assert {other.read_text() for other in others} == {"precious"}
    assert len(list(tmp_path.iterdir())) == len(others) + 1


def test_a_file_that_comes_meanwhile_stays(tmp_path: Path) -> None:
    """Somebody else makes a file of that name while this one is written: theirs stays, and one is told."""
    path = tmp_path / "out.csv"

    with pytest.raises(RoundsError, match="is there already"), new_file(path) as file:
        file.write("ours")
        path.write_text("theirs")

    assert path.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    """What was to be written cannot be had: the file that was there before stays, and nothing beside it."""
    path = tmp_path / "out.csv"
    path.write_text("before")

    with pytest.raises(RoundsError, match="No such case"), new_file(path, overwrite=True) as file:
        file.write("half")
        raise RoundsError("No such case.")

    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]
