"""Publication Manual of the American Psychological Association, 7th edition: alphabetical."""

from __future__ import annotations

from store.citing import pages
from store.citing.casing import capitalize_first, headline
from store.citing.english import month_of, year_of
from store.citing.marked import around, attach, italic, join
from store.citing.names import NameStyle, names
from store.citing.parts import SERIAL, archive, edition, month_day_year, people
from store.citing.prepared import prepare
from store.citing.reference import Reference
from store.citing.word_sets import word_set

_NAMES = NameStyle(
    initials=". ", last="&", comma_before_last="always", minimum=21, first=19, show_last=True
)  # fmt: skip
_STRAIGHT = NameStyle(inverted="none", initials=". ", last="&", minimum=21, first=19, show_last=True)
_FULL_DATE = word_set(
    """article-magazine article-newspaper broadcast collection document event motion_picture pamphlet performance
    personal_communication post post-weblog song speech webpage"""
)
_UNPUBLISHED_TALK = frozenset(("interview", "paper-conference"))
_REVIEWS = frozenset(("review", "review-book"))
_FORMATS = {
    "dataset": "Dataset",
    "software": "Computer software",
    "broadcast": "Broadcast",
    "motion_picture": "Film",
    "map": "Map",
    "graphic": "Graphic",
    "figure": "Figure",
    "song": "Song",
    "post": "Online post",
    "interview": "Interview",
}


def entry(reference: Reference) -> str:
    """The marked text of a reference."""
    lead, title = _lead(reference), "" if reference.type in _REVIEWS else _title(reference)
    description = around("[", _description(reference), "]")
    identifier = around("(", _identifier(reference, bool(reference.authors)), ")")
    if lead:
        work = join(" ", title, identifier, description)
    elif title:
        lead, work = join(" ", title, identifier), description
    else:
        lead, work = join(" ", description, identifier), ""
    body = attach(join(". ", lead, f"({_date(reference)})", work, _source(reference)), ".")
    return join(" ", body, _address(reference), around("(", _history(reference), ")"))


def sort_key(reference: Reference) -> str:
    """What the list is sorted by: who leads the entry."""
    return _lead(reference) or reference.title


def _lead(reference: Reference) -> str:
    return (
        names(reference.authors, _NAMES, reference.language)
        or people(reference, "editor", _NAMES, " (Ed.)", " (Eds.)")
        or people(reference, "compiler", _NAMES, " (Compiler)", " (Compilers)")
        or people(reference, "collection-editor", _NAMES, " (Ed.)", " (Eds.)")
        or (prepare(reference.publisher) if reference.type in ("software", "webpage") else "")
    )


def _serial(reference: Reference) -> bool:
    """Whether the work came out in a serial, or as a talk, and not as a book or part of one."""
    if reference.type in SERIAL:
        return True
    return reference.type in _UNPUBLISHED_TALK and not _edited(reference)


def _edited(reference: Reference) -> bool:
    return any(role in reference.names for role in ("collection-editor", "compiler", "editor", "editorial-director"))


def _date(reference: Reference) -> str:
    date = reference.issued
    if date is None:
        return prepare(reference.more.get("status", "").lower()) or "n.d."
    day = ""
    if reference.type in _FULL_DATE or (reference.type in _UNPUBLISHED_TALK and not _placed(reference)):
        day = join(" ", month_of(date), str(date.day or ""))
    return join(", ", around("ca. ", year_of(date)) if date.uncertain else year_of(date), day)


def _placed(reference: Reference) -> bool:
    return bool(reference.issue or reference.page or reference.supplement or reference.volume) or _edited(reference)


def _title(reference: Reference) -> str:
    title = prepare(reference.title)
    if reference.type in SERIAL or reference.type in ("post", "webpage"):
        part = reference.more.get("part-number", "")
        part = "" if part.isdigit() and not reference.more.get("part-title") else around("", prepare(part))
        title = join(": ", title, join(". ", part, prepare(reference.more.get("part-title", ""))))
    elif not reference.container:
        title = join(": ", title, _volume_title(reference))
    return title if reference.container and reference.type not in ("post", "webpage") else italic(title)


def _volume_title(reference: Reference) -> str:
    if title := reference.more.get("volume-title"):
        return join(". ", _volume(reference), prepare(title))
    return "" if pages.is_numeric(reference.volume) else prepare(reference.volume)


def _volume(reference: Reference) -> str:
    volume = pages.number(reference.volume)
    return f"Vol. {volume}" if pages.is_numeric(volume) else volume


def _identifier(reference: Reference, authors_lead: bool) -> str:
    """What stands in parentheses after the title: other people, numbers, edition, pages."""
    people_of = _contributors(reference, authors_lead)
    if _serial(reference):
        number = "" if reference.container else _number(reference)
        return join("; ", people_of, number, _part(reference))
    if reference.container and reference.type not in ("post", "webpage"):
        return people_of
    return join("; ", people_of, _number(reference), _monograph(reference))


def _contributors(reference: Reference, authors_lead: bool) -> str:
    translators = people(reference, "translator", _STRAIGHT, ", Trans.", ", Trans.")
    if reference.container or not authors_lead or reference.type in SERIAL:
        return translators
    return join("; ", people(reference, "editor", _STRAIGHT, ", Ed.", ", Eds."), translators)


