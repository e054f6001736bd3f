"""CSL-JSON items read as references (CSL 1.0.2, appendix *Input data model*)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from store.citing.particles import split_family, split_given
from store.citing.reference import Date, Name, Reference
from store.citing.word_sets import word_set
from store.dates import read_date
from store.text import clean

_FIELDS = {
    "type": "type",
    "title": "title",
    "container-title": "container",
    "container-title-short": "container_short",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "number": "number",
    "supplement-number": "supplement",
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "URL": "url",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "language": "language",
    "abstract": "abstract",
    "ISSN": "issn",
    "ISBN": "isbn",
}
_OTHER_NAMES = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short", "event": "event-title"}
_ROLES = word_set(
    """chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director editor-translator executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator"""
)
DATES = frozenset(("accessed", "available-date", "event-date", "issued", "original-date", "submitted"))
_WHITE = re.compile("[ \t\n\r]+")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_RAW_DATE = re.compile(r"(-?\d{1,4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")


def references_of_csl(items: Iterable[Mapping[str, Any]]) -> list[Reference]:
    """A reference for each item, from its own fields alone; fields that are no text or number are passed over."""
    return [reference_of_csl(item) for item in items]


def reference_of_csl(item: Mapping[str, Any]) -> Reference:
    """The reference that one CSL-JSON item describes."""
    known: dict[str, Any] = {}
    more: dict[str, str] = {}
    people: dict[str, tuple[Name, ...]] = {}
    for written, value in item.items():
        key = _OTHER_NAMES.get(written, written)
        if key in DATES:
            date = date_of_csl(value)
            if key in ("issued", "accessed"):
                known[key] = date
            elif date and date.year:
                more[key] = str(date.year)
        elif key == "author":
            known["authors"] = _names(value)
        elif key in _ROLES:
            people[key] = _names(value)
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            text = _text(value)
            if key in _FIELDS:
                known[_FIELDS[key]] = text
            elif key != "id" and text:
                more[key] = text
    known["doi"] = _bare_doi(known.get("doi", ""))
    known["type"] = known.get("type") or "document"
    return Reference(id=_text(item.get("id", "")), more=more, names=people, **known)


def _text(value: object) -> str:
    return _WHITE.sub(" ", clean(str(value))).strip(" ") if value is not None else ""


def _bare_doi(doi: str) -> str:
    """The DOI without the address that it is often given with."""
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi, flags=re.IGNORECASE)


def _names(value: object) -> tuple[Name, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(name for entry in value if isinstance(entry, Mapping) and (name := _name(entry)))


def _name(entry: Mapping[str, Any]) -> Name | None:
    """A name of CSL-JSON; particles and suffixes that stand inside its parts are told apart."""
    parts = {
        key: _text(entry.get(key))
        for key in ("family", "given", "suffix", "dropping-particle", "non-dropping-particle", "literal")
    }
    if parts["literal"]:
        return Name(literal=parts["literal"])
    family, given, suffix = parts["family"], parts["given"], parts["suffix"]
    particle, dropping = parts["non-dropping-particle"], parts["dropping-particle"]
    if not family:
        return Name(given=given) if given else None
    if family[0] == family[-1] == '"' and len(family) > 2:
        return Name(family[1:-1], given, suffix, dropping, particle)
    if given and not particle:
        particle, family = split_family(family)
        if not suffix and "," in given:
            given, suffix = (part.strip(" !") for part in given.split(",", 1))
        given, trailing = split_given(given)
        dropping = trailing or dropping
    return Name(family, given, suffix, dropping, particle)


def date_of_csl(value: object) -> Date | None:
    """A date variable of CSL-JSON: `date-parts`, `raw` or `literal`, `season` and `circa`; None where there is none."""
    if isinstance(value, str):
        value = {"raw": value}
    if not isinstance(value, Mapping):
        return None
    uncertain = bool(value.get("circa"))
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        season = value.get("season")
        start = _parts(parts[0], season=season, uncertain=uncertain)
        if start and len(parts) > 1 and isinstance(parts[1], list) and (end := _parts(parts[1])):
            return Date(start.year, start.month, start.day, start.season, "", end, uncertain)
        return start
    if raw := _text(value.get("raw")):
        if match := _RAW_DATE.fullmatch(raw):
            return _parts([part for part in match.groups() if part], uncertain=uncertain)
        date, _ = read_date(raw)
        return Date(date.year, date.month, date.day) if date else Date(literal=raw)
    literal = _text(value.get("literal"))
    return Date(literal=literal) if literal else None


def _parts(parts: list[Any], *, season: object = None, uncertain: bool = False) -> Date | None:
    """A date of numbers, which may come as text; months above 12 are seasons."""
    try:
        numbers = [int(part) for part in parts if part not in (None, "")]
    except (TypeError, ValueError, OverflowError):
        return Date(literal=" ".join(_text(part) for part in parts))
    if not numbers or not numbers[0]:
        return None
    year, month, day = (*numbers, 0, 0)[:3]
    if 13 <= month <= 24:
        season, month = (month - 12) % 4 or 4, 0
    if not 0 <= month <= 12:
        month = 0
    if isinstance(season, str):
        season = int(season) if season in ("1", "2", "3", "4") else _SEASONS.get(season.lower())
    return Date(
        year,
        month or None,
        day if month and 1 <= day <= 31 else None,
        season if isinstance(season, int) and 1 <= season <= 4 else None,
        uncertain=uncertain,
    )
