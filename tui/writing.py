"""Cases out to a file, in any format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from store import RoundsError, clean_line, write_csv, write_json, write_markdown
from tui.references import records_of, references_of

if TYPE_CHECKING:
    from store import Library
    from tui.configuration import Configuration

WHOLE_CASES = {"json": write_json, "csv": write_csv, "markdown": write_markdown}
"""Formats that hold the findings as well; the others hold what a citation needs."""


def write_cases(library: Library, numbers: Sequence[int], form: str, out: TextIO, configuration: Configuration) -> None:
    """Write the cases with these document numbers to `out`."""
    if form in WHOLE_CASES:
        WHOLE_CASES[form]((document for _, document in library.documents(numbers)), out)
    else:
        out.write(records_of(references_of(library.cases(numbers), configuration), form, configuration))


@contextmanager
def new_file(path: Path, *, overwrite: bool = False) -> Iterator[TextIO]:
    """A file that stands at `path` only once it is whole; raises `RoundsError` where another one is in the way."""
    if path.exists() and not overwrite:
        raise RoundsError(f"{clean_line(path.name)} is there already.", "Give another name.")
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            yield file
        draft.replace(path)
    except OSError as error:
        raise RoundsError(f"{clean_line(path.name)} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
