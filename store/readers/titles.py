"""Titles: marked or not, on one line or several; and the front matter that may stand above."""

from __future__ import annotations

import re

from store.readers.header import starts_header
from store.readers.outline import Heading
from store.readers.remarks import Remarks

Lines = list[tuple[int, str]]
"""Lines with their numbers (from 0)."""

_FRONT_MATTER = re.compile(r"\s+\S|[-#\]}]|[\w.\"-]+\s*[:=]")
_TITLE_LABEL = re.compile(r"^(?:\*\*|__)?\s*title\s*(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*", re.IGNORECASE)
_MATTER_LINES = 200
_TITLE_LINES = 4
_TITLE_REST = 300


def take_front_matter(lines: list[str], remarks: Remarks) -> list[str]:
    """Take a block of YAML or TOML in front of everything else out of the lines; its lines are returned."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    fence = lines[first].strip()
    if fence not in ("---", "+++"):
        return []
    for at in range(first + 1, min(len(lines), first + _MATTER_LINES)):
        line = lines[at].rstrip()
        if line in (fence, "..."):
            matter = [line.rstrip() for line in lines[first + 1 : at] if line.strip()]
            lines[first : at + 1] = [""] * (at + 1 - first)
            remarks.add(first, "front matter was kept as text")
            return matter
        if line and not _FRONT_MATTER.match(line):
            break
    return []


def find_title(heading: Heading | None, lines: list[str], outside: Lines, remarks: Remarks) -> tuple[str | None, Lines]:
    """The title, and what is left of the lines outside all sections."""
    if heading is None:
        return _unmarked_title(lines, outside, remarks)
    if heading.odd:
        remarks.add(heading.at, heading.odd)
    elif heading.level != 1:
        remarks.add(heading.at, f"the title is a heading of level {heading.level}")
    after = heading.at + heading.lines
    if after < len(lines) and lines[after]:
        return _rest_of_title(heading.text, after, outside, remarks)
    return heading.text, outside


def _unmarked_title(lines: list[str], outside: Lines, remarks: Remarks) -> tuple[str | None, Lines]:
    """Without a heading above the sections, a first line that stands alone is the title."""
    first = next((number for number, (_, line) in enumerate(outside) if line.strip()), None)
    if first is None or any(line.strip() for line in lines[: outside[first][0]]):
        return None, outside
    at, line = outside[first]
    text = _TITLE_LABEL.sub("", line.strip()).strip(" *_")
    below = outside[first + 1][1].strip() if first + 1 < len(outside) else ""
    if not text or len(text) > _TITLE_REST or text[0] in "#-*_>|<=" or starts_header(text):
        return None, outside
    if below and not starts_header(below):
        return None, outside
    remarks.add(at, "the first line was taken for the title; it is not marked by “#”")
    return text, outside[:first] + outside[first + 1 :]


def _rest_of_title(title: str, after: int, outside: Lines, remarks: Remarks) -> tuple[str, Lines]:
    """A title may be wrapped: the few lines that follow it at once and are nothing else belong to it."""
    rest: list[str] = []
    for at, line in outside:
        if at < after:
            continue
        text = line.strip()
        if at != after + len(rest) or not text or text[0] in "#-*_>|<" or starts_header(text):
            break
        rest.append(text)
    if not rest or len(rest) > _TITLE_LINES or sum(map(len, rest)) > _TITLE_REST:
        return title, outside
    remarks.add(after, "the title goes on over a line")
    return " ".join([title, *rest]), [(at, line) for at, line in outside if not after <= at < after + len(rest)]
