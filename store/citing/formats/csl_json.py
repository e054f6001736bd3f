"""CSL-JSON, the input format of citation processors (CSL 1.0.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from store.citing.csl import DATES
from store.citing.formats.values import one_line
from store.citing.reference import Date, Name, Reference

_FIELDS = {
    "title": "title",
    "container-title": "container",
    "container-title-short": "container_short",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "number": "number",
    "supplement-number": "supplement",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "language": "language",
    "ISSN": "issn",
    "ISBN": "isbn",
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "URL": "url",
    "abstract": "abstract",
}
_NAME_PARTS = {
    "family": "family",
    "given": "given",
    "non-dropping-particle": "particle",
    "dropping-particle": "dropping",
    "suffix": "suffix",
    "literal": "literal",
}


def write(references: Sequence[Reference], _keys: Sequence[str]) -> str:
    """A JSON array with an item for each reference, each under its own id."""
    items = [item_of(reference) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def item_of(reference: Reference) -> dict[str, Any]:
    """The CSL-JSON item of a reference."""
    item: dict[str, Any] = {"id": reference.id, "type": reference.type}
    if reference.authors:
        item["author"] = [_name(name) for name in reference.authors]
    for role, listed in reference.names.items():
        item[role] = [_name(name) for name in listed]
    for key, field in _FIELDS.items():
        if value := one_line(getattr(reference, field)):
            item[key] = value
    if reference.issued:
        item["issued"] = date_of(reference.issued)
    if reference.accessed:
        item["accessed"] = date_of(reference.accessed)
    item.update(_more(reference.more))
    return item


def _more(more: Mapping[str, str]) -> dict[str, Any]:
    return {
        key: {"date-parts": [[int(value)]]} if key in DATES and value.lstrip("-").isdigit() else value
        for key, value in more.items()
    }


def _name(name: Name) -> dict[str, str]:
    return {key: value for key, field in _NAME_PARTS.items() if (value := one_line(getattr(name, field)))}


def date_of(date: Date) -> dict[str, Any]:
    """The CSL-JSON date of a date."""
    if date.year is None:
        return {"literal": one_line(date.literal)}
    value: dict[str, Any] = {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
    if date.end and date.end.year:
        value["date-parts"].append([part for part in (date.end.year, date.end.month, date.end.day) if part])
    if date.season:
        value["season"] = date.season
    if date.uncertain:
        value["circa"] = True
    return value
