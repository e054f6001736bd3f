"""Small wordings that app and commands share."""

from __future__ import annotations

_LEAST = 0.001
"""Of a mean below it nobody needs the digits."""


def counted(number: int, word: str) -> str:
    """`1 case`, `2,000 cases`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def to_two_digits(number: float) -> float:
    """A mean, to two digits behind the point; of a small one the first two digits that are not 0."""
    return round(number, 2) if number >= 1 else float(f"{number:.2g}")


def mean(number: float) -> str:
    """A mean as it is read: `1,234.5`, `0.042`, `<0.001`."""
    if number >= 1:
        return f"{number:,.1f}"
    return f"{number:.2g}" if number >= _LEAST or not number else f"<{_LEAST}"


def conflict_word(conflict: str) -> str:
    """What disagrees in what a section says of an entity; empty for nothing."""
    return {
        "id": "another id for the name",
        "kind": "gene or protein",
        "name": "unlike the usual names",
    }.get(conflict, "")
