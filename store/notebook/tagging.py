"""How tags are spelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from store.errors import LibraryError
from store.patterns import pattern
from store.text import clean_line, fold

_NOT_IN_TAGS = pattern(r"[\s#,;:\"“”()|\\]+")
_MOST = 60


def normalise_tag(text: str) -> str:
    """A tag as it is kept: no `#`, one word, `-` for spaces and for signs that queries use.

    Capitals stay, but two tags that differ in them alone are one. Raises `LibraryError` where nothing is left.
    """
    tag = _NOT_IN_TAGS.sub("-", clean_line(text)).strip("-*")[:_MOST]
    if not any(character.isalnum() for character in tag):
        raise LibraryError(f"“{clean_line(text)}” cannot be a tag: it has no letter and no digit.")
    return tag


def same_spelling(tags: Iterable[str]) -> list[str]:
    """The tags without repetition, each as it is spelled first."""
    kept: dict[str, str] = {}
    for tag in tags:
        kept.setdefault(fold(tag), tag)
    return list(kept.values())


def alphabetical(name: str) -> tuple[str, str]:
    """What names are sorted by, so that capitals and accents make no difference."""
    return fold(name), name


def complete_tag(typed: str, tags: Mapping[str, int]) -> list[str]:
    """The tags that `typed` may become: those that begin so, then those with a word that does; common ones first."""
    typed = fold(typed.strip().lstrip("#"))
    common = sorted(tags, key=lambda tag: (-tags[tag], fold(tag)))
    first = [tag for tag in common if fold(tag).startswith(typed)]
    later = [tag for tag in common if tag not in first and f"-{typed}" in fold(tag)]
    return first + later
