"""The lines below the title: authors, and the line of ids, journal and date."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct, field

from store.dates import looks_like_date, read_date
from store.keys import find_pmcid, read_doi
from store.readers.authors import AuthorLines
from store.readers.outline import is_rule
from store.readers.remarks import Remarks

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
    r"(?:[-*]\s+)?(?:\*\*|__|\*|_)?\s*authors?(?:\(s\))?\s*(?:\*\*|__|\*|_)?\s*[:：]\s*(?:\*\*|__|\*|_)?\s*(.*)$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[·•∙⋅‧|]\s+|\s*・\s*")
_LABELLED_ID = re.compile(r"\b(?:doi|pmid|pmcid)\s*:", re.IGNORECASE)
_OTHER_SEPARATOR = re.compile(r"\s+[–—-]\s+|\s*[;,]\s+(?=(?:doi|pmid|pmcid|\d{4}\b))", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\*\*|__)?\s*(doi|pmid|pubmed(?: id)?|pmcid|pmc(?: id)?|journal|date|published|year|archive)\s*"
    r"(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*(.*)$",
    re.IGNORECASE,
)
_PMID = re.compile(r"(?:pmid|pubmed)\s+(\d{1,9})$", re.IGNORECASE)
_PMC = re.compile(r"(?:PMC\s*\d{1,12})$", re.IGNORECASE)
_DIGITS = re.compile(r"0*([1-9]\d{0,8})$")
_BARE_DOI = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi\s+)?10\.\d{4,9}/\S+$", re.IGNORECASE)
_MARKS = re.compile(r"^ *#+ +", re.MULTILINE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
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
    return _AUTHORS.match(line) is not None or _is_ids(line)


def read_header(lines: Iterable[tuple[int, str]], remarks: Remarks) -> Header:
    """Read the numbered lines outside the sections; text of no known form is kept as `loose`."""
    header = Header()
    paragraph: list[str] = []
    authors = AuthorLines()
    for at, line in lines:
        text = line.strip()
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


def _close(paragraph: list[str], header: Header) -> None:
    if paragraph:
        text = "\n".join(line.rstrip() for line in paragraph)
        header.loose.append(_MARKS.sub("", text) if "#" in text else text)
        paragraph.clear()


def _parts(line: str) -> list[str]:
    """The parts of a line of ids; without middle dots, other separators count where an id is labelled."""
    parts = _SEPARATOR.split(line.strip(" ·•|"))
    if len(parts) == 1 and _LABELLED_ID.search(line):
        parts = _OTHER_SEPARATOR.split(line)
    return [part for part in (" ".join(part.split()) for part in parts) if part]


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
    )


def _read_ids(at: int, line: str, header: Header, remarks: Remarks) -> None:
    """Take the parts of a line of ids into the header; what has no place of its own is archive, journal and date."""
    others: list[str] = []
    ids_after = -1
    for part in _parts(line):
        label = _LABEL.match(part)
        name, value = (label[1].lower(), label[2].strip()) if label else ("", part)
        if name == "doi" or (not name and _BARE_DOI.match(part)):
            _take_doi(at, part, value, header, remarks)
        elif name in ("pmid", "pubmed", "pubmed id") or (not name and _PMID.match(part)):
            _take_pmid(at, part, value, header, remarks)
        elif name in ("pmcid", "pmc", "pmc id") or (not name and _PMC.match(part)):
            _take_pmcid(at, part, value, header, remarks)
        elif name in ("journal", "archive"):
            _take_labelled(name, value, part, header)
            continue
        elif name in ("date", "published", "year"):
            _take_date(at, value, header, remarks)
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
    if others and _may_be_date(others):
        _take_date(at, others.pop(), header, remarks)
    in_front = ids_after == 1 or (ids_after < 0 and len(others) > 1)
    if others and header.archive is None and (in_front or others[0].lower() in ARCHIVES):
        header.archive = others.pop(0)
    if others:
        if len(others) > 1:
            remarks.add(at, f"“{' · '.join(others)}” was taken for the journal")
        if header.journal is None:
            header.journal = " · ".join(others)
        else:
            header.loose.append(" · ".join(others))


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
