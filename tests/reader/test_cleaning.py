"""Cleaning: what gets into the model can do no harm, and is what was written otherwise."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from store.text import MARKS_IN_A_ROW, clean, is_clean

CATEGORIES = {
    category: [point for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)) == category]
    for category in ("Cc", "Cf", "Mn", "Me", "Zs")
}


def test_control_characters_never_pass() -> None:
    """A tab is a space, a line feed ends a line, the rest is replaced."""
    for point in CATEGORIES["Cc"]:
        expected = {"\t": "a b", "\n": "a\nb"}.get(chr(point), "a\ufffdb")
        assert clean(f"a{chr(point)}b") == expected, hex(point)


def test_format_characters() -> None:
    """Bidirectional controls are shown, joiners stay, the others are dropped."""
    for point in CATEGORIES["Cf"]:
        cleaned = clean(f"a{chr(point)}b")
        if chr(point) in "\u200c\u200d":
            assert cleaned == f"a{chr(point)}b"
        else:
            assert cleaned == "ab" or cleaned.startswith("a⟦"), hex(point)


def test_marks_are_capped() -> None:
    """Any combining mark, many times over a letter, stands on it at most so often."""
    for point in (*CATEGORIES["Mn"], *CATEGORIES["Me"]):
        marks = sum(unicodedata.category(one) in ("Mn", "Me") for one in clean("q" + chr(point) * 40))
        assert marks <= MARKS_IN_A_ROW, hex(point)


def test_spaces_and_letters_stay() -> None:
    """Thin spaces, Greek, hyphens and accents are what a paper is written with."""
    for text in ("a\u2009b\u00a0c", "ALK\u2010positive β‑TNF − 5", "Ångström", "肿瘤", "नमस्ते", "สวัสดี", "😀"):
        assert clean(text) == text


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    """Cleaning twice is cleaning once."""
    assert is_clean(clean(text))


@given(st.text(st.sampled_from("a\u0301\u0323\u0e31\u200b\u200d\u202e\r\n\t\x1b가가Åﬁ\ud800\ufdd0"), max_size=60))
def test_odd_text_becomes_clean(text: str) -> None:
    """Also where everything odd comes together."""
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert not set(cleaned) & set("\u200b\u202e\r\t\x1b\ud800\ufdd0")
    assert unicodedata.is_normalized("NFC", cleaned)
