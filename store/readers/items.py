"""Entity lists cut into items, and items read as mentions.

An item is `NAME (DESCRIPTION) [NCBI Gene 238] {aka ALIAS, ALIAS}`, `NAME (MESH:D009362)`, `NAME (DESCRIPTION)` or
`NAME`. Names hold commas, so the comma alone cuts nothing that an id tells better. In this order:

1. An item ends after a group of ids and its `{aka …}`; its name is all that stands before the last such group. In
   front of a group in square brackets the last pair of parentheses is the description.
2. What is left without ids is cut at the commas outside brackets.
3. Where commas outside brackets stand before a group of ids, an item without id may stand before one with. A pair of
   parentheses closes an item. Symbols of genes, names of cell lines and notations of variants hold no commas but in
   enumerations (`GATA-4, -5, -6`). The other names of databases do (`cataract 19, multiple types`), and are left
   whole, unless the text of the case says the parts and not the whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from store.curie import begins_like_id, namespace, parse_ids
from store.model import Mention, Section
from store.patterns import pattern
from store.readers.brackets import balanced, closing_braces, opening_of_last, split_outside
from store.readers.commas import Said, described, first_part, together
from store.readers.remarks import Remarks
from store.readers.unmarked import ids_beside, is_marked, unlinked, unmarked

_GROUP = re.compile(r"[(\[]([^()\[\]{}]+)[)\]]")
_PLAIN_ITEM = re.compile(
    r"([^\s()\[\]{},;][^()\[\]{},;]*) "
    r"(?:\(((?:MESH:[A-Z][0-9]|MONDO:|HP:|CHEBI:|OMIM:|PubChem CID |taxon |CVCL_|rs)[0-9]+)\)"
    r"|(?:\(([^()\[\]{}]*)\) )?\[((?:NCBI Gene|taxon) [0-9]{1,12})\](?: \{aka ([^()\[\]{}]*[^()\[\]{}, ])\})?)"
    r"(?:, |$)"
)
"""The usual forms of an item: a name without commas, and ids."""
_ITEM_ENDS = re.compile(r"\s*(?:[,;，；、·•|]\s*(?:(?:and|&)\s+)?|\.?\s*$|(?:and|&)\s+(?=\S))")
_OTHER_SEPARATOR = re.compile(r"\s[·•|]\s(?![A-Z][A-Za-z ]{1,15}[ :_][A-Z]?[0-9])")
"""Before the id of an item they separate nothing."""
_SWAPPED = str.maketrans(",;", ";,")
_KNOWN_AS = re.compile(r"(?:aka|a\.k\.a\.|also known as|alias(?:es)?)\b:?\s*(\S.*)$", re.IGNORECASE)
_CLOSING_STOP = re.compile(r"(?<=[^\W_]{3})(?<!\b(?:spp|var|nov|ssp))\.$")
"""The stop of a sentence that is a list; that of an abbreviation belongs to the name."""
_AKA = re.compile(r"\s*\{aka\b:?\s*", re.IGNORECASE)
_ROUND_AKA = re.compile(r"\s*\(aka\b:?\s*([^()]*)\)", re.IGNORECASE)
_AKA_GROUP = re.compile(r"\s\{aka\b:?\s*([^{}]*)\}", re.IGNORECASE)
MOST_ITEMS = 100_000
"""Mentions that are made of one list."""
_MOST_GROUPS = 20
"""Groups of ids that one item may have."""
_DESCRIPTION = re.compile(r" ?\(([^()]*)\)")
_ODD_SPACE = pattern(r"[^\S ]")
_WIDE = ("［", "（")
_WIDE_GROUP = pattern(
    r"\s{0,3}(?:（([^（）]*)）\s{0,3})?[［（]([^［］（）]+)[］）](?:\s{0,3}（([^（）]*)）)?(?:\s{0,3}｛([^｛｝]*)｝)?"
)
"""Ids in fullwidth brackets, with the description and the other names around them."""
_NOTHING = re.compile(
    r"[\s*_(\[]*(?:none|nil|n/?a|[-–—]|not (?:applicable|available|given|specified)"
    r"|(?:none|nothing|not)(?: (?:were|was))? (?:found|reported|identified|mentioned|listed|detected|stated))"
    r"[\s*_)\]]*$|\[\s*\]$",
    re.IGNORECASE,
)
"""What stands in a list that names nothing."""
_LONGEST_NOTHING = 60
_LONGEST_ID_GROUP = 200
_VARIANT = re.compile(r"[a-z]?\|[^|]*\|")
"""tmVar's notation of a variant, `c|DEL|1618_1620|ACT`."""
_AND = re.compile(r"(?:and|or|&)\s+")

