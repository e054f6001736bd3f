"""Commas in names: where an item without ids ends before one with, and where the comma belongs to a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from store.readers.brackets import opening_of_last

_WHOLE_NAMES = {"mondo", "omim", "hp", "pr", "ncbitaxon", "pubchem.compound", "doid", "orphanet", "snomedct", "go"}
"""Namespaces whose labels are written with commas as a matter of course."""
_SYMBOLS = {"ncbigene", "cellosaurus", "dbsnp", "hgnc", "uniprot", "ensembl"}
"""Namespaces whose names are symbols, without commas."""
_SYMBOL_KINDS = {"gene", "protein", "cell line", "mutation", "variant"}
_GOES_ON = re.compile(r"(?:and|or|&)\s|[-–]\w{1,4}(?:\s|$)|\d{1,3}$|[A-Z]$|[IVX]{1,4}$")
"""How the next part of an enumeration begins, or is."""
_LOCANT = re.compile(r"\d{1,2}'?")
_ENDS_IN_LOCANT = re.compile(r"[-(]\d{1,2}'?$")
_MOST_PARTS = 12
"""A name of more parts is taken for an enumeration."""
_CONJUNCTION = re.compile(r"\b(?:and|or)\b|&")

Said = Callable[[str], bool]
"""Whether the text of the case says a name."""


def described(head: str) -> tuple[str, str | None]:
    """Name and description of `NAME (DESCRIPTION)`."""
    if head[-1:] != ")":
        return head, None
    opening = opening_of_last(head)
    if opening < 2 or head[opening - 1] != " ":
        return head, None
    return head[:opening].rstrip(), head[opening + 1 : -1].strip() or None


def together(parts: list[str]) -> list[str]:
    """Locants of a chemical's name that were written with spaces (`hydroxy-1, 2, 3-trione`), put together again."""
    joined: list[str] = []
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else ""
        locants = _LOCANT.fullmatch(part) and _ENDS_IN_LOCANT.search(before)
        if locants or (_LOCANT.fullmatch(before) and part[0].isdigit()):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    return joined


def first_part(parts: list[str], kind: str, space: str, said: Said) -> int:
    """The part with which the name of the item with ids begins; those before it are items of their own."""
    last = len(parts) - 1
    floor = _after_description(parts, space)
    if floor == last or space in _WHOLE_NAMES:
        return floor
    if last > _MOST_PARTS:
        return last
    if space in _SYMBOLS or (not space and kind in _SYMBOL_KINDS):
        first = last
        while first > floor and _GOES_ON.match(parts[first]):
            first -= 1
        return first if first < last or kind != "mutation" else _longest_said(parts, floor, said)
    if _GOES_ON.match(parts[last]) or not any(said(part) for part in parts[floor:]):
        return floor
    first = _longest_said(parts, floor, said)
    return floor if first == last and not said(parts[last]) and _CONJUNCTION.search(parts[last]) else first


def _after_description(parts: list[str], space: str) -> int:
    """The number of the part after the last one that a description closes."""
    for number in range(len(parts) - 1, 0, -1):
        closed = parts[number - 1][-1:] in (")", "]") and described(parts[number - 1])[1]
        if closed and (space not in _WHOLE_NAMES or parts[number][0].isupper()):
            return number
    return 0


def _longest_said(parts: list[str], floor: int, said: Said) -> int:
    """Where the longest name begins that the text says; the last part where it says none."""
    return next((number for number in range(floor, len(parts) - 1) if said(", ".join(parts[number:]))), len(parts) - 1)
