"""Figures with their budgets, and the tables that show them."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

OPEN, CLOSE = "<!-- speed -->", "<!-- /speed -->"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value."""

    what: str
    value: float
    unit: str
    """`ms`, `s`, `B`, `MB`, `×`, `/s` or `%`."""
    budget: float | None = None
    """What it should keep to; None for what only stands beside."""
    more_is_better: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How much of the budget is used: above 1 it is missed."""
        if not self.budget or not self.value:
            return None
        return self.budget / self.value if self.more_is_better else self.value / self.budget


def written(value: float, unit: str) -> str:
    """A value as people read it."""
    if unit == "×":
        return f"{value:.2f} ×"
    digits = 0 if value >= 100 or unit in ("B", "/s") else 1 if value >= 10 or unit == "MB" else 2
    text = f"{value:,.{digits}f}"
    return f"{text}{unit}" if unit == "/s" else f"{text} {unit}"


def machine() -> str:
    """The machine on which the figures were taken, and when."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = re.search(r"^model name\s*:\s*(.+)$", info.read_text(encoding="utf-8"), re.MULTILINE)
        cpu = named[1].strip() if named else cpu
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cpu}, {cores} cores, {platform.system()}, Python {platform.python_version()}, {date.today().isoformat()}"


class Runs:
    """The figures of several library sizes, kept in a folder from run to run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, cases: int, figures: Sequence[Figure]) -> None:
        """Keep the figures of a size; those measured before and not again stay."""
        path = self._path(cases)
        kept = {one.what: one for one in self.read(cases)} | {one.what: one for one in figures}
        path.write_text(json.dumps({"machine": machine(), "figures": [asdict(one) for one in kept.values()]}, indent=1))

    def read(self, cases: int) -> list[Figure]:
        """What is kept of a size."""
        path = self._path(cases)
        return [Figure(**one) for one in json.loads(path.read_text())["figures"]] if path.exists() else []

    def sizes(self) -> list[int]:
        """The sizes of which figures are kept."""
        return sorted(int(path.stem.partition("-")[2]) for path in self._folder.glob("figures-*.json"))

    def _path(self, cases: int) -> Path:
        return self._folder / f"figures-{cases}.json"

    # --- tables

    def table(self) -> list[list[str]]:
        """Header and rows: what, budget, then figure and ratio for each size."""
        sizes = self.sizes()
        found: Mapping[int, Mapping[str, Figure]] = {size: {one.what: one for one in self.read(size)} for size in sizes}
        names = list(dict.fromkeys(name for size in reversed(sizes) for name in found[size]))
        header = ["what", "budget"]
        for size in sizes:
            header += [f"{size:,} cases", "ratio"]
        rows = [header]
        for name in sorted(names, key=lambda name: all(found[size].get(name, _NONE).budget is None for size in sizes)):
            one = next(found[size][name] for size in sizes if name in found[size])
            row = [f"{name} ({one.note})" if one.note else name]
            row.append("" if one.budget is None else written(one.budget, one.unit))
            for size in sizes:
                figure = found[size].get(name)
                ratio = figure.ratio if figure else None
                row += [written(figure.value, figure.unit) if figure else "", "" if ratio is None else f"{ratio:.2f}"]
            rows.append(row)
        return rows

    def text(self) -> str:
        """The table for a terminal."""
        rows = self.table()
        widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
        lines = [
            "  ".join(
                cell.ljust(width) if at == 0 else cell.rjust(width)
                for at, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in rows
        ]
        return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:], "", machine()])

    def markdown(self) -> str:
        """The table for the README; a missed budget is in bold."""
        header, *rows = self.table()
        lines = [_markdown_row(header), _markdown_row(["---", *["---:"] * (len(header) - 1)])]
        for row in rows:
            cells = row[:2]
            for figure, ratio in zip(row[2::2], row[3::2], strict=True):
                missed = bool(ratio) and float(ratio) > 1
                cells += [f"**{figure}**" if missed else figure, f"**{ratio}**" if missed else ratio]
            lines.append(_markdown_row(cells))
        return "\n".join([*lines, "", f"Measured with `python -m tests.bench` on {machine()}."])


_NONE = Figure("", 0, "")


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def put_into(path: Path, text: str) -> None:
    """Write `text` between the two comments that mark its place in a Markdown file.

    Raises `ValueError` where the marks are missing.
    """
    before, opened, rest = path.read_text(encoding="utf-8").partition(OPEN)
    _, closed, after = rest.partition(CLOSE)
    if not opened or not closed:
        raise ValueError(f"{path} has no place for the table: {OPEN} … {CLOSE}")
    path.write_text(f"{before}{OPEN}\n{text}\n{CLOSE}{after}", encoding="utf-8")
