"""Numbers in words."""

from __future__ import annotations

import pytest

from tui.wording import mean, to_two_digits


@pytest.mark.parametrize(
    ("number", "said", "written"),
    [
        (1234.56, "1,234.6", 1234.56),
        (2.345, "2.3", 2.35),
        (0.2249, "0.22", 0.22),
        (0.0421, "0.042", 0.042),
        (0.00123, "0.0012", 0.0012),
        (0.0000123, "<0.001", 0.000012),
        (0, "0", 0),
    ],
)
def test_a_small_mean_is_not_nothing(number: float, said: str, written: float) -> None:
    """What chance would have is seldom a whole case: its first digits are said, and written for programs."""
    assert said == mean(number)
    assert written == pytest.approx(to_two_digits(number))
