"""What the library remembers of its imports, in the TinyDB table `imports`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from msgspec import Struct, field

from store.importing.report import ImportReport, LastImport, Rejection, Warning_
from store.storage.connection import Connection
from store.storage.packing import pack, unpack
from store.storage.rows import DocumentRows

IMPORTS = "imports"
KEPT_IMPORTS = 50
KEPT_LINES = 1000
"""Rejections and warnings that are remembered of an import, each."""
_KEPT_PATHS = 100


def _now() -> str:
    """The time of day, for people; durations are measured by another clock."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Start(Struct, frozen=True):
    """The beginning of an import."""

    batch: int
    paths: tuple[str, ...]
    """As they are shown."""
    time: str = field(default_factory=_now)


def reserve(connection: Connection) -> int:
    """The number of a new import; call inside a transaction."""
    return DocumentRows(connection, IMPORTS).take_id()


def remember(
    connection: Connection, start: Start, report: ImportReport, *, finished: bool = False, lines: int = KEPT_LINES
) -> None:
    """Write down how an import stands; call inside a transaction."""
    said = report.to_json()
    record: dict[str, Any] = {
        "started": start.time,
        "finished": _now() if finished else None,
        "paths": start.paths[:_KEPT_PATHS],
        **said,
        "rejected": said["rejected"][:lines],
        "rejected_count": len(report.rejected),
        "warnings": said["warnings"][:lines],
        "warnings_count": len(report.warnings) + report.more_warnings,
    }
    rows = DocumentRows(connection, IMPORTS)
    body = pack(record)
    if rows.get(report.batch) is None:
        rows.insert([(report.batch, body)])
        rows.delete(rows.ids()[:-KEPT_IMPORTS])
    else:
        rows.replace([(report.batch, body)])


def last_import(connection: Connection) -> LastImport | None:
    """The latest import, None where there was none."""
    rows = DocumentRows(connection, IMPORTS)
    ids = rows.ids()
    body = rows.get(ids[-1]) if ids else None
    if body is None:
        return None
    record = unpack(body)
    report = ImportReport(
        added=record["added"],
        updated=record["updated"],
        unchanged=record["unchanged"],
        skipped=record["skipped"],
        rejected=tuple(Rejection(one["file"], one["line"], one["reason"]) for one in record["rejected"]),
        warnings=tuple(Warning_(one["file"], one["line"], one["message"]) for one in record["warnings"]),
        cancelled=record["cancelled"],
        batch=ids[-1],
        more_warnings=record["more_warnings"],
    )
    return LastImport(
        batch=ids[-1],
        started=record["started"],
        finished=record["finished"],
        paths=tuple(record["paths"]),
        report=report,
        rejected=record["rejected_count"],
        warnings=record["warnings_count"],
    )
