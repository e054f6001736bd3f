"""Where the text of a case names its entities.

A name is found where its words follow one another, beginning and ending with a word of the text, whatever the case,
accents, hyphens, spaces and Greek letters: `IL6` is found in “IL-6”, `TNF-alpha` in “TNFα”. The longest name wins where
several begin at one place. The last word may be the plural of the name's, or the other way round.

Short symbols are words too (`MET`, `WAS`, `ALL`, `Large`), so how they are written counts:

- up to `SYMBOL_LETTERS` letters, all of them capitals: capitals in the text as well, but for the `s` of a plural;
- a gene or protein of up to `SHORT_LETTERS` letters with a capital (`Met`, of mice): as written, or all in capitals,
  and up to three letters not at the beginning of a sentence (`As`, `In`);
- capitals with digits (`HAS2`): not all in small letters where the text sets the digits apart (“has 2”).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from store.matching import placed_words
from store.model import Case, Mention
from store.patterns import pattern

Field = tuple[str, int]
"""A text of a case: the name of the field and the index in it (0 for a single text): `("key_findings", 2)`."""

SYMBOL_LETTERS = 8
SHORT_LETTERS = 5

_LONGEST = 40
"""Names of more pieces than this are not looked for."""
_SHORTEST = 3
_PIECES = pattern("[a-z]+|[0-9]+|[^a-z0-9]+")
_ASCII_PIECES = pattern("[a-z]+|[0-9]+")
_SENTENCE_END = tuple(".!?:")
_NAMES = ""
"""Under this key a node of the tree of names holds the names that end there; no piece of a text is empty."""


class Spot(Struct, frozen=True):
    """A stretch of text that names an entity: offsets in code points, and the indexes of the mentions it may mean."""

    start: int
    end: int
    mentions: tuple[int, ...]


class Spots(Struct, frozen=True):
    """Where a case's text names its entities. `said` and `said_as` have an element for each mention of the case."""

    fields: Mapping[Field, tuple[Spot, ...]]
    said: tuple[int, ...]
    """How often the text says the mention's own name."""
    said_as: tuple[Mapping[str, int], ...]
    """How often it says each alias."""


_Piece = tuple[str, int, int, bool, bool]
"""A run of letters or of digits (`CD34` has two): folded, its offsets, whether it begins and whether it ends a word."""


class _Name(NamedTuple):
    """A way to say a mention."""

    mention: int
    text: str
    own: bool
    """The mention's own name, not an alias."""
    symbol: bool
    """How it is written counts."""


_Node = dict[str, Any]
"""Pieces of names, each with the node of what may follow it; under `_NAMES` a list of `_Name`."""


def texts_of(case: Case) -> Iterable[tuple[Field, str]]:
    """Every text of a case in reading order."""
    yield ("title", 0), case.title
    if case.tldr:
        yield ("tldr", 0), case.tldr
    if case.contribution:
        yield ("contribution", 0), case.contribution
    for name in ("key_findings", "abstract"):
        for index, text in enumerate(getattr(case, name)):
            yield (name, index), text
    for index, section in enumerate(case.other_sections):
        yield ("other_sections", index), section.text


def spot(case: Case) -> Spots:
    """Find every mention of `case` in its texts; linear in the length of the texts and of the names."""
    tree = _tree(case.mentions)
    said = [0] * len(case.mentions)
    said_as: list[Counter[str]] = [Counter() for _ in case.mentions]
    fields: dict[Field, tuple[Spot, ...]] = {}
    for field, text in texts_of(case):
        spots: list[Spot] = []
        pieces = _pieces(text)
        at = 0
        while at < len(pieces):
            piece, _, _, begins, ends = pieces[at]
            meant: Sequence[_Name] = ()
            if begins and (piece in tree or (ends and piece[-1] == "s")):
                after, meant = _longest(text, pieces, at, tree)
            if not meant:
                at += 1
                continue
            for name in meant:
                if name.own:
                    said[name.mention] += 1
                else:
                    said_as[name.mention][name.text] += 1
            mentions = tuple(dict.fromkeys(name.mention for name in meant))
            spots.append(Spot(pieces[at][1], pieces[after - 1][2], mentions))
            at = after
        if spots:
            fields[field] = tuple(spots)
    return Spots(fields, tuple(said), tuple(said_as))


