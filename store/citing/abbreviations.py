"""Abbreviated titles of journals, by ISO 4 (ISSN Manual, section 7.1) and the List of Title Word Abbreviations.

The list itself (LTWA, 56,000 words in 65 languages) is the one that the package `pyiso4` keeps; where that package is
not installed, nothing is abbreviated. Of the list only the lines that can fit a title are looked at, for making a tree
of all of it takes three quarters of a second.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from store.citing.word_sets import word_set

_DROPPED = word_set(
    """a an and as at by der des de del della delle dei degli di die das du da do dos e el en et for from für i il im
    in la las le les lo los los och of on or per och pour sur the to und van voor vom von with y zu zum zur"""
)
"""Articles, prepositions and conjunctions, which ISO 4 leaves out unless they come first or last."""
_SIGNS = frozenset(",.&")
_ARTICLES = frozenset(("the", "la", "le", "les", "el", "il", "los", "las", "die", "der", "das", "os"))
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|\S")
_INFLECTION = frozenset("iaesn'")
_SUBTITLE = re.compile(
    r"(?:\s+:|\s*[;=])\s.*|\s+/\s.*"
    r"|:\s+(?:the|an?|der|die|das|la|le|el|official|international|journal|organ|publication|revue|revista|zeitschrift)\b.*",
    re.IGNORECASE,
)
"""What a title says of itself; `JACC: Case Reports` is a section, a journal other than JACC."""
_SECTION = re.compile(r":\s+|\s+[-–—]\s+")
"""What stands between a journal and its section, and is left out."""
_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")
"""What librarians add in brackets: a place, a year."""
_ACCENTED = re.compile("[À-ɏḀ-ỿ]")
_ENGLISH = "\t"
"""Follows an entry for a whole English word."""


def abbreviation_of(journal: str, table: Mapping[str, str] | None = None) -> str:
    """The abbreviated title of `journal`: what the user's `table` says, else by the rules; nothing where neither knows.

    Titles are compared without regard to case and accents. A title of one word is never abbreviated.
    """
    if table:
        wanted = _folded(journal)
        for title, short in table.items():
            if _folded(title) == wanted:
                return short
    return by_the_list(journal)


@lru_cache(maxsize=512)
def by_the_list(journal: str) -> str:
    """`journal` abbreviated word for word, its subtitle left out; nothing without the list."""
    listed = _list_of_words()
    title = _SECTION.sub(" ", _SUBTITLE.sub("", _QUALIFIER.sub("", journal))).strip()
    if not listed or not title:
        return ""
    tokens = [match[0] for match in _TOKEN.finditer(title)]
    if tokens[0].lower() in _ARTICLES and len(tokens) > 1:
        del tokens[0]
    words = [token for token in tokens if token[0].isalnum() and token.lower() not in _DROPPED]
    if len(words) < 2:
        return " ".join(tokens) if len(words) == len(tokens) else title
    entries = _entries(listed, words)
    return _spaced(list(_shortened(tokens, entries)))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("’", "'")


@lru_cache(maxsize=1)
def _list_of_words() -> str:
    """The list without accents, a line for each entry: word, tab, abbreviation, tab, languages; else nothing.

    Most accents in it are combining marks already.
    """
    package = find_spec("pyiso4")
    for folder in (package.submodule_search_locations if package else None) or ():
        for file in sorted(Path(folder).glob("LTWA*.csv")):
            text = _ACCENTED.sub(lambda match: unicodedata.normalize("NFD", match[0]), file.read_text("utf-8"))
            return text.encode("ascii", "ignore").decode("ascii")
    return ""


def _entries(listed: str, words: list[str]) -> dict[str, str]:
    """The entries that can fit `words`, and their abbreviations, empty where there is none.

    A word stands for itself (`journal`), a beginning has a hyphen after it (`medic-`), and some entries are of several
    words (`united states`).
    """
    fitting = "|".join(f"{_beginnings(word)}(?:-|(?<={re.escape(word)}) [^\t(]+)?" for word in map(_folded, words))
    entry = re.compile(f"^({fitting})(?: *\\([^\t\n]*\\))? *\t([^\t\n]*)\t(.*)$", re.IGNORECASE | re.MULTILINE)
    found: dict[str, str] = {}
    for written, short, languages in entry.findall(listed):
        key = written.lower().rstrip()
        if "eng" in languages and not key.endswith("-"):
            key += _ENGLISH
        none = short.replace(" ", "").startswith("n.a")
        found.setdefault(key, "" if none else short.strip())
    return found


def _beginnings(word: str) -> str:
    """A pattern for every beginning of `word`."""
    pattern = ""
    for letter in reversed(word):
        pattern = re.escape(letter) + (f"(?:{pattern})?" if pattern else "")
    return pattern


def _shortened(tokens: list[str], entries: dict[str, str]) -> Iterator[str]:
    """The parts of the abbreviated title: small words dropped, the others abbreviated."""
    phrases = sorted(((entry.removesuffix(_ENGLISH), entry) for entry in entries if " " in entry), reverse=True)
    place = 0
    while place < len(tokens):
        token = tokens[place]
        for phrase, entry in phrases:
            length = phrase.count(" ") + 1
            if entries[entry] and [_folded(word) for word in tokens[place : place + length]] == phrase.split(" "):
                yield entries[entry]
                place += length
                break
        else:
            inside = 0 < place < len(tokens) - 1
            if token not in _SIGNS and not (inside and token.lower() in _DROPPED):
                short = _abbreviated(token, entries)
                yield short.capitalize() if place and token.islower() else short
            place += 1


def _abbreviated(token: str, entries: dict[str, str]) -> str:
    """`token` abbreviated, with the capitals and accents it has; an acronym stays."""
    if not token[0].isalpha() or (token.isupper() and len(token) > 1):
        return token
    short = next(_fitting(_folded(token), entries), "")
    return _like(token, short) if short else token


def _fitting(word: str, entries: dict[str, str]) -> Iterator[str]:
    """The abbreviations that fit `word`, best first: the English word itself, the longest beginning, a singular."""
    if word + _ENGLISH in entries:
        yield entries[word + _ENGLISH]
    for length in range(len(word), 1, -1):
        if f"{word[:length]}-" in entries:
            yield entries[f"{word[:length]}-"]
    if word in entries:
        yield entries[word]
    for length in range(len(word) - 1, max(1, len(word) - 4), -1):
        for singular in (word[:length] + _ENGLISH, word[:length]):
            if singular in entries and _INFLECTION.issuperset(word[length:]):
                yield entries[singular]


def _like(token: str, short: str) -> str:
    """`short` with the letters of `token` as far as they are the same."""
    return "".join(
        token[place] if place < len(token) and _folded(token[place]) == letter.lower() else letter
        for place, letter in enumerate(short)
    )


def _spaced(parts: list[str]) -> str:
    """The parts of a title with spaces where they belong; a hyphen and an opening bracket draw what follows near."""
    out = ""
    for part in parts:
        near = not out or out[-1] in "-‐–(/[" or part[0] in "-‐–)/]:;!?"
        out += part if near else f" {part}"
    return out
