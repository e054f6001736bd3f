"""Who gives commands other keys reads those in every sentence that names one."""

from __future__ import annotations

from tui.configuration import Configuration

OTHERS = Configuration(keys={"undo": ("f7",), "out": ("f9",), "mark": (), "collect": ("x",)})


async def test_sentences_name_the_keys_in_force(tour) -> None:
    """What was done, what cannot be done, and what a layer's keys do; a command without keys is named."""
    async with tour(configuration=OTHERS) as person:
        await person.press("s")
        assert "F7 undoes it" in person.footer
        await person.press("U")
        assert "“Mark the case and go on” marks one" in person.footer
        await person.press("X")
        assert "x puts cases into one" in person.footer
        await person.press("t")
        assert "F9 close" in person.text
        await person.press("f9")
        assert person.screen.top_layer is None
