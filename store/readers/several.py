"""Where another case begins in a text that should hold one: files put after one another with nothing between them."""

from __future__ import annotations

import re

from store.patterns import pattern

LONGEST_BEGINNING = 4096
"""Bytes, at most, from the start of the line on which another case begins to where that can be told."""

_SECTIONS = rb"## (?:TL;DR|Contribution|Key findings|Linked entities|Full-text entities)[ \t\r]*$"
_IDS = rb"(?:[^\n]{1,80} \xc2\xb7 )?(?:DOI|PMID): ?[^\n ]{1,300} \xc2\xb7 |[^\n]{1,80} \xc2\xb7 (?:DOI|PMID): ?\S"
_TITLE = pattern(
    rb"\n(?:Source: [^\s#]{1,300})?(?P<begin># +(?P<title>[^\n]{1,2000}))(?:\n|\Z)"
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
    for match in _TITLE.finditer(data, start, len(data) if end is None else end):
        begin = match.start("begin")
        before = data[:begin]
        if not before.strip() or len(_FENCE.findall(before)) % 2:
            continue
        if _last_line(before).startswith(b"Source: "):
            return begin
        sort = match.lastgroup
        if sort in _BEFORE and (_BEFORE[sort].search(before) or _ANY_SECTION.search(before)):
            first = _FIRST_TITLE.search(before)
            if first and not _alike(first[1], match["title"]):
                return begin
    return -1


def _last_line(text: bytes) -> bytes:
    """The last line that is neither blank nor a rule."""
    text = text.rstrip(b"- \t\r\n")
    return text[text.rfind(b"\n") + 1 :]


def _alike(title: bytes, other: bytes) -> bool:
    """Whether two titles differ in signs and letter case alone, or one is the other cut short."""
    one, two = (_SIGNS.sub("", text.decode("utf-8", "replace").casefold()) for text in (title, other))
    return one.startswith(two) or two.startswith(one)
