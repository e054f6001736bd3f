"""The one family of errors that a person may see: what happened, where, and what to do.

Every expected failure below the command line or the app is raised as a `RoundsError`. The headless commands write
`str(error)` to standard error, the app shows `title` and `sentence`; neither ever shows a traceback.
"""

from __future__ import annotations


class RoundsError(Exception):
    """Something went wrong that a sentence can explain.

    `title` is a headline of a few words, `sentence` says what happened and where, `advice` says what to do (may be
    empty). Texts that quote data must be cleaned (`store.text.clean`) by whoever raises the error.
    """

    title = "Something went wrong"

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}".strip()


class NotFoundError(RoundsError):
    """A case, an entity or a path that was named is not there (exit code 1)."""

    title = "Not found"


class AmbiguousError(NotFoundError):
    """A prefix fits more than one case or entity; the sentence names the first few."""

    title = "Fits more than one"


class RejectedError(RoundsError):
    """A file is no case. `line` counts from 1 and names the place that decided it, None where no line did.

    `file` may be filled in later.
    """

    title = "Not a case"

    def __init__(self, reason: str, *, line: int | None = None, file: str = "") -> None:
        if line is None:
            super().__init__(f"{file}: {reason}" if file else reason)
        else:
            super().__init__(f"{file}:{line}: {reason}" if file else f"line {line}: {reason}")
        self.reason = reason
        self.line = line
        self.file = file


class QueryError(RoundsError):
    """A query does not parse. `column` counts characters from 0 and points at the place that makes no sense."""

    title = "The query does not parse"

    def __init__(self, query: str, column: int, sentence: str, advice: str = "") -> None:
        super().__init__(sentence, advice)
        self.query = query
        self.column = column


class LibraryError(RoundsError):
    """The library or the notebook cannot be used as asked."""

    title = "The library cannot be used"


class ReadOnlyError(LibraryError):
    """A change was asked of a library that is open for reading only."""

    title = "The library is read-only"


class OutdatedError(ReadOnlyError):
    """The file was written by another version of Rounds and would have to be written to before it can be read."""


class NewerSchemaError(LibraryError):
    """The file was written by a later version of Rounds."""

    title = "The library is from a newer Rounds"


class DamagedError(LibraryError):
    """The file is not a library, or is damaged; the advice says how to save what can be saved."""

    title = "The library is damaged"


class BusyError(LibraryError):
    """Another process has held the library for longer than we wait."""

    title = "The library is busy"


class UnsafeTextError(RoundsError):
    """Text that was not cleaned was about to leave for a terminal, a clipboard or a file: a fault of the program."""

    title = "Unsafe text was held back"


class CancelledError(RoundsError):
    """The work was interrupted on request; what was finished before is kept."""

    title = "Interrupted"