def _tree(mentions: Sequence[Mention]) -> _Node:
    """The names and aliases of all mentions by their pieces; an alias that is the mention's name counts as that."""
    tree: _Node = {}
    for index, mention in enumerate(mentions):
        own = _keys(mention.name)
        for text in (mention.name, *mention.aliases):
            keys = _keys(text)
            is_own = text is mention.name
            if not keys or (not is_own and keys == own):
                continue
            name = _Name(index, text, is_own, _is_symbol(text, mention.kind))
            node = tree
            for piece in keys[:-1]:
                node = node.setdefault(piece, {})
            for last in (keys[-1], *_singulars(keys[-1])):
                node.setdefault(last, {}).setdefault(_NAMES, []).append(name)
    return tree


def _keys(name: str) -> tuple[str, ...]:
    """The pieces of a name; none where it is too short or too long to be looked for."""
    keys = tuple(_ASCII_PIECES.findall(name.lower()) if name.isascii() else [piece[0] for piece in _pieces(name)])
    return keys if sum(map(len, keys)) > 1 and len(keys) <= _LONGEST else ()


def _pieces(text: str) -> list[_Piece]:
    if text.isascii():
        return _ascii_pieces(text.lower())
    found: list[_Piece] = []
    for word, start, end in placed_words(text):
        if word.isalpha() or word.isdigit() or len(word) != end - start:
            found.append((word, start, end, True, True))
            continue
        for match in _PIECES.finditer(word):
            first, last = match.span()
            found.append((match[0], start + first, start + last, first == 0, last == len(word)))
    return found


def _ascii_pieces(text: str) -> list[_Piece]:
    spans = [match.span() for match in _ASCII_PIECES.finditer(text)]
    found: list[_Piece] = []
    before = -1
    for number, (start, end) in enumerate(spans, 1):
        ends = number == len(spans) or spans[number][0] != end
        found.append((text[start:end], start, end, start != before, ends))
        before = end
    return found


def _longest(text: str, pieces: Sequence[_Piece], at: int, tree: _Node) -> tuple[int, Sequence[_Name]]:
    """The names that begin at `at` and go farthest, and the number of the piece after them."""
    after = at
    meant: Sequence[_Name] = ()
    start = pieces[at][1]
    node: _Node = tree
    for number in range(at, len(pieces)):
        piece, _, end, _, ends = pieces[number]
        following: _Node | None = node.get(piece)
        if ends:
            names = following and following.get(_NAMES)
            said = _said(names, text, start, end) if names else ()
            if not said and piece[-1] == "s":
                plural = (node.get(singular, {}).get(_NAMES) for singular in _singulars(piece))
                said = next((found for names in plural if names and (found := _said(names, text, start, end))), ())
            if said:
                after, meant = number + 1, said
        if following is None:
            break
        node = following
    return after, meant


def _said(names: Iterable[_Name], text: str, start: int, end: int) -> Sequence[_Name]:
    """Those of `names` that the text says from `start` to `end`, as it is written there."""
    written = text[start:end]
    return [name for name in names if not name.symbol or _fits(name.text, written, text, start)]


def _fits(symbol: str, written: str, text: str, start: int) -> bool:
    """Whether a symbol is written as symbols are."""
    if not symbol.isalpha():
        return not written.islower() or written.isalnum()
    if (written[:-1] if written[-1:] == "s" and symbol[-1:] not in "sS" else written).isupper():
        return True
    if symbol.isupper() or written not in (symbol, f"{symbol}s"):
        return False
    return len(symbol) > _SHORTEST or not _begins_sentence(text, start)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip()
    return not before or before.endswith(_SENTENCE_END)


def _is_symbol(name: str, kind: str) -> bool:
    if not name.isascii():
        return False
    if name.isalpha():
        short = len(name) <= SHORT_LETTERS and kind in ("gene", "protein", "chemical") and not name.islower()
        return short or (len(name) <= SYMBOL_LETTERS and name.isupper())
    letters = "".join(filter(str.isalpha, name))
    return letters.isupper() and len(letters) <= SHORT_LETTERS


def _singulars(word: str) -> tuple[str, ...]:
    """What a word may be the plural of (`tumors`, `biopsies`, `abscesses`, `metastases`)."""
    if len(word) < 4 or word[-1] != "s" or word[-2] in "su":
        return ()
    if word.endswith("ies"):
        return word[:-1], word[:-3] + "y"
    if word.endswith("es"):
        return word[:-1], word[:-2], word[:-2] + "is"
    return (word[:-1],)
