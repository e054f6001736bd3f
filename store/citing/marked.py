"""Marked text: how a style builds an entry, and the runs that it becomes.

While an entry is put together it is one plain string in which control characters switch italics, bold and the like on
and off. That is safe because cleaned text holds no control characters, and it lets punctuation be looked at across
those switches: where two pieces meet, `Is it so?` and `.` become `Is it so?`, and American usage moves a comma or a
full stop inside a closing quotation mark.
"""

from __future__ import annotations

import re

from msgspec import Struct

ITALIC, ITALIC_END = "\x01", "\x02"
BOLD, BOLD_END = "\x03", "\x04"
SUPER, SUPER_END = "\x05", "\x06"
SUB, SUB_END = "\x0e", "\x0f"
CAPS, CAPS_END = "\x10", "\x11"
QUOTE, QUOTE_END = "\x12", "\x13"
"""Quotation marks of either level: which of the two pairs is printed depends on the nesting."""
INNER, INNER_END = "\x14", "\x15"
"""Quotation marks written as those of the second level; they are so at the outermost level too."""
QUOTE_SHUT, INNER_SHUT = "\x16", "\x17"
"""Closing quotation marks that no punctuation is drawn into (British usage)."""

_SWITCHES = "\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x11"
_CLOSING_QUOTES = "\x13\x15"
_SHUT_QUOTES = "\x16\x17"
_ALL = _SWITCHES + "\x12\x13\x14\x15\x16\x17"
_MARK = re.compile(f"([{_ALL}])")
_PUNCTUATION = ".,;:!?"
_GOES_INSIDE = ".,!?"

_LEFT_WINS = frozenset({"!.", "!:", "?.", "?:", ":.", ";:", ";."})
_RIGHT_WINS = frozenset({":!", ":?", ";!", ";?"})


class Quotes(Struct, frozen=True):
    """The quotation marks of a language: the outer pair and the inner pair."""

    outer: tuple[str, str]
    inner: tuple[str, str]


AMERICAN = Quotes(("“", "”"), ("‘", "’"))
BRITISH = Quotes(("‘", "’"), ("“", "”"))


class Run(Struct, frozen=True):
    """A piece of text in one type face."""

    text: str
    italic: bool = False
    bold: bool = False
    position: str = ""
    """`super`, `sub` or empty."""
    small_caps: bool = False


def italic(text: str) -> str:
    """`text` in italics; italics within become upright when the runs are made."""
    return f"{ITALIC}{text}{ITALIC_END}" if text else ""


def bold(text: str) -> str:
    """`text` in bold type."""
    return f"{BOLD}{text}{BOLD_END}" if text else ""


def quoted(text: str) -> str:
    """`text` in quotation marks; those within it become the inner ones."""
    return f"{QUOTE}{text}{QUOTE_END}" if text else ""


def around(before: str, text: str, after: str = "") -> str:
    """`text` between `before` and `after`, nothing where there is no text."""
    return attach(before + text, after) if text else ""


def join(delimiter: str, *parts: str) -> str:
    """Those of `parts` that say something, with `delimiter` between them."""
    out = ""
    for part in parts:
        if part:
            out = attach(attach(out, delimiter), part) if out else part
    return out


def attach(left: str, right: str) -> str:
    """`left` followed by `right`, their punctuation brought together as a typesetter would."""
    if not left:
        return "" if right in _PUNCTUATION else right
    if not right:
        return left
    mark = right[0]
    if mark == " ":
        return left + (right[1:] if left[-1] == " " else right)
    if mark not in _PUNCTUATION:
        return left + right
    end = len(left)
    while end and left[end - 1] in _SWITCHES:
        end -= 1
    if not end:
        return left + right
    last = left[end - 1]
    if last in _CLOSING_QUOTES and mark in _GOES_INSIDE:
        return attach(left[: end - 1], mark) + left[end - 1 :] + right[1:]
    if last in _SHUT_QUOTES and mark == "." and left[end - 2 : end - 1] in tuple(".?!"):
        return left + right[1:]
    if last == mark or last + mark in _LEFT_WINS:
        return left + right[1:]
    if last + mark in _RIGHT_WINS:
        return left[: end - 1] + left[end:] + right
    return left + right


def british(marked: str) -> str:
    """`marked` with closing quotation marks that punctuation stays outside of."""
    return marked.replace(QUOTE_END, QUOTE_SHUT).replace(INNER_END, INNER_SHUT)


def runs_of(marked: str, quotes: Quotes = AMERICAN) -> tuple[Run, ...]:
    """The runs of a marked text; quotation marks alternate with their depth, and so do nested italics."""
    runs: list[Run] = []
    depth = dict.fromkeys((ITALIC, BOLD, SUPER, SUB, CAPS), 0)
    open_quotes: list[bool] = []
    pending = ""

    def flush() -> None:
        nonlocal pending
        if pending:
            position = "super" if depth[SUPER] else "sub" if depth[SUB] else ""
            runs.append(Run(pending, bool(depth[ITALIC] % 2), bool(depth[BOLD] % 2), position, bool(depth[CAPS] % 2)))
            pending = ""

    for piece in _MARK.split(marked):
        if not piece:
            continue
        if piece not in _ALL:
            pending += piece
        elif piece in _SWITCHES:
            flush()
            opening = _OPENING.get(piece, piece)
            depth[opening] += 1 if piece == opening else -1
        elif piece in (QUOTE, INNER):
            outer = not open_quotes[-1] if open_quotes else piece == QUOTE
            open_quotes.append(outer)
            pending += (quotes.outer if outer else quotes.inner)[0]
        else:
            outer = open_quotes.pop() if open_quotes else True
            pending += (quotes.outer if outer else quotes.inner)[1]
    flush()
    return tuple(runs)


_OPENING = {ITALIC_END: ITALIC, BOLD_END: BOLD, SUPER_END: SUPER, SUB_END: SUB, CAPS_END: CAPS}
_NO_SWITCHES = str.maketrans(dict.fromkeys(_SWITCHES))


def plain(marked: str, quotes: Quotes = AMERICAN) -> str:
    """The text of `runs_of(marked, quotes)`, without type faces."""
    if _MARK.search(marked) is None:
        return marked
    text = marked.translate(_NO_SWITCHES)
    if QUOTE not in text and INNER not in text:
        return text
    return "".join(run.text for run in runs_of(text, quotes))
