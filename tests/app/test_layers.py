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
