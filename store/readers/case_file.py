"""Case files: one paper in Markdown, in the layout that the README describes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from store.errors import RejectedError
from store.keys import find_pmcid, find_pmid, keys_of, read_doi
from store.model import Case, EntityList, FullText, Items, Mention, Notice, OtherSection, Section
from store.patterns import pattern
from store.readers.authors import may_be_names
from store.readers.decoding import decode
from store.readers.entity_lists import kind_of, read_lists
from store.readers.header import Header, read_header, starts_header
from store.readers.items import ItemReader
from store.readers.outline import Outline, Part, is_omission, outline
from store.readers.passages import address_in, block, bullets, items, paragraphs
from store.readers.refusals import refuse_format, refuse_several
from store.readers.remarks import Remarks
from store.readers.titles import find_title, take_front_matter
from store.text import clean_line

_ABSTRACT_PARTS = re.compile(
    r"(?:background|introduction|objectives?|aims?|purpose|rationale|context|importance|setting|design|patients?|participants?"
    r"|methods?|materials?|results?|findings|main (?:results|findings|outcomes?)|conclusions?|discussion|interpretation"
    r"|significance|relevance|case|case (?:presentation|reports?|description|summary)|patient concerns?|diagnos[ie]s"
    r"|interventions?|outcomes?|lessons?|learning points?|presentation|data sources?|limitations?|summary)"
    r"(?: (?:and|of|for) .{1,40})?:?$",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"authors?(?: list)?:?$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>()]+", re.IGNORECASE)
_ALL_FENCED = pattern(
    r"\s*(?P<fence>`{3,}|~{3,})[ \t]*(?:markdown|md)?[ \t]*\n(?P<inside>\s*#.*)\n[ \t]*(?P=fence)\s*\Z",
    re.DOTALL | re.IGNORECASE,
)
_OF_HEADER = ("archive", "journal", "date", "doi", "pmid", "pmcid")
_NOTE_LENGTH = 300
_TEXT_LIMIT = 200_000
"""Characters of text up to which it is asked what it says when names are cut."""


class _Reading:
    """The parts of a case while its file is being read."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.remarks = Remarks()
        self.texts: dict[str, list[str]] = {"tldr": [], "contribution": [], "key_findings": [], "abstract": []}
        self.lists: list[tuple[Section, str, str, int]] = []
        self.full_text = FullText()
        self.item_parts: dict[str, tuple[Part, list[str]]] = {}
        self.loose: list[str] = []
        self.others: list[OtherSection] = []
        self.seen: set[str] = set()
        self.abstract_open = False
        """Whether the last section was an abstract, or a heading inside one."""

    def numbered(self, first: int, last: int) -> Iterable[tuple[int, str]]:
        """The lines from `first` to before `last` with their numbers (from 0)."""
        return enumerate(self.lines[first:last], start=first)

    def keep(self, part: Part, texts: list[str]) -> None:
        """Keep what a section of the layout says beside what belongs there, under its heading."""
        if texts:
            self.others.append(OtherSection(part.heading, "\n\n".join(texts)))


def read_case(data: bytes, *, name: str = "") -> tuple[Case, list[Notice]]:
    """Read the case in the bytes of a file, and what was odd about it.

    `name` is the file's name, the last resort for a title. Raises `RejectedError`, with the line that decided it, for
    what is no case: binary data, an empty file, other formats, text with neither title nor a section of the layout.
    """
    text, notices = decode(data)
    text = _unfenced(text)
    refuse_format(text)
    refuse_several(text)
    reading = _Reading(text.split("\n"))
    reading.remarks.take(notices)
    matter = take_front_matter(reading.lines, reading.remarks)
    found = outline(reading.lines, reading.remarks)
    header, title = _read_outside(found, reading)
    _take_header(found, header, reading)
    _take_authors(found, header, reading)
    _refuse_caseless(found, header, reading)
    for part in found.parts:
        _read_part(part, reading)
    if title is None:
        title = next((clean_line(line[6:]).strip("\"'") for line in matter if line.lower().startswith("title:")), None)
    reading.loose[:0] = ["\n".join(matter)] if matter else []
    return _assemble(found, header, title, name, reading), reading.remarks.notices()


