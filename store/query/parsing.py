"""From text to `Query`: a recursive descent over a few kinds of tokens, with errors that point at the column.

    query  = or
    or     = and { "OR" and }
    and    = { [ "AND" ] factor }
    factor = ( "-" | "NOT" ) factor | term [ pair term ]
    term   = "(" or ")" | FIELD ":" value | phrase | word
    pair   = "~" [ a beginning of "case", "finding" or "sentence" ]
    value  = phrase | run of characters without white space and parentheses
    phrase = '"' anything but '"' '"', or the same in curled quotation marks

A word with characters that separate words (`ALK-rearranged`, `10.1002/x`) is a phrase of its parts. `-` excludes only
at the beginning of a word; `OR` without something on both sides is a word. On either side of a pair stands an entity: a
field that asks for one, a CURIE, a phrase that is taken as a name, `*` for any, or alternatives of these. What is no
known field is an entity of that kind, as far as the library knows the kind, or words, so that any title can be pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.curie import NAMESPACE_ORDER, normalise
from store.errors import QueryError
from store.patterns import pattern
from store.query.fields import CHOICES, KIND_FIELDS, VALUE_FIELDS, is_field
from store.query.nodes import All, And, Is, Named, Node, Not, Or, Pair, Query, Span, Text, Word, Years
from store.query.scanning import QUOTATION_MARKS, STRAY_TILDE, Scanner
from store.text import words

_PAIR = "Write an entity on either side, as in gene:ALK ~ chemical:*."
_PASTED_WORDS = 4
"""From this many words on a text that is being typed, and has an exclusion or does not parse, may be a pasted title."""
DEEPEST = 60
"""Parentheses and exclusions inside one another beyond this are refused."""

_MARKS = "".join({*QUOTATION_MARKS, *QUOTATION_MARKS.values()})
_FIELD = pattern(r"([A-Za-z]+):")
_LABEL = pattern(r"([^\W\d_][\w-]*):(?=[^\s()])")
"""What may be the field of a kind of entities: the kinds are the library's, and it may have any."""
_DOI = pattern(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ACCESSION = pattern(r"[A-Z]\d{6,9}|CVCL_[A-Z0-9]{4}|rs\d{2,}", re.IGNORECASE)
_CASE_ID = pattern(r"PMC\d+", re.IGNORECASE)
_LONE_WORD = pattern(r"\w[\w-]*")
_CURIE_START = pattern(r"([A-Za-z][A-Za-z.]*):(\S+)")
_YEAR = pattern(r"(>=|<=|>|<|=)?\s*(\d{1,4})?(?:(\.\.|-)(\d{1,4})?)?")
_YEAR_BEGUN = pattern(r"(?:>=|<=|>|<|=)?\d{0,3}|(?:\d{1,4})?(?:\.|\.\.|-)\d{0,3}")
"""A year that is being typed."""


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


def of_kinds(node: Node) -> Iterator[Or | Named]:
    """The parts that ask for a kind of entities which the language does not know but a library may."""
    match node:
        case Or(nodes=(Named(kind=kind), *_)) if kind not in KIND_FIELDS.values():
            yield node
        case And() | Or():
            for inner in node.nodes:
                yield from of_kinds(inner)
        case Not():
            yield from of_kinds(node.node)
        case Pair():
            yield from (name for name in (*node.left, *node.right) if name.kind not in KIND_FIELDS.values())


class _Parser(Scanner):
    depth: int = 0

    # --- the grammar

    def query(self) -> Node:
        node = self._or()
        if self.at < len(self.text):
            raise self.error(self.at, "This parenthesis closes nothing.", "Take it out, or quote it.")
        return node if node is not None else All()

    def _or(self) -> Node | None:
        start = self.skip()
        nodes: list[Node] = []
        first = self._and()
        if first is not None:
            nodes.append(first)
        while self.operator("OR"):
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
        start = self.skip()
        nodes: list[Node] = []
        while True:
            self.skip()
            if self.at >= len(self.text) or self.text[self.at] == ")":
                break
            if self.operator("OR") and (nodes or self.something_follows(2)):
                break
            if self.operator("AND") and nodes and self.something_follows(3):
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
        if dash or (self.operator("NOT") and self.something_follows(3)):
            self.at += 1 if dash else 3
            if not dash:
                self.skip()
            if self.at >= len(self.text) or self.text[self.at].isspace() or self.text[self.at] in "-)":
                return None
            inner = self._deeper(start, self._factor)
            return Not(inner, (start, self.at)) if inner is not None else None
        return self._paired(start)

    def _paired(self, start: int) -> Node | None:
        if self.tilde() is not None:
            raise self.error(start, "There is nothing on the left of this ~.", _PAIR)
        node = self._term()
        after = self.at
        self.skip()
        sign = self.tilde()
        if sign is None:
            stray = STRAY_TILDE.match(self.text, self.at) if isinstance(node, Named) else None
            if stray and not self.is_last(stray.end()):
                raise self.error(self.at, f"“{stray[0]}” is no sign of a pair.", "The signs are ~, ~f and ~s.")
            self.at = after
            return node
        left = self._side(node, self.text[start:after])
        if left is None:
            said = self.text[start:after]
            raise self.error(self.at, f"“{said}” on the left of this ~ is no entity.", _as_entity(said))
        within, self.at = sign
        begin = self.skip()
        ends = begin >= len(self.text) or self.text[begin] == ")"
        other = None if ends else self._term()
        right = self._side(other, self.text[begin : self.at])
        if right is None:
            if self.typing and (ends or self.is_last(self.at)):
                return node
            said = self.text[begin : self.at]
            if not said:
                raise self.error(begin, "An entity is missing after this ~.", _PAIR)
            raise self.error(begin, f"“{said}” on the right of ~ is no entity.", _as_entity(said))
        span = (start, self.at)
        self.skip()
        if self.tilde() is not None:
            raise self.error(self.at, "A pair has two sides.", "Write two pairs: gene:A ~ drug:B gene:A ~ disease:C.")
        self.at = span[1]
        return Pair(left, right, within, span)

    def _side(self, node: Node | None, said: str) -> tuple[Named, ...] | None:
        """What stands on a side of a pair as alternatives, None where that is no entity."""
        match node:
            case None if said == "*":
                return (Named("", "*", span=(self.at - 1, self.at)),)
            case Named():
                return (node,)
            case Text(where="") if self.quotes(node.span[0]):
                value = self.text[slice(*node.span)].strip(_MARKS).replace('"', " ").strip()
                bare = value.rstrip("* ")
                prefix = value.endswith("*") or node.words[-1].prefix
                return (Named("", bare, prefix, node.span),) if bare else None
            case Or() if node.nodes[0].span == node.span:  # an accession is looked for in two places
                return next(((inner,) for inner in node.nodes if isinstance(inner, Named)), None)
            case Or():
                sides = [self._side(inner, "") for inner in node.nodes]
                return tuple(one for side in sides for one in side or ()) if all(sides) else None
        return None

    def _term(self) -> Node | None:
        start = self.at
        if self.text[start] == "(":
            return self._deeper(start, self._group)
        field = _FIELD.match(self.text, start)
        if field and is_field(field[1].lower()):
            return self._field(field[1].lower(), start, field.end())
        if self.quotes(start):
            value, prefix = self.quoted()
            return _text(value, "", prefix, (start, self.at))
        label = _LABEL.match(self.text, start)
        if label and self.quotes(label.end()):
            self.at = label.end()
            value, prefix = self.quoted()
            return _of_kind(label[1], value, prefix, (start, self.at))
        return self._word()

    def _group(self) -> Node | None:
        start = self.at
        self.at += 1
        node = self._or()
        if self.at < len(self.text):
            self.at += 1
        elif not self.typing:
            raise self.error(start, "This parenthesis is never closed.", "Close it, or quote it.")
        return node

    def _deeper(self, start: int, rule: object) -> Node | None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(start, f"More than {DEEPEST} levels of parentheses and exclusions are too many.")
        node: Node | None = rule()  # type: ignore[operator]
        self.depth -= 1
        return node

    # --- words and values

    def _word(self) -> Node | None:
        start = self.at
        raw = self.run()
        end = self.at
        span = (start, end)
        doi = _DOI.fullmatch(raw)
        if doi:
            return Is("id", doi[1].rstrip(".,;*"), doi[1].endswith("*"), span)
        if _CASE_ID.fullmatch(raw):
            return Or((Is("id", raw, span=span), _words(raw, self.is_last(end), span)), span)
        curie = _CURIE_START.fullmatch(raw)
        if curie and (normalised := normalise(raw)):
            database = normalised.partition(":")[0]
            return (
                Is("id", normalised, span=span)
                if database in ("pmc", "pubmed", "doi")
                else Named("", normalised, span=span)
            )
        if curie and curie[1].lower() in NAMESPACE_ORDER and (self.is_last(end) or raw.endswith("*")):
            return Named("", raw.rstrip("*"), prefix=True, span=span)
        prefix = raw.endswith("*") or self.is_last(end)
        label = _LABEL.match(raw)
        if label:
            return _of_kind(label[1], raw[label.end() :], prefix, span)
        text = _text(raw, "", prefix, span)
        if text is not None and _ACCESSION.fullmatch(raw):
            return Or((Named("", raw, span=span), text), span)
        return text

    def _field(self, name: str, start: int, value_at: int) -> Node | None:
        self.at = value_at
        if self.quotes(self.at):
            value, prefix = self.quoted()
        else:
            value = self.run(ends_at_pair=name in KIND_FIELDS)
            prefix = value.endswith("*") or self.is_last(self.at)
        span = (start, self.at)
        value = value.strip()
        if not value:
            if self.typing:
                return None
            one = f"({name}:A OR {name}:B)" if self.text[value_at:].startswith("(") else _example(name)
            raise self.error(value_at, f"A value is missing after {name}:", f"Give one, as in {one}.")
        if name == "year":
            return self._years(value, value_at, span)
        if name == "title":
            return _text(value, "title", prefix, span)
        if name in KIND_FIELDS:
            bare = value.rstrip("* ") if value != "*" else value
            return Named(KIND_FIELDS[name], bare, prefix and bare != "*", span) if bare else None
        if name in VALUE_FIELDS:
            return Is(name, value.rstrip("*") or value, prefix, span)
        return self._choice(name, value.lower(), value_at, span)

    def _choice(self, name: str, value: str, value_at: int, span: Span) -> Node | None:
        if value in CHOICES[name]:
            return Is(name, value, span=span)
        if self.typing and self.is_last(self.at) and any(choice.startswith(value) for choice in CHOICES[name]):
            return None
        choices = ", ".join(CHOICES[name])
        raise self.error(value_at, f"“{value}” is nothing that {name}: knows.", f"It knows {choices}.")

    def _years(self, value: str, value_at: int, span: Span) -> Node | None:
        match = _YEAR.fullmatch(value)
        if self.typing and self.is_last(self.at) and _YEAR_BEGUN.fullmatch(value):
            return None
        if match is None or not (match[2] or match[4]) or (match[1] and match[3]):
            raise self.error(
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
            raise self.error(value_at, f"The years {value} run backwards.", f"Write {last}..{first}.")
        return Years(first, last, span)


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


def _of_kind(label: str, value: str, prefix: bool, span: Span) -> Node | None:
    """`label:value` where the label is no field of the language: entities of that kind, or else words."""
    kind = " ".join(words(label))
    bare = value.rstrip("* ").strip() if value != "*" else value
    text = _text(f"{label}:{bare}", "", prefix, span)
    if text is None or not kind or not bare:
        return text
    return Or((Named(kind, bare, prefix and bare != "*", span), text), span)


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
