"""Where another case begins in a text that should hold one: files put after one another with nothing between them."""

from __future__ import annotations

import re

from store.patterns import pattern

LONGEST_BEGINNING = 4096
"""Bytes, at most, from the start of the line on which another case begins to where that can be told."""

_SECTIONS = rb"## (?:TL;DR|Contribution|Key findings|Linked entities|Full-text entities)[ \t\r]*$"
_IDS = rb"(?:[^\n]{1,80} \xc2\xb7 )?(?:DOI|PMID): ?[^\n ]{1,300} \xc2\xb7 |[^\n]{1,80} \xc2\xb7 (?:DOI|PMID): ?\S"
_TITLE = pattern(
    rb"\n(?:Source: [^\s#]{1,300})?(?P<begin># (?=[^\n]) *+(?P<title>[^\n]{0,2000}+))(?:\n|\Z)"
    rb"(?:(?:[ \t\r]*\n){0,3}(?:(?P<authors>\*\*Authors:\*\*)|(?P<ids>"
    + _IDS
    + rb")|(?P<section>"
    + _SECTIONS
    + rb")))?",
    re.MULTILINE,
)
"""A title, and what of a case stands below it. Where a file lacks its last line feed, the title follows the source."""
_BEFORE = {
    "authors": pattern(rb"^\*\*Authors:\*\*", re.MULTILINE),
    "ids": pattern(rb"^(?:" + _IDS + rb")", re.MULTILINE),
    "section": pattern(_SECTIONS, re.MULTILINE),
}
_ANY_SECTION = pattern(
    rb"^## (?:TL;DR|Contribution|Key findings|Abstract|Linked entities|Full-text entities|Full text|Figures|References)"
    rb"[ \t\r]*$",
    re.MULTILINE,
)
_FENCE = pattern(rb"^ {0,3}(?:```|~~~)", re.MULTILINE)
_FIRST_TITLE = pattern(rb"^# +([^\n]+)", re.MULTILINE)
_TEXT = pattern(rb"\S")
_SIGNS = pattern(r"[\W_]+")
_LONGEST_SOURCE = 300


def may_hold_several(text: str) -> bool:
    """Whether `another_case` is worth asking, which nearly always can be told without."""
    if "\n# " in text:
        return True
    source = text.find("\nSource: ")
    return source >= 0 and "# " in text[source : source + _LONGEST_SOURCE]


def another_case(data: bytes, start: int = 0, end: int | None = None) -> int:
    """Where, from `start` on, the title of another case than the first stands in `data` (UTF-8), -1 where none does.

    Another title is one below the source of the case above it, or one with authors, ids or a section of the layout
    right below it where the case above has had its own; a full text may repeat the title of its paper.
    """
    above = _Above(data)
    for match in _TITLE.finditer(data, start, len(data) if end is None else end):
        begin = match.start("begin")
        if not above.go_on_to(begin):
            continue
        if above.last_line.startswith(b"Source: "):
            return begin
        sort = match.lastgroup
        if sort in _BEFORE and (above.has(_BEFORE[sort]) or above.has(_ANY_SECTION)):
            first = above.first(_FIRST_TITLE)
            if first and not _alike(first[1], match["title"]):
                return begin
    return -1


class _Above:
    """What stands above one title after another: every part of the text is looked at once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._begin = 0
        self._from = 0
        """The beginning of the line of the title before."""
        self._fences = 0
        self._first: dict[re.Pattern[bytes], re.Match[bytes] | None] = {}
        self.last_line = b""
        """The last one that is neither blank nor a rule."""

    def go_on_to(self, begin: int) -> bool:
        """Look at what stands above the title at `begin`; whether there is text, and no block of code goes on."""
        between = self._data[self._from : begin]
        self._fences += sum(1 for _ in _FENCE.finditer(self._data, self._from, begin))
        text = between.rstrip(b"- \t\r\n")
        self.last_line = text[text.rfind(b"\n") + 1 :]
        self._begin, self._from = begin, self._data.rfind(b"\n", 0, begin) + 1
        return self.has(_TEXT) and self._fences % 2 == 0

    def has(self, sort: re.Pattern[bytes]) -> bool:
        """Whether something of a sort stands above."""
        return self.first(sort) is not None

    def first(self, sort: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """The first of a sort that stands above."""
        if sort not in self._first:
            self._first[sort] = sort.search(self._data)
        found = self._first[sort]
        return found if found and found.end() <= self._begin else None


def _alike(title: bytes, other: bytes) -> bool:
    """Whether two titles differ in signs and letter case alone, or one is the other cut short."""
    one, two = (_SIGNS.sub("", text.decode("utf-8", "replace").casefold()) for text in (title, other))
    return one.startswith(two) or two.startswith(one)
