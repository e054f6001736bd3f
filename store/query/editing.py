"""Changing a query's text: narrowing, excluding, taking a part out. Texts in, texts out, each still parses."""

from __future__ import annotations

from store.errors import QueryError
from store.patterns import pattern
from store.query.fields import TILDES, field_of_kind
from store.query.nodes import All, And, Is, Level, Named, Node, Not, Or, Pair, Query, Text, Years
from store.query.parsing import as_title, parse

_PLAIN = pattern(r'[^\s()"~]+')
_PLAIN_TERM = pattern(r'[a-z]+:(?:[^\s()"~]+|"[^"]*")')


def quote(value: str) -> str:
    """`value` as it can stand after a field: in quotation marks where it needs them (its own are left out)."""
    return value if _PLAIN.fullmatch(value) and not value.endswith("*") else '"' + value.replace('"', " ").strip() + '"'


def pair_term(one: str, other: str, within: Level) -> str:
    """The term that finds the cases in which two terms of entities are a pair."""
    return f"{one} {TILDES[within]} {other}"


def entity_term(entity_id: str) -> str:
    """The term that finds the cases of an entity."""
    return f"entity:{quote(entity_id)}"


def widen(text: str) -> str:
    """`text` such that another term may be put after it: alternatives go into parentheses."""
    text = text.strip()
    node = _node(text)
    if not text or node is None:
        return text
    for candidate in (text, f"({text})"):
        joined = _node(f"{candidate} title:x")
        if joined is not None and _parts(joined) == (
            *(_parts(node) if candidate == text else (node,)),
            _node("title:x"),
        ):
            return candidate
    return write(node)


def narrow(text: str, term: str) -> str:
    """`text` and `term`; `text` where it holds the term already. An exclusion of the same term is taken out."""
    if _has_part(text, term):
        return text
    text = without(text, f"-{term}")
    return f"{widen(text)} {term}".strip()


def exclude(text: str, term: str) -> str:
    """`text` but not `term`."""
    negative = f"-({term})"
    if _PLAIN_TERM.fullmatch(term):
        negative = f"-{term}"
    if _has_part(text, negative):
        return text
    text = without(text, term)
    return f"{widen(text)} {negative}".strip()


def _parts(node: Node) -> tuple[Node, ...]:
    return Query("", node).parts()


def without(text: str, term: str) -> str:
    """`text` with the part that means the same as `term` taken out."""
    node, wanted = _node(text), _node(term)
    query = Query(text, node if node is not None else All())
    return next((cut(query, part) for part in query.parts() if part == wanted), text)


def cut(query: Query, part: Node) -> str:
    """The text of `query` without one of its `parts()`."""
    start, end = part.span
    return (
        " ".join((query.text[:start] + " " + query.text[end:]).split()) if '"' not in query.text else _cut(query, part)
    )


def _cut(query: Query, part: Node) -> str:
    start, end = part.span
    return f"{query.text[:start].rstrip()} {query.text[end:].lstrip()}".strip()


def keep_prefix(text: str) -> str:
    """A query that was being typed, as one that finds the same without being typed.

    The text stays as it is where that is so; else its last word gets a star; else it is written anew from what it
    meant (open quotes and parentheses closed, what made no sense left out).
    """
    try:
        node = parse(text, typing=True).node
        if isinstance(node, Or) and node.nodes[0] == as_title(text):
            node = node.nodes[1]  # a search for it as it stands looks for the title too, where it finds nothing else
    except QueryError as error:
        return keep_prefix(text[: error.column].rstrip()) if error.column < len(text) else ""
    for candidate in (text.strip(), f"{text.strip()}*"):
        if _node(candidate) == node:
            return candidate
    return write(node)


def write(node: Node) -> str:
    """A text that means `node`."""
    match node:
        case Text():
            said = '"' + " ".join(word.text + ("*" if word.prefix else "") for word in node.words) + '"'
            return f"title:{said}" if node.where else said
        case Named():
            star = "*" if node.prefix else ""
            field = field_of_kind(node.kind)
            return f"{field}:{node.value}" if node.value == "*" else f'{field}:"{node.value}{star}"'
        case Pair():
            return pair_term(_write_side(node.left), _write_side(node.right), node.within)
        case Years():
            return f"year:{'' if node.first is None else node.first}..{'' if node.last is None else node.last}"
        case Is():
            return f'{node.name}:"{node.value}{"*" if node.prefix and node.value.strip("*") else ""}"'
        case Not():
            return f"-({write(node.node)})"
        case And():
            return " ".join(write(inner) for inner in node.nodes)
        case Or():
            if isinstance(kind := node.nodes[0], Named) and kind.kind and kind.span == node.span:
                return write(kind)  # one word that is looked for in two places
            return "(" + " OR ".join(write(inner) for inner in node.nodes) + ")"
        case All():
            return ""


def _write_side(names: tuple[Named, ...]) -> str:
    return write(names[0]) if len(names) == 1 else write(Or(names))


def _node(text: str) -> Node | None:
    try:
        return parse(text).node
    except QueryError:
        return None


def _has_part(text: str, term: str) -> bool:
    node, wanted = _node(text), _node(term)
    return node is not None and wanted is not None and wanted in Query(text, node).parts()
