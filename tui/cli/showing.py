"""`show`: one case, whole."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.declare import CASE, Command

if TYPE_CHECKING:
    from store import Case, Mention
    from tui.cli.terminal import Terminal

_SHAPE = """{
  "id": "pmc:PMC12893846",
  "pmcid": "PMC12893846",
  "pmid": null,
  "doi": "10.1002/cnr2.70489",
  "title": "A Giant Thoracic ALK‐Rearranged Mesenchymal Neoplasm in a Child",
  "authors": ["Sheng Gao", "Junhua Wu"],
  "journal": "Cancer Reports",
  "date": "2026-02-11",
  "archive": "PMC",
  "url": "https://tomesphere.com/paper/PMC12893846",
  "tldr": "…",
  "contribution": "…",
  "key_findings": ["…"],
  "abstract": ["a paragraph"],
  "mentions": [
    {
      "section": "linked",
      "kind": "gene",
      "name": "ALK",
      "description": "ALK receptor tyrosine kinase",
      "curies": ["ncbigene:238"],
      "aliases": [],
      "raw": "ALK (ALK receptor tyrosine kinase) [NCBI Gene 238]"
    }
  ],
  "full_text": {"url": "https://tomesphere.com/paper/PMC12893846/full.md", "text": null},
  "figures": {"count": 4, "url": "https://tomesphere.com/paper/PMC12893846/full.md", "items": []},
  "references": {"count": 27, "url": "https://tomesphere.com/paper/PMC12893846/full.md", "items": []},
  "other_sections": [{"heading": "Funding", "text": "…"}],
  "entity_lists": [
    {"section": "linked", "label": "Genes", "raw": "ALK (ALK receptor tyrosine kinase) [NCBI Gene 238]"}
  ]
}"""
_SECTIONS = {"linked": "Linked entities", "full_text": "Full-text entities"}


def _show(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from store import to_document  # noqa: PLC0415
    from tui.cli.libraries import to_read  # noqa: PLC0415

    with to_read(arguments, terminal) as library:
        case = library.case(arguments.case)
    if arguments.json:
        terminal.document(to_document(case))
    else:
        print_case(case, terminal)
    return 0


def print_case(case: Case, terminal: Terminal) -> None:
    """Print a case for reading."""
    _print_head(case, terminal)
    for heading, text in (("TL;DR", case.tldr), ("Contribution", case.contribution)):
        if text:
            _section(heading, terminal)
            terminal.paragraph(text, indent="  ")
    if case.key_findings:
        _section("Key findings", terminal)
        for number, finding in enumerate(case.key_findings, 1):
            terminal.paragraph(finding, indent=f"{number:>3} ", hang="    ")
    if case.abstract:
        _section("Abstract", terminal)
        _print_paragraphs("\n\n".join(case.abstract), terminal)
    for section, heading in _SECTIONS.items():
        _print_mentions(heading, [mention for mention in case.mentions if mention.section == section], terminal)
    _print_rest(case, terminal)


def _print_head(case: Case, terminal: Terminal) -> None:
    terminal.heading(case.title)
    if case.authors:
        terminal.paragraph(", ".join(case.authors))
    terminal.line(" · ".join(part for part in (case.journal, case.date) if part) or "no journal, no date")
    ids = [case.id]
    others = (f"doi:{case.doi}" if case.doi else "", f"pubmed:{case.pmid}" if case.pmid else "")
    ids += [other for other in others if other and other.lower() != case.id.lower()]
    terminal.line(" · ".join(ids))
    if case.url:
        terminal.line(case.url)


def _section(heading: str, terminal: Terminal) -> None:
    terminal.line()
    terminal.heading(heading)


def _print_paragraphs(text: str, terminal: Terminal) -> None:
    for number, paragraph in enumerate(part for part in text.split("\n\n") if part.strip()):
        if number:
            terminal.line()
        for line in paragraph.split("\n"):
            terminal.paragraph(line, indent="  ")


def _print_mentions(heading: str, mentions: list[Mention], terminal: Terminal) -> None:
    if not mentions:
        return
    from tui.cli.columns import cells, fit  # noqa: PLC0415

    _section(heading, terminal)
    kinds = max(len(mention.kind) for mention in mentions)
    names = min(32, max(cells(mention.name) for mention in mentions))
    for mention in mentions:
        name = mention.name if cells(mention.name) > names else fit(mention.name, names)
        parts = [" ".join(mention.curies), mention.description or ""]
        if mention.aliases:
            parts.append(f"aka {', '.join(mention.aliases)}")
        rest = " · ".join(part for part in parts if part)
        before = f"  {mention.kind:<{kinds}}  {name}  "
        if terminal.is_terminal and terminal.width < 2 * len(before):
            terminal.line(before.rstrip())
            before = ""
        terminal.paragraph(rest, indent=before or "    ", hang=" " * (kinds + names + 6) if before else "    ")


def _print_rest(case: Case, terminal: Terminal) -> None:
    if case.full_text.text or case.full_text.url:
        _section("Full text", terminal)
        _print_paragraphs(case.full_text.text or case.full_text.url or "", terminal)
    for heading, items in (("Figures", case.figures), ("References", case.references)):
        if items.items or items.count is not None:
            _section(heading, terminal)
            for number, item in enumerate(items.items, 1):
                terminal.paragraph(item, indent=f"{number:>3} ", hang="    ")
            if not items.items:
                terminal.line(f"  {items.count}" + (f", at {items.url}" if items.url else ""))
    for other in case.other_sections:
        _section(other.heading or "Outside all sections", terminal)
        _print_paragraphs(other.text, terminal)


COMMANDS = (
    Command(
        "show",
        "show CASE",
        "Show one case, readable",
        _show,
        (CASE,),
        examples=(
            ("show PMC12893846", "by PMC id"),
            ("show 10.1002/cnr2.70489", "by DOI"),
            ("show PMC12893846 --json | jq '.mentions[].curies'", "the ids of what it names"),
        ),
        shape=_SHAPE,
    ),
)
