"""What the notebook is told about cases: all their keys, so that an older one goes on working, and their titles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """A case as a library knows it."""

    keys: tuple[str, ...]
    """Every key that it has or had, the present id first."""
    title: str | None = None


Lookup = Callable[[Sequence[str]], Mapping[str, Known]]
"""Ids of cases, and what the library knows of them; those it does not know are left out."""


def nothing_known(ids: Sequence[str]) -> Mapping[str, Known]:  # noqa: ARG001 -- a `Lookup`
    """The lookup of a notebook without a library: every id stands for itself."""
    return {}
