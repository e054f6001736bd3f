"""What the index holds of one case, computed from its document alone.

This is the part of indexing that costs time, and it needs no database: worker processes do it while one process writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any, NamedTuple

from msgspec import Struct

from store.dates import sort_key
from store.identity import Bridge, identify_names
from store.index.common import common_terms, patterns_of
from store.index.mentioned import Mentioned, mentioned_in, uses
from store.index.saying import BREAK, SEPARATOR, tokens
from store.model import Case, Mention
from store.text import REPLACEMENT, words

Document = Mapping[str, Any]

AUTHOR, JOURNAL = "@", "&"
"""First characters of the words of authors and journals, which are looked for on their own."""

_UNWRITABLE = re.compile(f"[\ud800-\udfff{SEPARATOR}]")
"""What the database cannot hold, and what stands between the parts of a key."""
_SORT_LENGTH = 32
_FLAGS = ("doi", "pmid", "pmcid", "authors", "abstract")
_OF_SECTION = ("heading", "text")


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


class _Content(NamedTuple):
    """What a case says, of which its entry is made; empty texts stand for what it lacks."""

    ids: tuple[str, str, str, str]
    """Its id, PMC id, DOI and PubMed id."""
    title: str
    authors: tuple[str, ...]
    journal: str
    date: str
    findings: Sequence[str]
    rest: Sequence[str]
    mentions: Sequence[Mentioned]
    has: Sequence[str]
    """Features of the form `has:…`, but for its date."""


def entry_of(document: Document, *, digest: bytes = b"", batch: int = 0, keys: Sequence[str] = ()) -> IndexEntry:
    """The entry of a document (the shape of `rounds show --json`; whatever is absent is taken as empty)."""
    return _entry(_content_of_document(document), digest, batch, keys)


def entry_of_case(case: Case, *, digest: bytes = b"", batch: int = 0, keys: Sequence[str] = ()) -> IndexEntry:
    """The entry of the document of a case, sooner than by way of the document."""
    return _entry(_content_of_case(case), digest, batch, keys)


def _entry(content: _Content, digest: bytes, batch: int, keys: Sequence[str]) -> IndexEntry:
    mentions, authors = content.mentions, content.authors
    nodes_by_mention, bridges = identify_names([(one.named, one.curies) for one in mentions])
    nodes = tuple(sorted({*chain.from_iterable(nodes_by_mention)}))
    used = [
        one.uses if its is one.curies else uses(its, one.kind, one.name, one.profile)
        for its, one in zip(nodes_by_mention, mentions, strict=True)
    ]
    names = tuple(dict.fromkeys(chain.from_iterable([one.names for one in used])))
    in_title, findings, rest = tokens((content.title,)), tokens(content.findings), tokens(content.rest)
    entities = tokens(_said(mentions))
    patterns = patterns_of({*in_title, *findings, *rest, *entities})
    certain = _sort_date(content.date)
    return IndexEntry(
        id=content.ids[0],
        keys=tuple(dict.fromkeys((*keys, *_own_keys(*content.ids)))),
        title=content.title,
        authors=authors,
        journal=content.journal,
        date=content.date,
        sort_date=certain,
        sort_title=" ".join(in_title)[:_SORT_LENGTH],
        sort_author=_sort_author(authors),
        digest=digest,
        batch=batch,
        head=(" ".join(map(token_of_node, nodes)), " ".join(in_title), _byline(authors, content.journal)),
        body=(" ".join(findings), " ".join(entities), " ".join(rest)),
        common=common_terms(patterns, nodes),
        features=_features(content, certain, batch),
        nodes=nodes,
        names=names,
        repeats=_repeats(names),
        profiles=tuple(dict.fromkeys(chain.from_iterable([one.profiles for one in used]))),
        bridges=tuple(sorted(bridges)),
    )


def _said(mentions: Sequence[Mentioned]) -> Iterable[str]:
    """Names, descriptions and aliases, each text once."""
    said = dict.fromkeys([one.name for one in mentions])
    said.update(dict.fromkeys([one.description for one in mentions]))
    said.update(dict.fromkeys(chain.from_iterable([one.aliases for one in mentions])))
    return said


def token_of_node(node: str) -> str:
    """The word by which the full-text index knows a node."""
    return node.lower().replace(" ", "_")


def _byline(authors: Sequence[str], journal: str) -> str:
    return f"{_marked(AUTHOR, tokens(authors))} {BREAK} {_marked(JOURNAL, tokens((journal,)))}"


def _marked(mark: str, found: list[str]) -> str:
    return f"{mark}{f' {mark}'.join(found)}".replace(f"{mark}{BREAK}", BREAK) if found else ""


def _repeats(names: Sequence[str]) -> tuple[str, ...]:
    pairs = [name.rpartition(SEPARATOR)[0] for name in names]
    if len({*pairs}) == len(pairs):
        return ()
    pairs.sort()
    return tuple([pair for pair, after in pairwise(pairs) if pair == after])


def _features(content: _Content, certain_date: str, batch: int) -> tuple[str, ...]:
    """`all` for being there, its year, `has:…` for what it has, `kind:…` for the kinds it names, and its import."""
    found = ["all", *content.has]
    if certain_date:
        found += (f"year:{certain_date[:4]}", "has:date")
    found += [f"kind:{kind}" for kind in dict.fromkeys([one.kind for one in content.mentions]) if kind]
    if batch:
        found.append(f"import:{batch}")
    return tuple(found)


def _own_keys(id_: str, pmcid: str, doi: str, pmid: str) -> Iterable[str]:
    if id_:
        yield id_
    if pmcid:
        yield f"pmc:{pmcid}"
    if doi:
        yield f"doi:{doi.lower()}"
    if pmid:
        yield f"pubmed:{pmid}"


@lru_cache(maxsize=5000)
def _sort_date(date: str) -> str:
    return sort_key(date)


def _sort_author(authors: Sequence[str]) -> str:
    """Family name of the first author, then the rest, as far as one word at the end or a comma tells."""
    if not authors:
        return ""
    family, comma, rest = authors[0].partition(",")
    if not comma:
        rest, _, family = authors[0].rpartition(" ")
    return " ".join(words(f"{family} {rest}"))[:_SORT_LENGTH]


# --- cases as the readers make them: every text is clean ---


def _content_of_case(case: Case) -> _Content:
    full_text = case.full_text.text or ""
    rest = list(case.abstract)
    for section in case.other_sections:
        rest += (section.heading, section.text)
    rest += (full_text, *case.figures.items)
    has = [f"has:{flag}" for flag in _FLAGS if getattr(case, flag)]
    if case.key_findings:
        has.append("has:findings")
    if full_text:
        has.append("has:fulltext")
    has += [
        f"has:{name}"
        for name, items in (("figures", case.figures), ("references", case.references))
        if items.count or items.items
    ]
    return _Content(
        ids=(case.id, case.pmcid or "", case.doi or "", case.pmid or ""),
        title=case.title,
        authors=case.authors,
        journal=case.journal or "",
        date=case.date or "",
        findings=(case.tldr or "", case.contribution or "", *case.key_findings),
        rest=rest,
        mentions=mentioned_in(case.mentions),
        has=has,
    )


# --- documents that may hold anything: TinyDB takes whatever it is given ---


def _content_of_document(document: Document) -> _Content:
    full_text, figures = _mapping(document, "full_text"), _mapping(document, "figures")
    return _Content(
        ids=(
            _string(document, "id"),
            _string(document, "pmcid"),
            _string(document, "doi"),
            _string(document, "pmid"),
        ),
        title=_string(document, "title"),
        authors=_strings(document, "authors"),
        journal=_string(document, "journal"),
        date=_string(document, "date"),
        findings=(_string(document, "tldr"), _string(document, "contribution"), *_strings(document, "key_findings")),
        rest=(
            *_strings(document, "abstract"),
            *[_string(section, name) for section in _mappings(document, "other_sections") for name in _OF_SECTION],
            _string(full_text, "text"),
            *_strings(figures, "items"),
        ),
        mentions=_mentions(document),
        has=tuple(_has(document)),
    )


def _has(document: Document) -> Iterable[str]:
    for flag in _FLAGS:
        if document.get(flag):
            yield f"has:{flag}"
    if document.get("key_findings"):
        yield "has:findings"
    if _string(_mapping(document, "full_text"), "text"):
        yield "has:fulltext"
    for section in ("figures", "references"):
        items = _mapping(document, section)
        if items.get("count") or items.get("items"):
            yield f"has:{section}"


def _mentions(document: Document) -> list[Mentioned]:
    return mentioned_in(
        [
            Mention(
                section="linked",  # the index does not tell sections apart
                kind=_string(one, "kind"),
                name=_string(one, "name"),
                description=_string(one, "description") or None,
                curies=_strings(one, "curies"),
                aliases=_strings(one, "aliases"),
            )
            for one in _mappings(document, "mentions")
        ]
    )


def _string(document: Document, name: str) -> str:
    value = document.get(name)
    if not isinstance(value, str):
        return ""
    return _writable(value)


def _strings(document: Document, name: str) -> tuple[str, ...]:
    values = document.get(name)
    if not values or not isinstance(values, (list, tuple)):
        return ()
    return tuple([_writable(value) for value in values if isinstance(value, str)])


def _writable(text: str) -> str:
    return text.replace(SEPARATOR, " ") if text.isascii() else _UNWRITABLE.sub(REPLACEMENT, text)


def _mapping(document: Document, name: str) -> Document:
    value = document.get(name)
    return value if isinstance(value, Mapping) else {}


def _mappings(document: Document, name: str) -> Iterable[Document]:
    values = document.get(name)
    return [value for value in values if isinstance(value, Mapping)] if isinstance(values, (list, tuple)) else ()
