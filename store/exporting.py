"""Cases out again: as a TinyDB file of JSON, as a table, in the layout of case files.

Everything is written case by case; nothing is held in memory. What leaves has been cleaned, and that is asserted.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from store.documents import Document, to_case
from store.stored import PAPERS, as_exported
from store.text import assert_clean

SEPARATOR = "\n<!-- next case -->\n\n"
"""Stands between case files in one stream; `rounds import` takes them apart again."""

COLUMNS = (
    "id",
    "pmcid",
    "pmid",
    "doi",
    "title",
    "authors",
    "journal",
    "date",
    "tldr",
    "contribution",
    "key_findings",
    "abstract",
    "entities",
    "url",
)
"""The columns of the table; several values stand in one cell, divided by `; ` or, where they are sentences, lines."""

_RUNS_IN_A_SPREADSHEET = re.compile(r"^(?=[\t\r]|\s*[=+\-@＝＋－＠])|[;\n][\s\x22']*(?=[=+\-@＝＋－＠])")


def write_json(documents: Iterable[Document], out: TextIO) -> int:
    """Write a TinyDB file, `{"papers": {"1": {…}}}`, a line for each case; how many there were."""
    count = 0
    out.write(f'{{"{PAPERS}": {{')
    for count, document in enumerate(documents, 1):
        text = json.dumps(as_exported(document), ensure_ascii=False)
        out.write(f'{"," if count > 1 else ""}\n"{count}": {assert_clean(text)}')
    out.write("\n}}\n")
    return count


def write_csv(documents: Iterable[Document], out: TextIO) -> int:
    """Write a table with a line of headings; how many cases there were."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    count = 0
    for document in documents:
        table.writerow([defused(assert_clean(cell)) for cell in _cells(document)])
        count += 1
    return count


def write_markdown(documents: Iterable[Document], out: TextIO) -> int:
    """Write case files again, `SEPARATOR` between them; how many there were."""
    from store.layout import write_case  # noqa: PLC0415 -- the other formats do without

    count = 0
    for count, document in enumerate(documents, 1):
        if count > 1:
            out.write(SEPARATOR)
        out.write(assert_clean(write_case(to_case(document))))
    return count


def defused(cell: str) -> str:
    """`cell` with a `'` in front of whatever a spreadsheet would run as a formula.

    That is its beginning, be it behind spaces, and what stands behind a semicolon or a line end: there many
    spreadsheets begin another cell, since a comma is their decimal point.
    """
    return _RUNS_IN_A_SPREADSHEET.sub(lambda match: f"{match[0]}'", cell)


def _cells(document: Document) -> list[str]:
    cells = dict.fromkeys(COLUMNS, "")
    for name in COLUMNS:
        value = document.get(name)
        if isinstance(value, str):
            cells[name] = value
    cells["authors"] = "; ".join(document["authors"])
    cells["key_findings"] = "\n".join(document["key_findings"])
    cells["abstract"] = "\n".join(document["abstract"])
    cells["entities"] = "; ".join(dict.fromkeys(_entity(mention) for mention in document["mentions"]))
    return list(cells.values())


def _entity(mention: Mapping[str, Any]) -> str:
    return f"{mention['name']} [{', '.join(mention['curies'])}]" if mention["curies"] else str(mention["name"])
