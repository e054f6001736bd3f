"""The findings pane when what it shows, or its size, changes under the reader."""

from __future__ import annotations


async def test_a_long_note_can_be_read_to_its_end_and_past_it(tour) -> None:
    """A note that is written makes the text longer: its last line can still be reached."""
    async with tour(size=(80, 24)) as person:
        await person.press("2", "G")
        last = [line for line in person.lines if line.strip()][-1]
        await person.press("a")
        for number in range(12):
            await person.type(f"line{number}")
            await person.press("tab")
        await person.press("enter")
        await person.until(lambda: "✎ line0" in person.text or person.screen.findings.scroll.top > 0)
        await person.press("g")
        assert "✎ line0" in person.text
        await person.press("G")

        assert person.screen.findings.at_end
        assert any(last.strip() in line for line in person.lines) or "100%" in person.text
        assert person.screen.findings.scroll.count == len(person.screen.findings._lines)


async def test_a_note_is_laid_out_for_the_width(tour) -> None:
    """What was written on a wide screen is not cut on a narrow one, and the other way round."""
    note = "eleven words of a note that are longer than forty cells"
    async with tour(size=(40, 12)) as person:
        await person.press("a")
        await person.type(note)
        await person.press("enter", "2", "z")
        for size, rows in [((120, 40), 1), ((40, 12), 2), ((80, 24), 1)]:
            await person.resize(*size)
            await person.press("g", *["j"] * 3 * (rows - 1))
            first = next(number for number, line in enumerate(person.lines) if "✎ eleven" in line)
            shown = " ".join(line.strip() for line in person.lines[first : first + rows])
            assert f"✎ {note}" == shown


async def test_reading_goes_on_at_the_same_words_in_another_size(tour) -> None:
    """The paragraph at the top stays at the top, also where a heading stood there, and the end stays the end."""
    async with tour(size=(80, 24)) as person:
        await person.press("2", "j", "j", "j", "j", "j", "j", "j")
        pane = person.screen.findings
        for size in [(40, 12), (120, 40), (40, 12)]:
            await person.resize(*size)
        above = [line.field for line in pane._lines[pane.scroll.top : pane.scroll.top + 3]]
        assert ("tldr", 0) in above
        await person.press("G")
        await person.resize(34, 11)
        assert pane.at_end


async def test_addresses_are_whole_on_a_narrow_screen(tour) -> None:
    """Where the full text, the figures and the source are is wrapped, not cut."""
    async with tour(size=(40, 12)) as person:
        await person.press("2", "G")
        shown = "".join(line.strip() for line in person.lines)

        assert "FULL TEXTElsewhere:https://pmc.ncbi.nlm.nih.gov/articles/PMC13261293/SOURCE" in shown
        assert "…" not in shown
