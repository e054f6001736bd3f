"""Names without the marks of the page that they were copied from, and ids that stand in links or outside brackets.

Names of entities are compared, so they are read as they look: without emphasis, tags, and entities of HTML. The list
that they stand in is kept as it is written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from store.curie import from_address, namespace, parse_ids
from store.patterns import pattern
from store.text import clean_line

_MARKS = pattern(r"[*_`<&]")
_EMPHASIS = pattern(r"(?<![\w*_`])(\*{1,3}|_{1,3}|`)(?=[^\s*_`])([^*_`]*[^\s*_`])\1(?![\w*_`])")
_TAG = pattern(r"</?(?:i|b|em|strong|sup|sub|span|u|sc|small)(?: [^<>]*)?/?>", re.IGNORECASE)
_ENTITY = pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_LINK = pattern(r"\[([^\[\]]{1,200})\]\(<?(https?://[^\s()<>]{1,500})>?\)")
_WIKI_LINK = pattern(r"\[\[([^\[\]]{1,200})\]\](?!\()")
_INSIDE = ("(", "[")
_FIRST_WORDS = pattern(r"(\S*[0-9])(?:\s+[:=|–—-])?\s+(\S.*)$")
_MOST_WORDS = 3
"""Words of an id with the name of its database, `NCBI Gene 238`."""
_NO_LABEL = ("dbsnp",)
"""Ids of variants say what they are without a label, and so may be part of a name."""


def is_marked(text: str) -> bool:
    """Whether `text` may hold marks of Markdown or HTML, or links."""
    return "*" in text or "_" in text or "`" in text or "<" in text or "&" in text or "](" in text or "[[" in text


def unescaped(text: str) -> str:
    """`text` with the entities of HTML (`&alpha;`, `&#39;`) as the characters that they stand for."""
    if "&" not in text or not _ENTITY.search(text):
        return text
    from html import unescape  # noqa: PLC0415 -- hardly a file needs its table

    return clean_line(_ENTITY.sub(lambda match: unescape(match[0]), text))


def unmarked(name: str) -> str:
    """A name without emphasis around it or its parts, and without tags; a lone `*` or `_` belongs to the name."""
    if not _MARKS.search(name):
        return name
    plain = _EMPHASIS.sub(r"\2", _TAG.sub("", unescaped(name)))
    return plain if plain.strip() else name


def unlinked(text: str) -> str:
    """A list without entities of HTML, and with ids in brackets where it has links of Markdown to their pages."""
    text = unescaped(text)
    if "[[" in text:
        text = _WIKI_LINK.sub(lambda match: f"[{match[1]}]" if parse_ids(match[1]) else match[1], text)
    return _LINK.sub(_named_link, text) if "](" in text else text


def _named_link(match: re.Match[str]) -> str:
    said, address = match.groups()
    if parse_ids(said):
        inside = match.start() > 0 and match.string[match.start() - 1] in _INSIDE
        return said if inside else f"[{said}]"
    curie = from_address(address)
    return f"{said} [{curie}]" if curie else said


def ids_beside(name: str, description: str | None) -> tuple[str, str | None, tuple[str, ...]]:
    """Name, description and ids of an item without ids in brackets of their own.

    They may be the whole item, stand for its name or beside it, or end its description.
    """
    labelled = ":" in name or "_" in name
    if (labelled or (name[-1:].isdigit() and " " in name)) and (curies := _labelled(name)):
        return (description or name), None, curies
    if description:
        for between in (", ", "; ") if description[-1:].isdigit() else ():
            head, found, tail = description.rpartition(between)
            if found and (ids := parse_ids(tail)):
                return name, head, ids
        return name, description, ()
    if " " not in name or not (labelled or name[-1:].isdigit()):
        return name, None, ()
    for count in range(1, _MOST_WORDS + 1):
        said, *last = name.rsplit(" ", count)
        if len(last) < count:
            break
        if curies := _labelled(" ".join(last)):
            return said.rstrip(" :=|–—-") or name, None, curies
    match = _FIRST_WORDS.match(name)
    if match and (curies := _labelled(match[1])):
        return match[2], None, curies
    return name, None, ()


@lru_cache(maxsize=16_384)
def _labelled(text: str) -> tuple[str, ...]:
    """The ids in `text`, where they say of which database they are."""
    curies = parse_ids(text) or ()
    return () if curies and namespace(curies[0]) in _NO_LABEL else curies
