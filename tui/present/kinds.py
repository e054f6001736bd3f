"""How kinds of entities are told: by letter first, by colour as well."""

from __future__ import annotations

from collections.abc import Iterable

_FAMILIES = ("gene", "protein", "chemical", "disease", "species")
_LETTERS = {"cell line": "l", "strain": "t", "mutation": "m", "phenotype": "h"}
_PLURALS = {"species": "species", "gene": "genes, proteins", "disease": "diseases"}


def kind_role(kind: str) -> str:
    """The colour family of a kind: its own for the five usual ones, `other` for the rest."""
    return kind if kind in _FAMILIES else "other"


def kind_letter(kind: str) -> str:
    """The letter of a kind in gutters and lists."""
    return _LETTERS.get(kind, kind[:1] or "·")


def kind_letters(kinds: Iterable[str], *, conflict: bool = False) -> str:
    """The letters of several kinds: `gp`, or `g≠p` where the two sections of a file disagree."""
    letters = list(dict.fromkeys(kind_letter(kind) for kind in kinds))
    if not conflict:
        return "".join(letters)
    return "≠".join(letters) if len(letters) > 1 else f"{''.join(letters)}≠"


def group_title(group: str) -> str:
    """The heading of a group of entities."""
    if group in _PLURALS:
        return _PLURALS[group].upper()
    return (group[:-1] + "ies" if group.endswith("y") else group + "s").upper()
