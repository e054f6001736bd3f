"""Cases out to a file, in any format."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from store import RoundsError, clean_line, passing_beside, put_in_place, write_csv, write_json, write_markdown
from tui.references import records_of, references_of

if TYPE_CHECKING:
    from store import Library
    from tui.configuration import Configuration

_WHOLE_CASES = {"json": write_json, "csv": write_csv, "markdown": write_markdown}
_AT_ONCE = 500
"""References in memory at a time, where the format allows writing them bit by bit."""


def write_cases(library: Library, numbers: Sequence[int], form: str, out: TextIO, configuration: Configuration) -> None:
    """Write the cases with these document numbers to `out`."""
    if form in _WHOLE_CASES:
        _WHOLE_CASES[form]((document for _, document in library.documents(numbers)), out)
        return
    from store import FORMATS  # noqa: PLC0415 -- citing is loaded by who cites

    between = FORMATS[form].between
    portion = _AT_ONCE if between is not None else max(1, len(numbers))
    for start in range(0, max(1, len(numbers)), portion):
        references = references_of(library.cases(numbers[start : start + portion]), configuration)
        out.write(between if between and start else "")
        out.write(records_of(references, form, configuration))


@contextmanager
def new_file(
    path: Path, *, overwrite: bool = False, private: bool = False, advice: str = "Give another name."
) -> Iterator[TextIO]:
    """A file that stands at `path` only once it is whole: where the disk is full, what was there before stays.

    It is made with the person's umask and never wider than 0644, a `private` one for its owner alone. Raises
    `RoundsError` where it cannot be written or another file is in the way (with `advice`), also one that has come
    since.
    """
    shown = clean_line(str(path))
    in_the_way = RoundsError(f"“{shown}” is there already.", advice)
    try:
        if path.exists() and not overwrite:
            raise in_the_way
        passing = passing_beside(path)
        descriptor = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                yield file
            if overwrite:
                passing.replace(path)
            else:
                put_in_place(passing, path)
        finally:
            passing.unlink(missing_ok=True)
    except FileExistsError as error:
        raise in_the_way from error
    except OSError as error:
        raise RoundsError(f"“{shown}” cannot be written: {error.strerror}.") from error
