"""From text to `Query`: a recursive descent over a few kinds of tokens, with errors that point at the column.

    query  = or
    or     = and { "OR" and }
    and    = { [ "AND" ] factor }
    factor = ( "-" | "NOT" ) factor | term [ pair term ]
    term   = "(" or ")" | FIELD ":" value | phrase | word
    pair   = "~" [ a beginning of "case", "finding" or "sentence" ]
    value  = phrase | run of characters without white space and parentheses
    phrase = '"' anything but '"' '"'

A word with characters that separate words (`ALK-rearranged`, `10.1002/x`) is a phrase of its parts. `-` excludes only
at the beginning of a word; `OR` without something on both sides is a word. On either side of a pair stands an entity: a
field that asks for one, a CURIE, a phrase that is taken as a name, `*` for any, or alternatives of these. What is no
known field is words, so that any title can be pasted.
"""

from __future__ import annotations

import re

from msgspec import Struct

from store.curie import NAMESPACE_ORDER, normalise
from store.errors import QueryError
from store.query.fields import CHOICES, KIND_FIELDS, VALUE_FIELDS, is_field
from store.query.nodes import LEVELS, All, And, Is, Level, Named, Node, Not, Or, Pair, Query, Span, Text, Word, Years
from store.text import words

_PAIR = "Write an entity on either side, as in gene:ALK ~ chemical:*."
_PASTED_WORDS = 4
"""From this many words on a text that is being typed, and has an exclusion or does not parse, may be a pasted title."""
DEEPEST = 60
"""Parentheses and exclusions inside one another beyond this are refused."""

_BREAK = re.compile(r'[\s()"]')
_FIELD = re.compile(r"([A-Za-z]+):")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ACCESSION = re.compile(r"[A-Z]\d{6,9}|CVCL_[A-Z0-9]{4}|rs\d{2,}", re.IGNORECASE)
_CASE_ID = re.compile(r"PMC\d+", re.IGNORECASE)
_TILDE = re.compile(rf"~([a-z]*)(?=[\s()\"*]|$|(?:{'|'.join(KIND_FIELDS)}):)", re.IGNORECASE)
_LONE_WORD = re.compile(r"\w[\w-]*")
_CURIE_START = re.compile(r"([A-Za-z][A-Za-z.]*):(\S+)")
_YEAR = re.compile(r"(>=|<=|>|<|=)?\s*(\d{1,4})?(?:(\.\.|-)(\d{1,4})?)?")


def parse(text: str, *, typing: bool = False) -> Query:
    """What `text` asks for.

    With `typing` the text is being typed: its last word is a prefix, open quotes and parentheses are closed, a field
    without its value is left out. Raises `QueryError` that points at the column that makes no sense.
    """
    try:
        node = _Parser(text, typing).query()
    except QueryError:
        pasted = as_title(text)
        if not typing or pasted is None:
            raise
        return Query(text, pasted)
    if typing and holds_exclusion(node) and (pasted := as_title(text)) is not None:
        node = Or((pasted, node), (0, len(text)))
    return Query(text, node)


def as_title(text: str) -> Text | None:
    """A text that may have been pasted as it stands in a title, its signs taken for nothing; None for a short one."""
    found = words(text)
    return Text(tuple(Word(word) for word in found), "title", (0, len(text))) if len(found) >= _PASTED_WORDS else None


def holds_exclusion(node: Node) -> bool:
    """Whether something is excluded anywhere in it."""
    return isinstance(node, Not) or (isinstance(node, And | Or) and any(holds_exclusion(inner) for inner in node.nodes))


