"""Lines that fit a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.cli.columns import cells, fit, wrap

TEXT = st.text(st.sampled_from("ab é漢字\u0301💉-"), max_size=40)


@given(TEXT, st.integers(2, 30))
def test_fit_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    """Cut or filled, a column has the width it was given."""
    assert cells(fit(text, width)) == width


@given(TEXT, st.integers(2, 30))
def test_fit_says_when_it_cuts(text: str, width: int) -> None:
    """What does not fit ends in an ellipsis, what fits is whole."""
    fitted = fit(text, width)

    assert fitted.startswith(text) if cells(text) <= width else fitted.rstrip().endswith("…")


@given(TEXT, st.integers(5, 30))
def test_wrap_loses_nothing(text: str, width: int) -> None:
    """Wrapped lines joined again are the text, and only a single long word may stand out."""
    lines = wrap(text, width, "  ", "   ")

    assert " ".join([lines[0][2:], *(line[3:] for line in lines[1:])]) == text
    assert all(cells(line) <= width or " " not in line.strip() for line in lines)


def test_wide_characters_count_twice() -> None:
    """East Asian letters take two columns, combining marks none."""
    assert cells("漢字e\u0301") == 5
