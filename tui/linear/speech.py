"""Cases, entities and findings in words, as they are best read aloud: values in, lines of text out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from store import CasePage, CaseRow, EntityHit, Entry, Field, Flags, NamedEntity
from tui.present.cases import first_author, year_of
from tui.present.findings import TextLine, lay_out
from tui.present.signs import in_words
from tui.present.styled import Line
from tui.wording import counted

_WIDE = 200
"""Cells of a line that is laid out to be said and not to be seen."""
_BREATH = 240
"""Characters of a passage beyond which a new sentence begins the next one."""
_CONTROL = re.compile(r"(?<!\S)\^([a-z])(?!\w)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^a-z])")


class Passage(Struct, frozen=True):
    """A piece of the findings that is read at once."""

    text: str
    heading: str = ""
    """The heading of the section that begins here."""
    field: Field | None = None
    start: int = 0
    end: int = 0
    """The part of the field's text that it is."""

    @property
    def words(self) -> str:
        """What is said of it."""
        return f"{self.heading}: {self.text}" if self.heading else self.text


def said(line: Line) -> str:
    """A painted line in words."""
    return in_words("".join(text for text, _ in line)).strip(" ,")


def keys_said(text: str) -> str:
    """`text` with control keys in words: `^d` is Control d."""
    return _CONTROL.sub(r"Control \1", text)


def listed(words: Iterable[str]) -> str:
    """Facts one after another."""
    return ", ".join(word for word in words if word)


def counted_off(place: int, total: int, words: str) -> str:
    """Something with its place in a list: `3 of 19: …`, the first of which is place 0."""
    return f"{place + 1:,} of {total:,}: {words}"


def case_words(row: CaseRow | None, flags: Flags | None, mark: int) -> str:
    """A case as a list says it: title, first author, year, and what the notebook has on it."""
    if row is None:
        return "on its way"
    facts = [row.title, first_author(row), year_of(row)]
    if flags is not None:
        kept = (flags.starred, "starred"), (flags.tagged, "tagged"), (flags.noted, "with a note")
        facts += [word for holds, word in kept if holds]
    facts += [f"mark {mark}" if mark else "", "" if flags is not None and flags.read else "unread"]
    return in_words(listed(facts))


def entity_words(named: NamedEntity) -> str:
    """An entity of a case: name, kinds, how often the text says it, in how many cases it is, and what is odd."""
    times = sum(count for _, count in named.said_otherwise) or named.said
    often = f"said {counted(times, 'time')} here"
    if named.said_otherwise:
        others = " or ".join(alias for alias, _ in named.said_otherwise[:3])
        often = f"the text says {others} {counted(times, 'time')}, never this name"
    elif named.never_said:
        often = "the text never says this name"
    kinds = " or ".join(named.kinds)
    return listed(
        (
            named.name,
            f"{kinds}: the two sections disagree" if named.conflict else kinds,
            often,
            f"in {counted(named.entity.cases, 'case')}",
            f"unlike the usual names of {named.entity.id}" if named.unlike else "",
        )
    )


def hit_words(hit: EntityHit) -> str:
    """An entity that was found: name, kinds, cases, id, and what matched."""
    entity = hit.entity
    matched = f"matched {hit.matched}" if hit.matched and hit.matched != entity.name else ""
    curie = entity.curies[0] if entity.curies else "no id"
    return listed((entity.name, " or ".join(entity.kinds), counted(entity.cases, "case"), matched, curie))


def passages(page: CasePage, entry: Entry | None = None) -> list[Passage]:
    """The findings of a case in pieces of a breath or two, each where the eye would see it."""
    pieces: list[Passage] = []
    heading, before = "", None
    for line in lay_out(page, _WIDE, entry):
        if line.field is None:
            text = said(line.fixed)
            if any(role == "head" for _, role in line.fixed):
                heading = text if text == "TL;DR" else text.capitalize()
            elif text:
                pieces.append(Passage(text, heading))
                heading = ""
            before = None
        elif line.field != before:
            before = line.field
            pieces += _breaths(line, heading)
            heading = ""
    return pieces


def _breaths(line: TextLine, heading: str) -> list[Passage]:
    """A whole field in passages; its number stands before the first."""
    text, number = line.text, line.lead[0].strip()
    starts = [0]
    for found in _SENTENCE.finditer(text):
        if found.end() - starts[-1] > _BREATH:
            starts.append(found.end())
    pieces = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        words = in_words(text[start:end])
        first = not start
        pieces.append(
            Passage(
                f"{number}. {words}" if number and first else words, heading if first else "", line.field, start, end
            )
        )
    return pieces
