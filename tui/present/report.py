"""The report of an import as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store import LastImport


def report_text(last: LastImport) -> str:
    """Counts, then every rejection and warning that is remembered, with its file and line."""
    report = last.report
    lines = [
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{last.rejected:,} rejected, {report.skipped:,} skipped"
    ]
    if last.finished is None:
        lines.append("It was cut off, or is still going on; what had come in until then is kept.")
    elif report.cancelled:
        lines.append("It was stopped; what had come in until then is kept.")
    if report.rejected:
        lines += ["", "REJECTED", *map(str, report.rejected)]
        lines += _more(last.rejected - len(report.rejected))
    if report.warnings:
        lines += ["", "WARNINGS", *map(str, report.warnings)]
        lines += _more(last.warnings - len(report.warnings))
    return "\n".join(lines)


def _more(count: int) -> list[str]:
    return [f"and {count:,} more"] if count > 0 else []
