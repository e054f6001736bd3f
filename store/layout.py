"""Cases written as case files again, in the layout that `store.readers.case_file` reads.

What the reader took from a file, it takes again from what is written here. Text that came from elsewhere and would be
read as structure (a heading, the line of the source) is kept from it by a backslash, as Markdown does; what would be
read as authors or ids below the title is quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from store.keys import find_pmcid
from store.model import Case, EntityList, Items, Mention, Section
from store.readers.authors import split_authors
from store.readers.header import Header, read_header, starts_header
from store.readers.outline import is_source, structural
from store.readers.passages import is_count
from store.readers.remarks import Remarks

_HEADINGS = {"linked": "Linked entities", "full_text": "Full-text entities"}
_OMITTED = "_Full body text omitted from this summary view._ Fetch the complete paper as Markdown: "


def write_case(case: Case) -> str:
    """The case file of `case`, with a line feed at its end."""
    blocks = [_heading("#", case.title), *_authors(case.authors), *_ids(case)]
    above = "\n\n".join(blocks[1:])
    blocks += [_below(above, other.text) for other in case.other_sections if not other.heading and other.text]
    blocks += _section("TL;DR", case.tldr)
    blocks += _section("Contribution", case.contribution)
    if case.key_findings:
        blocks += ["## Key findings", "\n".join(f"- {_one_line(finding)}" for finding in case.key_findings)]
    if case.abstract:
        blocks += ["## Abstract", *(_safe(_one_line(paragraph), deep=True) for paragraph in case.abstract)]
    blocks += _entities(case)
    if case.full_text.url or case.full_text.text:
        blocks.append("## Full text")
        blocks += [f"{_OMITTED}{case.full_text.url}"] if case.full_text.url else []
        blocks += [_safe(case.full_text.text)] if case.full_text.text else []
    blocks += _items("Figures", "figure", "with captions in the complete paper", case.figures)
    blocks += _items("References", "reference", "— full list in the complete paper", case.references)
    for other in case.other_sections:
        if other.heading:
            blocks.append(_heading("##", other.heading))
            blocks += [_safe(other.text)] if other.text else []
    if case.url:
        blocks.append(f"---\nSource: {case.url}")
    elif is_source(blocks[-1].rpartition("\n")[2]):
        blocks.append("---\nSource:")
    return "\n\n".join(blocks) + "\n"


def _heading(marks: str, text: str) -> str:
    text = _one_line(text)
    return f"{marks} {text} {marks}" if text.endswith("#") else f"{marks} {text}"


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _section(heading: str, text: str | None) -> Iterator[str]:
    if text:
        yield f"## {heading}"
        yield _safe(text, deep=True)


def _safe(text: str, *, deep: bool = False) -> str:
    """`text` with a backslash in front of lines that would begin a section, in sections of the layout at any level."""
    lines = text.split("\n")
    marked = structural(lines, deep=deep)
    return "\n".join(f"\\{line}" if at in marked else line for at, line in enumerate(lines)) if marked else text


def _below(above: str, text: str) -> str:
    """`text` as it can stand below authors and ids: no line of it adds to them."""
    quoted = (
        f"> {line}" if starts_header(line.strip()) and not _stays_text(above, line) else line
        for line in text.split("\n")
    )
    return _safe("\n".join(quoted), deep=True)


def _stays_text(above: str, line: str) -> bool:
    header, longer = (read_header(enumerate(text.split("\n")), Remarks()) for text in (above, f"{above}\n\n{line}"))
    header.loose.append(line)
    return longer == header


def _authors(authors: tuple[str, ...]) -> Iterator[str]:
    """The line of authors, with the separator from which the reader gets the same names; else a list."""
    if not authors:
        return
    names = list(authors)
    for line in (", ".join(names), "; ".join(names), f"{'; '.join(names)};"):
        if split_authors(line) == names:
            yield f"**Authors:** {line}"
            return
    yield "\n".join(("**Authors:**", *(f"- {name}" for name in names)))


def _ids(case: Case) -> Iterator[str]:
    """The line of archive, ids, journal and date; where its parts would be mistaken for one another, with labels."""
    addresses = (case.url, case.full_text.url, case.figures.url, case.references.url)
    known = next((pmcid for pmcid in (find_pmcid(address) for address in addresses if address) if pmcid), None)
    ids = [
        f"{label}: {value}"
        for label, value in (
            ("PMCID", case.pmcid if case.pmcid != known else None),
            ("DOI", case.doi),
            ("PMID", case.pmid),
        )
        if value
    ]
    line = " · ".join(filter(None, (case.archive, *ids, case.journal, case.date)))
    if not line:
        return
    if not _reads_as(line, case):
        labelled = (("Archive", case.archive), ("Journal", case.journal), ("Date", case.date))
        line = " · ".join((*ids, *(f"{label}: {value}" for label, value in labelled if value)))
    yield line


def _reads_as(line: str, case: Case) -> bool:
    header: Header = read_header([(0, line)], Remarks())
    found = (header.archive, header.journal, header.date, header.doi)
    return found == (case.archive, case.journal, case.date, case.doi) and not header.authors


def _entities(case: Case) -> Iterator[str]:
    listed = {entities.section for entities in case.entity_lists}
    lists = [*case.entity_lists, *_lists_of(mention for mention in case.mentions if mention.section not in listed)]
    for section, group in groupby(lists, key=lambda entities: entities.section):
        yield f"## {_HEADINGS[section]}"
        yield "\n".join(f"- **{entities.label}:** {_one_line(entities.raw)}".rstrip() for entities in group)


def _lists_of(mentions: Iterable[Mention]) -> list[EntityList]:
    """Lists for mentions whose raw lists were not kept."""
    by_kind: dict[tuple[Section, str], list[str]] = {}
    for mention in mentions:
        by_kind.setdefault((mention.section, mention.kind), []).append(mention.raw or mention.name)
    return [
        EntityList(section, _label(kind), ", ".join(by_kind[section, kind]))
        for section, kind in sorted(by_kind, reverse=True)
    ]


def _label(kind: str) -> str:
    """The label of a kind's list: its plural (`cell line` is `Cell lines`, `species` stays)."""
    plural = kind if kind.endswith("s") else f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
    return plural.capitalize()


def _items(heading: str, noun: str, note: str, items: Items) -> Iterator[str]:
    if items == Items():
        return
    yield f"## {heading}"
    counted = items.count if items.count is not None else len(items.items)
    if items.url or not items.items or counted != len(items.items) or is_count(items.items[0]):
        said = f"{counted} {noun if counted == 1 else noun + 's'}"
        yield f"{said} {note}: {items.url}" if items.url else said
    if items.items:
        yield "\n".join(f"- {_one_line(item)}" for item in items.items)
