"""Make `tests/citing/goldens.json` anew: items of our own, and how citeproc-js cites them in the nine styles.

    python tests/citing/oracle/make_goldens.py --styles STYLES --locales LOCALES [--modules NODE_MODULES]

Takes what `compare.py` takes. An item that any style cites in another way than citeproc-js is left out: those are
looked at with `compare.py`, not kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from compare import Letter, asked, ours, theirs
from made_items import articles, works

from store.citing import STYLES, cite, reference_of_csl

_FILE = Path(__file__).parent.parent / "goldens.json"
_ARTICLES, _ODD, _WORKS = 30, 30, 24


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--styles", required=True)
    parser.add_argument("--locales", required=True)
    parser.add_argument("--modules", default="")
    parser.set_defaults(style=[])
    arguments = parser.parse_args()
    items = named(articles(_ARTICLES, 2026), "a") + named(articles(_ODD, 2027, odd=True), "o")
    items += named(works(_WORKS, 2028), "w")
    answers = asked(items, arguments)
    kept = [item for item in items if all(same(style, item, answers) for style in STYLES)]
    goldens = {
        style: {item["id"]: marked(theirs(answers[STYLES[style].csl][item["id"]][1])) for item in kept}
        for style in STYLES
    }
    _FILE.write_text(f'{{"items": {lines(kept)},\n"citations": {lines(goldens)}}}\n', "utf-8")
    sys.stdout.write(f"{len(kept)} of {len(items)} items kept in {_FILE}\n")


def lines(value: list[Any] | dict[str, Any]) -> str:
    """`value` as JSON with a line for each of its parts, so that a change can be read."""
    if isinstance(value, list):
        return "[\n" + ",\n".join(json.dumps(part, ensure_ascii=False) for part in value) + "\n]"
    parts = (f"{json.dumps(key)}: {json.dumps(part, ensure_ascii=False, indent=0)}" for key, part in value.items())
    return "{\n" + ",\n".join(parts) + "\n}"


def named(items: list[dict[str, Any]], prefix: str) -> list[dict[str, Any]]:
    return [item | {"id": f"{prefix}{place}"} for place, item in enumerate(items, 1)]


def same(style: str, item: dict[str, Any], answers: dict[str, dict[str, list[str]]]) -> bool:
    (citation,) = cite([reference_of_csl(item)], style, numbered=STYLES[style].numbered)
    return theirs(answers[STYLES[style].csl][item["id"]][1]) == ours(citation)


def marked(letters: list[Letter]) -> str:
    """The letters as text, `⟨_ _⟩` around italics, `⟨* *⟩` around bold, `⟨^ ^⟩` raised and `⟨~ ~⟩` lowered letters."""
    out, before = "", ("", False, False, "")
    for letter in [*letters, ("", False, False, "")]:
        for sign, was, becomes in (
            ("_", before[1], letter[1]),
            ("*", before[2], letter[2]),
            ("^", before[3] == "super", letter[3] == "super"),
            ("~", before[3] == "sub", letter[3] == "sub"),
        ):
            if was != becomes:
                out += f"⟨{sign}" if becomes else f"{sign}⟩"
        out += letter[0]
        before = letter
    return out


if __name__ == "__main__":
    main()