class _Parser(Struct):
    text: str
    typing: bool
    at: int = 0
    depth: int = 0

    # --- the grammar

    def query(self) -> Node:
        node = self._or()
        if self.at < len(self.text):
            raise self._error(self.at, "This parenthesis closes nothing.", "Take it out, or quote it.")
        return node if node is not None else All()

    def _or(self) -> Node | None:
        start = self._skip()
        nodes: list[Node] = []
        first = self._and()
        if first is not None:
            nodes.append(first)
        while self._operator("OR"):
            mark = self.at
            self.at += 2
            another = self._and()
            if another is None or not nodes:
                word = Text((Word("or"),), span=(mark, mark + 2))
                nodes = [_both([*nodes, word, *([another] if another is not None else [])], (start, self.at))]
                if self.typing and another is None:
                    return nodes[0] if len(_parts(nodes[0])) == 1 else _both(list(_parts(nodes[0])[:-1]), (start, mark))
            else:
                nodes.append(another)
        if not nodes:
            return None
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes), (start, self.at))

    def _and(self) -> Node | None:
        start = self._skip()
        nodes: list[Node] = []
        while True:
            self._skip()
            if self.at >= len(self.text) or self.text[self.at] == ")":
                break
            if self._operator("OR") and (nodes or self._something_follows(2)):
                break
            if self._operator("AND") and nodes and self._something_follows(3):
                self.at += 3
                continue
            node = self._factor()
            if node is not None:
                nodes.append(node)
        return _both(nodes, (start, self.at)) if nodes else None

    def _factor(self) -> Node | None:
        start = self.at
        dash = self.text[start] == "-"
        if dash and start and not self.text[start - 1].isspace() and self.text[start - 1] not in "(-":
            self.at += 1  # inside a word that a parenthesis or a quotation mark cuts: (ALK)-positive
            return None
        if dash or (self._operator("NOT") and self._something_follows(3)):
            self.at += 1 if dash else 3
            if not dash:
                self._skip()
            if self.at >= len(self.text) or self.text[self.at].isspace() or self.text[self.at] in "-)":
                return None
            inner = self._deeper(start, self._factor)
            return Not(inner, (start, self.at)) if inner is not None else None
        return self._paired(start)

    def _paired(self, start: int) -> Node | None:
        if self._tilde() is not None:
            raise self._error(start, "There is nothing on the left of this ~.", _PAIR)
        node = self._term()
        after = self.at
        self._skip()
        sign = self._tilde()
        if sign is None:
            self.at = after
            return node
        left = self._side(node, self.text[start:after])
        if left is None:
            said = self.text[start:after]
            raise self._error(self.at, f"“{said}” on the left of this ~ is no entity.", _as_entity(said))
        within, self.at = sign
        begin = self._skip()
        ends = begin >= len(self.text) or self.text[begin] == ")"
        other = None if ends else self._term()
        right = self._side(other, self.text[begin : self.at])
        if right is None:
            if self.typing and (ends or self._is_last(self.at)):
                return node
            said = self.text[begin : self.at]
            if not said:
                raise self._error(begin, "An entity is missing after this ~.", _PAIR)
            raise self._error(begin, f"“{said}” on the right of ~ is no entity.", _as_entity(said))
        span = (start, self.at)
        self._skip()
        if self._tilde() is not None:
            raise self._error(self.at, "A pair has two sides.", "Write two pairs: gene:A ~ drug:B gene:A ~ disease:C.")
        self.at = span[1]
        return Pair(left, right, within, span)

    def _side(self, node: Node | None, said: str) -> tuple[Named, ...] | None:
        """What stands on a side of a pair as alternatives, None where that is no entity."""
        match node:
            case None if said == "*":
                return (Named("", "*", span=(self.at - 1, self.at)),)
            case Named():
                return (node,)
            case Text(where="") if self.text[node.span[0]] == '"':
                value = self.text[slice(*node.span)].strip('"').strip()
                bare = value.rstrip("*").strip()
                prefix = value.endswith("*") or node.words[-1].prefix
                return (Named("", bare, prefix, node.span),) if bare else None
            case Or() if node.nodes[0].span == node.span:  # an accession is looked for in two places
                return next(((inner,) for inner in node.nodes if isinstance(inner, Named)), None)
            case Or():
                sides = [self._side(inner, "") for inner in node.nodes]
                return tuple(one for side in sides for one in side or ()) if all(sides) else None
        return None

    def _tilde(self) -> tuple[Level, int] | None:
        """How near the sign of a pair that stands here asks for, and where the sign ends; None where none stands."""
        match = _TILDE.match(self.text, self.at)
        if match is None:
            return None
        asked = match[1].lower()
        within = next((level for level in LEVELS if level.startswith(asked)), None)
        return (within, match.end()) if within is not None else None

    def _term(self) -> Node | None:
        start = self.at
        if self.text[start] == "(":
            return self._deeper(start, self._group)
        field = _FIELD.match(self.text, start)
        if field and is_field(field[1].lower()):
            return self._field(field[1].lower(), start, field.end())
        if self.text[start] == '"':
            value, prefix = self._quoted()
            return _text(value, "", prefix, (start, self.at))
        return self._word()

    def _group(self) -> Node | None:
        start = self.at
        self.at += 1
        node = self._or()
        if self.at < len(self.text):
            self.at += 1
        elif not self.typing:
            raise self._error(start, "This parenthesis is never closed.", "Close it, or quote it.")
        return node

    def _deeper(self, start: int, rule: object) -> Node | None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._error(start, f"More than {DEEPEST} levels of parentheses and exclusions are too many.")
        node: Node | None = rule()  # type: ignore[operator]
        self.depth -= 1
        return node

    # --- words and values

    def _word(self) -> Node | None:
        start = self.at
        raw = self._run()
        end = self.at
        span = (start, end)
        doi = _DOI.fullmatch(raw)
        if doi:
            return Is("id", doi[1].rstrip(".,;"), span=span)
        if _CASE_ID.fullmatch(raw):
            return Or((Is("id", raw, span=span), _words(raw, self._is_last(end), span)), span)
        curie = _CURIE_START.fullmatch(raw)
        if curie and (normalised := normalise(raw)):
            prefix = normalised.partition(":")[0]
            return (
                Is("id", normalised, span=span)
                if prefix in ("pmc", "pubmed", "doi")
                else Named("", normalised, span=span)
            )
        if curie and curie[1].lower() in NAMESPACE_ORDER and self._is_last(end):
            return Named("", raw, prefix=True, span=span)
        text = _text(raw, "", raw.endswith("*") or self._is_last(end), span)
        if text is not None and _ACCESSION.fullmatch(raw):
            return Or((Named("", raw, span=span), text), span)
        return text

    def _field(self, name: str, start: int, value_at: int) -> Node | None:
        self.at = value_at
        if self.at < len(self.text) and self.text[self.at] == '"':
            value, prefix = self._quoted()
        else:
            value = self._run(ends_at_pair=name in KIND_FIELDS)
            prefix = value.endswith("*") or self._is_last(self.at)
        span = (start, self.at)
        value = value.strip()
        if not value:
            if self.typing:
                return None
            raise self._error(value_at, f"A value is missing after {name}:", f"Give one, as in {_example(name)}.")
        if name == "year":
            return self._years(value, value_at, span)
        if name == "title":
            return _text(value, "title", prefix, span)
        if name in KIND_FIELDS:
            bare = value.rstrip("*").strip() if value != "*" else value
            return Named(KIND_FIELDS[name], bare, prefix and bare != "*", span) if bare else None
        if name in VALUE_FIELDS:
            return Is(name, value.rstrip("*") or value, prefix, span)
        return self._choice(name, value.lower(), value_at, span)

    def _choice(self, name: str, value: str, value_at: int, span: Span) -> Node | None:
        if value in CHOICES[name]:
            return Is(name, value, span=span)
        if self.typing and self._is_last(self.at) and any(choice.startswith(value) for choice in CHOICES[name]):
            return None
        choices = ", ".join(CHOICES[name])
        raise self._error(value_at, f"“{value}” is nothing that {name}: knows.", f"It knows {choices}.")

    def _years(self, value: str, value_at: int, span: Span) -> Node | None:
        match = _YEAR.fullmatch(value)
        if self.typing and self._is_last(self.at) and (not match or len(re.split(r"\D+", value)[-1]) < 4):
            return None
        if match is None or not (match[2] or match[4]) or (match[1] and match[3]):
            raise self._error(
                value_at, f"“{value}” is no year.", "Years are given as 2024, 2020..2026, >=2020 or <2020."
            )
        first, last = (int(number) if number else None for number in (match[2], match[4]))
        if match[3] is None:
            year = int(match[2])
            first, last = {
                ">=": (year, None),
                ">": (year + 1, None),
                "<=": (None, year),
                "<": (None, year - 1),
            }.get(match[1] or "=", (year, year))
        if first is not None and last is not None and first > last:
            raise self._error(value_at, f"The years {value} run backwards.", f"Write {last}..{first}.")
        return Years(first, last, span)

    # --- the scanner

    def _skip(self) -> int:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at

    def _run(self, *, ends_at_pair: bool = False) -> str:
        start = self.at
        match = _BREAK.search(self.text, start)
        self.at = match.start() if match else len(self.text)
        if ends_at_pair:
            pair = next((found for found in _TILDE.finditer(self.text, start, self.at + 1)), None)
            self.at = pair.start() if pair else self.at
        return self.text[start : self.at]

    def _quoted(self) -> tuple[str, bool]:
        start = self.at
        end = self.text.find('"', start + 1)
        if end == -1:
            if not self.typing:
                raise self._error(start, "This quotation mark is never closed.", "Close it, or take it out.")
            self.at = len(self.text)
            return self.text[start + 1 :], not self.text[-1].isspace()
        self.at = end + 1
        value = self.text[start + 1 : end]
        return value, value.rstrip().endswith("*")

    def _operator(self, word: str) -> bool:
        end = self.at + len(word)
        return self.text.startswith(word, self.at) and (end == len(self.text) or bool(_BREAK.match(self.text, end)))

    def _something_follows(self, skip: int) -> bool:
        rest = self.text[self.at + skip :].lstrip()
        return bool(rest) and not rest.startswith(")")

    def _is_last(self, end: int) -> bool:
        """Whether the word that ends here is still being typed."""
        return self.typing and end == len(self.text)

    def _error(self, column: int, sentence: str, advice: str = "") -> QueryError:
        return QueryError(self.text, column, sentence, advice)


