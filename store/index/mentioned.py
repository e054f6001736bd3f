"""What the index makes of a mention, remembered from case to case: most mentions have been seen before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from json.encoder import encode_basestring
from typing import NamedTuple

from store.identity import NameInKind, name_in_kind
from store.index.saying import SEPARATOR
from store.model import Mention

_REMEMBERED = 16_384
"""Mentions; each takes about a kilobyte."""


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
    description: str
    aliases: tuple[str, ...]
    uses: Uses
    """What it means where it stands for its own CURIEs."""


def mentioned_in(mentions: Sequence[Mention]) -> list[Mentioned]:
    """The mentions of a case that have a name."""
    return [_known[one] for one in mentions if one.name]


class _Known(dict[Mention, Mentioned]):
    """What was made of mentions; forgotten all at once, which costs less than knowing which came up last."""

    def __missing__(self, one: Mention) -> Mentioned:
        if len(self) >= _REMEMBERED:
            self.clear()
        return self.setdefault(one, _mentioned(one))


_known = _Known()


def _mentioned(one: Mention) -> Mentioned:
    description = one.description or ""
    profile = _profile(description, one.aliases) if description or one.aliases else ""
    return Mentioned(
        one.kind,
        one.name,
        name_in_kind(one.kind, one.name),
        one.curies,
        profile,
        description,
        one.aliases,
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
