"""A query said back in words, so that a person sees what was understood."""

from __future__ import annotations

from store.query.nodes import All, And, Is, Named, Node, Not, Or, Pair, Query, Text, Years
from store.query.parsing import parse

_HAS = {
    "fulltext": "with the full text",
    "doi": "with a DOI",
    "pmid": "with a PubMed id",
    "pmcid": "with a PMC id",
    "date": "with a date",
}
_IS = {"starred": "starred", "unread": "not read yet", "read": "read", "marked": "marked", "noted": "with a note"}


def describe(query: str | Query) -> str:
    """The query in words; empty for a query that asks for every case. Raises `QueryError` as `parse` does."""
    node = (parse(query) if isinstance(query, str) else query).node
    return "" if isinstance(node, All) else _say(node, top=True)


def _say(node: Node, *, top: bool = False) -> str:
    match node:
        case Text():
            said = " ".join(word.text + ("…" if word.prefix else "") for word in node.words)
            return f"“{said}” in the title" if node.where else f"“{said}”"
        case Pair():
            said = f"{_side(node.left)} with {_side(node.right)} in one {node.within}"
        case Named():
            kind = node.kind or "entity"
            return f"any {kind}" if node.value == "*" else f"{kind} {node.value}{'…' if node.prefix else ''}"
        case Years():
            return _years(node)
        case Is():
            return _is(node)
        case Not():
            return f"not {_say(node.node)}"
        case And():
            said = " and ".join(_say(inner) for inner in node.nodes)
        case Or():
            first = node.nodes[0]
            if _is_one_word(node) and not (isinstance(first, Named) and first.kind):
                return _say(node.nodes[-1])
            said = " or ".join(_say(inner) for inner in node.nodes)
        case All():
            return "all cases"
    return said if top else f"({said})"


def _side(names: tuple[Named, ...]) -> str:
    said = [_say(name) for name in names]
    return said[0] if len(said) == 1 else f"({' or '.join(said)})"


def _is_one_word(node: Or) -> bool:
    """An accession looks in two places but is one word of the query."""
    return len({inner.span for inner in node.nodes}) == 1


def _years(node: Years) -> str:
    if node.first == node.last:
        return f"of {node.first}"
    if node.last is None:
        return f"from {node.first} on"
    return f"until {node.last}" if node.first is None else f"of {node.first} to {node.last}"


def _is(node: Is) -> str:
    if node.name == "has":
        return _HAS.get(node.value, f"with {node.value}")
    if node.name == "is":
        return _IS.get(node.value, node.value)
    if node.name == "import":
        return "imported last"
    names = {"in": "in the collection", "note": "noted", "tag": "tagged", "author": "by", "journal": "in the journal"}
    return f"{names.get(node.name, node.name)} {node.value}{'…' if node.prefix and node.name != 'id' else ''}"
