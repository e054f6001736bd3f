"""`remove`: cases out of the library, so that they can come back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.declare import CASES, Command

if TYPE_CHECKING:
    from tui.cli.terminal import Terminal


def _remove(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from store import remove_cases  # noqa: PLC0415
    from tui.cli.citing import named_cases  # noqa: PLC0415
    from tui.cli.libraries import to_change  # noqa: PLC0415
    from tui.cli.notebooks import opened  # noqa: PLC0415

    with to_change(arguments) as library, opened(arguments, library) as notebook:
        removed = remove_cases(library, notebook, named_cases(arguments.cases))
    if arguments.json:
        terminal.document({"removed": [{"id": item["id"], "title": item["title"]} for item in removed]})
    else:
        for item in removed:
            terminal.row(item["id"], item["title"])
    return 0


COMMANDS = (
    Command(
        "remove",
        "remove CASE…",
        "Remove cases from the library",
        _remove,
        (CASES,),
        details="All are removed or, if one is not there, none is. What the notebook says about them stays,"
        " but for their marks.",
        examples=(
            ("remove PMC12893846", "one case"),
            ("undo", "and have it back"),
            ("search import:last | rounds remove -", "all that came in last"),
        ),
        shape="""{
  "removed": [{"id": "pmc:PMC12893846", "title": "A Giant Thoracic ALK‐Rearranged Mesenchymal Neoplasm in a Child"}]
}""",
    ),
)
