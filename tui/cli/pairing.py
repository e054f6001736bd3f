"""`pairs`: which entity is named with which, how often, and in which sentence."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui.cli.declare import Command, argument, count, words
from tui.wording import counted, to_two_digits

if TYPE_CHECKING:
    from store import Entity, Looked, PairCount, PairPassage
    from tui.cli.terminal import Terminal

NEWEST = 5000
"""Cases whose texts are read unless asked otherwise: some seconds."""
_PAIRS = 50
_NARROW = 64
"""Columns below which the numbers do not stand beside the names."""
_SHAPE = """{
  "query": "gene:ALK ~s drug:*",
  "within": "sentence",
  "total": 1,
  "looked_at": {"cases": 2, "of": 2},
  "pairs": [
    {
      "left": {"id": "ncbigene:238", "kinds": ["gene"], "name": "ALK"},
      "right": {"id": "mesh:C582670", "kinds": ["chemical"], "name": "alectinib"},
      "cases": 1,
      "findings": 1,
      "sentences": 1,
      "named": 2,
      "expected": 0.22,
      "query": "gene:ALK ~s chemical:alectinib",
      "example": {
        "id": "pmc:PMC12893846",
        "title": "A Giant Thoracic ALK‐Rearranged Mesenchymal Neoplasm in a Child",
        "left": "ncbigene:238",
        "right": "mesh:C582670",
        "within": "sentence",
        "text": "The ALK inhibitor alectinib led to a response.",
        "spans": [[4, 7], [18, 27]]
      }
    }
  ]
}"""

NEWEST_OPTION = argument(
    "--newest",
    type=count,
    metavar="N",
    default=NEWEST,
    help=f"for pairs in findings or sentences, read the newest N cases at most (else {NEWEST}); 0 reads all",
)


def _pairs(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from store import Looking, Pairing  # noqa: PLC0415
    from tui.cli.libraries import to_read  # noqa: PLC0415
    from tui.cli.notebooks import Marks  # noqa: PLC0415

    query = " ".join(arguments.query)
    with to_read(arguments, terminal) as library:
        pairing = Pairing(query, notebook=Marks(arguments), within=arguments.within)
        most = _PAIRS if arguments.limit is None else arguments.limit
        found = library.index.count_pairs(pairing, Looking(most=arguments.newest or None), limit=most)
    _note_others(query, terminal)
    if arguments.json:
        head = {
            "query": query,
            "within": found.within,
            "total": found.total,
            "looked_at": looked_item(found.looked),
        }
        terminal.stream(head, "pairs", map(_item, found.pairs))
        return 0
    if terminal.is_terminal:
        _print_pairs(found.pairs, terminal)
    else:
        for pair in found.pairs:
            terminal.row(*_fields(pair))
    if len(found.pairs) < found.total:
        terminal.note(f"{len(found.pairs):,} of {counted(found.total, 'pair')}.")
    elif not found.total:
        terminal.note("No pair fits.")
    note_looked(found.looked, terminal)
    return 0


def _note_others(query: str, terminal: Terminal) -> None:
    """Say which pair was counted where the query holds several."""
    from store import parse  # noqa: PLC0415

    pairs = [query[slice(*pair.span)] for pair in parse(query).pairs()]
    if len(pairs) > 1:
        terminal.note(f"Of the {len(pairs)} pairs of the query the first was counted: {pairs[0]}")


def _item(pair: PairCount) -> dict[str, Any]:
    return {
        "left": _entity(pair.left),
        "right": _entity(pair.right),
        "cases": pair.cases,
        "findings": pair.findings,
        "sentences": pair.sentences,
        "named": pair.named,
        "expected": to_two_digits(pair.expected),
        "query": pair.term,
        "example": {"id": pair.example.case_id, "title": pair.example.title} | passage_item(pair.example),
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {"id": entity.id, "kinds": list(entity.kinds), "name": entity.name}


def passage_item(passage: PairPassage) -> dict[str, Any]:
    """Where a case says a pair, as `--json` shows it."""
    return {
        "left": passage.left,
        "right": passage.right,
        "within": passage.within,
        "text": passage.text,
        "spans": [list(span) for span in passage.spans],
    }


def looked_item(looked: Looked | None) -> dict[str, int] | None:
    """How many of the cases in question were read, as `--json` shows it."""
    return None if looked is None else {"cases": looked.looked, "of": looked.of}


def note_looked(looked: Looked | None, terminal: Terminal) -> None:
    """Say it where not all cases were read."""
    if looked is not None and looked.looked < looked.of:
        terminal.note(
            f"Looked at the newest {looked.looked:,} of the {looked.of:,} cases that name both; --newest 0 reads all."
        )


def _fields(pair: PairCount) -> tuple[str, ...]:
    numbers = (pair.cases, pair.findings, pair.sentences, pair.named)
    return (
        pair.left.id,
        pair.left.name,
        pair.right.id,
        pair.right.name,
        *map(str, numbers),
        str(to_two_digits(pair.expected)),
        pair.example.case_id,
        pair.example.within,
        pair.example.text,
    )


def _print_pairs(pairs: tuple[PairCount, ...], terminal: Terminal) -> None:
    from tui.cli.columns import fit  # noqa: PLC0415

    narrow = terminal.width < _NARROW
    if pairs and not narrow:
        terminal.line(f"{'cases':>7}{'findings':>10}{'sentences':>11}{'× chance':>10}  pair")
    for pair in pairs:
        times = f"{pair.named / pair.expected:,.1f}" if pair.expected else ""
        name = f"{pair.left.name} ~ {pair.right.name}"
        if narrow:
            terminal.line(fit(name, terminal.width).rstrip())
            numbers = (
                counted(pair.cases, "case"),
                counted(pair.findings, "finding"),
                counted(pair.sentences, "sentence"),
            )
            terminal.paragraph(f"{', '.join(numbers)}, {times} × chance", indent="  ")
        else:
            numbers_before = f"{pair.cases:>7,}{pair.findings:>10,}{pair.sentences:>11,}{times:>10}"
            terminal.line(f"{numbers_before}  {fit(name, terminal.width - 40)}".rstrip())
        text = pair.example.text if pair.example.within != "case" else "in no one finding together"
        terminal.paragraph(f"{text} ({pair.example.case_id})", indent="  " if narrow else " " * 7)


COMMANDS = (
    Command(
        "pairs",
        "pairs QUERY",
        "List which entity is named with which, with counts and a sentence",
        _pairs,
        (
            argument(
                "query", nargs="+", type=words, metavar="QUERY", help="a pair, as gene:ALK ~ chemical:*, and more terms"
            ),
            argument(
                "--within",
                choices=("case", "finding", "sentence"),
                metavar="W",
                help="how near: case, finding or sentence (else as ~, ~f or ~s says)",
            ),
            argument("--limit", type=count, metavar="N", help=f"print the first N pairs (else {_PAIRS})"),
            NEWEST_OPTION,
        ),
        details=(
            "Those of most cases come first, then those that are said closest together. Besides cases, findings and "
            "sentences it tells how much more often than by chance both are named in one case. Texts are read newest "
            "first, --newest says how many; the cases that name both are counted in all. In a pipe the fields of a "
            "line are id and name of the one and of the other, the numbers of cases, findings and sentences, of cases "
            "that name both and of those to be expected by chance, then the id of a case, how near it says both, and "
            "the text, with tabs between them.\n\n"
            "A side of the pair is an entity term (gene:ALK, drug:*, ncbigene:238), alternatives in parentheses, a "
            '"name" in quotation marks or * for any entity; ~ asks for one case, ~f for one finding (a title, TL;DR, '
            "key finding or paragraph), ~s for one sentence."
        ),
        examples=(
            ("pairs 'gene:ALK ~ chemical:*'", "the chemicals that are named with ALK"),
            ("pairs 'gene:* ~s drug:* year:>=2020' --limit 20", "genes and drugs in one sentence since 2020"),
            ("pairs 'drug:alectinib ~ disease:*' --within finding --json", "with the text of a finding each"),
        ),
        shape=_SHAPE,
        takes_query=True,
    ),
)
