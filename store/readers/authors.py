"""Names out of a line of authors.

The first of these that the line holds separates the names: `;`, the ideographic and Arabic commas, `, `. In a list
separated by `;` the word `and` separates too; between commas it belongs to the name of a group. Suffixes and degrees
(`Jr`, `MD`) stay with the name before them.
"""

from __future__ import annotations

import re

_NOBODY = {"none", "n/a", "na", "-", "–", "—", "unknown", "not available", "not given", "[no authors listed]"}
_IDEOGRAPHIC = re.compile(r"\s*[、，،；]\s*")
_SEMICOLON = re.compile(r"\s*[;；]\s*")
_AND = re.compile(r"\s+(?:and|&)\s+")
_LEADING_AND = re.compile(r"(?:and|&)\s+")
_AFTER_NAME = re.compile(
    r"(?:jr|sr|ii|iii|iv|md|m\.d|phd|ph\.d|dphil|mbbs|mbchb|msc|m\.sc|bsc|mph|dvm|dds|facs|frcs|frcp|mrcp|esq)\.?$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*|d[aeiu]|de[lnr]|van|von|la|le|el|al|bin|ten|ter)$")
_GROUP_WORD = re.compile(
    r"group|consorti|committee|societ|collaborat|network|investigator|team|staff|study|cent(?:er|re)s?$", re.IGNORECASE
)


def split_authors(line: str) -> list[str]:
    """The names in a line of authors, as they are written, in order."""
    line = line.strip()
    if not line or line.lower().rstrip(".") in _NOBODY:
        return []
    if ";" in line or "；" in line:
        names = [name for part in _SEMICOLON.split(line) for name in _AND.split(part)]
    elif "、" in line or "，" in line or "،" in line:
        names = [name for part in _IDEOGRAPHIC.split(line) for name in part.split(", ")]
    elif "," in line:
        names = line.split(", ") if ", " in line else line.split(",")
        if len(names) > 1:
            names[-1] = _LEADING_AND.sub("", names[-1].lstrip(), count=1)
    else:
        names = _two_people(line)
    found: list[str] = []
    for name in names:
        name = name.strip(" ,;*_")  # noqa: PLW2901 -- the same name without its separators
        if not name:
            continue
        if found and len(name) < 8 and _AFTER_NAME.match(name):
            found[-1] += f", {name}"
        else:
            found.append(name)
    return found


def _two_people(line: str) -> list[str]:
    """`A B and C D` are two people; `Centers for Disease Control and Prevention` is one group."""
    names = _AND.split(line)
    for name in names:
        parts = name.split()
        if len(parts) < 2 or not all(_PERSON.match(part) and not _GROUP_WORD.match(part) for part in parts):
            return [line]
    return names
