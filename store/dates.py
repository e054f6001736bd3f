"""Dates of papers: kept as given, read as far as they are certain.

A date is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (ISO 8601 with reduced precision) where it can be read; PubMed's own forms
(`2026 Feb 11`, `Feb 2026`, `2025 Nov-Dec`) are understood. Nothing is ever invented.
"""

from __future__ import annotations

import calendar
import re

from msgspec import Struct

from store.patterns import pattern
from store.text import PLAIN_HYPHENS

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_name) if name
}
_MONTHS["sept"] = 9
_AROUND = pattern(
    r"^(?:(?:e-?pub|published|publication date|available|first published)(?: online)?(?: on)?:? "
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? |\()"
    r"|(?<=\d)(?:st|nd|rd|th)\b|\)$",
    re.IGNORECASE,
)
"""Words around a date, and the endings of ordinal numbers."""
_EAST_ASIAN = pattern(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_DAY_LAST_YEAR = pattern(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_ISO = pattern(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?)?)?")
_BASIC = pattern(r"((?:1[5-9]|20|21)\d\d)(\d\d)(\d\d)")
"""ISO 8601's basic form, `20260211`."""
_YEAR_FIRST = pattern(r"(\d{4})[ ,]+([A-Za-z]+)\.?(?:[ ,]+(\d{1,2}))?")
_MONTH_FIRST = pattern(r"([A-Za-z]+)\.?[ ,]+(?:(\d{1,2})[ ,]+)?(\d{4})")
_DAY_FIRST = pattern(r"(\d{1,2})(?:\.? |-)([A-Za-z]+)(?:\.?,? |-)(\d{4})")
_YEAR_IN = pattern(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)")
_LOOKS_LIKE_DATE = pattern(
    r"\d{4}([-/. ].{0,20})?|(?:1[5-9]|20|21)\d\d(?:0\d|1[0-2])[0-3]\d"
    r"|(\d{1,2}[ .])?\s*[A-Z][a-z]{2,8}\.?,? (\d{1,2}, )?\d{4}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}年.{0,6}|\d{1,2}-[A-Z][a-z]{2}-\d{2,4}"
    r"|in press|online ahead of print|n\.d\.|no date",
    re.IGNORECASE,
)


class PartialDate(Struct, frozen=True):
    """What is certain of a date: a year, perhaps a month (1–12), perhaps a day (1–31)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601 with reduced precision; sorts as text."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


def read_date(text: str | None) -> tuple[PartialDate | None, str | None]:
    """What is certain of `text`, and a remark where something about it is not.

    `("2026-02-30")` gives February 2026 and a remark; `("in press")` gives None and a remark; a plain date no remark.
    """
    if not text or not text.strip():
        return None, None
    text = text.strip()
    parts = _parts(text)
    if parts is None:
        years = sorted({int(year) for year in _YEAR_IN.findall(text)})
        if len(years) == 1:
            return PartialDate(years[0]), f"only the year of the date “{text}” is certain"
        return None, f"“{text}” is no date that can be sorted"
    year, month, day = parts
    if not 1000 <= year <= 2999:
        return None, f"“{text}” is no date that can be sorted"
    if month is None:
        return PartialDate(year), None
    if not 1 <= month <= 12:
        return PartialDate(year), f"the month of “{text}” does not exist"
    if day is None:
        return PartialDate(year, month), None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return PartialDate(year, month), f"the day of “{text}” does not exist"
    return PartialDate(year, month, day), None


def _parts(text: str) -> tuple[int, int | None, int | None] | None:
    if match := _ISO.fullmatch(text) or _BASIC.fullmatch(text):
        return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None
    text = _AROUND.sub("", text.translate(PLAIN_HYPHENS)).strip()
    if match := _DAY_LAST_YEAR.fullmatch(text):
        return _in_a_known_order(int(match[1]), int(match[3]), int(match[4]))
    if match := _ISO.fullmatch(text) or _EAST_ASIAN.fullmatch(text):
        return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None
    for form, year, month, day in ((_YEAR_FIRST, 1, 2, 3), (_MONTH_FIRST, 3, 1, 2), (_DAY_FIRST, 3, 2, 1)):
        match = form.fullmatch(text)
        if match and match[month].lower() in _MONTHS:
            return int(match[year]), _MONTHS[match[month].lower()], int(match[day]) if match[day] else None
    return None


def _in_a_known_order(one: int, other: int, year: int) -> tuple[int, int | None, int | None] | None:
    """Day and month of `25/12/2024` and `12/25/2024`; of `02/01/2024` nobody knows which is which."""
    if one == other or one > 12 >= other:
        return year, other, one
    return (year, one, other) if other > 12 >= one else None


def looks_like_date(text: str) -> bool:
    """Whether a part of the line of ids is meant as a date, readable or not."""
    return _LOOKS_LIKE_DATE.fullmatch(text.strip()) is not None


def sort_key(text: str | None) -> str:
    """Text that sorts as the date does; empty where nothing is certain. A year sorts before its months."""
    return str(read_date(text)[0] or "")
