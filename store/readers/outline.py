"""The outline of a case file: where its title, its sections and its source stand.

Headings are Markdown's: `#` in front or a line of `=` or `-` below. A heading that names a section of the layout begins
that section at any level; others begin a section of their own where they are no deeper than the sections are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct, field

from store.readers.remarks import Remarks

NAMES = {
    "tl;dr": "tldr",
    "tldr": "tldr",
    "tl; dr": "tldr",
    "tl dr": "tldr",
    "contribution": "contribution",
    "contributions": "contribution",
    "key findings": "key_findings",
    "key finding": "key_findings",
    "abstract": "abstract",
    "linked entities": "linked",
    "linked entity": "linked",
    "full-text entities": "full_text_entities",
    "full text entities": "full_text_entities",
    "fulltext entities": "full_text_entities",
    "full text": "full_text",
    "full-text": "full_text",
    "fulltext": "full_text",
    "figures": "figures",
    "figure": "figures",
    "references": "references",
    "reference": "references",
}
"""Headings of the layout in lower case, and what we call their sections."""

_AS_WRITTEN = {"TL;DR": "tldr"} | {name.capitalize(): section for name, section in NAMES.items()}
_LONGEST_NAME = 40
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_DECORATION = re.compile(r"^(?:[\W_]+|\d{1,2}[.)]\s)+|\s*\(\d+\)\W*$|[\W_]+$")
"""Marks, emoji, numbers and counts around the name of a section."""
_BOLD_LINE = re.compile(r"(\*\*|__)([^*_\n]{2,40})\1:?$")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|={3,}|(?:- ){2,}-|(?:\* ){2,}\*)$")
_RULE_CHARACTERS = ("-", "*", "_", "=", " ")
_SETEXT = re.compile(r"(={2,}|-{3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_SOURCE = re.compile(r"[\s>*_-]{0,8}source[\s*_]{0,4}:[\s*_]{0,4}(.*)$", re.IGNORECASE)
_ADDRESS = re.compile(r"<?[a-z][a-z0-9+.-]*:\S+>?$|www\.\S+$", re.IGNORECASE)
_OMITTED = re.compile(
    r"(?:_?Full (?:body )?text (?:is )?omitted(?: from this summary view)?\.?_?\.?\s*)?"
    r"(?:(?:Fetch|See|Get|Read) the complete paper(?:,? as Markdown)?:\s*(?P<url>\S+))?$",
    re.IGNORECASE,
)
_ATTRIBUTES = re.compile(r"(?<=\S)\s+\{[#.-][^{}]*\}$")
"""Attributes of a heading, as pandoc writes them (`{#abstract .unnumbered}`)."""
_LONGEST_OMISSION = 300
_MAX_LEVEL = 6
_UNDERLINED = "a heading underlined instead of marked by “#”"
_UNSPACED = "a space is missing after “#”"
_IN_BOLD = "a heading in bold instead of marked by “#”"
_SECTION_LEVEL = 2


class Heading(Struct):
    """A heading: the first line it takes (from 0), how many, its level (1–6) and its text."""

    at: int
    lines: int
    level: int
    text: str
    name: str | None
    odd: str = ""
    """What is unusual about how it is written."""


class Part(Struct):
    """A section of the file: its name in the layout (None for others), its heading, the lines of its body."""

    name: str | None
    heading: str
    at: int
    first: int
    last: int


class Outline(Struct):
    """Where everything stands. Line numbers count from 0, `last` is the line after."""

    title: Heading | None
    header: list[tuple[int, int]] = field(default_factory=list)
    """Ranges of lines outside all sections: before the first, and after the source."""
    parts: list[Part] = field(default_factory=list)
    source: str | None = None
    source_at: int = 0


def is_rule(line: str) -> bool:
    """Whether a line draws a rule (`---`)."""
    return line[:1] in _RULE_CHARACTERS and len(line) >= 3 and _RULE.match(line.strip()) is not None


def section_name(heading: str) -> str | None:
    """The layout's name for a heading, or None."""
    name = _AS_WRITTEN.get(heading)
    if name is None and len(heading) <= _LONGEST_NAME:
        plain = _DECORATION.sub("", _HYPHENS.sub("-", heading).lower())
        name = NAMES.get(" ".join(plain.split()))
    return name


def is_omission(note: str) -> re.Match[str] | None:
    """Whether a paragraph says no more than that the full text is elsewhere; the match knows the `url`."""
    note = note.strip()
    return _OMITTED.match(note) if note and len(note) < _LONGEST_OMISSION else None


