"""`cite`: citations in a style, or records in a format."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from store import clean_line
from tui.cli.declare import Command, UsageError, argument, file_name, words
from tui.cli.guard import DONE, NOT_THERE
from tui.copies import FORMATS, STYLES

if TYPE_CHECKING:
    from store import Citation, Reference
    from tui.cli.terminal import Terminal
    from tui.configuration import Configuration

_USUAL = "ama"
_MARKUP = ("plain", "markdown", "html")
_SHAPE = """[
  {
    "id": "pmc:PMC12893846",
    "text": "Gao S, Wu J, Fan J, et al. A Giant Thoracic ALK‐Rearranged Mesenchymal Neoplasm in a Child. …"
  }
]"""


def _cite(arguments: argparse.Namespace, terminal: Terminal) -> int:
    if not arguments.cases and not arguments.source:
        raise UsageError("cite wants at least one CASE, or --from FILE")
    if arguments.cases and arguments.source:
        raise UsageError("cite takes either CASEs or --from FILE")
    if arguments.format and arguments.style:
        raise UsageError("cite takes either --style or --format")
    code = DONE
    if arguments.source:
        references = _references_of_file(arguments.source)
    else:
        references, code = _references_of_cases(arguments, terminal)
    if arguments.format:
        _print_records(references, arguments, terminal)
    else:
        _print_citations(references, arguments, terminal)
    return code


def _references_of_cases(arguments: argparse.Namespace, terminal: Terminal) -> tuple[list[Reference], int]:
    """The works that the command line names, each once; what is not there is said and makes the exit code 1."""
    from store import NotFoundError  # noqa: PLC0415
    from tui.cli.libraries import to_read  # noqa: PLC0415
    from tui.references import references_of  # noqa: PLC0415

    configuration = to_cite_with()
    references: dict[str, Reference] = {}
    code = DONE
    with to_read(arguments, terminal) as library:
        for name in named_cases(arguments.cases):
            try:
                case = library.case(name)
            except NotFoundError as error:
                terminal.note(str(error))
                code = NOT_THERE
            else:
                references.setdefault(case.id, references_of([case], configuration)[0])
    return list(references.values()), code


def to_cite_with() -> Configuration:
    """A person's names, abbreviations and citation keys; what in the configuration makes no sense is passed over."""
    from store import config_path  # noqa: PLC0415
    from tui.settings import read_configuration  # noqa: PLC0415

    return read_configuration(config_path())


def named_cases(words: list[str]) -> list[str]:
    """The cases that the command line names; `-` stands for those on standard input, one a line, before any tab."""
    from tui.cli.libraries import standard_input  # noqa: PLC0415

    names: list[str] = []
    for word in words:
        if word == "-":
            lines = standard_input().read().split("\n")
            names += [name for line in lines if (name := clean_line(line.partition("\t")[0]))]
        else:
            names.append(word)
    return names


def _references_of_file(name: str) -> list[Reference]:
    from store import NotFoundError, RejectedError, references_of_csl  # noqa: PLC0415
    from tui.cli.libraries import STANDARD_INPUT, bytes_of, quoted  # noqa: PLC0415

    shown = STANDARD_INPUT if name == "-" else quoted(name)
    try:
        data = bytes_of(name)
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no file {shown}.") from error
    try:
        items = json.loads(data)
    except (ValueError, RecursionError) as error:  # no JSON, no UTF-8, or nested too deep
        raise RejectedError(f"no CSL-JSON: {error}", line=getattr(error, "lineno", None), file=shown) from error
    if isinstance(items, dict):
        items = items.get("items", [items])
    if not (isinstance(items, list) and all(isinstance(item, dict) for item in items)):
        raise RejectedError("no CSL-JSON: a list of items is wanted", file=shown)
    return references_of_csl(items)


def _usual_style() -> str:
    """The style of the person's configuration, where it names one."""
    configured = to_cite_with().copy
    return configured if configured and configured in STYLES else _USUAL