_BETWEEN = " ,;"
_CLOSING = (")", "]")


@lru_cache(maxsize=65536)
def _ids(group: str) -> tuple[str, ...] | None:
    """The CURIEs of a bracketed text, none where it holds no ids, None where they are malformed."""
    if len(group) > _LONGEST_ID_GROUP:
        return ()
    curies = parse_ids(group)
    if curies is not None:
        return curies
    return None if begins_like_id(group) else ()


@lru_cache(maxsize=16_384)
def _plain_item(section: Section, kind: str, item: str) -> Mention | None:
    """The mention of an item of a usual form, as it stands in its list; None where its ids are odd after all.

    The same items come up in case after case, and so are remembered.
    """
    match = _PLAIN_ITEM.fullmatch(item)
    assert match is not None
    name, round_ids, description, square_ids, aka = match.groups()
    curies = _ids(round_ids or square_ids)
    if not curies or (description and ":" in description and _ids(description)):
        return None
    aliases = tuple(split_outside(aka)) if aka else ()
    return _spaced(Mention(section, kind, name, description, curies, aliases, item.removesuffix(", ")))


def _spaced(mention: Mention) -> Mention:
    """The mention with its texts as a person reads them, without marks and with single spaces; `raw` stays as it is."""
    name, description, aliases = mention.name, mention.description or "", mention.aliases
    if is_marked(mention.raw):
        name, description = unmarked(name), unmarked(description)
        aliases = tuple([unmarked(alias) for alias in aliases])
    if len(aliases) == 1 and "; " in aliases[0]:
        aliases = tuple(aliases[0].split("; "))
    if not aliases and description[:1] in ("a", "A") and (known := _KNOWN_AS.match(description)):
        aliases, description = tuple(split_outside(known[1])), ""
    if "  " in mention.raw:
        name, description = " ".join(name.split()), " ".join(description.split())
        aliases = tuple([" ".join(alias.split()) for alias in aliases])
    if name == mention.name and aliases == mention.aliases and description == mention.description:
        return mention
    return replace(mention, name=name.strip(), description=description.strip() or None, aliases=aliases)


class _Tail(NamedTuple):
    """What stands behind the name of an item."""

    ids: str
    """The group of ids as written, without its brackets."""
    curies: tuple[str, ...] | None
    """None where the group is malformed."""
    aliases: tuple[str, ...]
    description: str | None = None
    """Where it stands behind the ids."""


