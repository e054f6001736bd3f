"""English words that styles put between facts: months, ordinals."""

from __future__ import annotations

from store.citing.reference import Date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
THREE_LETTERS = tuple(month[:3] for month in MONTHS)


def month_of(date: Date, names: tuple[str, ...] = MONTHS) -> str:
    """The name of the month, else of the season, else nothing."""
    if date.month:
        return names[date.month - 1]
    return SEASONS[date.season - 1] if date.season else ""


def month_range(date: Date | None) -> str:
    """`October`, or `March–April` of a range."""
    if date is None or date.year is None:
        return ""
    month, end = month_of(date), month_of(date.end) if date.end else ""
    return f"{month}–{end}" if month and end and end != month else month


def month_day_range(date: Date | None) -> str:
    """`October 1`, `March 5–9`, `March 28–April 2`, or the month alone."""
    if date is None or date.year is None:
        return ""
    start = f"{month_of(date)} {date.day}" if date.day else month_of(date)
    end = date.end
    if end is None or not month_of(end):
        return start
    if month_of(end) != month_of(date):
        return f"{start}–{month_of(end)} {end.day}" if end.day else f"{start}–{month_of(end)}"
    return f"{start}–{end.day}" if end.day and end.day != date.day else start


def year_of(date: Date | None) -> str:
    """The year, a range of years, or what stands in the place of a date that could not be read."""
    if date is None:
        return ""
    if date.year is None:
        return date.literal
    year = year_text(date.year)
    if date.end and date.end.year and date.end.year != date.year:
        return f"{year}–{year_text(date.end.year)}"
    return year


def year_text(year: int) -> str:
    """`2026`; years of few digits say on which side of the era they are."""
    return f"{-year}BC" if year < 0 else f"{year}AD" if year < 1000 else str(year)


def ordinal(number: str) -> str:
    """`2` as `2nd`; text that is no number stays as it is."""
    if not number.isdigit():
        return number
    last = "th" if number[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return number + last