def _part(reference: Reference) -> str:
    part = reference.more.get("part-number", "")
    return f"Pt. {part}" if pages.is_numeric(part) and "part-title" not in reference.more else ""


def _number(reference: Reference) -> str:
    """`Report No. 12`, where the work has a number."""
    number = reference.number
    if not number:
        return ""
    genre = "Publication" if reference.type == "thesis" else headline(reference.more.get("genre", ""))
    label = f"No. {capitalize_first(number)}" if pages.is_numeric(number) else capitalize_first(number)
    return prepare(join(" ", genre, label))


def _monograph(reference: Reference) -> str:
    """Version, edition, volume and pages of a book or part of one."""
    version = around("Version ", reference.more.get("version", ""))
    titled = "volume-title" in reference.more or not pages.is_numeric(reference.volume)
    volume = "" if titled else _volume(reference)
    return join(", ", version, edition(reference), volume, pages.labelled(reference.page, "expanded"))


def _description(reference: Reference) -> str:
    """What stands in brackets: the kind of work where it is not a plain article or book."""
    if reference.type in _REVIEWS:
        return _review(reference)
    genre = "" if reference.number else prepare(capitalize_first(reference.more.get("genre", "")))
    medium = prepare(capitalize_first(reference.more.get("medium", "")))
    if reference.type == "thesis":
        university = prepare(reference.publisher) if reference.doi or reference.url else ""
        return join("; ", join(", ", genre, university), medium)
    if "genre" in reference.more or medium:
        return join("; ", genre, medium)
    return _FORMATS.get(reference.type, "")


def _review(reference: Reference) -> str:
    """A review is named by the work that it is of."""
    genre = capitalize_first(reference.more.get("genre", "")) or (
        "Review of the book" if reference.type == "review-book" else "Review of"
    )
    title = reference.more.get("reviewed-title") or reference.title
    return join(" ", prepare(genre), italic(prepare(title)))


def _source(reference: Reference) -> str:
    if reference.type in ("post", "webpage"):
        container = headline(reference.container) if reference.speaks_english else reference.container
        publisher = prepare(reference.publisher) if reference.authors or reference.type == "post" else ""
        return join(". ", publisher, prepare(container))
    if _serial(reference):
        publisher = prepare(reference.publisher) if reference.type == "interview" else ""
        return join(". ", _journal(reference), publisher, archive(reference), _event(reference))
    return join(". ", _book(reference), _publisher(reference), archive(reference), _event(reference))


def _event(reference: Reference) -> str:
    """Where a talk was given, unless it is printed in the proceedings."""
    title = reference.more.get("event-title", "")
    if not title or (reference.type == "paper-conference" and _placed(reference)):
        return ""
    return join(", ", prepare(capitalize_first(title)), prepare(reference.more.get("event-place", "")))


def _journal(reference: Reference) -> str:
    container, collection = reference.container, reference.more.get("collection-title", "")
    if reference.speaks_english:
        container, collection = headline(container), headline(collection)
    supplement = reference.supplement
    if pages.is_numeric(supplement):
        supplement = f"Suppl. {supplement}"
    issue = around("(", join(", ", pages.number(reference.issue), prepare(capitalize_first(supplement))), ")")
    place = around("Article ", pages.number(reference.number)) or pages.pages(reference.page, "expanded")
    source = join(
        ", ",
        italic(join(", ", prepare(container), prepare(collection))),
        italic(pages.number(reference.volume)) + issue,
        place,
    )
    status = reference.more.get("status", "")
    if not reference.issued or collection or place or issue or reference.volume:
        status = ""
    return join(". ", source, prepare(capitalize_first(status)))


def _book(reference: Reference) -> str:
    if not reference.container:
        return ""
    editors = (
        people(reference, "container-author", _STRAIGHT, "", "")
        or people(reference, "editor", _STRAIGHT, " (Ed.)", " (Eds.)")
        or people(reference, "collection-editor", _STRAIGHT, " (Ed.)", " (Eds.)")
    )
    if not reference.authors:
        editors = ""
    title = italic(join(": ", prepare(reference.container), _volume_title(reference)))
    monograph = around("(", join("; ", _number(reference), _monograph(reference)), ")")
    return f"In {join(' ', join(', ', editors, title), monograph)}"


def _publisher(reference: Reference) -> str:
    if reference.type == "thesis" and (reference.doi or reference.url):
        return ""
    if reference.type == "software" and not reference.authors:
        return ""
    return prepare(reference.publisher)


def _address(reference: Reference) -> str:
    if reference.doi:
        return f"https://doi.org/{reference.doi}"
    if not reference.url:
        return ""
    if reference.issued or reference.more.get("status"):
        return reference.url
    accessed = month_day_year(reference.accessed)
    return f"Retrieved {accessed}, from {reference.url}" if accessed else f"Retrieved {reference.url}"


def _history(reference: Reference) -> str:
    """A status such as *retracted* that has no other place."""
    placed = _placed(reference) or reference.number or reference.more.get("collection-title")
    status = prepare(capitalize_first(reference.more.get("status", ""))) if reference.issued and placed else ""
    original = reference.more.get("original-date", "")
    return join("; ", status, around("Original work published ", original))