class ItemReader(Struct):
    """Reads one entity list of a case."""

    section: Section
    kind: str
    at: int
    """The line of the list (from 0), for remarks."""
    said: Said
    remarks: Remarks
    found: list[Mention] = field(default_factory=list)
    odd: bool = False
    """Whether an item had another form than the usual ones."""
    warned: bool = False
    braces: dict[int, int] | None = None
    """Where the braces of the list close, by where they open; found when it is first needed."""

    def read(self, raw: str) -> list[Mention]:
        """The mentions in the text of the list, in its order."""
        if not raw.isascii():
            raw = _ODD_SPACE.sub(" ", raw)
        if _WIDE[0] in raw or _WIDE[1] in raw:
            raw = _WIDE_GROUP.sub(_narrow, raw)
        start, end = 0, len(raw)
        while start < end and len(self.found) < MOST_ITEMS:
            match = _PLAIN_ITEM.match(raw, start)
            if match is None:
                if not self.odd and len(raw) < _LONGEST_NOTHING and _NOTHING.match(raw.strip(" ,;.")):
                    break
                if not self.odd and is_marked(raw):
                    raw, start = unlinked(raw[start:]), 0
                    end = len(raw)
                self.odd = True
                start = self._read_odd_item(raw, start)
                continue
            mention = _plain_item(self.section, self.kind, match[0])
            if mention is None:
                start = self._read_odd_item(raw, start)
                continue
            self.found.append(mention)
            start = match.end()
        if len(self.found) >= MOST_ITEMS and (start < end or len(self.found) > MOST_ITEMS):
            del self.found[MOST_ITEMS:]
            self.remarks.add(self.at, f"more than {MOST_ITEMS:,} items; the others stay in the raw line of the list")
        return self.found

    def _add(self, mention: Mention) -> None:
        """Add an item of an unusual form; brackets without partner in its name are told once for the list."""
        if not mention.name:
            return
        self.found.append(_spaced(mention))
        if not self.warned and not (balanced(mention.name) and balanced(mention.raw)):
            self._warn()

    def _warn(self) -> None:
        if not self.warned:
            self.warned = True
            self.remarks.add(self.at, "brackets do not pair up in this list of entities; check how its items were cut")

    def _read_odd_item(self, raw: str, start: int) -> int:
        """Take the next item that ends with ids, or else all that is left; returns where the next begins."""
        for match in _GROUP.finditer(raw, start):
            curies = _ids(match[1])
            if curies == () and not (self.kind == "mutation" and _VARIANT.match(match[1])):
                continue
            aliases, end, after = self._what_follows(raw, match.end())
            described_after = None
            if (
                after < 0
                and curies
                and match[0][0] == "["
                and (described_after := _DESCRIPTION.match(raw, match.end()))
            ):
                aliases, end, after = self._what_follows(raw, described_after.end())
            if after >= 0:
                description = described_after[1].strip() if described_after else None
                self._take(raw, start, match.start(), end, _Tail(match[1], curies, aliases, description))
                return after
        rest = raw[start:]
        if rest[-1] == "." and (self.found or ", " in rest):
            rest = _CLOSING_STOP.sub("", rest)
        for part in together(_cut(rest))[: MOST_ITEMS + 1]:
            self._without_ids(part)
        return len(raw)

    def _take(self, raw: str, start: int, opening: int, end: int, tail: _Tail) -> None:
        """Add the item that ends before `end` and whose ids open at `opening`."""
        name, description = _head(raw, start, opening)
        if ", " in name:
            parts = split_outside(name)
            first = first_part(parts, self.kind, namespace(tail.curies[0]) if tail.curies else "", self.said)
            for part in together(parts[:first]):
                self._without_ids(part)
            if first:
                start = _start_of(raw, parts[first:], start, opening)
                name, description = _head(raw, start, opening)
        curies = tail.curies or ()
        if curies and description and (more := _ids(description)):
            curies, description = _together_once(more, curies), None
        if curies and name[-1:] in _CLOSING:
            name, curies, square = _more_ids(name, curies)
            if square and not description:
                name, description = described(name)
        description = description or tail.description
        name = self._without_and(name)
        if tail.curies is None:
            self.remarks.add(self.at, f"“{tail.ids[:80]}” is no valid id; it was kept as text")
        if not curies:
            description = f"{description} [{tail.ids}]" if description else tail.ids
        item = raw[start:end].strip(_BETWEEN)
        self._add(Mention(self.section, self.kind, name, description, curies, tail.aliases, item))

    def _what_follows(self, raw: str, end: int) -> tuple[tuple[str, ...], int, int]:
        """The aliases behind a group of ids that ends at `end`, where the item ends, and where the next begins.

        The latter is -1 where the group is not the end of an item.
        """
        if raw.startswith(", ", end):
            return (), end, end + 2
        aliases: tuple[str, ...] = ()
        if raw.startswith((" {", "{", " (aka"), end):
            aliases, closed, after = self._aliases(raw, end)
            if closed == end < after:
                return aliases, end, after
            end = closed
        ends = _ITEM_ENDS.match(raw, end)
        return aliases, end, ends.end() if ends else -1

    def _aliases(self, raw: str, end: int) -> tuple[tuple[str, ...], int, int]:
        """The aliases of a group `{aka …}` at `end`, where it ends, and where the next item may begin.

        Of a group that never closes nobody knows where it ends: what it holds is left to the items that follow.
        """
        if in_round := _ROUND_AKA.match(raw, end):
            return tuple(split_outside(in_round[1])), in_round.end(), in_round.end()
        aka = _AKA.match(raw, end)
        if aka is None:
            return (), end, end
        if self.braces is None:
            self.braces = closing_braces(raw)
        closing = self.braces.get(raw.index("{", end), -1)
        if closing < 0:
            self._warn()
            return (), end, aka.end()
        return tuple(split_outside(raw[aka.end() : closing])), closing + 1, closing + 1

    def _without_and(self, name: str) -> str:
        """The name of an item that `and` joins to those before it."""
        return _AND.sub("", name, count=1) if self.found and _AND.match(name) else name

    def _without_ids(self, part: str) -> None:
        """Add an item that has no id."""
        item = part
        aliases: tuple[str, ...] = ()
        match = _AKA_GROUP.search(part)
        if match:
            aliases = tuple(split_outside(match[1]))
            item = part[: match.start()] + part[match.end() :]
        name, description = described(item)
        name, description, curies = ids_beside(self._without_and(name), description)
        self._add(Mention(self.section, self.kind, name, description, curies, aliases, part))