def _print_citations(references: list[Reference], arguments: argparse.Namespace, terminal: Terminal) -> None:
    from store import NotFoundError  # noqa: PLC0415
    from tui.references import citations_of  # noqa: PLC0415

    style = arguments.style or _usual_style()
    style = style.lower() if style.lower() in STYLES else style
    try:
        if arguments.json and arguments.source:  # an answer to each item, whatever other items name the same work
            citations = [one for item in references for one in citations_of([item], style, numbered=False)]
        else:
            numbered = False if arguments.json or arguments.no_numbers else None
            citations = citations_of(references, style, numbered=numbered)
    except NotFoundError as error:
        raise UsageError(f"--style {clean_line(style)}: {error}") from error
    if citations and citations[0].by:
        terminal.note(f"Made by {citations[0].by}.")
    texts = [_marked_up(citation, arguments.markup) for citation in citations]
    if arguments.json:
        terminal.document([{"id": item.id, "text": text} for item, text in zip(citations, texts, strict=True)])
    else:
        for text in texts:
            terminal.line(text)
    _copy(arguments, "\n".join(texts), terminal)


def _marked_up(citation: Citation, markup: str) -> str:
    if markup == "plain":
        return citation.text
    from store import as_html, as_markdown  # noqa: PLC0415

    return as_html(citation) if markup == "html" else as_markdown(citation)


def _print_records(references: list[Reference], arguments: argparse.Namespace, terminal: Terminal) -> None:
    from tui.references import records_of  # noqa: PLC0415

    configuration = to_cite_with()
    text = records_of(references, arguments.format, configuration)
    if arguments.json:
        records = [(item.id, records_of([item], arguments.format, configuration)) for item in references]
        terminal.document([{"id": name, "text": record} for name, record in records])
    else:
        terminal.block(text)
    _copy(arguments, text, terminal)


def _copy(arguments: argparse.Namespace, text: str, terminal: Terminal) -> None:
    if not arguments.copy or not text:
        return
    from tui.clipboard import copy, this_session, to_terminal  # noqa: PLC0415

    receipt = copy(text.replace("\r\n", "\n"), this_session(), to_terminal)
    terminal.note(f"{receipt.said[0].upper()}{receipt.said[1:]}. {receipt.advice}")


COMMANDS = (
    Command(
        "cite",
        "cite CASE…",
        "Cite cases in a style or a format",
        _cite,
        (
            argument(
                "cases",
                type=words,
                nargs="*",
                metavar="CASE",
                help="id, PMC id, DOI or PubMed id; - reads them from standard input",
            ),
            argument(
                "--style",
                offered=tuple(STYLES),
                metavar="S",
                help=f"{', '.join(STYLES)} (else as configured, or {_USUAL}), or a CSL style (pandoc 3)",
            ),
            argument("--format", choices=tuple(FORMATS), metavar="F", help=f"records instead: {', '.join(FORMATS)}"),
            argument(
                "--from",
                dest="source",
                type=file_name,
                metavar="FILE",
                help="cite the items of a CSL-JSON file instead",
            ),
            argument("--markup", choices=_MARKUP, metavar="M", default="plain", help="markdown or html keep italics"),
            argument("--no-numbers", action="store_true", help="leave out the numbers that several citations have"),
            argument("--copy", action="store_true", help="put it on the clipboard of the terminal as well"),
        ),
        details=(
            "Several citations are numbered or in alphabetical order, as the style wants; a case named twice is cited "
            "once."
        ),
        examples=(
            ("cite PMC12893846 --style vancouver", "one case"),
            ("cite PMC12893846 PMC8500978 --format bibtex", "two, for LaTeX"),
            ("search gene:ALK | rounds cite - --style apa", "what a search found"),
            ("cite --from items.json --style nature", "items that are not in the library"),
        ),
        shape=_SHAPE,
    ),
)
