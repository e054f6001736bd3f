"""Patterns are compiled when they are first used, and are no different then."""

from __future__ import annotations

import re

import pytest

from store.patterns import pattern


def test_a_pattern_finds_what_a_compiled_one_finds() -> None:
    """Whatever is asked of it first."""
    text = "ab 12 cd 345"
    for name, arguments in (("findall", (text,)), ("sub", ("-", text)), ("split", (text,))):
        later, compiled = pattern(r"[A-Z]+", re.IGNORECASE), re.compile(r"[A-Z]+", re.IGNORECASE)

        assert getattr(compiled, name)(*arguments) == getattr(later, name)(*arguments)
    later = pattern(rb"\d+")
    match = later.search(text.encode())
    assert match is not None
    assert match[0] == b"12"


def test_a_pattern_is_compiled_once() -> None:
    """Its methods are those of one compiled pattern, with no detour from the second call on."""
    later = pattern("a")

    assert later.search("a")
    assert type(later).__name__ == "_Compiled"
    assert later.search == re.compile("a").search
    with pytest.raises(AttributeError):
        getattr(later, "nothing")  # noqa: B009 -- a type checker knows that there is none
