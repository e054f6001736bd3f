"""What opens above the panes is in view as a whole, whatever it opens above and however small the screen is."""

from __future__ import annotations

import pytest

SIZES = [(120, 40), (80, 24), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_layer_above_a_layer_is_in_view(tour, size: tuple[int, int]) -> None:
    """The keys of the facets stand where the facets stand, not below them."""
    async with tour(size=size) as person:
        await person.press("F", "?")
        screen = person.screen

        assert ["FacetsLayer", "KeysLayer"] == [type(layer).__name__ for layer in screen.open_layers]
        assert all(screen.region.contains_region(layer.region) for layer in screen.open_layers)
        assert "Keys in Facets" in person.text
        assert "Esc close" in person.text


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_of_the_page_of_an_entity_can_be_read(tour, size: tuple[int, int]) -> None:
    """Key after key shows all of it, from its name to the last that occurs with it; the cursor is always in view."""
    async with tour(size=size) as person:
        await person.press("3", "p")
        layer = person.screen.top_layer
        await person.until(lambda: bool(layer.items))
        await person.press("g")
        names = [one.entity.name[:12] for one in layer.items if hasattr(one, "entity")]
        read = set(person.lines)
        for _ in range(2 * len(layer.items)):
            await person.press("j")
            read |= set(person.lines)

            assert any("▌" in line for line in person.lines[1:])

    said = "\n".join(read)
    assert 9 == len(names)
    for text in (
        "lomustine · chemical",
        "mesh:D008130",
        "CASES BY YEAR",
        "WHAT THE SECTIONS SAY",
        "OCCURS WITH",
        *names,
    ):
        assert text in said


async def test_the_page_of_an_entity_keeps_its_cursor_in_another_size(tour) -> None:
    """What occurs with the entity and has the cursor keeps it."""
    async with tour(size=(120, 40)) as person:
        await person.press("3", "p")
        layer = person.screen.top_layer
        await person.until(lambda: bool(layer.items))
        await person.press("j", "j", "j")
        before = layer.current
        for size in [(40, 12), (80, 24), (120, 40)]:
            await person.resize(*size)

            assert before == layer.current
            assert any("▌" in line and before.entity.name[:9] in line for line in person.lines)


async def test_headings_are_stepped_over_and_seen_again(tour) -> None:
    """A page up from below leads to the first that can be taken, with the heading above it in view."""
    async with tour(size=(80, 24)) as person:
        await person.press("F")
        layer = person.screen.top_layer
        await person.until(lambda: bool(layer.items))
        await person.press("G", "g")

        assert 1 == layer.scroll.cursor
        assert 0 == layer.scroll.top
        await person.press("G", *["pageup"] * 30)
        assert 1 == layer.scroll.cursor
        assert "GENES, PROTEINS" in person.text


async def test_names_of_places_have_the_room_that_the_counts_leave(tour) -> None:
    """On a small screen a collection is told by more than its first letters."""
    async with tour(size=(40, 12)) as person:
        await person.press("c")
        await person.type("rare tumours of the chest")
        await person.press("enter", "C")
        await person.until(lambda: "…" not in "".join(person.lines[1:9]))

        assert any("rare tumours of the chest" in line and line.endswith("1 ┃") for line in person.lines)
