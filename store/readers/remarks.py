"""What a reader has to say about a file, line by line."""

from __future__ import annotations

from store.model import Notice

MOST = 100
"""Notices kept of one file; a file of garbage must not fill the report."""


class Remarks:
    """Collects notices; lines are given from 0, as readers count them, and kept from 1, as people do."""

    def __init__(self) -> None:
        self._notices: list[Notice] = []
        self._more = 0

    def add(self, line: int, message: str) -> None:
        """Note `message` about the line `line` (from 0)."""
        if len(self._notices) < MOST:
            self._notices.append(Notice(line + 1, message))
        else:
            self._more += 1

    def take(self, notices: list[Notice]) -> None:
        """Add notices that another step made."""
        for notice in notices:
            self.add(notice.line - 1, notice.message)

    def notices(self) -> list[Notice]:
        """All that was noted, in the order of lines; the last says how many more there were."""
        notices = sorted(self._notices, key=lambda notice: notice.line)
        if self._more:
            notices.append(Notice(notices[-1].line, f"and {self._more} more warnings about this file"))
        return notices
