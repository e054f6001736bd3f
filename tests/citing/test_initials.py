"""Initials of given names."""

from __future__ import annotations

import pytest

from store.citing.names import initials


@pytest.mark.parametrize(
    ("given", "expected"),
    [("Jane Ann", "J.A."), ("JA", "J."), ("JAn", "Ja."), ("Th. A", "Th.A."), ("Jean-Paul", "J.-P."), ("McA", "M.")],
)
def test_what_stands_for_a_word(given: str, expected: str) -> None:
    """Its first letter; all of it before a full stop; capitals before small letters, made small."""
    assert expected == initials(given, ".", True)
