"""Where a headless command writes: data to standard output, everything else to standard error, all of it clean."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from store import clean, clean_line

WIDEST = 100
"""Columns beyond which running text is hard to read."""
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def let_go(descriptor: int) -> None:
    """Let nothing more reach a standard stream, so that the interpreter's last flush cannot fail either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


class Terminal:
    """Standard output and standard error of one command."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._err = err or sys.stderr

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads standard output as it is written; lines are then cut to the width."""
        return self._out is not None and self._out.isatty()

    @property
    def shows_progress(self) -> bool:
        """Whether standard error can redraw a line."""
        return self._err is not None and self._err.isatty() and os.environ.get("TERM", "dumb") != "dumb"

    @property
    def width(self) -> int:
        """Columns of the terminal: as `COLUMNS` says, else as the terminal itself does."""
        try:
            columns = int(os.environ.get("COLUMNS", "")) or self._columns()
        except ValueError:
            columns = self._columns()
        return max(20, columns)

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self.out.fileno()).columns or 80
        except OSError:
            return 80

    @property
    def has_bold(self) -> bool:
        """Whether headings may be set off by an attribute of the terminal."""
        return self.is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"

    def line(self, text: str = "") -> None:
        """Print one line of data."""
        self.raw(clean_line(text) if "\n" in text else clean(text), "\n")

    def heading(self, text: str) -> None:
        """Print one line that heads what follows."""
        text = clean_line(text)
        self.raw(f"{_BOLD}{text}{_PLAIN}" if self.has_bold else text, "\n")

    def paragraph(self, text: str, *, indent: str = "", hang: str | None = None) -> None:
        """Print running text: wrapped on a terminal, a line to itself elsewhere."""
        text, indent = clean_line(text), clean(indent)
        if not self.is_terminal:
            self.raw((indent + text).rstrip(), "\n")
            return
        from tui.cli.columns import wrap  # noqa: PLC0415 -- for people alone

        for line in wrap(text, min(self.width, WIDEST), indent, indent if hang is None else hang):
            self.raw(line.rstrip(), "\n")

    def block(self, text: str) -> None:
        """Print several lines of data as they are."""
        self.raw(clean(text), "" if text.endswith("\n") else "\n")

    def row(self, *fields: str | None) -> None:
        """Print fields for other programs: one line, a tab between two."""
        self.raw("\t".join(clean_line(field or "") for field in fields), "\n")

    def document(self, value: Any) -> None:
        """Print a value as one JSON document."""
        self.raw(self.as_json(value, indent=2), "\n")

    def stream(self, head: dict[str, Any], name: str, items: Iterable[Any]) -> None:
        """Print one JSON document: `head`, and the list `items` under `name`, an item a line, as they come."""
        self.raw(self.as_json(head)[:-1], ", " if head else "", self.as_json(name), ": [")
        first = True
        for item in items:
            self.raw("\n  " if first else ",\n  ", self.as_json(item))
            first = False
        self.raw("]}\n" if first else "\n]}\n")

    def as_json(self, value: Any, indent: int | None = None) -> str:
        """`value` in JSON, with what a terminal would obey replaced, escaped where the encoding cannot carry it."""
        unicode = self._out is not None and (self._out.encoding or "").lower().replace("-", "") == "utf8"
        text = json.dumps(value, ensure_ascii=not unicode, indent=indent)
        return clean(text.replace("\u2028", "\\n").replace("\u2029", "\\n"))

    def raw(self, *parts: str) -> None:
        """Write parts that are clean already. Raises `OSError` where standard output is closed or full."""
        out = self.out
        for part in parts:
            out.write(part)

    @property
    def out(self) -> TextIO:
        """Standard output, for writers that hold their text clean themselves. Raises `OSError` where it is closed."""
        if self._out is None:
            raise OSError("it is closed")
        return self._out

    def note(self, sentence: str) -> None:
        """Say something about the work on standard error."""
        self.error_lines(f"rounds: {clean_line(sentence)}")

    def error_lines(self, text: str) -> None:
        """Write lines to standard error as they are; nothing where it is closed."""
        if self._err is None:
            return
        try:
            self._err.write(clean(text) + "\n")
            self._err.flush()
        except OSError:
            if self._err is sys.stderr:
                let_go(2)
            self._err = None

    def flush(self) -> None:
        """Hand over everything written so far; raises `OSError` where that cannot be done."""
        if self._out is not None:
            self._out.flush()
