"""What `stats` says of the last import."""

from __future__ import annotations

from io import StringIO

import pytest

from store import ImportReport, LastImport, Rejection
from tui.cli.stats import _print_last
from tui.cli.terminal import Terminal


@pytest.mark.parametrize(
    ("rejected", "warnings", "said"),
    [(1, 0, ""), (2, 0, "… and 1 more rejection or warning"), (1, 1200, "… and 1,200 more rejections or warnings")],
)
def test_what_is_not_told_is_counted(rejected: int, warnings: int, said: str) -> None:
    """Of those of which the library keeps no more than their number, the number is said."""
    report = ImportReport(rejected=(Rejection("odd.md", 3, "binary data"),))
    out = StringIO()
    _print_last(LastImport(1, "2026-11-22", None, (), report, rejected, warnings), Terminal(out, out))
    lines = out.getvalue().rstrip("\n").split("\n")

    assert said in lines[-1]
    assert ("more" in lines[-1]) == bool(said)
