"""What an import found and did, as values."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

WARNINGS_KEPT = 20_000
"""Warnings of one import that are kept; further ones are counted."""


class Rejection(Struct, frozen=True):
    """A file that was not taken. `line` is None where the reason is not in its text."""

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}" if self.line else f"{self.file}: {self.reason}"


class Warning_(Struct, frozen=True):  # noqa: N801 -- `Warning` is Python's own
    """Something odd about a file that was taken."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class ImportReport(Struct, frozen=True):
    """The end of an import. Every file that was judged is added, updated, unchanged or rejected."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    """Files in folders and archives that are no case files by their suffix."""
    rejected: tuple[Rejection, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    """At most `WARNINGS_KEPT`."""
    cancelled: bool = False
    """Whether it was interrupted; what is counted here is kept."""
    batch: int = 0
    """Its number among the imports of the library."""
    more_warnings: int = 0
    """Warnings above those that are kept."""

    @property
    def judged(self) -> int:
        """How many files were looked into."""
        return self.added + self.updated + self.unchanged + len(self.rejected)

    def to_json(self) -> dict[str, Any]:
        """The object that `rounds import --json` prints."""
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "rejected": [{"file": one.file, "line": one.line, "reason": one.reason} for one in self.rejected],
            "warnings": [{"file": one.file, "line": one.line, "message": one.message} for one in self.warnings],
            "more_warnings": self.more_warnings,
            "cancelled": self.cancelled,
        }


class LastImport(Struct, frozen=True):
    """What the library remembers of its latest import."""

    batch: int
    started: str
    """ISO 8601, UTC."""
    finished: str | None
    """None where it was cut off (its cases up to there are kept) or is still going on."""
    paths: tuple[str, ...]
    report: ImportReport
    """With the first rejections and warnings only."""
    rejected: int
    warnings: int


class Progress(Struct, frozen=True):
    """How far an import has come."""

    done: int = 0
    """Files judged and, where they are cases, written."""
    total: int | None = None
    """Files to judge, None where that cannot be known beforehand."""
    bytes: int = 0
    seconds: float = 0.0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    file: str = ""
    """The one judged last."""
    waiting: float = 0.0
    """Seconds since when another process holds the library; 0 while it does not."""

    @property
    def rate(self) -> float:
        """Files a second."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """At the rate so far; None where the total or the rate is not known."""
        if self.total is None or not self.done:
            return None
        return max(0.0, (self.total - self.done) / self.rate) if self.rate else None


class Tally(Struct):
    """The counts of an import, or of a part of it, while it goes on."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    bytes: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)
    more_warnings: int = 0
    file: str = ""
    """The one that was judged last."""

    @property
    def judged(self) -> int:
        """Files judged so far."""
        return self.added + self.updated + self.unchanged + len(self.rejected)

    def plus(self, part: Tally) -> Tally:
        """The counts of both."""
        warnings = self.warnings + part.warnings
        return Tally(
            added=self.added + part.added,
            updated=self.updated + part.updated,
            unchanged=self.unchanged + part.unchanged,
            skipped=self.skipped + part.skipped,
            bytes=self.bytes + part.bytes,
            rejected=self.rejected + part.rejected,
            warnings=warnings[:WARNINGS_KEPT],
            more_warnings=self.more_warnings + part.more_warnings + len(warnings[WARNINGS_KEPT:]),
            file=part.file or self.file,
        )

    def report(self, batch: int, *, cancelled: bool = False) -> ImportReport:
        """The counts as a report."""
        return ImportReport(
            added=self.added,
            updated=self.updated,
            unchanged=self.unchanged,
            skipped=self.skipped,
            rejected=tuple(self.rejected),
            warnings=tuple(self.warnings),
            cancelled=cancelled,
            batch=batch,
            more_warnings=self.more_warnings,
        )
