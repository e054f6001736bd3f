"""Painting is arithmetic on cells: nothing is lost, nothing is wider than it may be."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from store import clean
from tui.present.styled import clip, fit, marked, pad, spread, whole_parts, width_of, wrap

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Mn", "Me")), max_size=200
)

_MARKS = st.text(st.sampled_from("ab漢字/ -\u0301\u0489\u200d\u200c\n👩🏽"), max_size=12)


@given(TEXTS, st.integers(1, 60))
def test_fit_is_never_wider(text: str, width: int) -> None:
    """A text that is cut fits; one that fits is not touched."""
    cut = fit(text, width)

    assert cell_len(cut) <= width
    assert cut == text or cut.endswith("…")


@given(TEXTS, st.integers(1, 60))
def test_pad_is_exact(text: str, width: int) -> None:
    """A padded text has the width that was asked for."""
    assert width == cell_len(pad(text, width))


@given(TEXTS | st.text().map(clean) | _MARKS.map(clean), st.integers(1, 60))
@example("漢字", 1)
@example("\u0301\u0301ab", 1)
def test_wrap_keeps_every_letter(text: str, width: int) -> None:
    """Lines are never too wide, but for a character that is, and hold all that takes a cell but spaces at breaks."""
    lines = wrap(text, width)

    assert all(cell_len(text[start:end]) <= width or len(_shown(text[start:end])) == 1 for start, end in lines)
    assert _shown(text) == "".join(_shown(text[start:end]) for start, end in lines)


def _shown(text: str) -> str:
    return "".join(letter for letter in text if cell_len(letter) and not letter.isspace())


def test_wrap_breaks_at_words() -> None:
    """Words stay whole where they fit a line."""
    text = "a giant mesenchymal neoplasm"

    assert ["a giant", "mesenchymal", "neoplasm"] == [text[start:end] for start, end in wrap(text, 11)]


def test_wrap_cuts_a_word_without_breaks() -> None:
    """A word longer than a line does not spill over it."""
    assert [4, 4, 2] == [end - start for start, end in wrap("x" * 10, 4)]


@given(TEXTS, TEXTS, st.integers(4, 80))
def test_spread_is_exact(left: str, right: str, width: int) -> None:
    """Two ends of a line fill it to the cell."""
    assert width == width_of(spread([(left, "")], [(right, "dim")], width))


@given(TEXTS, st.integers(1, 40))
def test_clip_is_never_wider(text: str, width: int) -> None:
    """A clipped line fits."""
    assert width_of(clip(((text, "a"), (text, "b")), width)) <= width


def test_marked_splits_at_marks() -> None:
    """The parts of a text keep its order; marks reach into the line only as far as the line goes."""
    spans = marked("the ALK fusion", 4, 10, [(0, 7, "gene"), (8, 14, "match")], "")

    assert (("ALK", "gene"), (" ", ""), ("fu", "match")) == spans


def test_a_rule_of_keys_loses_whole_parts() -> None:
    """First the way out is cut down to its key, then the last but one is left out, the first stays longest."""
    keys = "Enter its cases · Tab kind · Esc close"

    assert keys == whole_parts(keys, 38)
    assert "Enter its cases · Tab kind · Esc" == whole_parts(keys, 37)
    assert "Enter its cases · Esc close" == whole_parts(keys, 31)
    assert "Enter its cases · Esc" == whole_parts(keys, 21)
    assert "Esc close" == whole_parts(keys, 20)
    assert "E…" == whole_parts(keys, 2)
