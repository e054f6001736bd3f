"""Text is data: cleaning where it enters the model, folding where it is searched.

`clean` and `clean_line` are the only way by which text from a file gets into a case; `assert_clean` holds everything
to it that leaves for a terminal, a clipboard or a file. `fold` and what is built on it (`words`, `squeeze`) say which
spellings a search takes for the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from store.errors import UnsafeTextError
from store.patterns import pattern

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
ZWNJ, ZWJ = "\u200c", "\u200d"
PLAIN_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
"""For `str.translate`: the hyphens, short dashes and minus that typesetting makes of the hyphen of ASCII, as that."""
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

_PLAIN = bytes([0x0A, *range(0x20, 0x7F)])
_FORMAT = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"
)
_CONTROL = "\x00-\x09\x0b-\x1f\x7f-\x9f"
_NOWHERE = "\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
_MAYBE_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u1cff\u1dc0-\u1dff\u20d0-\u20ff\u2ce0-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabed\ufb1e\ufe00-\ufe2f\U00010000-\U0010ffff"
)
"""Ranges that hold all combining marks (and other letters beside them)."""
_PLAIN_SIGNS = frozenset(
    chr(point)
    for first, last in ((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x17F), (0x2010, 0x2027), (0x2190, 0x22FF), (0x2500, 0x26FF))
    for point in range(first, last + 1)
)
"""Letters of western languages, dashes, quotes, arrows, operators, what boxes are drawn with: harmless, and in NFC."""
_NEEDS_LOOK = pattern(f"[{_CONTROL}{_FORMAT}{_NOWHERE}{_MAYBE_MARK}]")
_MARKS_BEFORE_ORDERING = 30
"""As in the Stream-Safe Text Format of Unicode Standard Annex 15."""
_REPLACED = {character: f"⟦{name}⟧" for character, name in BIDI_NAMES.items()} | {
    "\t": " ",
    "\u2028": "\n",
    "\u2029": "\n",
    ZWNJ: ZWNJ,
    ZWJ: ZWJ,
}
_SPACE_RUN = pattern(r"\s+")


def clean(text: str) -> str:
    """Make `text` harmless and keep its lines.

    NFC; CRLF becomes a line feed, a tab a space, U+2028 and U+2029 a line feed; any other control character, a
    surrogate or a noncharacter becomes U+FFFD; bidirectional controls become `⟦RLO⟧` and the like; other format
    characters but ZWJ and ZWNJ are dropped; at most `MARKS_IN_A_ROW` combining marks follow one another.
    """
    if text.isascii() and text.isprintable():
        return text
    # What is plain ASCII needs no look, and taking it out of the bytes is far quicker than looking at every character.
    odd = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    if _PLAIN_SIGNS.issuperset(odd) or (not _NEEDS_LOOK.search(odd) and unicodedata.is_normalized("NFC", odd)):
        return text
    # Long runs are cut before anything else: putting marks in their canonical order takes the square of their number.
    text = _cap_marks(text.replace("\r\n", "\n"), _MARKS_BEFORE_ORDERING)
    text = _unsafe().sub(_make_safe, unicodedata.normalize("NFC", text))
    text = _cap_marks(text, MARKS_IN_A_ROW)
    return unicodedata.normalize("NFC", text)


@cache
def _unsafe() -> re.Pattern[str]:
    """What is replaced; compiled when the first odd text comes along, which most commands never see."""
    return re.compile(f"[{_CONTROL}{_NOWHERE}]|([{_FORMAT}])")


@cache
def _runs_of_marks(most: int) -> re.Pattern[str]:
    return re.compile(f"[{_MAYBE_MARK}{_FORMAT}]{{{most + 1},}}")


def _make_safe(match: re.Match[str]) -> str:
    return _REPLACED.get(match[0], "" if match[1] else REPLACEMENT)


def _cap_marks(text: str, most: int) -> str:
    """At most so many combining marks in a row; joiners between them do not end the row."""
    return _runs_of_marks(most).sub(lambda match: _capped(match[0], most), text)


def _capped(run: str, most: int) -> str:
    kept: list[str] = []
    marks = 0
    for character in run:
        if unicodedata.category(character) in ("Mn", "Me"):
            marks += 1
            if marks > most:
                continue
        elif character not in (ZWNJ, ZWJ):
            marks = 0
        kept.append(character)
    return "".join(kept)


def clean_line(text: str) -> str:
    """Like `clean`, on one line: every run of white space becomes one space, none at the ends."""
    return _SPACE_RUN.sub(" ", clean(text)).strip()


def is_clean(text: str) -> bool:
    """Whether `clean` would leave `text` as it is (line feeds allowed)."""
    return clean(text) == text


def is_harmless(text: str) -> bool:
    """Whether nothing in `text` can act where it is written (line feeds allowed).

    Clean texts put together are harmless, though no longer clean where the second begins with what the first could
    be composed with: `clean` of both would then compose it.
    """
    if (text.isascii() and text.isprintable()) or _PLAIN_SIGNS.issuperset(text) or not _NEEDS_LOOK.search(text):
        return True
    if any(match[0] not in (ZWNJ, ZWJ) for match in _unsafe().finditer(text)):
        return False
    return _cap_marks(text, MARKS_IN_A_ROW) == text


def assert_clean(text: str) -> str:
    """Return `text` when it may leave for a terminal, a clipboard or a file.

    Raises `UnsafeTextError` when it was never cleaned: that is a fault of the program, not of the person.
    """
    if not is_harmless(text):
        raise UnsafeTextError(f"Text with control characters was about to be written: {text[:60]!a}.")
    return text


def assert_clean_line(text: str) -> str:
    """Like `assert_clean`, for text that has to stay on its line. Raises `UnsafeTextError` at a line feed as well."""
    if "\n" in text:
        raise UnsafeTextError(f"Several lines were about to be written as one: {text[:60]!a}.")
    return assert_clean(text)


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
_LONE_GREEK = pattern("(?<![α-ω])[α-ω](?![α-ω])")
_ODD_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", ZWNJ: "", ZWJ: ""}
)
_IDEOGRAPH = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
WORD = f"[{_IDEOGRAPH}]|[^\\W_{_IDEOGRAPH}]+"
"""Pattern of a word in folded text: a run of letters and digits, or one ideograph."""
_WORD = pattern(WORD)
_ASCII_WORD = pattern("[a-z0-9]+")


class _FoldedCharacters(dict[int, str]):
    """How single characters fold, for `str.translate`; each is worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(point)).casefold())
        text = "".join(character for character in text if not unicodedata.combining(character))
        return self.setdefault(point, text.translate(_ODD_LETTERS))