def _text(value: str, where: str, prefix: bool, span: Span) -> Text | None:
    """The words of `value`; a star inside makes the word before it a prefix, `prefix` the last one."""
    found: list[Word] = []
    pieces = value.split("*")
    for number, piece in enumerate(pieces):
        inner = [Word(word) for word in words(piece)]
        starred = number < len(pieces) - 1 and bool(inner) and piece[-1:].isalnum()
        if starred:
            inner[-1] = Word(inner[-1].text, prefix=True)
        found += inner
    if not found:
        return None
    if prefix and value[-1:].isalnum():
        found[-1] = Word(found[-1].text, prefix=True)
    return Text(tuple(found), where, span)


def _words(raw: str, prefix: bool, span: Span) -> Text:
    text = _text(raw, "", prefix, span)
    assert text is not None
    return text


def _both(nodes: list[Node], span: Span) -> Node:
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes), span)


def _parts(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, And) else (node,)


def _as_entity(said: str) -> str:
    """What to write instead on a side of a pair."""
    return f'Write entity:{said}, or "{said} …" in quotation marks.' if _LONE_WORD.fullmatch(said) else _PAIR


def _example(name: str) -> str:
    return {"year": "year:2020..2026", "has": "has:fulltext", "is": "is:starred"}.get(name, f'{name}:"two words"')
