"""Text is data: cleaning where it enters the model, folding where it is searched.

`clean` and `clean_line` are the only way by which text from a file gets into a case; `assert_clean` holds everything
to it that leaves for a terminal, a clipboard or a file. `fold` and what is built on it (`words`, `squeeze`) say which
spellings a search takes for the same.
"""

from __future__ import annotations

import re
import unicodedata

from store.errors import UnsafeTextError

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
ZWNJ, ZWJ = "\u200c", "\u200d"
MARKS_IN_A_ROW = 4
"""Longest run of combining marks that is kept; stacks above it spill over neighbouring rows of a terminal."""

BIDI_NAMES = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
"""Bidirectional embeddings, overrides and isolates (Unicode Standard Annex 9), shown as `⟦RLO⟧`."""

_SPACES = {"\t": " ", "\u2028": "\n", "\u2029": "\n"}
_NEEDS_LOOK = re.compile(
    "[\u0300-\u058f\u0591-\u1cff\u1dc0-\u1dff\u20d0-\u20ff\u2de0-\u2dff\u302a-\u302f\u3099-\u309a\ua66f-\uabed\ufb1e\ufe00-\ufe2f\U00010000-\U0010ffff]"
)
_SPACE_RUN = re.compile(r"\s+")


def clean(text: str) -> str:
    """Make `text` harmless and keep its lines.

    NFC; CRLF becomes a line feed, a tab a space, U+2028 and U+2029 a line feed; any other control character, a
    surrogate or a noncharacter becomes U+FFFD; bidirectional controls become `⟦RLO⟧` and the like; other format
    characters but ZWJ and ZWNJ are dropped; at most `MARKS_IN_A_ROW` combining marks follow one another.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    if text.replace("\n", "").isprintable() and not _NEEDS_LOOK.search(text):
        return text
    return unicodedata.normalize("NFC", "".join(_clean_characters(text)))


def _clean_characters(text: str) -> list[str]:
    out: list[str] = []
    marks = 0
    for character in text:
        if character in "\n ":
            marks = 0
            out.append(character)
            continue
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
            if marks <= MARKS_IN_A_ROW:
                out.append(character)
            continue
        if category == "Cf":
            if character in BIDI_NAMES:
                out.append(f"⟦{BIDI_NAMES[character]}⟧")
            elif character in (ZWNJ, ZWJ):
                out.append(character)
            continue
        marks = 0
        if character in _SPACES:
            out.append(_SPACES[character])
        elif category in ("Cc", "Cs") or (category == "Cn" and _is_noncharacter(character)):
            out.append(REPLACEMENT)
        else:
            out.append(character)
    return out


def _is_noncharacter(character: str) -> bool:
    point = ord(character)
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


def clean_line(text: str) -> str:
    """Like `clean`, on one line: every run of white space becomes one space, none at the ends."""
    return _SPACE_RUN.sub(" ", clean(text)).strip()


def is_clean(text: str) -> bool:
    """Whether `clean` would leave `text` as it is (line feeds allowed)."""
    return clean(text) == text


def assert_clean(text: str) -> str:
    """Return `text` when it may leave for a terminal, a clipboard or a file.

    Raises `UnsafeTextError` when it was never cleaned: that is a fault of the program, not of the person.
    """
    if not is_clean(text):
        raise UnsafeTextError(f"Text with control characters was about to be written: {text[:60]!a}.")
    return text


# --- folding -----------------------------------------------------------------------------------------------------

GREEK_NAMES = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "ο": "omicron",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "ς": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
}
_LONE_GREEK = re.compile("(?<![α-ω])[α-ω](?![α-ω])")
_ODD_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", ZWNJ: "", ZWJ: ""}
)
_IDEOGRAPH = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(f"[{_IDEOGRAPH}]|[^\\W_{_IDEOGRAPH}]+")
_ASCII_WORD = re.compile("[a-z0-9]+")


def fold(text: str) -> str:
    """The spelling that searches compare: no case, no accents, no compatibility forms, Greek letters by name.

    A Greek letter that stands alone among other letters is a symbol and becomes its name, set off by spaces
    (`TNFα` and `TNF-α` both hold the words `tnf alpha`); Greek words stay Greek. White space and punctuation stay.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = text.translate(_ODD_LETTERS)
    return _LONE_GREEK.sub(lambda match: f" {GREEK_NAMES.get(match[0], match[0])} ", text)


def words(text: str) -> list[str]:
    """The words of `text` as searches see them: folded runs of letters and digits, each ideograph a word of its own."""
    folded = fold(text)
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


def squeeze(text: str) -> str:
    """The words of `text` run together, so that `IL-6`, `IL 6` and `il6` are one spelling."""
    return "".join(words(text))


def shorten(text: str, length: int) -> str:
    """`text` of at most `length` characters, cut at the end with `…`."""
    return text if len(text) <= length else text[: max(0, length - 1)].rstrip() + "…"
