"""The report of an import as the app shows it."""

from __future__ import annotations

from store import ImportReport, LastImport, Rejection, Warning_
from tui.present.report import report_text


def test_only_places_that_there_are() -> None:
    """What was said of a file as a whole names the file alone, what was said of a line names both."""
    report = ImportReport(
        rejected=(Rejection("gone.md", None, "there is no such file"), Rejection("odd.md", 7, "binary data")),
        warnings=(Warning_("all.md", None, "two ids"), Warning_("some.md", 3, "no date")),
    )
    lines = report_text(LastImport(1, "2026-11-22", None, (), report, 2, 2)).split("\n")

    assert ["gone.md: there is no such file", "odd.md:7: binary data"] == lines[lines.index("REJECTED") + 1 :][:2]
    assert ["all.md: two ids", "some.md:3: no date"] == lines[lines.index("WARNINGS") + 1 :][:2]