def _unfenced(text: str) -> str:
    """What stands in a block of code that is the whole file, as programs hand out Markdown; lines keep their number."""
    fenced = _ALL_FENCED.match(text) if text.lstrip()[:3] in ("```", "~~~") else None
    if not fenced or f"\n{fenced['fence']}" in fenced["inside"]:
        return text
    return text[: fenced.start("fence")] + "\n" + fenced["inside"]


def _refuse_caseless(found: Outline, header: Header, reading: _Reading) -> None:
    known = any(part.name for part in found.parts)
    identified = header.authors or header.doi or header.pmid or header.pmcid
    if not (found.title or known or identified):
        first = next((at for at, line in enumerate(reading.lines) if line.strip()), 0)
        raise RejectedError("neither a title (“# …”) nor a section of a case file", line=first + 1)
    if found.title and not (known or identified or header.archive or found.source) and (header.loose or found.parts):
        reading.remarks.add(found.title.at, "no authors, ids, abstract or entities: is this a case?")


# --- outside the sections ----------------------------------------------------------------------------------------


def _read_outside(found: Outline, reading: _Reading) -> tuple[Header, str | None]:
    """The header and the title; other text outside the sections is kept as loose."""
    outside: list[tuple[int, str]] = []
    for first, last in found.header:
        outside += reading.numbered(first, last)
        outside.append((last, ""))
    title, outside = find_title(found.title, reading.lines, outside, reading.remarks)
    header = read_header(outside, reading.remarks)
    reading.loose += header.loose
    return header, title


def _take_header(found: Outline, header: Header, reading: _Reading) -> None:
    """Where nothing stands between the title and a heading below it (a subtitle), what follows that is the header."""
    part = found.parts[0] if found.parts and found.parts[0].name is None else None
    if part is None or header.authors or header.doi or header.pmid or header.pmcid or header.loose:
        return
    lines = reading.lines[part.first : part.last]
    if not starts_header(next((line.strip() for line in lines if line.strip()), "")):
        return
    below = read_header(reading.numbered(part.first, part.last), reading.remarks)
    reading.remarks.add(part.at, f"authors or ids stand below the heading “{part.heading}”")
    for name in ("authors", *_OF_HEADER):
        setattr(header, name, getattr(header, name) or getattr(below, name))
    reading.others.append(OtherSection(part.heading, "\n\n".join(below.loose)))
    found.parts.remove(part)


def _take_authors(found: Outline, header: Header, reading: _Reading) -> None:
    """Where nothing outside the sections names the authors, a section of that name does."""
    part = next((part for part in found.parts if part.name is None and _AUTHORS.match(part.heading)), None)
    if part is None or header.authors:
        return
    lines = [(at, line) for at, line in reading.numbered(part.first, part.last) if line.strip()]
    named = read_header([(part.at, "Authors:"), *_as_list(lines)], Remarks())
    if not named.authors or not all(may_be_names(name) for name in named.authors):
        return
    reading.remarks.add(part.at, "the authors are named in a section of their own")
    found.parts.remove(part)
    header.authors = named.authors
    for name in _OF_HEADER:
        value = getattr(named, name)
        if getattr(header, name) is None:
            setattr(header, name, value)
        elif value and value != getattr(header, name):
            named.loose.append(f"{name}: {value}")
    reading.keep(part, named.loose)


