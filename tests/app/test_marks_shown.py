"""The numbers of marks in the list of cases."""

from __future__ import annotations

from store import CaseRow
from tui.present.cases import CaseState, case_lines
from tui.present.styled import width_of


async def test_the_numbers_of_marks_stand_apart_from_the_cases(tour) -> None:
    """Of one digit or more: each is whole, and a space is between it and what follows."""
    for size in [(120, 40), (80, 24), (40, 12)]:
        async with tour(size=size) as person:
            await person.press("A", "G")
            lines = [line for line in person.lines if line[1:4] in ("18 ", "17 ", "16 ")]

            assert 3 == len(lines), person.text
            assert all(line[4] != " " for line in lines)


def test_a_thousand_marks() -> None:
    """The column of numbers is as wide as the last of them."""
    row = CaseRow(1, "hash:1", "A title that is long enough to be cut", (), None, "2026")

    for mark, marks, lead in [(7, 9, " 7 "), (7, 10, " 7  "), (999, 5389, " 999  "), (5389, 5389, " 5389 ")]:
        (line,) = case_lines(row, CaseState(mark=mark, marks=marks), 34, 1)
        assert "".join(text for text, _ in line).startswith(f"{lead}2026 A title")
        assert width_of(line) < 34
