"""What the index holds of one case, computed from its document alone.

This is the part of indexing that costs time, and it needs no database: worker processes do it while one process writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.dates import sort_key
from store.identity import Bridge, Naming, identify
from store.index.common import common_terms
from store.text import WORD, drop_symbols, fold, words

Document = Mapping[str, Any]

BREAK = "|"
"""Stands between texts that no phrase may span: two names, two paragraphs."""
AUTHOR, JOURNAL = "@", "&"
"""First characters of the words of authors and journals, which are looked for on their own."""

_WORD_OR_BREAK = re.compile(f"\x1f|{WORD}")
_ASCII_WORD_OR_BREAK = re.compile("\x1f|[a-z0-9]+")
_SORT_LENGTH = 32
_FLAGS = ("doi", "pmid", "pmcid", "authors", "abstract")


@dataclass(frozen=True, slots=True)
class IndexEntry:
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
    """`all`, `year:…`, `has:…`, `kind:…`: what else has a bit per case."""
    nodes: tuple[str, ...]
    names: tuple[tuple[str, str, str], ...]
    """Node, kind and name of each mention, every one once."""
    profiles: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    """Node, kind, description and aliases, where a mention gives any."""
    bridges: tuple[Bridge, ...]


def entry_of(document: Document, *, digest: bytes = b"", batch: int = 0, keys: Sequence[str] = ()) -> IndexEntry:
    """The entry of a document (the shape of `rounds show --json`; whatever is absent is taken as empty)."""
    title = _string(document, "title")
    authors = tuple(_strings(document, "authors"))
    journal, date = _string(document, "journal"), _string(document, "date")
    mentions = [mention for mention in document.get("mentions") or () if mention.get("name")]
    namings = [Naming(mention.get("kind") or "", mention["name"], mention.get("curies") or ()) for mention in mentions]
    nodes_by_mention, bridges = identify(namings)
    nodes = tuple(sorted({node for nodes in nodes_by_mention for node in nodes}))
    names, profiles = _names_and_profiles(mentions, nodes_by_mention)
    head_title = tokens([title])
    body = tokens(_findings(document)), tokens(_names(mentions)), tokens(_other_text(document))
    by = tokens(authors)
    byline = f"{_marked(AUTHOR, by)} {BREAK} {_marked(JOURNAL, tokens([journal]))}"
    spoken = set(" ".join((head_title, *body)).split(" "))
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
        head=(" ".join(token_of_node(node) for node in nodes), head_title, byline),
        body=body,
        common=common_terms(spoken, nodes),
        features=tuple(_features(document, certain)),
        nodes=nodes,
        names=names,
        profiles=profiles,
        bridges=tuple(sorted(bridges)),
    )


def tokens(texts: Iterable[str]) -> str:
    """The words of texts as the full-text index takes them: `store.text.words` with a break between two texts."""
    folded = drop_symbols(fold("\x1f".join([text for text in texts if text])))
    pattern = _ASCII_WORD_OR_BREAK if folded.isascii() else _WORD_OR_BREAK
    return " ".join(pattern.findall(folded)).replace("\x1f", BREAK)


def token_of_node(node: str) -> str:
    """The word by which the full-text index knows a node."""
    return node.lower().replace(" ", "_")


def _marked(mark: str, tokenised: str) -> str:
    return f"{mark}{tokenised}".replace(" ", f" {mark}").replace(mark + BREAK, BREAK) if tokenised else ""


def _names_and_profiles(
    mentions: Sequence[Mapping[str, Any]], nodes_by_mention: Sequence[tuple[str, ...]]
) -> tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str, str, tuple[str, ...]], ...]]:
    names: dict[tuple[str, str, str], None] = {}
    profiles: dict[tuple[str, str, str, tuple[str, ...]], None] = {}
    for mention, nodes in zip(mentions, nodes_by_mention, strict=True):
        kind, description = mention.get("kind") or "", mention.get("description") or ""
        aliases = tuple(sorted(set(mention.get("aliases") or ())))
        for node in nodes:
            names[node, kind, mention["name"]] = None
            if description or aliases:
                profiles[node, kind, description, aliases] = None
    return tuple(names), tuple(profiles)


def _findings(document: Document) -> list[str]:
    return [_string(document, "tldr"), _string(document, "contribution"), *_strings(document, "key_findings")]


def _names(mentions: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    names: dict[str, None] = {}
    for mention in mentions:
        names[mention["name"]] = None
        if mention.get("description"):
            names[mention["description"]] = None
        names.update(dict.fromkeys(mention.get("aliases") or ()))
    return names


def _other_text(document: Document) -> list[str]:
    texts = list(_strings(document, "abstract"))
    for section in document.get("other_sections") or ():
        texts += [section.get("heading") or "", section.get("text") or ""]
    texts.append((document.get("full_text") or {}).get("text") or "")
    texts += (document.get("figures") or {}).get("items") or ()
    return texts


def _features(document: Document, certain_date: str) -> Iterable[str]:
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
    for kind in {mention.get("kind") for mention in document.get("mentions") or ()}:
        if kind:
            yield f"kind:{kind}"
    if (document.get("full_text") or {}).get("text"):
        yield "has:fulltext"
    for section in ("figures", "references"):
        items = document.get(section) or {}
        if items.get("count") or items.get("items"):
            yield f"has:{section}"


def _own_keys(document: Document) -> Iterable[str]:
    if document.get("id"):
        yield document["id"]
    if document.get("pmcid"):
        yield f"pmc:{document['pmcid']}"
    if document.get("doi"):
        yield f"doi:{document['doi'].lower()}"
    if document.get("pmid"):
        yield f"pubmed:{document['pmid']}"


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


def _string(document: Document, name: str) -> str:
    return document.get(name) or ""


def _strings(document: Document, name: str) -> Sequence[str]:
    return document.get(name) or ()