def _as_list(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines of authors; where each is a name, as a list."""
    names = {at for at, line in lines if not starts_header(line.strip())}
    if len(names) < 2 or any("," in line or ";" in line for at, line in lines if at in names):
        return lines
    return [(at, f"- {line.strip().lstrip('-*+• ')}" if at in names else line) for at, line in lines]


# --- the sections ------------------------------------------------------------------------------------------------


def _read_part(part: Part, reading: _Reading) -> None:
    lines = reading.lines[part.first : part.last]
    if part.name is None:
        _read_unknown(part, lines, reading)
        return
    if part.name in reading.seen:
        reading.remarks.add(part.at, f"a second section “{part.heading}” was added to the first")
    reading.seen.add(part.name)
    reading.abstract_open = part.name == "abstract"
    if part.name in ("tldr", "contribution"):
        reading.texts[part.name] += paragraphs(lines)
    elif part.name == "abstract":
        reading.texts["abstract"] += _abstract(part, lines, reading)
    elif part.name == "key_findings":
        reading.texts["key_findings"] += bullets(lines)
    elif part.name in ("linked", "full_text_entities"):
        section: Section = "linked" if part.name == "linked" else "full_text"
        lists, loose = read_lists(reading.numbered(part.first, part.last), reading.remarks)
        reading.lists += [(section, entities.label, entities.raw, entities.at) for entities in lists]
        reading.keep(part, loose)
    elif part.name == "full_text":
        _read_full_text(part, lines, reading)
    else:
        reading.item_parts.setdefault(part.name, (part, []))[1].extend(("", *lines))


def _read_unknown(part: Part, lines: Sequence[str], reading: _Reading) -> None:
    """A section of its own; or a part of the abstract, where that says nothing before its first heading."""
    reading.abstract_open = reading.abstract_open and _ABSTRACT_PARTS.match(part.heading) is not None
    if not reading.abstract_open:
        reading.others.append(OtherSection(part.heading, block(lines)))
        return
    reading.remarks.add(part.at, f"the abstract seems to go on under the heading “{part.heading}”")
    if reading.texts["abstract"] and "abstract headings" not in reading.seen:
        reading.others.append(OtherSection(part.heading, block(lines)))
        return
    reading.seen.add("abstract headings")
    reading.texts["abstract"] += _abstract(part, (f"# {part.heading}", "", *lines), reading)


def _abstract(part: Part, lines: Sequence[str], reading: _Reading) -> list[str]:
    """The paragraphs of an abstract; a heading inside it becomes the label of the paragraph that follows."""
    found = paragraphs(lines)
    if not any(text[0] == "#" for text in found):
        return found
    if part.name:
        reading.remarks.add(part.at, "the abstract has headings of its own")
    labelled: list[str] = []
    label = ""
    for text in found:
        heading = text.lstrip("#").strip(" *_:") if text[0] == "#" else ""
        if heading and text.lstrip("#")[0] == " ":
            if label:
                labelled.append(label)
            label = heading
        else:
            labelled.append(f"{label}: {text}" if label else text)
            label = ""
    return [*labelled, label] if label else labelled


def _read_full_text(part: Part, lines: Sequence[str], reading: _Reading) -> None:
    """Where the complete paper is, or its text."""
    url, text = reading.full_text.url, reading.full_text.text
    body = block(lines)
    note, _, rest = body.partition("\n\n")
    match = is_omission(note)
    if match:
        if url and match["url"] != url:
            reading.keep(part, [note])
        url = url or match["url"]
        body = rest.strip("\n")
    elif len(body) < _NOTE_LENGTH and "\n" not in body and (address := address_in(body)):
        url = url or address
        if body.strip() != url:
            reading.keep(part, [body])
        body = ""
    if body:
        text = f"{text}\n\n{body}" if text else body
    reading.full_text = FullText(url, text)
    _doubt_address(url, part.at, reading)


def _read_items(name: str, reading: _Reading) -> Items:
    """Figures or references, the sections of the same name read as one."""
    if name not in reading.item_parts:
        return Items()
    part, lines = reading.item_parts[name]
    found, kept = items(lines)
    reading.keep(part, kept)
    _doubt_address(found.url, part.at, reading)
    return found


def _doubt_address(url: str | None, at: int, reading: _Reading) -> None:
    if url and not url.lower().startswith(("https://", "http://")):
        reading.remarks.add(at, f"the address “{url[:80]}” is not one of the web")


# --- putting it together -----------------------------------------------------------------------------------------


def _assemble(found: Outline, header: Header, title: str | None, name: str, reading: _Reading) -> Case:
    url = _source(found, reading)
    figures, references = _read_items("figures", reading), _read_items("references", reading)
    full_text = reading.full_text
    pmcid = _pmcid(header, (url or found.source, full_text.url, figures.url, references.url), found.source_at, reading)
    doi = header.doi or (read_doi(url).doi if url and "doi.org/" in url.lower() else None)
    pmid = header.pmid or (find_pmid(url) if url else None)
    if not title:
        title = doi or pmcid or (f"PMID {pmid}" if pmid else "") or clean_line(PurePath(name).stem) or "Untitled"
        reading.remarks.add(0, f"no title (“# …”); “{title}” stands in for it")
    texts = reading.texts
    tldr, contribution = "\n\n".join(texts["tldr"]), "\n\n".join(texts["contribution"])
    key_findings, abstract = tuple(texts["key_findings"]), tuple(texts["abstract"])
    said = _Said((title, tldr, contribution, *key_findings, *abstract))
    mentions: list[Mention] = []
    for section, label, raw, at in reading.lists:
        mentions += ItemReader(section, kind_of(label), at, said, reading.remarks).read(raw)
    if reading.loose:
        reading.others.insert(0, OtherSection("", "\n\n".join(reading.loose)))
    authors = tuple(header.authors)
    return Case(
        id=keys_of(pmcid=pmcid, doi=doi, pmid=pmid, title=title, authors=authors)[0],
        title=title,
        pmcid=pmcid,
        pmid=pmid,
        doi=doi,
        authors=authors,
        journal=header.journal,
        date=header.date,
        archive=header.archive,
        url=url,
        tldr=tldr or None,
        contribution=contribution or None,
        key_findings=key_findings,
        abstract=abstract,
        mentions=tuple(mentions),
        entity_lists=tuple([EntityList(section, label, raw) for section, label, raw, _ in reading.lists]),
        full_text=full_text,
        figures=figures,
        references=references,
        other_sections=tuple(reading.others),
    )


def _source(found: Outline, reading: _Reading) -> str | None:
    """The address of the source; a source that is none is kept as text."""
    if not found.source:
        return None
    said = found.source.rstrip("*_ ")
    url = address_in(said)
    if url is None and (inside := _ADDRESS.search(said)):
        url = inside[0].rstrip(".,;")
    if url is None:
        reading.remarks.add(found.source_at, f"the source “{found.source[:80]}” is no address")
        reading.loose.append(f"Source: {found.source}")
        return None
    if url != said.strip("<> ") and not found.source.startswith("["):
        reading.loose.append(f"Source: {found.source}")
    _doubt_address(url, found.source_at, reading)
    return url


def _pmcid(header: Header, addresses: Iterable[str | None], at: int, reading: _Reading) -> str | None:
    """The PMC id: as the line of ids gives it, else from the addresses, the source's first."""
    pmcid = header.pmcid
    for address in addresses:
        other = find_pmcid(address) if address else None
        if other and pmcid and other != pmcid:
            reading.remarks.add(at, f"the file names two PMC ids, {pmcid} and {other}; the first was taken")
            break
        pmcid = pmcid or other
    return pmcid


class _Said:
    """What the text of a case says, put together when it is first asked."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts
        self._text: str | None = None

    def __call__(self, name: str) -> bool:
        """Whether the text says `name` as written, or with a small first letter; a very long text is not asked."""
        if self._text is None:
            text = "\n".join(self._texts)
            self._text = text if len(text) <= _TEXT_LIMIT else ""
        return name in self._text or name[:1].lower() + name[1:] in self._text