def is_source(line: str) -> bool:
    """Whether a line says `Source:`."""
    return _SOURCE.match(line) is not None


def structural(lines: Sequence[str], *, deep: bool) -> set[int]:
    """Which lines of a text would be read as headings of the title's or a section's level, where `deep` of any level.

    So is the beginning of a block of code that does not end within the text. The text will stand below a blank line.
    """
    found = {
        heading.at + heading.lines - 2
        for heading in _headings(("", *lines))
        if heading.level <= _SECTION_LEVEL or (deep and heading.name)
    }
    fences, fenced = _Fences(lines), 0
    for at, line in enumerate(lines):
        if at >= fenced and _FENCE.match(line):
            fenced = fences.below(at)
            if not fenced:
                found.add(at)
    return found


def outline(lines: Sequence[str], remarks: Remarks) -> Outline:
    """Find the title, the sections and the source among the lines of a file."""
    headings = _headings(lines)
    source_at = _source(lines, headings)
    end = len(lines) if source_at is None else _above_rule(lines, source_at)
    level = _section_level(headings)
    title = _title(lines, headings, level)
    if not level:
        level = title.level + 1 if title else 2
    found = Outline(title)
    if source_at is not None:
        match = _SOURCE.match(lines[source_at])
        found.source, found.source_at = (match[1].strip() if match else ""), source_at
        headings = [heading for heading in headings if heading.at < end]
    body = 0 if title is None else title.at + title.lines
    if title is not None and title.at:
        found.header.append((0, title.at))
    below = [heading for heading in headings if heading is not title and heading.at >= body]
    _divide(found, below, (level, body, end), lines, remarks)
    if source_at is not None:
        found.header.append((source_at + 1, len(lines)))
    return found


def _section_level(headings: Sequence[Heading]) -> int:
    """The level of most headings that name sections of the layout, 0 where there are none."""
    levels = sorted(heading.level for heading in headings if heading.name)
    return max(set(levels), key=lambda level: (levels.count(level), -level)) if levels else 0


def _divide(
    found: Outline, headings: list[Heading], frame: tuple[int, int, int], lines: Sequence[str], remarks: Remarks
) -> None:
    """Fill in the parts of `found` from the headings that begin a section.

    `frame` says of which level the sections are, where the text below the title begins, and where it ends.
    """
    current: Part | None = None
    level, first, end = frame
    for heading in headings:
        deeper = heading.level > level
        if deeper and (heading.name is None or _belongs_to(current, heading, lines)):
            continue
        if heading.odd:
            remarks.add(heading.at, heading.odd)
        elif deeper:
            remarks.add(heading.at, f"the heading “{heading.text}” is deeper than those of the other sections")
        if current is None:
            found.header.append((first, heading.at))
        else:
            current.last = heading.at
        current = Part(heading.name, heading.text, heading.at, heading.at + heading.lines, end)
        found.parts.append(current)
    if current is None:
        found.header.append((first, end))


def _belongs_to(part: Part | None, heading: Heading, lines: Sequence[str]) -> bool:
    """Whether a deeper heading with a name of the layout is part of the text of another section or of the full text."""
    if part is None or part.name not in (None, "full_text"):
        return False
    return part.name is None or any(
        line.strip() and not is_omission(line) and not is_rule(line) for line in lines[part.first : heading.at]
    )


def _headings(lines: Sequence[str]) -> list[Heading]:
    headings: list[Heading] = []
    fences, fenced = _Fences(lines), 0
    for at, line in enumerate(lines):
        if not line:
            continue
        first = line[0]
        if first.isalnum() or at < fenced:
            continue
        if line.startswith("## ") and line[3:] in _AS_WRITTEN:
            headings.append(Heading(at, 1, 2, line[3:], _AS_WRITTEN[line[3:]]))
            continue
        if first == " " and line[:4] != "    ":
            first = line.lstrip()[:1]
        if first in "`~":
            fenced = fences.below(at)
            continue
        if first == "#":
            heading = _atx(at, line.strip())
        elif first in "=-" and at and (first == "=" or line[:3] == "---"):
            heading = _setext(at, lines)
        elif first in "*_" and len(line) < 50:
            heading = _bold(at, line.strip())
        else:
            continue
        if heading:
            headings.append(heading)
    return headings


