"""Where the sentences of a text begin and end: one notion of them for whatever shows or counts sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.patterns import pattern

_END = pattern(
    r"""[.!?]["”’)\]]*            # the end of a sentence, closing signs with it
        (?P<gap>[^\S\n]+)
        (?=["“‘(\[]*[A-Z0-9À-ÞΑ-Ω])
    | (?P<lines>\s*\n\s*)""",
    re.VERBOSE,
)
_ABBREVIATED = pattern(
    r"(?:^|[\s(\[])(?:al|approx|ca|cf|dr|e\.g|eq|fig|figs|i\.e|prof|ref|refs|resp|tab|vs)\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 9


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of `text` in order, as offsets (from, to), without the white space between them.

    A full stop ends one where white space and then a capital or a digit follow, unless it belongs to an abbreviation
    (`Fig. 2`, `et al. The`, `vs. ALK`); a line break ends one in any case.
    """
    start = 0
    for match in _END.finditer(text):
        if match["gap"] is not None:
            stop = match.start() + 1
            if _ABBREVIATED.search(text, max(start, stop - _LONGEST_ABBREVIATION), stop):
                continue
            end = match.start("gap")
        else:
            end = match.start()
        if text[start:end].strip():
            yield _trimmed(text, start, end)
        start = match.end()
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
