"""What the app is expected to show, and whether it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Shows = Callable[[list[str]], bool]
_NAME = 10
"""Letters by which a name is known on the screen, where it may be cut."""
_TITLE = 24


class Panes:
    """Where the three panes stand, read off the screen."""

    def __init__(self, rows: list[str]) -> None:
        self.findings = max(0, rows[1].find("2 Findings") - 3)
        self.entities = max(0, rows[1].find("3 Entities") - 3)


def squeezed(text: str) -> str:
    """The letters alone: how a text is broken into lines plays no part."""
    return "".join(text.split()).casefold()


def title_read(panes: Panes, title: str) -> Shows:
    """The findings pane begins with this title."""
    wanted = squeezed(title)[:_TITLE]

    def shows(rows: list[str]) -> bool:
        text = "".join(row[panes.findings + 1 : panes.entities] for row in rows[2:5])
        return squeezed(text).startswith(wanted)

    return shows


def title_listed(panes: Panes, title: str, typed: str, total: int) -> Shows:
    """The header holds what was typed and how many cases that is, and the list of cases begins with this title."""
    wanted = squeezed(title)[:_TITLE]
    counted = "1 case " if total == 1 else f" {total:,} cases "

    def shows(rows: list[str]) -> bool:
        if not rows[0].lstrip().startswith(f"/{typed}") or counted not in rows[0]:
            return False
        return squeezed("".join(row[1 : panes.findings] for row in rows[2:4])).startswith(wanted)

    return shows


def no_case_listed(typed: str) -> Shows:
    """The header holds what was typed and the list of cases says that none fits."""
    return lambda rows: rows[0].lstrip().startswith(f"/{typed}") and any("No case fits" in row for row in rows)


def found_in_finder(typed: str, names: Sequence[str]) -> Shows:
    """The finder holds what was typed and its list begins with these names."""

    def shows(rows: list[str]) -> bool:
        at = next((at for at, row in enumerate(rows) if f"› {typed} " in row or f"› {typed}┃" in row), None)
        if at is None:
            return False
        listed = [row.partition("┃")[2][6:] for row in rows[at + 2 : at + 2 + len(names)]]
        return all(row.startswith(name[:_NAME]) for row, name in zip(listed, names, strict=True))

    return shows
