"""The report of an import as text."""

from __future__ import annotations

from store import LastImport


def report_text(report: LastImport) -> str:
    """Counts, then every rejection and warning with its file and line."""
    lines = [
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{len(report.rejected):,} rejected, {report.skipped:,} skipped"
    ]
    if report.cancelled:
        lines.append("It was stopped; what had come in until then is kept.")
    if report.rejected:
        lines += ["", "REJECTED", *(f"{one.file}:{one.line}: {one.reason}" for one in report.rejected)]
    if report.warnings:
        lines += ["", "WARNINGS", *(f"{one.file}:{one.line}: {one.message}" for one in report.warnings)]
    return "\n".join(lines)
