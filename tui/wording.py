"""Small wordings that app and commands share."""

from __future__ import annotations


def counted(number: int, word: str) -> str:
    """`1 case`, `2,000 cases`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def conflict_word(conflict: str) -> str:
    """What disagrees in what a section says of an entity; empty for nothing."""
    return {
        "id": "another id for the name",
        "kind": "gene or protein",
        "name": "unlike the usual names",
    }.get(conflict, "")
