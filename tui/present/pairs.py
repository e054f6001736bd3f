"""Pairs of entities as lines: numbers, names, and the sentence that says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.present.kinds import kind_role
from tui.present.styled import Line, Span, clip, fit, marked, pad_left, wrap

if TYPE_CHECKING:
    from store import Entity, PairCount

_WIDE, _MIDDLE = 76, 48
"""From this many columns on all numbers are shown, or those of cases and sentences."""


def pair_headings(width: int) -> Line:
    """What the numbers are."""
    if width >= _WIDE:
        return (("  cases findings sentences × chance  pair", "head"),)
    return (("  cases sentences  pair" if width >= _MIDDLE else " cases  pair", "head"),)


def pair_line(pair: PairCount, width: int, *, cursor: bool) -> Line:
    """A pair on one line."""
    times = f"{pair.named / pair.expected:,.1f}" if pair.expected else ""
    numbers: list[Span] = [(pad_left(f"{pair.cases:,}", 7 if width >= _MIDDLE else 6), "")]
    if width >= _WIDE:
        numbers += [(pad_left(f"{pair.findings:,}", 9), "dim"), (pad_left(f"{pair.sentences:,}", 10), "dim")]
        numbers.append((pad_left(times, 9), "accent"))
    elif width >= _MIDDLE:
        numbers.append((pad_left(f"{pair.sentences:,}", 10), "dim"))
    names = (("  ", ""), _name(pair.left, cursor), (" ~ ", "dim"), _name(pair.right, cursor))
    return clip((*numbers, *names), width)


def _name(entity: Entity, cursor: bool) -> Span:
    return (entity.name, "cursor.title" if cursor else f"kind.{kind_role(entity.kinds[0] if entity.kinds else '')}")


def example_lines(pair: PairCount, width: int, height: int) -> list[Line]:
    """Where the pair is said: the text in at most `height` lines with the names marked, then the case."""
    example = pair.example
    lines: list[Line] = [(("─" * width, "rule"),)]
    if example.within == "case":
        lines.append((("No finding names both; the newest case that does:", "dim"),))
    else:
        breaks = wrap(example.text, width)
        room = max(1, height - 2)
        first = next((at for at, (_, end) in enumerate(breaks) if example.spans and end > example.spans[0][0]), 0)
        start = max(0, min(first, len(breaks) - room))
        marks = [(a, b, "match") for a, b in example.spans]
        lines += [marked(example.text, a, b, marks, "") for a, b in breaks[start : start + room]]
    return [*lines, ((fit(f"{example.case_id} · {example.title}", width), "dim"),)]
