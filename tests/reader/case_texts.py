"""Case files for tests of the reader, every sentence invented."""

from __future__ import annotations

from store.model import Case, Notice
from store.readers.case_file import read_case

TITLE = "A made case of fever"
AUTHORS = "**Authors:** Ada Test, Ben Probe"
IDS = "PMC · DOI: 10.5555/made.1 · Journal of Tests · 2020-05-06"
ADDRESS = "https://papers.example/paper/PMC77"


def case_text(
    *,
    title: str | None = f"# {TITLE}",
    authors: str | None = AUTHORS,
    ids: str | None = IDS,
    tldr: str | None = "A short summary.",
    findings: str | None = "- Fever was high.\n- Cough was dry.",
    abstract: str | None = "First paragraph.\n\nSecond paragraph.",
    linked: str | None = "- **Genes:** ALK (ALK receptor tyrosine kinase) [NCBI Gene 238]",
    entities: str | None = "- **Diseases:** fever (MESH:D005334)",
    full_text: str | None = f"Fetch the complete paper as Markdown: {ADDRESS}/full.md",
    figures: str | None = f"2 figures with captions in the complete paper: {ADDRESS}/full.md",
    references: str | None = f"13 references — full list in the complete paper: {ADDRESS}/full.md",
    more: str | None = None,
    source: str | None = f"---\nSource: {ADDRESS}",
) -> str:
    """A case file in the layout; a part that is None is left out."""
    sections = {
        "TL;DR": tldr,
        "Key findings": findings,
        "Abstract": abstract,
        "Linked entities": linked,
        "Full-text entities": entities,
        "Full text": full_text,
        "Figures": figures,
        "References": references,
    }
    blocks = [title, authors, ids]
    blocks += [f"## {heading}\n\n{text}" for heading, text in sections.items() if text is not None]
    blocks += [more, source]
    return "\n\n".join(block for block in blocks if block is not None)


def read(text: str | bytes, name: str = "") -> Case:
    """The case in a file that is in order: no notice is expected."""
    case, notices = read_with_notices(text, name)
    assert [] == notices
    return case


def read_with_notices(text: str | bytes, name: str = "") -> tuple[Case, list[Notice]]:
    """The case in a file, and what the reader has to say about it."""
    return read_case(text if isinstance(text, bytes) else text.encode(), name=name)


def mentions_of(label: str, items: str, *, text: str = "x") -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Name, description and CURIEs of the mentions in one list, in a case whose abstract is `text`."""
    case, _ = read_with_notices(case_text(linked=None, entities=f"- **{label}:** {items}", abstract=text))
    return [(mention.name, mention.description, mention.curies) for mention in case.mentions]
