"""What the index makes of a mention, remembered from case to case: most mentions have been seen before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from json.encoder import encode_basestring
from typing import NamedTuple, cast

from store.identity import NameInKind, name_in_kind
from store.index.saying import BREAK, SEPARATOR, tokens
from store.model import Mention

_REMEMBERED = 16_384
"""Mentions; each takes about a kilobyte."""


Said = tuple[str, str]
"""A text, and its words as the full text takes them."""


class Uses(NamedTuple):
    """What a mention that stands for certain nodes adds to an entry; see `store.index.entry.IndexEntry`."""

    names: tuple[str, ...]
    profiles: tuple[str, ...]


class Mentioned(NamedTuple):
    """A mention of whatever section; equal mentions are one value."""

    kind: str
    name: str
    named: NameInKind
    curies: tuple[str, ...]
    profile: str
    """Description and aliases as JSON, empty where there are none."""
    name_said: Said
    description_said: tuple[Said, ...]
    """Empty where there is none."""
    aliases_said: tuple[Said, ...]
    uses: Uses
    """What it means where it stands for its own CURIEs."""


_known: dict[Mention, Mentioned] = {}
"""What was made of mentions; forgotten all at once, which costs less than knowing which came up last."""


def mentioned_in(mentions: Sequence[Mention]) -> list[Mentioned]:
    """The mentions of a case that have a name."""
    named = [one for one in mentions if one.name]
    found = [*map(_known.get, named)]
    if None in found:
        if len(_known) >= _REMEMBERED:
            _known.clear()
        new = dict.fromkeys([one for one, known in zip(named, found, strict=True) if known is None])
        _known.update(zip(new, _look_at(new), strict=True))
        return [known or _known[one] for one, known in zip(named, found, strict=True)]
    return cast("list[Mentioned]", found)


def _look_at(mentions: Iterable[Mention]) -> Iterator[Mentioned]:
    """Read mentions, all their texts at once: a call for each would take several times as long."""
    texts = [[text for text in (one.name, one.description, *one.aliases) if text] for one in mentions]
    said = iter(map(str.strip, " ".join(tokens(chain.from_iterable(texts))).split(BREAK)))
    for one, of_one in zip(mentions, texts, strict=True):
        yield _mentioned(one, [*zip(of_one, said, strict=False)])


def _mentioned(one: Mention, said: Sequence[Said]) -> Mentioned:
    description = one.description or ""
    behind_name = 2 if description else 1
    profile = _profile(description, one.aliases) if description or one.aliases else ""
    return Mentioned(
        one.kind,
        one.name,
        name_in_kind(one.kind, one.name),
        one.curies,
        profile,
        said[0],
        tuple(said[1:behind_name]),
        tuple(said[behind_name:]),
        _uses(one.curies, one.kind, one.name, profile),
    )


def _profile(description: str, aliases: Iterable[str]) -> str:
    """As `json.dumps` writes a list, without its detours."""
    return f"[{', '.join(map(encode_basestring, (description, *sorted({*aliases}))))}]"


@lru_cache(maxsize=_REMEMBERED)
def uses(nodes: tuple[str, ...], kind: str, name: str, profile: str) -> Uses:
    """What a mention of this kind, name and profile means where it stands for certain nodes."""
    return _uses(nodes, kind, name, profile)


def _uses(nodes: tuple[str, ...], kind: str, name: str, profile: str) -> Uses:
    pairs = [f"{node}{SEPARATOR}{kind}{SEPARATOR}" for node in nodes]
    return Uses(
        tuple([f"{pair}{name}" for pair in pairs]), tuple([f"{pair}{profile}" for pair in pairs]) if profile else ()
    )
