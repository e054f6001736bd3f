"""Where words stand: the same words as searches see, each at its place in the text as it is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.matching import phrases_of, placed_words, places_of
from store.text import words

TEXTS = st.one_of(st.text(max_size=40), st.text(st.sampled_from("αβΩµa bİß-ﬁx1é\u0301肿"), max_size=16))


@given(TEXTS)
def test_placed_words_are_the_words(text: str) -> None:
    """Places are given for exactly the words that a search would find."""
    assert words(text) == [word for word, _, _ in placed_words(text)]


@given(TEXTS)
def test_places_point_into_the_text(text: str) -> None:
    """Every place is a stretch of the text, in order."""
    places = [(start, end) for _, start, end in placed_words(text)]

    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


def test_a_phrase_is_found_as_it_is_written() -> None:
    """Hyphens, Greek letters and case do not hide a phrase; what is excluded is not marked."""
    text = "TNF‐α and brain metastases in TNFα"

    assert [(0, 5), (30, 34)] == places_of(text, phrases_of("tnf-alpha"))
    assert ["brain metastases"] == [text[a:b] for a, b in places_of(text, phrases_of('"brain met*" -tnf'))]
