"""Names out of a line of authors.

The first of these that the line holds separates the names: `;`, the ideographic and Arabic commas, `, ` outside
brackets, ` · ` and ` | `. In a list separated by `;` the word `and` separates too; between commas it belongs to the
name of a group, but before the last of several people. Suffixes and degrees (`Jr`, `MD`) stay with the name before
them, and so do initials that stand alone (`Bee, A.`). Each item of a bulleted list is one name.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from store.readers.brackets import split_outside
from store.readers.unmarked import unescaped

_NOBODY = {"none", "n/a", "na", "-", "–", "—", "unknown", "not available", "not given", "[no authors listed]"}
_IDEOGRAPHIC = re.compile(r"\s*[、，،；]\s*")
_SEMICOLON = re.compile(r"\s*[;；]\s*")
_BARS = re.compile(r" [·|] ")
_AND = re.compile(r"\s+(?:and|&)\s+")
_LEADING_AND = re.compile(r"^\s*(?:and|&)\s+")
_AFTER_NAME = re.compile(
    r"(?i:jr|sr|ii|iii|iv|2nd|3rd|md|m\.d|phd|ph\.d|dphil|mbbs|mbchb|msc|m\.sc|bsc|b\.sc|mph|dvm|dds|facs|frcs|frcp|mrcp|esq"
    r"|pharm\.? ?d|md-phd|drph|frcpath|mrcs|msn|bsn|mphil)\.?$"
    r"|(?:RN|DNP|MBA|MHS|MS|M\.S|BS|B\.S|DO|D\.O|DMD|BDS|FACP|FACC|FCCP|FRACP|FRCPC|FRCSC|CRNP|NP|PA-C|R\.N)\.?$"
    r"|(?:[A-Z]\.[ -]?){1,4}$"
)
"""Suffixes, degrees (those that could be family names in capitals alone) and initials with stops."""
_PERSON = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*|d[aeiu]|de[lnr]|van|von|la|le|el|al|bin|ten|ter)$")
_GROUP_WORD = re.compile(
    r"group|consorti|committee|societ|collaborat|network|investigator|team|staff|study|cent(?:er|re)s?$|ministr|agency"
    r"|administration|association|foundation|program|department|office|council|alliance|institut|universit|hospital"
    r"|services?$|health|medicine|board|federation|organi[sz]ation|registr|division|clinic|society|unit$",
    re.IGNORECASE,
)


_BULLET = re.compile(r"[-*+•]\s+|\d+[.)]\s+")
_FIELD = re.compile(r"(?:\*\*|__)[^*_:]{1,40}(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)")
"""A bullet that says what it holds (`**DOI:** 10.…`) is no name."""
_AFFILIATION = re.compile(
    r"@|\b(?:universit|hospital|departe?ment|institut|school|college|clinic|cent(?:er|re)\b|division|faculty|laborator)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_GOES_ON = tuple(",;、，；،")


class AuthorLines(Struct):
    """The line of authors and the lines below it that go on with them."""

    entries: list[list[str]] = field(default_factory=list)
    """Lines to be split as one, and items of a bulleted list, each with the lines that it takes."""
    bullets: set[int] = field(default_factory=set)
    """The numbers of those entries that are items."""
    ended: bool = True
    """Whether what follows is something else."""
    below_blank: bool = False

    def begin(self, text: str) -> None:
        """Take what stands behind `Authors:`."""
        self.entries.append([text] if text else [])
        self.ended = self.below_blank = False

    def go_on(self, text: str) -> bool:
        """Take a line that goes on with the authors, or say that it does not; below a blank line only a list may."""
        bullet = _BULLET.match(text)
        if bullet and _FIELD.match(text, bullet.end()):
            return False
        last = self.entries[-1]
        listed = len(self.entries) - 1 in self.bullets
        if bullet and (listed or not last or not self.below_blank):
            self.bullets.add(len(self.entries))
            self.entries.append([text[bullet.end() :]])
        elif self.below_blank or (last and last[-1][-1:] not in _GOES_ON and not may_be_names(text)):
            return False
        else:
            last.append(text)
        self.below_blank = False
        return True

    def names(self) -> list[str]:
        """All names, in order."""
        found: list[str] = []
        for number, lines in enumerate(self.entries):
            text = " ".join(lines)
            if number not in self.bullets:
                found += split_authors(text)
            elif text.strip(" ,;*_"):
                found.append(text.strip(" ,;*_"))
        return found


def split_authors(line: str) -> list[str]:
    """The names in a line of authors, as they are written but for the kind and the number of spaces, in order."""
    line = " ".join(unescaped(line).split())
    if not line or line.lower().rstrip(".") in _NOBODY:
        return []
    if ";" in line or "；" in line:
        names = [name for part in _SEMICOLON.split(line) for name in _AND.split(_LEADING_AND.sub("", part, count=1))]
    elif "、" in line or "，" in line or "،" in line:
        names = [name for part in _IDEOGRAPHIC.split(line) for name in part.split(", ")]
    elif "," in line:
        names = _between_commas(line)
        if " and " in line or "&" in line:
            names[-2:] = _last_people(names[-2:])
    else:
        names = _two_people(line) if " · " not in line and " | " not in line else _BARS.split(line)
    found: list[str] = []
    for name in names:
        name = name.strip(" ,;*_\\")  # noqa: PLW2901 -- the same name without its separators
        if not name:
            continue
        if found and len(name) < 10 and _AFTER_NAME.match(name):
            found[-1] += f", {name}"
        else:
            found.append(name)
    return found


def _between_commas(line: str) -> list[str]:
    if ", " not in line:
        return line.split(",")
    return split_outside(line) if "(" in line or "[" in line else line.split(", ")


def _last_people(names: list[str]) -> list[str]:
    """The last names of a list between commas, the last of which `and` may stand before or divide."""
    people = [_LEADING_AND.sub("", name, count=1) for name in names]
    return [*people[:-1], *_two_people(people[-1])]


def _two_people(line: str) -> list[str]:
    """`A B and C D` are two people; `Centers for Disease Control and Prevention` is one group."""
    names = _AND.split(line)
    for name in names:
        parts = name.split()
        if len(parts) < 2 or not all(_PERSON.match(part) and not _GROUP_WORD.match(part) for part in parts):
            return [line]
    return names


def may_be_names(text: str) -> bool:
    """Whether a line can be part of a list of names: no sentence, no affiliation."""
    small = [word for word in _WORD.findall(text) if word.islower()]
    return all(_PERSON.match(word) or word == "and" for word in small) and not _AFFILIATION.search(text)
