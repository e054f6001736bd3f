"""What the index holds of one case, computed from its document alone.

This is the part of indexing that costs time, and it needs no database: worker processes do it while one process writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec import Struct

from store.dates import sort_key
from store.identity import Bridge, identify
from store.index.common import common_terms
from store.text import REPLACEMENT, WORD, fold_for_words, words

Document = Mapping[str, Any]

BREAK = "|"
"""Stands between texts that no phrase may span: two names, two paragraphs."""
SEPARATOR = "\x1f"
"""Stands between the parts of a key; no cleaned text holds it."""
AUTHOR, JOURNAL = "@", "&"
"""First characters of the words of authors and journals, which are looked for on their own."""

_WORD_OR_BREAK = re.compile(f"\x1f|{WORD}")
_ASCII_WORD_OR_BREAK = re.compile("\x1f|[a-z0-9]+")
_UNWRITABLE = re.compile(f"[\ud800-\udfff{SEPARATOR}]")
"""What the database cannot hold, and what stands between the parts of a key."""
_SORT_LENGTH = 32
_FLAGS = ("doi", "pmid", "pmcid", "authors", "abstract")


class IndexEntry(Struct, frozen=True):
    """All that the index keeps of a case; equal documents give equal entries."""

    id: str
    keys: tuple[str, ...]
    """Every key that finds the case, older ones included."""
    title: str
    authors: tuple[str, ...]
    journal: str
    date: str
    """As the file gives it, empty where it gives none."""
    sort_date: str
    sort_title: str
    sort_author: str
    digest: bytes
    """Of the file it came from, empty where it came from none."""
    batch: int
    """The import that brought its present content, 0 where none did."""
    head: tuple[str, str, str]
    """For full text: nodes, title, authors with journal."""
    body: tuple[str, str, str]
    """For full text: findings, names of entities, the other text."""
    common: int
    """The common words and beginnings that it holds, a bit each (`store.index.common`)."""
    features: tuple[str, ...]
    """`all`, `year:…`, `has:…`, `kind:…`, `import:…`: what else has a bit per case."""
    nodes: tuple[str, ...]
    names: tuple[str, ...]
    """Node, kind and name of each mention with `SEPARATOR` between them, every one once."""
    repeats: tuple[str, ...]
    """Node and kind for every name that is not the first for these two."""
    profiles: tuple[str, ...]
    """Node, kind, and as JSON description and aliases, where a mention gives any; every one once."""
    bridges: tuple[Bridge, ...]


def entry_of(document: Document, *, digest: bytes = b"", batch: int = 0, keys: Sequence[str] = ()) -> IndexEntry:
    """The entry of a document (the shape of `rounds show --json`; whatever is absent is taken as empty)."""
    title = _string(document, "title")
    authors = tuple(_strings(document, "authors"))
    journal, date = _string(document, "journal"), _string(document, "date")
    mentions = _mentions(document)
    nodes_by_mention, bridges = identify(mentions)
    nodes = tuple(sorted({node for nodes in nodes_by_mention for node in nodes}))
    names, repeats, profiles = _uses(mentions, nodes_by_mention)
    in_title = tokens([title])
    body = tokens(_findings(document)), tokens(_names(mentions)), tokens(_other_text(document))
    byline = f"{_marked(AUTHOR, tokens(authors))} {BREAK} {_marked(JOURNAL, tokens([journal]))}"
    spoken = {*in_title, *body[0], *body[1], *body[2]}
    certain = sort_key(date)
    return IndexEntry(
        id=_string(document, "id"),
        keys=tuple(dict.fromkeys((*keys, *_own_keys(document)))),
        title=title,
        authors=authors,
        journal=journal,
        date=date,
        sort_date=certain,
        sort_title=_sort_title(title),
        sort_author=_sort_author(authors),
        digest=digest,
        batch=batch,
        head=(" ".join(map(token_of_node, nodes)), _said(in_title), byline),
        body=(_said(body[0]), _said(body[1]), _said(body[2])),
        common=common_terms(spoken, nodes),
        features=(*_features(document, mentions, certain), *([f"import:{batch}"] if batch else [])),
        nodes=nodes,
        names=names,
        repeats=repeats,
        profiles=profiles,
        bridges=tuple(sorted(bridges)),
    )


def tokens(texts: Iterable[str]) -> list[str]:
    """The words of texts as the full-text index takes them: `store.text.words` with a break between two texts."""
    folded = fold_for_words("\x1f".join([text for text in texts if text]))
    pattern = _ASCII_WORD_OR_BREAK if folded.isascii() else _WORD_OR_BREAK
    return pattern.findall(folded)


def _said(found: list[str]) -> str:
    return " ".join(found).replace("\x1f", BREAK)


def token_of_node(node: str) -> str:
    """The word by which the full-text index knows a node."""
    return node.lower().replace(" ", "_")


def _marked(mark: str, found: list[str]) -> str:
    return f"{mark}{f' {mark}'.join(found)}".replace(f"{mark}\x1f", BREAK) if found else ""


def _uses(
    mentions: Sequence[_Mention], nodes_by_mention: Sequence[tuple[str, ...]]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """`names`, `repeats` and `profiles` of an entry."""
    names: dict[str, None] = {}
    profiles: dict[str, None] = {}
    pairs: list[str] = []
    for mention, nodes in zip(mentions, nodes_by_mention, strict=True):
        described = mention.description or mention.aliases
        profile = _profile(mention.description, tuple(mention.aliases)) if described else ""
        for node in nodes:
            pair = f"{node}{SEPARATOR}{mention.kind}"
            use = f"{pair}{SEPARATOR}{mention.name}"
            if use not in names:
                names[use] = None
                pairs.append(pair)
            if profile:
                profiles[f"{pair}{SEPARATOR}{profile}"] = None
    repeats = sorted(pairs)
    return (
        tuple(names),
        tuple(pair for pair, after in pairwise(repeats) if pair == after),
        tuple(profiles),
    )


@lru_cache(maxsize=5000)
def _profile(description: str, aliases: tuple[str, ...]) -> str:
    return json.dumps((description, *sorted(set(aliases))), ensure_ascii=False)


def _findings(document: Document) -> list[str]:
    return [_string(document, "tldr"), _string(document, "contribution"), *_strings(document, "key_findings")]


def _names(mentions: Sequence[_Mention]) -> Iterable[str]:
    names = dict.fromkeys([mention.name for mention in mentions])
    names.update(dict.fromkeys([mention.description for mention in mentions if mention.description]))
    for mention in mentions:
        if mention.aliases:
            names.update(dict.fromkeys(mention.aliases))
    return names


def _other_text(document: Document) -> list[str]:
    texts = list(_strings(document, "abstract"))
    for section in _mappings(document, "other_sections"):
        texts += [_string(section, "heading"), _string(section, "text")]
    texts.append(_string(_mapping(document, "full_text"), "text"))
    texts += _strings(_mapping(document, "figures"), "items")
    return texts


def _features(document: Document, mentions: Sequence[_Mention], certain_date: str) -> Iterable[str]:
    """`all` for being there, its year, `has:…` for what it has, and `kind:…` for the kinds of entities it names."""
    yield "all"
    if certain_date:
        yield f"year:{certain_date[:4]}"
        yield "has:date"
    for flag in _FLAGS:
        if document.get(flag):
            yield f"has:{flag}"
    if document.get("key_findings"):
        yield "has:findings"
    for kind in {mention.kind for mention in mentions}:
        if kind:
            yield f"kind:{kind}"
    if _string(_mapping(document, "full_text"), "text"):
        yield "has:fulltext"
    for section in ("figures", "references"):
        items = _mapping(document, section)
        if items.get("count") or items.get("items"):
            yield f"has:{section}"


def _own_keys(document: Document) -> Iterable[str]:
    if id_ := _string(document, "id"):
        yield id_
    if pmcid := _string(document, "pmcid"):
        yield f"pmc:{pmcid}"
    if doi := _string(document, "doi"):
        yield f"doi:{doi.lower()}"
    if pmid := _string(document, "pmid"):
        yield f"pubmed:{pmid}"


def _sort_title(title: str) -> str:
    return " ".join(words(title))[:_SORT_LENGTH]


def _sort_author(authors: Sequence[str]) -> str:
    """Family name of the first author, then the rest, as far as one word at the end or a comma tells."""
    if not authors:
        return ""
    family, comma, rest = authors[0].partition(",")
    if not comma:
        rest, _, family = authors[0].rpartition(" ")
    return " ".join(words(f"{family} {rest}"))[:_SORT_LENGTH]


# --- documents that may hold anything: TinyDB takes whatever it is given ---


class _Mention(NamedTuple):
    kind: str
    name: str
    description: str
    aliases: Sequence[str]
    curies: Sequence[str]


def _mentions(document: Document) -> list[_Mention]:
    """The mentions that have a name."""
    found = [
        _Mention(
            _string(mention, "kind"),
            _string(mention, "name"),
            _string(mention, "description"),
            _strings(mention, "aliases"),
            _strings(mention, "curies"),
        )
        for mention in _mappings(document, "mentions")
    ]
    return [mention for mention in found if mention.name]


def _string(document: Document, name: str) -> str:
    value = document.get(name)
    if not isinstance(value, str):
        return ""
    return _writable(value)


def _strings(document: Document, name: str) -> Sequence[str]:
    values = document.get(name)
    if not values or not isinstance(values, (list, tuple)):
        return ()
    return [_writable(value) for value in values if isinstance(value, str)]


def _writable(text: str) -> str:
    return text.replace(SEPARATOR, " ") if text.isascii() else _UNWRITABLE.sub(REPLACEMENT, text)


def _mapping(document: Document, name: str) -> Document:
    value = document.get(name)
    return value if isinstance(value, Mapping) else {}


def _mappings(document: Document, name: str) -> Iterable[Document]:
    values = document.get(name)
    return [value for value in values if isinstance(value, Mapping)] if isinstance(values, (list, tuple)) else ()
