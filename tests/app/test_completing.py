"""Tab in a query: what fits is put in, and what else fits is named and can be stepped through."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("t", "title:", "tag:"),
        ("gene:a", "gene:ALK", "gene:ABCC8"),
        ("ali", 'disease:"bacterial infectious disease with sepsis"', "chemical:thalidomide"),
        ("author:m", 'author:"Martina Rosto"', 'author:"Masakiyo Yatomi"'),
        ("journal:c", 'journal:"ACG Case Reports Journal"', 'journal:"Am J Case Rep"'),
        ("year:20", "year:2026", "year:2024"),
    ],
)
async def test_further_tabs_put_in_what_else_fits(tour, typed: str, first: str, second: str) -> None:
    """Fields, entities, authors, journals, years; also where the Tabs are typed ahead."""
    async with tour() as person:
        await person.press("/")
        await person.type(typed)
        await person.press("tab")
        assert first == person.screen.filter_field.text
        assert any(f"also {said}" in person.footer for said in (second, second.partition(":")[2] or second))
        await person.press("escape", "/")
        await person.type(typed)
        await person.typed_ahead("tab", "tab")
        assert second == person.screen.filter_field.text


async def test_the_round_ends_with_what_was_typed(tour) -> None:
    """Whoever tabs too far comes by their own words, then to the first again."""
    async with tour() as person:
        await person.press("/")
        await person.type("lung gene:a")
        await person.press("tab", "tab", "tab")
        assert "lung gene:a" == person.screen.filter_field.text
        await person.press("tab")
        assert "lung gene:ALK" == person.screen.filter_field.text


async def test_behind_the_name_of_a_field_tab_goes_on_to_values(tour) -> None:
    """One field that fits is meant: the next Tab completes in it. Where nothing else fits, Tab says so."""
    async with tour() as person:
        await person.press("/")
        await person.type("gen")
        await person.press("tab")
        assert "gene:" == person.screen.filter_field.text
        await person.press("tab")
        assert "gene:ALK" == person.screen.filter_field.text
        await person.press("ctrl+u")
        await person.type("alectin")
        await person.press("tab", "tab")
        assert "chemical:alectinib" == person.screen.filter_field.text
        assert "Nothing else goes on like that" in person.footer