class _Fences:
    """Where the blocks of code of a text end.

    What may close them is found once for all lines: a text of fences that never close would be read again for each.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._closing: dict[str, tuple[list[int], list[int]]] = {}

    def below(self, at: int) -> int:
        """The line below the block that the line `at` opens; 0 where it opens none, or one that never closes."""
        opening = _FENCE.match(self._lines[at])
        if not opening or at + 1 == len(self._lines):
            return 0
        length = len(opening[1])
        lengths, longest = self._closings(opening[1][0])
        if longest[at + 1] < length:
            return 0
        return next(below + 1 for below in range(at + 1, len(lengths)) if lengths[below] >= length)

    def _closings(self, sign: str) -> tuple[list[int], list[int]]:
        """For each line how long the fence is that it closes with, and the longest from that line on."""
        if sign not in self._closing:
            stripped = [line.strip() for line in self._lines]
            lengths = [0 if text.strip(sign) else len(text) for text in stripped]
            self._closing[sign] = lengths, [*accumulate(reversed(lengths), max)][::-1]
        return self._closing[sign]


def _atx(at: int, line: str) -> Heading | None:
    text = line.lstrip("#")
    level = len(line) - len(text)
    spaced = not text or text[0].isspace()
    text = text.strip()
    if level > _MAX_LEVEL:
        return None
    closed = text.rstrip("#")
    if closed != text and (not closed or closed[-1] == " "):
        text = closed.strip()
    if text[-1:] == "}":
        text = _ATTRIBUTES.sub("", text)
    name = section_name(text)
    if not spaced:
        return Heading(at, 1, level, text, name, _UNSPACED) if name else None
    if not text:
        return None
    if len(text) > 4 and text[:2] == text[-2:] == "**" and "**" not in text[2:-2]:
        text = text[2:-2].strip()
    return Heading(at, 1, level, text, name)


def _setext(at: int, lines: Sequence[str]) -> Heading | None:
    line, above = lines[at].strip(), lines[at - 1].strip()
    before = lines[at - 2].strip() if at > 1 else ""
    if not above or above[0] in "#-*>|" or not _SETEXT.match(line) or (before and before[0] != "#"):
        return None
    name = section_name(above)
    if name is None and line[0] != "=":
        return None
    return Heading(at - 1, 2, 1 if line[0] == "=" else 2, above, name, _UNDERLINED)


def _bold(at: int, line: str) -> Heading | None:
    match = _BOLD_LINE.match(line)
    name = section_name(match[2]) if match else None
    return Heading(at, 1, 2, match[2].strip(), name, _IN_BOLD) if match and name else None


def _title(lines: Sequence[str], headings: list[Heading], level: int) -> Heading | None:
    """The heading that is the title: the first one, unless it names a section or cannot stand above the sections."""
    if not headings or headings[0].name:
        return _unspaced_title(lines)
    first = headings[0]
    if level and first.level >= level and any(line.strip() for line in lines[: first.at]):
        return None
    return first


def _unspaced_title(lines: Sequence[str]) -> Heading | None:
    """Without a heading for a title, a first line `#Like this` is one; `##` and more is not."""
    at = next((at for at, line in enumerate(lines) if line.strip()), 0)
    text = lines[at].strip() if lines else ""
    unspaced = text[:1] == "#" and text[1:2].strip("#") != "" and any(letter.isalpha() for letter in text)
    return Heading(at, 1, 1, text[1:].strip("# "), None, _UNSPACED) if unspaced else None


def _source(lines: Sequence[str], headings: list[Heading]) -> int | None:
    """The line of the source: the last one that says `Source:` and stands at the end or below a rule."""
    last = len(lines) - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    if last >= 0 and _SOURCE.match(lines[last]):
        return last
    floor = max((heading.at for heading in headings if heading.name), default=-1)
    for at in range(last, floor, -1):
        match = _SOURCE.match(lines[at]) if "ource" in lines[at] or "OURCE" in lines[at] else None
        if match and (_below_rule(lines, at) and _ADDRESS.match(match[1].strip())):
            return at
    return None


def _above_rule(lines: Sequence[str], source_at: int) -> int:
    """Where the text above the source ends: the rule over it belongs to no section."""
    at = source_at
    while at > 0 and not lines[at - 1].strip():
        at -= 1
    return at - 1 if at > 0 and is_rule(lines[at - 1]) else source_at


def _below_rule(lines: Sequence[str], at: int) -> bool:
    at -= 1
    while at >= 0 and not lines[at].strip():
        at -= 1
    return at >= 0 and is_rule(lines[at])
