"""The signs that Rounds itself draws, each with what stands for it where only ASCII can be shown and how it is said.

Layouts are computed with the signs as they are; what stands for one is as wide as it, so nothing moves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from store import pattern

VERBATIM = "verbatim"
"""The role of text that is shown to be taken away as it is: no sign in it is replaced that the encoding can carry."""

_SIGNS: tuple[tuple[str, str, str], ...] = (
    # sign, in ASCII, in words
    ("▌", ">", ""),
    ("▏", ":", ""),
    ("★", "*", "starred"),
    ("✎", "n", "with a note"),
    ("•", "o", "unread"),
    ("·", "|", ","),
    ("…", "~", ""),
    ("“", '"', '"'),
    ("”", '"', '"'),
    ("’", "'", "'"),
    ("›", ">", ""),
    ("×", "x", " times"),
    ("≠", "!", " or "),
    ("–", "-", "-"),
    ("↓", "v", "down"),
    ("↑", "^", "up"),
    ("←", "<", "left"),
    ("→", ">", "right"),
    ("⇧", "^", "shift "),
    ("⌫", "<", "backspace"),
    ("─", "-", ""),
    ("━", "=", ""),
    ("│", "|", ""),
    ("┃", "|", ""),
    *((joint, "+", "") for joint in "┬┭┮┴├┏┓┗┛"),
    *((bar, ascii_bar, "") for bar, ascii_bar in zip("▁▂▃▄▅▆▇█", ".:-=+*#@", strict=True)),
)
_ASCII = str.maketrans({sign: ascii_sign for sign, ascii_sign, _ in _SIGNS})
_WORDS = str.maketrans({sign: words for sign, _, words in _SIGNS})
_ALIKE: Mapping[str, str] = {"‐": "-", "‑": "-", "‒": "-", "—": "-", "−": "-", "‘": "'", "„": '"', "′": "'"}
"""Characters of texts that have something like them in ASCII and no decomposition that says so."""

_PICTURE = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
_AFTER = "\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff"
_JOINING = pattern(f"[\u200d{_AFTER}]")
_CLUSTER = pattern(f"\u200d*([#*0-9{_PICTURE}])(?:[{_AFTER}]|\u200d[{_PICTURE}])+")


class Signs(Struct, frozen=True):
    """How text comes onto a terminal that shows only some characters."""

    ascii: bool = False
    """Whether our own signs are ASCII."""
    encoding: str = "utf-8"
    """What the terminal understands; what it has no character for is shown by one or more that are as wide."""

    def shown(self, text: str, role: str = "") -> str:
        """`text` as it is sent to the terminal, of the same width."""
        if text.isascii():
            return text
        if _JOINING.search(text) and not role.startswith(VERBATIM):
            # joiners where no picture is joined count for what stands beside them: the width of all is made even
            text = set_cell_size(_CLUSTER.sub(_base_alone, text).rstrip("\u200d"), cell_len(text))
        if self.ascii and not role.startswith(VERBATIM):
            text = text.replace(" …", "..").translate(_ASCII)
        if self.encoding == "utf-8" or text.isascii():
            return text
        return "".join(_carried(character, self.encoding) for character in text)


UNICODE = Signs()


def in_words(text: str) -> str:
    """`text` with our own signs in words, on one line, as it is best read aloud."""
    return " ".join(text.translate(_WORDS).split()).replace(" ,", ",").replace(",,", ",")


def _base_alone(cluster: re.Match[str]) -> str:
    """The first sign of several that make one picture, as wide as all: terminals disagree how wide the whole is."""
    base, width = cluster[1], cell_len(cluster[0])
    return base + " " * (width - cell_len(base)) if cell_len(base) <= width else " " * width


@lru_cache(maxsize=4096)
def _carried(character: str, encoding: str) -> str:
    """A character, or what stands for it in an encoding that does not have it."""
    width = cell_len(character)
    for candidate in (character, _ALIKE.get(character, ""), *_bases(character)):
        if candidate and cell_len(candidate) == width:
            try:
                candidate.encode(encoding)
            except UnicodeEncodeError:
                continue
            return candidate
    return "?" * width


def _bases(character: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", character)
    return ("".join(part for part in plain if not unicodedata.combining(part)),)
