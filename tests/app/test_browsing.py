"""A person browses the bundled cases: what the keys do, as it is seen on the screen."""

from __future__ import annotations

import pytest

SIZES = [(120, 40), (80, 24), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_screen_shows_cases(tour, size) -> None:
    """Without a library the bundled cases are there, and it is said how to import one's own."""
    async with tour(size=size) as person:
        assert "Rounds" in person.lines[0]
        assert "1 Cases" in person.lines[1]
        assert "bundled" in person.lines[0]
        assert "F2 is a tour" in person.footer
        assert "I imports your" in person.footer
        assert "▌" in person.lines[2]


async def test_an_entity_is_found_by_an_alias_and_leads_to_its_cases(tour) -> None:
    """`e cd246 Enter`, typed at once, shows the cases that name ALK; `[` goes back to all cases."""
    async with tour() as person:
        before = person.lines[0]
        await person.typed_ahead("e", *"cd246", "enter")

        assert "2 cases" in person.lines[0]
        assert "gene ALK" in person.lines[0]
        await person.press("[")
        assert before == person.lines[0]


@pytest.mark.parametrize("typed", ["CD246", "238", "ncbigene:238", "receptor tyros", "alk1", "alk"])
async def test_an_entity_is_found_by_whatever_it_is_called(tour, typed: str) -> None:
    """Alias, bare accession, CURIE and words of the description all reach ALK."""
    async with tour() as person:
        await person.press("e")
        await person.type(typed)

        assert any("ncbigene:238" in line and "ALK" in line for line in person.lines)


async def test_filtering_as_one_types(tour) -> None:
    """The cases filter with every letter; Esc takes it back, Enter keeps it as a place of the trail."""
    async with tour() as person:
        before = person.lines[0]
        await person.press("/")
        await person.type("PLEKHH2")
        assert "1 case " in person.lines[0]
        assert "Gao 2026" in person.text
        await person.press("escape")
        assert before == person.lines[0]

        await person.press("/")
        await person.type("alectin")
        await person.press("enter")
        assert "2 cases" in person.lines[0]
        await person.press("[")
        assert before == person.lines[0]
        await person.press("]")
        assert "2 cases" in person.lines[0]


async def test_a_query_adds_to_the_one_in_force(tour) -> None:
    """`/` goes on from the query in force."""
    async with tour() as person:
        await person.press("/")
        await person.type("nocardia")
        await person.press("enter", "/")
        await person.type("abscess")

        assert "/nocardia abscess" in person.lines[0] or "/nocardia* abscess" in person.lines[0]
        assert "1 case " in person.lines[0]


async def test_a_query_without_hits_says_what_to_drop(tour) -> None:
    """No dead ends: what to leave out, and what that would give."""
    async with tour() as person:
        await person.press("/")
        await person.type("alectinib bezoar")

        assert "No case fits" in person.text
        assert "without bezoar" in person.text
        assert "2 cases" in person.text


async def test_the_cursor_stays_on_its_case(tour) -> None:
    """When the list changes under the cursor it stays on the case."""
    async with tour() as person:
        await person.press("j")
        assert "Gao" in person.screen.cases.current_row.authors[0]
        await person.press("S", "t")

        assert "Gao" in person.screen.cases.current_row.authors[0]


async def test_from_text_to_entity_to_cases(tour) -> None:
    """`n` goes through the mentions, Enter to the entity of one, Enter again to its cases."""
    async with tour() as person:
        await person.press("j", "enter", "n")
        assert "mention 1 of" in person.text
        await person.press("enter")
        assert "━ 3 Entities" in person.text
        name = person.screen.entities.current.entity.name
        await person.press("enter")

        assert name in person.lines[0]
        assert "━ 1 Cases" in person.text


async def test_narrowing_and_excluding(tour) -> None:
    """`=` narrows by the entity under the cursor, `-` excludes it; the filter in force is readable."""
    async with tour() as person:
        await person.press("/")
        await person.type("PLEKHH2")
        await person.press("enter", "3", "enter", "[", "[", "3")
        total = person.screen.found.total
        await person.press("=")
        narrowed = person.screen.found.total
        await person.press("[", "3", "-")

        assert total == narrowed + person.screen.found.total
        assert "not" in person.lines[0]


async def test_marks_are_numbered_and_outlive_queries_and_restarts(tour) -> None:
    """Space marks in order; marks are still there with another query, and at the next start."""
    async with tour() as person:
        await person.press("space", "space")
        assert "2 marked" in person.lines[0]
        await person.press("/")
        await person.type("nocardia")
        await person.press("enter")
        assert "2 marked" in person.lines[0]
    async with tour() as person:
        assert "2 marked" in person.lines[0]
        assert "nocardia" in person.lines[0]


async def test_a_star_can_be_undone(tour) -> None:
    """`s` stars, `u` takes it back, `^r` does it again."""
    async with tour() as person:
        await person.press("s")
        assert "★" in person.text
        await person.press("u")
        assert "★" not in person.text
        assert "undone" in person.footer
        await person.press("ctrl+r")
        assert "★" in person.text


async def test_copying_at_once_says_what_is_known(tour) -> None:
    """`yv` typed at once copies the Vancouver citation; the footer names it and claims no more than is known."""
    async with tour() as person:
        await person.press("j")
        await person.typed_ahead("y", "v")
        await person.until(lambda: "Vancouver citation" in person.footer)

        assert person.screen.clip.text.startswith("Gao S, Wu J")
        await person.press("Y")
        assert "Gao S, Wu J" in person.lines[0]


async def test_the_copy_menu_appears_after_a_pause(tour) -> None:
    """`y` alone shows what can follow, with a preview of the text."""
    async with tour() as person:
        await person.press("j")
        await person.press("y")
        await person.until(lambda: "Copy the AMA citation" in person.text)
        await person.until(lambda: "Gao S" in person.text)
        await person.press("d")
        await person.until(lambda: "DOI link" in person.footer)

        assert "https://doi.org/10.1002/cnr2.70489" == person.screen.clip.text


async def test_help_lists_the_keys_of_the_place_and_runs_one(tour) -> None:
    """`?` shows the keys, typing filters them, Enter runs one."""
    async with tour() as person:
        await person.press("?")
        assert "Keys in Cases" in person.text
        await person.type("by title")
        await person.press("enter")

        assert "by title" in person.lines[0]


async def test_help_in_a_layer_lists_the_keys_of_that_layer(tour) -> None:
    """`?` in a list and `F1` in a field show what keys do there; Enter runs one there."""
    async with tour() as person:
        await person.press("F", "?")
        assert "Keys in Facets" in person.text
        await person.type("narrow by")
        await person.press("enter")
        assert "Facets" not in person.lines[1]
        await person.press("e", "f1")
        assert "Keys in Find an entity" in person.text


async def test_a_key_that_does_nothing_says_so(tour) -> None:
    """No silent keys."""
    async with tour() as person:
        await person.press("Z")
        assert "Z does nothing here" in person.footer
        await person.press("=")
        assert "narrowed by" in person.footer
        await person.press("[")
        assert "where you began" in person.footer


async def test_the_footer_offers_what_can_act(tour) -> None:
    """Narrowing where there is an entity, a way back where there was a place, an entity of a mention that `n` is at."""
    async with tour() as person:
        assert "read" in person.footer
        assert not any(hint in person.footer for hint in ("narrow", "exclude", "back", "its cases"))
        await person.press("2")
        assert "n next mention" in person.footer
        assert "its entity" not in person.footer
        await person.press("n")
        assert "Enter its entity" in person.footer
        await person.press("3")
        assert "= narrow" in person.footer
        await person.press("=")
        assert "[ back" in person.footer
        await person.press("[", "1", "/")
        await person.type("nothinglikethis")
        await person.press("enter")
        assert not any(hint in person.footer for hint in ("read", "copy", "mark", "full text"))


async def test_the_copy_menu_shows_all_it_can_copy(tour) -> None:
    """No choice is out of sight while there is room below the preview."""
    async with tour() as person:
        await person.press("y")
        await person.until(lambda: "Copy as last time" in person.text)

        assert "Copy a Markdown link" in person.text
        await person.until(lambda: "Gao, S" in person.text or "Gao S" in person.text or "Rinaldi" in person.text)


async def test_the_menu_of_an_entity_says_what_and_of_what(tour) -> None:
    """After a pause `y` shows what of which entity can be copied."""
    async with tour() as person:
        await person.press("j", "3", "y")
        await person.until(lambda: "Copy ·" in person.text)

        named = person.screen.entities.current
        assert f"Copy · {named.name} (" in person.text


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_runs_over_the_frame_of_a_layer(tour, size) -> None:
    """What an empty finder says is cut where the frame begins."""
    async with tour(size=size) as person:
        await person.press("e")
        await person.type("qqqqqq")
        await person.until(lambda: "No symbol" in person.text)
        rows = [line.rstrip() for line in person.lines if "┃" in line]

        assert rows
        assert all(line.count("┃") == 2 for line in rows)


async def test_held_keys_land_where_they_should(tour) -> None:
    """Twelve times down is the thirteenth case, and its findings are shown at the end."""
    async with tour() as person:
        await person.typed_ahead(*["j"] * 12)

        assert 12 == person.screen.cases.scroll.cursor
        assert person.screen.page.number == person.screen.cases.current


async def test_resizing_keeps_the_case(tour) -> None:
    """Three panes, stacked, one: the cursor and the case stay."""
    async with tour() as person:
        await person.press("j", "j")
        number = person.screen.cases.current
        for size in [(80, 24), (40, 12), (20, 5), (1, 1), (120, 40)]:
            await person.resize(*size)
            assert number == person.screen.cases.current

        assert "3 Entities" in person.text


async def test_bundled_cases_cannot_be_deleted(tour) -> None:
    """A key that cannot act says why."""
    async with tour() as person:
        await person.press("D")

        assert "bundled cases cannot be deleted" in person.footer


async def test_esc_steps_out_and_never_quits(tour) -> None:
    """From entities to findings to cases, and there it stays."""
    async with tour() as person:
        await person.press("3", "escape")
        assert "findings" == person.screen.pane
        await person.press("escape", "escape", "escape")
        assert "cases" == person.screen.pane
        assert person.app.is_running


async def test_an_order_turned_round_lasts_where_it_means_something(tour) -> None:
    """The least relevant first is a wish for one query; the oldest first holds until another order is asked for."""
    async with tour() as person:
        await person.press("/")
        await person.type("tumor")
        await person.press("enter", "S", "r", "S", "r")
        assert "least relevant first" in person.lines[0]
        await person.press("/")
        await person.type("cell")
        assert "by relevance" in person.lines[0]
        await person.press("enter")
        assert "by relevance" in person.lines[0]
        await person.press("[")
        assert "least relevant first" in person.lines[0]
        await person.typed_ahead("e", *"cd246", "enter")
        assert "newest first" in person.lines[0]
        await person.press("S", "d", "S", "d")
        assert "oldest first" in person.lines[0]
        await person.typed_ahead("e", *"cd34", "enter")
        assert "oldest first" in person.lines[0]


async def test_find_in_the_text(tour) -> None:
    """`/` in the findings finds as one types; `n` and `N` go through, with a count."""
    async with tour() as person:
        await person.press("/")
        await person.type("PLEKHH2")
        await person.press("enter", "2", "/")
        await person.type("fusion")
        assert "match 1 of" in person.text
        await person.press("enter", "n")
        assert "match 2 of" in person.text
        await person.press("N")
        assert "match 1 of" in person.text


async def test_reading_marks_as_read(tour) -> None:
    """A case whose findings were opened is no longer unread."""
    async with tour() as person:
        await person.press("enter", "1", "/")
        await person.type("is:unread")
        await person.press("enter")

        assert "17 cases" in person.lines[0]


async def test_tab_filters_the_finder_by_kind(tour) -> None:
    """In the finder Tab goes through the kinds."""
    async with tour() as person:
        await person.press("e")
        await person.type("al")
        assert any("ALK" in line and "ncbigene:238" in line for line in person.lines)
        await person.press("tab")
        assert "Find a gene or protein · " in person.text
        await person.press("tab")
        assert "Find a chemical" in person.text
        assert any("alectinib" in line for line in person.lines)
        assert not any("ncbigene:238" in line for line in person.lines[1:22])
