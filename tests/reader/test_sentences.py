"""Where sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.sentences import sentences

PIECES = st.lists(st.sampled_from([". ", "ALK", " ", "\n", "! A", '." “B', "Fig. 2", "é", "e.g. "]), max_size=20)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ALK was fused. It answered! Did it? Yes.", ["ALK was fused.", "It answered!", "Did it?", "Yes."]),
        (
            "See Fig. 2 for it (Doe et al. 2020). Then vs. ALK.",
            ["See Fig. 2 for it (Doe et al. 2020).", "Then vs. ALK."],
        ),
        ("E. coli grew in 5.2 mg. IL-6 did not.", ["E. coli grew in 5.2 mg.", "IL-6 did not."]),
        ("He said “It grew.” Then it shrank.", ["He said “It grew.”", "Then it shrank."]),
        ("One line\n  another line \n\n", ["One line", "another line"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, said: list[str]) -> None:
    """A full stop ends a sentence where one can begin; abbreviations do not, a line break always does."""
    assert said == [text[start:end] for start, end in sentences(text)]


@given(st.one_of(st.text(max_size=80), PIECES.map("".join)))
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    """Sentences follow one another, none is empty or padded, and together they say what the text says."""
    found = list(sentences(text))

    assert all(text[start:end].strip() == text[start:end] != "" for start, end in found)
    assert all(before <= after for (_, before), (after, _) in pairwise(found))
    assert "".join(text.split()) == "".join("".join(text[start:end].split()) for start, end in found)
