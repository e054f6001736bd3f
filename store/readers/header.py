"""The lines below the title: authors, and the line of ids, journal and date."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct, field

from store.dates import looks_like_date, read_date
from store.keys import find_pmcid, find_pmid, read_doi
from store.readers.authors import AuthorLines
from store.readers.outline import is_rule
from store.readers.remarks import Remarks
from store.readers.unmarked import unescaped

ARCHIVES = {
    name.lower()
    for name in (
        "PMC", "PubMed", "PubMed Central", "Europe PMC", "MEDLINE", "bioRxiv", "medRxiv", "arXiv", "ChemRxiv", "SSRN",
        "Research Square", "Preprints.org", "OSF", "Zenodo", "DOAJ", "SciELO", "J-STAGE", "CORE", "HAL", "Figshare",
        "Crossref", "OpenAlex", "Semantic Scholar", "Embase", "Scopus",
    )
}  # fmt: skip
"""Archives known by name; an unknown word is an archive only where it stands in front of the ids."""

_AUTHORS = re.compile(
    r"(?:[-*]\s+)?(?:\*\*|__|\*|_)?\s*authors?(?:\(s\))?(?: list| names)?(?: ?\(\d{1,4}\))?\s*"
    r"(?:\*\*|__|\*|_)?\s*[:：]\s*(?:\*\*|__|\*|_)?\s*(.*)$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[·•∙⋅‧|]\s+|\s*・\s*")
_LABELLED_ID = re.compile(r"\b(?:doi|pmid|pmcid)\s*:", re.IGNORECASE)
_OTHER_SEPARATOR = re.compile(
    r"\s+[–—-]\s+|\s*[;,]\s+(?=(?:doi|pmid|pmcid|\d{4}\b))|\.\s+(?=(?:doi|pmid|pmcid):)", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:\*\*|__)?\s*(doi|pmid|pubmed(?: id)?|pmcid|pmc(?: id)?|journal|(?:publication )?date"
    r"|published(?: online)?|year|archive)\s*(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*(.*)$",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(
    r"(?:\*\*|__)?\s*(?:volume|vol|issue|pages?|e?-?issn|publisher|licen[cs]e|keywords?|article type|type|language)\s*"
    r"(?:\*\*|__)?\s*[:：]",
    re.IGNORECASE,
)
"""Labels of what is neither archive, journal nor date."""
_FIELD = re.compile(r"[-*+•]\s+(?=(?:\*\*|__)?[A-Za-z ]{3,20}(?:\*\*|__)?\s*:)")
_ROW = re.compile(r"\|\s*([A-Za-z* ]{3,24}?)\s*\|\s*([^|]+?)\s*\|$")
_RUN_ON = re.compile(r"\s+(?=(?:\*\*|__)(?:doi|pmid|pmcid|journal|date|published|year)\s*:?(?:\*\*|__))", re.IGNORECASE)
_EMPHASISED = re.compile(r"(\*{1,2}|_{1,2})([^*_]+)\1$")
_VOLUME = re.compile(r"\b\d{4}\b[^·]{0,20};\s?\d")
"""A journal with year, volume and pages, as PubMed cites it."""
_PAGE = re.compile(r"(?:<|\[[^\]]*\]\()(https?://[^\s<>]+?)[>)]$", re.IGNORECASE)
_JOURNAL_AND_YEAR = re.compile(r"([^\d()]*[^\d\s(),.;])[,.;]?\s+(?:\((\d{4})\)|(\d{4}))$")
_PMID = re.compile(r"(?:pmid|pubmed)\s+(\d{1,9})$", re.IGNORECASE)
_PMC = re.compile(r"(?:PMCID\s+)?PMC\s*\d{1,12}$", re.IGNORECASE)
_IN_WORDS = re.compile(r"\s*\(pubmed\)$", re.IGNORECASE)
_DIGITS = re.compile(r"0*([1-9]\d{0,8})$")
_BARE_DOI = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi\s+)?10\.\d{4,9}/\S+$", re.IGNORECASE)
_MARKS = re.compile(r"^ *#+ +", re.MULTILINE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NO_JOURNAL = re.compile(
    r"(?:e-?pub|published|online|spring|summer|autumn|fall|winter|in press|ahead of print"
    r"|[a-z]{3,9}\.?\s?[-–/]\s?[a-z]{3,9}\.?$)",
    re.IGNORECASE,
)
"""What may stand in front of a year beside months."""
_DATES = ("date", "publication date", "published", "published online", "year")
_WRAPPED = ("*", "_", "<", "[")
_FORMS = ("|", "-", "*", "+", "•")
_BULLETS = ("-", "*", "+", "•")
_LONGEST_DATE = 30
_LONGEST_PART = 300


class Header(Struct):
    """What the lines outside the sections say."""

    authors: list[str] = field(default_factory=list)
    archive: str | None = None
    journal: str | None = None
    date: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    loose: list[str] = field(default_factory=list)
    """Paragraphs that are none of this."""


def starts_header(line: str) -> bool:
    """Whether a line is one of authors or ids, and so no continuation of a title."""
    line = _field(line)
    return _AUTHORS.match(line) is not None or _is_ids(line)


def read_header(lines: Iterable[tuple[int, str]], remarks: Remarks) -> Header:
    """Read the numbered lines outside the sections; text of no known form is kept as `loose`."""
    header = Header()
    paragraph: list[str] = []
    authors = AuthorLines()
    for at, line in lines:
        text = line.strip()
        if (text[:1] in _FORMS and text[:2] != "**") or "&" in text:
            text = _field(text)
        if not text or is_rule(text):
            authors.below_blank = True
            _close(paragraph, header)
            continue
        match = _AUTHORS.match(text)
        if match:
            if authors.entries:
                remarks.add(at, "a second line of authors was added to the first")
            authors.begin(match[1])
        elif _is_ids(text):
            authors.ended = True
            _close(paragraph, header)
            _read_ids(at, text, header, remarks)
        elif not authors.ended and authors.go_on(text):
            remarks.add(at, "the authors go on over a line")
        else:
            authors.ended = True
            paragraph.append(line)
    _close(paragraph, header)
    header.authors = authors.names()
    return header


def _field(line: str) -> str:
    """A line without the bullet or the table that the header may be written in: `LABEL: VALUE`."""
    line = unescaped(line)
    if line[:1] == "|":
        row = _ROW.match(line)
        return f"{row[1].strip('* ')}: {row[2]}" if row and row[1].strip("-: ") else line
    bullet = _FIELD.match(line) if line[:1] in _BULLETS else None
    return line[bullet.end() :] if bullet else line


def _close(paragraph: list[str], header: Header) -> None:
    if paragraph:
        text = "\n".join(line.rstrip() for line in paragraph)
        header.loose.append(_MARKS.sub("", text) if "#" in text else text)
        paragraph.clear()


def _parts(line: str) -> list[str]:
    """The parts of a line of ids; without middle dots, other separators count where an id is labelled."""
    parts = _SEPARATOR.split(line.strip(" ·•|"))
    if len(parts) == 1 and "**" in line:
        parts = _RUN_ON.split(line)
    if len(parts) == 1 and _LABELLED_ID.search(line):
        parts = _OTHER_SEPARATOR.split(line)
    found = [part for part in (" ".join(part.split()) for part in parts) if part]
    return [_plain(part) if part[0] in _WRAPPED else part for part in found]


def _plain(part: str) -> str:
    """A part without emphasis around it; of a link to a page of the paper the address."""
    if part[:1] in ("*", "_"):
        emphasised = _EMPHASISED.match(part)
        return emphasised[2].strip() if emphasised else part
    page = _PAGE.match(part) if part[:1] in ("<", "[") else None
    return page[1] if page and _is_sure(page[1]) else part


def _is_ids(line: str) -> bool:
    """Whether a line holds ids, an archive or a date, and nothing that speaks against it."""
    if line[:1] in "#>" or len(line) > _LONGEST_PART * 5:
        return False
    parts = _parts(line)
    if not parts or any(len(part) > _LONGEST_PART for part in parts):
        return False
    return any(_is_sure(part) for part in parts)


def _is_sure(part: str) -> bool:
    return (
        part.lower() in ARCHIVES
        or _LABEL.match(part) is not None
        or _PMC.match(part) is not None
        or _PMID.match(part) is not None
        or _BARE_DOI.match(part) is not None
        or looks_like_date(part)
        or (part[0] in ("h", "H") and _is_page(part))
    )


def _is_page(part: str) -> bool:
    """Whether a part is the address of the paper at PubMed or PMC."""
    return part[:4].lower() == "http" and " " not in part and bool(find_pmid(part) or find_pmcid(part))


def _read_ids(at: int, line: str, header: Header, remarks: Remarks) -> None:
    """Take the parts of a line of ids into the header; what has no place of its own is archive, journal and date."""
    others: list[str] = []
    ids_after = -1
    for part in _parts(line):
        label = _LABEL.match(part)
        name, value = (label[1].lower(), label[2].strip()) if label else ("", part)
        if name == "doi" or (not name and _BARE_DOI.match(part)):
            _take_doi(at, part, value, header, remarks)
        elif part[0] in ("h", "H") and not name and _is_page(part):
            take = _take_pmid if find_pmid(part) else _take_pmcid
            take(at, part, part, header, remarks)
        elif name in ("pmid", "pubmed", "pubmed id") or (not name and _PMID.match(part)):
            _take_pmid(at, part, value, header, remarks)
        elif name in ("pmcid", "pmc", "pmc id") or (not name and _PMC.match(part)):
            _take_pmcid(at, part, value, header, remarks)
        elif name in ("journal", "archive"):
            _take_labelled(name, value, part, header)
            continue
        elif name in _DATES:
            _take_date(at, value, header, remarks)
            continue
        elif ":" in part and _OTHER_LABEL.match(part):
            header.loose.append(part)
            continue
        else:
            others.append(part)
            continue
        if ids_after < 0:
            ids_after = len(others)
    _take_others(at, others, ids_after, header, remarks)
    if header.archive is None and _PMC.match(_parts(line)[0]):
        header.archive = "PMC"


def _take_others(at: int, others: list[str], ids_after: int, header: Header, remarks: Remarks) -> None:
    if (
        others
        and not others[-1][0].isdigit()
        and (both := _JOURNAL_AND_YEAR.match(others[-1]))
        and _is_journal(both[1], others, ids_after)
    ):
        others[-1:] = [both[1], both[2] or both[3]]
    if others and _may_be_date(others):
        _take_date(at, others.pop(), header, remarks)
    elif dates := [number for number, part in enumerate(others) if looks_like_date(part)]:
        _take_date(at, others.pop(dates[-1]), header, remarks)
        ids_after = 0  # in another order than the usual one what stands in front says nothing
    in_front = (
        bool(others) and (ids_after == 1 or (ids_after < 0 and len(others) > 1)) and not _VOLUME.search(others[0])
    )
    if header.archive is None:
        archive = 0 if in_front else next((n for n, part in enumerate(others) if part.lower() in ARCHIVES), -1)
        header.archive = others.pop(archive) if others and archive >= 0 else None
    if others:
        if len(others) > 1:
            remarks.add(at, f"“{' · '.join(others)}” was taken for the journal")
        if header.journal is None:
            header.journal = " · ".join(others)
        else:
            header.loose.append(" · ".join(others))


def _is_journal(text: str, others: list[str], ids_after: int) -> bool:
    """Whether what stands in front of a year is the journal: no other part is, and it holds no month or season."""
    others_before = others[:-1]
    archives = [part for part in others_before if part.lower() in ARCHIVES]
    return (
        (len(others_before) == len(archives) or (ids_after == 1 and len(others_before) == 1))
        and (bool(others_before) or ids_after >= 0)
        and not looks_like_date(f"{text} 2000")
        and not _NO_JOURNAL.match(text)
    )


def _may_be_date(others: list[str]) -> bool:
    last = others[-1]
    return looks_like_date(last) or (len(others) > 1 and len(last) <= _LONGEST_DATE and bool(_YEAR.search(last)))


def _take_labelled(name: str, value: str, part: str, header: Header) -> None:
    """Take a journal or an archive that says what it is; a second one is text."""
    given = getattr(header, name)
    if value and given in (None, value):
        setattr(header, name, value)
    elif value:
        header.loose.append(part)


def _take_date(at: int, value: str, header: Header, remarks: Remarks) -> None:
    if not value:
        return
    if header.date is not None:
        header.loose.append(value)
        return
    header.date = value
    remark = read_date(value)[1]
    if remark:
        remarks.add(at, f"the date: {remark}")


def _take_doi(at: int, part: str, value: str, header: Header, remarks: Remarks) -> None:
    doi, remark, whole = read_doi(value)
    if remark:
        remarks.add(at, remark)
    if doi and header.doi is None:
        header.doi = doi
    elif doi and header.doi and doi.casefold() != header.doi.casefold():
        remarks.add(at, f"a second DOI, {doi}, was kept as text")
        whole = False
    if not whole:
        header.loose.append(part)


def _take_pmid(at: int, part: str, value: str, header: Header, remarks: Remarks) -> None:
    value = find_pmid(value) or _IN_WORDS.sub("", value).rstrip(".")
    match = _DIGITS.match(value) or _DIGITS.match(value.rpartition(" ")[2])
    if match and header.pmid in (None, match[1]):
        header.pmid = match[1]
    elif value:
        remarks.add(at, f"a second PubMed id, {value}, was kept as text" if match else f"“{part}” is no PubMed id")
        header.loose.append(part)


def _take_pmcid(at: int, part: str, value: str, header: Header, remarks: Remarks) -> None:
    pmcid = find_pmcid(value) or (f"PMC{value}" if _DIGITS.match(value) else None)
    if pmcid and header.pmcid in (None, pmcid):
        header.pmcid = pmcid
    elif value:
        remarks.add(at, f"“{part}” is no PMC id" if not pmcid else f"a second PMC id, {pmcid}, was kept as text")
        header.loose.append(part)
