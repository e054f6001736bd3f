"""Small wordings that app and commands share."""

from __future__ import annotations


def counted(number: int, word: str) -> str:
    """`1 case`, `2,000 cases`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