_FOLDED = _FoldedCharacters()
_NOT_ASCII = pattern("[^\x00-\x7f]+")
_GREEK = pattern("[α-ω]")


def fold(text: str) -> str:
    """The spelling that searches compare: no case, no accents, no compatibility forms, Greek letters by name.

    A Greek letter that stands alone among other letters is a symbol and becomes its name, set off by spaces
    (`TNFα` and `TNF-α` both hold the words `tnf alpha`); Greek words stay Greek. White space and punctuation stay.
    """
    if text.isascii():
        return text.lower()
    text = _NOT_ASCII.sub(lambda match: match[0].translate(_FOLDED), text.lower())
    if not _GREEK.search(text):
        return text
    return _LONE_GREEK.sub(lambda match: f" {GREEK_NAMES.get(match[0], match[0])} ", text)


def fold_character(character: str) -> str:
    """What one character becomes when text is folded, but for Greek symbols, which stay letters."""
    return character.lower().translate(_FOLDED)


def fold_for_words(text: str) -> str:
    """Like `fold`, with spaces for symbols that are not ASCII: as good for words, and nearly always plain ASCII."""
    text = text.lower()
    if text.isascii():
        return text
    text = _NOT_ASCII.sub(_folded_run, text)
    if text.isascii() or not _GREEK.search(text):
        return text
    return _LONE_GREEK.sub(lambda match: f" {GREEK_NAMES.get(match[0], match[0])} ", text)


def _folded_run(match: re.Match[str]) -> str:
    return _FOLDED_RUNS[match[0]]


class _FoldedRuns(dict[str, str]):
    """How runs of characters that are not ASCII fold for words, remembered for as many as memory should hold."""

    def __missing__(self, run: str) -> str:
        if len(self) >= _RUNS_REMEMBERED:
            self.clear()
        return self.setdefault(run, _NOT_WORD.sub(" ", run.translate(_FOLDED)))


_FOLDED_RUNS = _FoldedRuns()
_RUNS_REMEMBERED = 5000
_NOT_WORD = pattern(f"[^\\w{_IDEOGRAPH}]+")


def words(text: str) -> list[str]:
    """The words of `text` as searches see them: folded runs of letters and digits, each ideograph a word of its own."""
    folded = fold_for_words(text)
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


_SMALL = bytes(range(256)).lower()
_NO_LETTERS = bytes(byte for byte in range(128) if not chr(byte).isalnum())


def squeeze(text: str) -> str:
    """The words of `text` run together, so that `IL-6`, `IL 6` and `il6` are one spelling."""
    if text.isascii():
        return text.encode("ascii").translate(_SMALL, _NO_LETTERS).decode("ascii")
    return "".join(words(text))


def shorten(text: str, length: int) -> str:
    """`text` of at most `length` characters, cut at the end with `…`."""
    return text if len(text) <= length else text[: max(0, length - 1)].rstrip() + "…"
