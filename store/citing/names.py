"""Names as styles print them: order, initials, particles, suffixes, *and*, *et al.*"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from store.citing import marked
from store.citing.prepared import prepare
from store.citing.reference import Name

_CAPITAL = "A-Z\u0e01-\u0e5bÀ-ſ\u0400-\u042f\u0590-\u05d4\u05d6-\u05ff\u0600-\u06ff\u0386\u0388-\u03ab"
_LETTERS = "a-zA-Z\u0e01-\u0e5bÀ-ſ\u0400-\u052f\u0600-\u06ff\u0370-\u03ff\u1f00-\u1fff"
_INITIAL = re.compile(f"([{_CAPITAL}])([{_LETTERS}]*)(\\.*)")
_ALPHABET = (
    "a-zA-Z\u0e01-\u0e5bÀ-ſ\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u0600-\u06ff\u1f00-\u1fff"
    "\u0218-\u021b\u200c\u200d"
)
_ALPHABETIC = re.compile(f"[-0-9{_ALPHABET}]")
_STARTS_ALPHABETIC = re.compile(f"[&{_ALPHABET}]")
_GAP = re.compile(r"(-(?![a-z])|\s+)")
_GAPS = re.compile(r"((?:-(?![a-z])|\s)+)")
_LONE_CAPITAL = re.compile(r"(?:^|[-\s])[^\W\d_a-z](?:$|[-\s])")
_WIDE_HYPHEN = re.compile(r"\s*-\s*")
_TIGHT_STOP = re.compile(r"\.(?=[^ ])")
_SPACE_RUN = re.compile(" +")
_SORTING_LANGUAGES = ("hu", "vi")
_FAMILY_FIRST_LANGUAGES = ("ja", "zh")


class NameStyle(Struct, frozen=True):
    """How a style prints a list of names."""

    inverted: Literal["all", "first", "none"] = "all"
    separator: str = ", "
    """Between family name and given names where they are inverted."""
    initials: str = ""
    """What follows an initial."""
    full: bool = False
    """Whether given names are printed in full, only initials among them set as the style sets them."""
    keep_hyphen: bool = True
    """Whether `Jean-Paul` becomes `J-P`."""
    demote_particle: bool = False
    """Whether an inverted name has its particle at the end: `Beethoven, Ludwig van`."""
    delimiter: str = ", "
    last: str = ""
    """`and`, `&` or nothing before the last name."""
    comma_before_last: Literal["contextual", "always", "never"] = "contextual"
    minimum: int = 7
    """From how many names on the list is cut short …"""
    first: int = 3
    """… to how many."""
    show_last: bool = False
    """Whether a cut list ends with an ellipsis and the last name."""
    italic_et_al: bool = False
    tell_apart: bool = False
    """Whether given names are printed as they are where two names of a list would read the same."""


def names(people: Sequence[Name], style: NameStyle, language: str = "") -> str:
    """The marked text of a list of names; nothing for no names."""
    count = len(people)
    if not count:
        return ""
    full = _alike(people) if style.tell_apart else frozenset()
    cut = count >= style.minimum and count > style.first
    shown = people[: style.first] if cut else people
    texts = [one_name(name, style, language, at == 0, name in full) for at, name in enumerate(shown)]
    if cut:
        listed = style.delimiter.join(texts)
        if style.show_last and count > style.first + 1:
            return f"{listed}{style.delimiter}… {one_name(people[-1], style, language, False)}"
        et_al = marked.italic("et al.") if style.italic_et_al else "et al."
        return listed + (style.delimiter if style.first > 1 else " ") + et_al
    if count == 1 or not style.last:
        return style.delimiter.join(texts)
    rule = "contextual" if people[-1].literal else style.comma_before_last
    comma = rule == "always" or (rule == "contextual" and count > 2)
    gap = style.delimiter if comma else " "
    return f"{style.delimiter.join(texts[:-1])}{gap}{style.last} {texts[-1]}"


def _alike(people: Sequence[Name]) -> frozenset[Name]:
    """The names that differ from another only by what their initials do not show."""
    families = [name.family for name in people if name.family]
    if len(set(families)) == len(families):
        return frozenset()
    readings: dict[tuple[str, str], set[str]] = {}
    for name in people:
        if name.family:
            readings.setdefault((name.family, initials(name.given, "", True)), set()).add(name.given)
    return frozenset(
        name for name in people if name.family and len(readings[name.family, initials(name.given, "", True)]) > 1
    )


def one_name(name: Name, style: NameStyle, language: str, leads: bool, in_full: bool = False) -> str:
    """The marked text of one name; `leads` tells that it is the first of its list, `in_full` keeps its given names."""
    if name.literal or not name.family:
        return prepare(name.literal or name.given)
    given = name.given
    if given and not in_full:
        given = tidied(given, style.initials) if style.full else initials(given, style.initials, style.keep_hyphen)
    script = _script(name, language)
    family, particle = name.family, name.particle
    gap = "" if particle[-1:] in ("’", "'", "-", " ") else " "
    if script == "ideographs":
        return prepare(particle + family + given)
    if script == "family first":
        return prepare(_spaced(_spaced(particle, family), given))
    whole = f"{particle}{gap}{family}" if particle else family
    suffix = tidied(name.suffix, style.initials) if name.suffix else ""
    if style.inverted == "all" or (style.inverted == "first" and leads):
        after = _spaced(given, name.dropping)
        if style.demote_particle:
            whole, after = family, _spaced(after, particle)
        text = f"{whole}{style.separator}{after}" if after else whole
        return prepare(f"{text}{style.separator}{suffix}" if suffix else text)
    return prepare(_spaced(_spaced(given, name.dropping), _spaced(whole, suffix)))


def _script(name: Name, language: str) -> str:
    """Whether a name is written in ideographs, or family name first, or in the way of the style."""
    tag = language[:2].lower()
    if not _ALPHABETIC.search(name.family):
        return "family first" if _STARTS_ALPHABETIC.match(name.given) else "ideographs"
    if tag in _FAMILY_FIRST_LANGUAGES or language in _SORTING_LANGUAGES:
        return "family first"
    return ""


def _spaced(left: str, right: str) -> str:
    return f"{left} {right}" if left and right else left or right


@lru_cache(maxsize=4096)
def initials(given: str, end: str, keep_hyphen: bool) -> str:
    """The initials of given names, each followed by `end`; small words and other scripts stay as they are."""
    if not _STARTS_ALPHABETIC.match(given):
        return given
    if not keep_hyphen:
        given = given.replace("-", " ")
    words = _GAP.split(_TIGHT_STOP.sub(". ", given.strip()))
    out = ""
    for at in range(0, len(words), 2):
        word = words[at]
        if not word:
            continue
        match = _INITIAL.match(word)
        hyphen = "-" in words[at - 1] if at else False
        if match is None:
            out = out.rstrip(" ") + " " + word + " " if _ALPHABETIC.search(word) else out + word
            continue
        if hyphen and out:
            out = out.rstrip() + "-"
        out += _abbreviated(match) + end
    return out.strip()


def tidied(given: str, end: str) -> str:
    """Given names in full, initials and abbreviations among them followed by `end`."""
    if "." not in given and not _LONE_CAPITAL.search(given):
        return given
    if not _STARTS_ALPHABETIC.match(given):
        return given
    words = _GAPS.split(_TIGHT_STOP.sub(". ", given.strip()))
    out = ""
    for at in range(0, len(words), 2):
        word, gap = words[at], words[at + 1] if at + 1 < len(words) else ""
        following = words[at + 2] if gap else ""
        if not _is_abbreviated(word):
            out += word + gap
            continue
        out += (word[:-1] if len(word) > 1 else word) + end
        if not _is_abbreviated(following) and following:
            out = out.rstrip(" ") + gap
        elif len(following.rstrip(".")) > 1:
            out += gap
    return _WIDE_HYPHEN.sub("-", _SPACE_RUN.sub(" ", out)).rstrip(" ")


def _is_abbreviated(word: str) -> bool:
    return (len(word) > 1 and word[-1] == ".") or (len(word) == 1 and word == word.upper())


def _abbreviated(match: re.Match[str]) -> str:
    """What stands for a word of given names: its first letter, or all of it before a full stop (`Th.`).

    Capitals that small letters follow are kept, as small letters (`JAn` is `Ja`); of capitals alone the first is (`JA`
    is `J`).
    """
    first, rest, stops = match.groups()
    if rest and stops:
        return first + rest
    capitals = ""
    for letter in rest:
        if letter != letter.upper():
            break
        capitals += letter
    return first + capitals.lower() if len(capitals) < len(rest) else first
