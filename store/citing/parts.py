"""Parts of an entry that several styles print in the same way."""

from __future__ import annotations

from store.citing.casing import capitalize_first
from store.citing.english import MONTHS, month_of, ordinal, year_of, year_text
from store.citing.marked import around, join
from store.citing.names import NameStyle, names
from store.citing.prepared import prepare
from store.citing.reference import Date, Reference
from store.citing.word_sets import word_set

BOOK_LIKE = frozenset(("bill", "book", "graphic", "legal_case", "legislation", "motion_picture", "report", "song"))
IN_A_BOOK = frozenset(("chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"))
SERIAL = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "periodical", "post-weblog", "review", "review-book")
)
_ABBREVIATED = word_set("al co etc gen inc jr ltd no nov sp spp sr st subsp var vs")
"""What a title may end with whose full stop is no end of a sentence."""


def without_periods(text: str) -> str:
    """An abbreviated title without its full stops, but those before a small letter (`J. Med.` is `J Med`)."""
    if "." not in text:
        return text
    return "".join(letter for at, letter in enumerate(text) if letter != "." or ("a" <= text[at + 1 : at + 2] <= "z"))


def title_before_comma(reference: Reference) -> str:
    """The title without the full stop of a sentence at its end; that of an abbreviation stays."""
    title = prepare(reference.title)
    if not reference.title_is_sentence or not title.endswith("."):
        return title
    word = "".join(letter for letter in title[:-1].rpartition(" ")[2].lower() if letter.isalnum() or letter == ".")
    return title if len(word) < 2 or "." in word or word in _ABBREVIATED else title[:-1]


def short_container(reference: Reference) -> str:
    """The abbreviated title of the journal where it is known, else the whole."""
    return prepare(reference.container_short or reference.container)


def people(reference: Reference, role: str, style: NameStyle, one: str, several: str) -> str:
    """The people of a role with its label: `Smith J, ed`."""
    listed = reference.names.get(role, ())
    if not listed:
        return ""
    return names(listed, style, reference.language) + (several if len(listed) > 1 else one)


def month_day_year(date: Date | None, months: tuple[str, ...] = MONTHS) -> str:
    """`October 1, 2025`, `October 2025`, `2025`."""
    if date is None or date.year is None:
        return date.literal if date else ""
    month = month_of(date, months)
    if date.end and date.end.year:
        return _american_range(date, date.end, months)
    if not month:
        return year_text(date.year)
    return f"{month} {date.day}, {year_text(date.year)}" if date.day else f"{month} {year_text(date.year)}"


def month_year(date: Date | None, months: tuple[str, ...] = MONTHS) -> str:
    """`October 2025`, `November–December 2025`, `December 2025–January 2026`, `2025`."""
    if date is None or date.year is None:
        return date.literal if date else ""
    start, end = Date(date.year, date.month, None, date.season), date.end
    if end is None or end.year is None:
        return month_day_year(start, months)
    return month_day_year(Date(start.year, start.month, None, start.season, "", Date(end.year, end.month)), months)


def archive(reference: Reference) -> str:
    """Where a rare document is kept: collection, archive, place."""
    more = reference.more
    kept = more.get("archive_collection") or more.get("archive", "")
    kept = join(" ", kept, around("(", more.get("archive_location", ""), ")"))
    place = more.get("archive-place", "")
    return prepare(join(", ", kept, more.get("archive", "") if "archive_collection" in more else "", place))


def _american_range(start: Date, end: Date, months: tuple[str, ...]) -> str:
    first, last = month_of(start, months), month_of(end, months)
    if start.year != end.year:
        return f"{month_day_year(Date(start.year, start.month, start.day, start.season), months)}–" + month_day_year(
            Date(end.year, end.month, end.day, end.season), months
        )
    if start.month != end.month or start.season != end.season:
        left = f"{first} {start.day}" if start.day else first
        right = f"{last} {end.day}" if end.day else last
        return f"{left}–{right}{',' if end.day else ''} {year_of(Date(end.year))}"
    if start.day != end.day and start.day and end.day:
        return f"{first} {start.day}–{end.day}, {year_of(Date(end.year))}"
    return month_day_year(Date(start.year, start.month, start.day, start.season), months)


def edition(reference: Reference, label: str = "ed.") -> str:
    """`2nd ed.`, or the edition as it is named."""
    text = reference.more.get("edition", "")
    return f"{ordinal(text)} {label}" if text.isdigit() else prepare(text)


def first_capital(text: str) -> str:
    """`text` ready for an entry, with a capital where its first word has none."""
    return prepare(capitalize_first(text))
