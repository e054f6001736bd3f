"""What the notebook is told about cases: all their keys, so that an older one goes on working, and their titles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from store.model import Known

Lookup = Callable[[Sequence[str]], Mapping[str, Known]]
"""Keys of cases, and what the library knows of them; those it does not know are left out (`Library.known`)."""


def nothing_known(keys: Sequence[str]) -> Mapping[str, Known]:  # noqa: ARG001 -- a `Lookup`
    """The lookup of a notebook without a library: every key stands for itself."""
    return {}
