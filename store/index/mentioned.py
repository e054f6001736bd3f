"""What the index makes of a mention, remembered from case to case: most mentions have been seen before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from store.identity import NameInKind, name_in_kind
from store.index.saying import SEPARATOR, tokens

_REMEMBERED = 16_384
"""Mentions; each takes about a kilobyte."""


class Mentioned(NamedTuple):
    """A mention of whatever section; equal mentions are one value."""

    kind: str
    name: str
    named: NameInKind
    curies: tuple[str, ...]
    profile: str
    """Description and aliases as JSON, empty where there are none."""
    said: tuple[str, ...]
    """Name, description and aliases as the full text takes them."""


class Uses(NamedTuple):
    """What a mention that stands for certain nodes adds to an entry; see `store.index.entry.IndexEntry`."""

    names: tuple[str, ...]
    profiles: tuple[str, ...]


@lru_cache(maxsize=_REMEMBERED)
def mentioned(kind: str, name: str, description: str, curies: tuple[str, ...], aliases: tuple[str, ...]) -> Mentioned:
    """The mention with these values."""
    told = description or aliases
    return Mentioned(
        kind,
        name,
        name_in_kind(kind, name),
        curies,
        json.dumps((description, *sorted(set(aliases))), ensure_ascii=False) if told else "",
        tuple([said for said in map(_said, (name, description, *aliases)) if said]),
    )


@lru_cache(maxsize=_REMEMBERED)
def uses(nodes: Sequence[str], kind: str, name: str, profile: str) -> Uses:
    """What a mention of this kind, name and profile means for its nodes."""
    pairs = [f"{node}{SEPARATOR}{kind}{SEPARATOR}" for node in nodes]
    return Uses(
        tuple([f"{pair}{name}" for pair in pairs]), tuple([f"{pair}{profile}" for pair in pairs]) if profile else ()
    )


def _said(text: str) -> str:
    return " ".join(tokens((text,)))