def _cut(text: str) -> list[str]:
    """Items without ids: cut at commas, or at semicolons where they are no fewer, else at dots or bars."""
    if "; " not in text:
        return split_outside(text if ", " in text else _OTHER_SEPARATOR.sub(", ", text))
    parts = [part.translate(_SWAPPED) for part in split_outside(text.translate(_SWAPPED))]
    by_commas = split_outside(text)
    return parts if len(parts) >= len(by_commas) else by_commas


def _head(raw: str, start: int, opening: int) -> tuple[str, str | None]:
    """Name and description of what stands before a group of ids: round brackets around ids know no description."""
    head = raw[start:opening].strip(_BETWEEN)
    return (head, None) if raw[opening] == "(" else described(head)


def _more_ids(name: str, curies: tuple[str, ...]) -> tuple[str, tuple[str, ...], bool]:
    """Groups of ids in front of the last one belong to the ids, not to the name; whether the first is square."""
    square = False
    for _ in range(_MOST_GROUPS):
        if name[-1:] not in _CLOSING:
            break
        opening = opening_of_last(name)
        more = _ids(name[opening + 1 : -1]) if opening > 0 else None
        if not more:
            break
        square = name[opening] == "["
        name = name[:opening].rstrip()
        curies = _together_once(more, curies)
    return name, curies, square


def _narrow(group: re.Match[str]) -> str:
    """What stands in fullwidth brackets, as it would be written in others, where it holds ids."""
    before, ids, after, aka = group.groups()
    if not _ids(ids):
        return group[0]
    description = before or after
    return (f" ({description})" if description else "") + f" [{ids}]" + (f" {{{aka}}}" if aka else "")


def _together_once(more: tuple[str, ...], curies: tuple[str, ...]) -> tuple[str, ...]:
    return more + tuple(curie for curie in curies if curie not in more)


def _start_of(raw: str, parts: list[str], start: int, end: int) -> int:
    """Where `parts`, the last of what stands between `start` and `end`, begin in `raw`."""
    place = end
    for part in reversed(parts):
        place = raw.rfind(part, start, place)
    return place
