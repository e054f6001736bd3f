"""A person asks what is named with what: the sentence under each hit, the list of pairs, and on to their cases."""

from __future__ import annotations

import pytest

import tui.asking
import tui.screens.browse.exploring
import tui.screens.browse.listing
import tui.screens.browse.pairs

SIZES = [(120, 40), (80, 24), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_pair_is_found_and_its_sentence_shown(tour, size) -> None:
    """The filter takes a pair; under each hit stands the sentence, in the findings `n` goes through what says it."""
    async with tour(size=size) as person:
        await person.press("/")
        await person.type("gene:ALK ~s drug:*")
        await person.press("enter")
        found = person.screen.found

        assert found.paired
        assert 0 < found.total < 5
        assert "gene ALK with a" in person.lines[0]
        assert any("alectinib" in line for line in person.lines[2:5])
        await person.press("n")
        assert "1 of" in person.screen.findings.note
        stop = person.screen.findings.current_stop
        text = dict(person.screen.page.texts())[stop.field][stop.start : stop.end]
        assert "ALK" in text
        assert "lectinib" in text


@pytest.mark.parametrize("size", SIZES)
async def test_the_pairs_of_a_query_lead_to_their_cases(tour, size) -> None:
    """`P` lists them with the sentence of the one under the cursor; Enter goes to its cases, `[` back."""
    async with tour(size=size) as person:
        await person.press("/")
        await person.type("gene:ALK ~ drug:*")
        await person.press("enter")
        before = person.screen.found.total
        await person.press("P")

        assert "in one case" in person.text
        assert "ALK ~ alectinib" in person.text
        assert "lectinib" in "".join(person.lines[size[1] // 2 :])
        await person.press("enter")
        assert "gene:ALK ~ chemical:alectinib" == person.screen.trail.here.query
        assert 0 < person.screen.found.total <= before
        await person.press("[")
        assert "gene:ALK ~ drug:*" == person.screen.trail.here.query


async def test_the_pairs_of_an_entity_need_no_typing(tour) -> None:
    """In Entities `P` asks with what; a letter, and the pairs are there, though all is typed at once."""
    async with tour() as person:
        await person.press("e")
        await person.type("cd246")
        await person.press("enter", "3")
        await person.typed_ahead("P", "c", "enter")

        assert "gene:ALK ~ chemical:alectinib" == person.screen.trail.here.query
        assert "2 cases" in person.lines[0]


async def test_the_chance_of_a_pair_is_that_of_all_cases(tour) -> None:
    """Among the cases of an entity every pair with it would be as frequent as by chance."""
    async with tour() as person:
        await person.press("e")
        await person.type("cd246")
        await person.press("enter", "3", "P", "c")
        pair = person.screen.top_layer.current

        assert pair.expected < 1 < pair.cases


async def test_how_near_and_what_to_leave_out(tour) -> None:
    """`s` asks for pairs in one sentence, `c` for those in one case again; `-` leaves the cases of a pair out."""
    async with tour() as person:
        await person.press("/")
        await person.type("gene:ALK ~ *")
        await person.press("enter", "P")
        total = person.screen.found.total
        await person.press("s")
        assert "in one sentence" in person.text
        apart = person.screen.top_layer
        nearer = len(apart.items)
        await person.press("c")
        assert nearer < len(apart.items)
        first = apart.current
        await person.press("-")

        assert person.screen.trail.here.query.endswith(f"-({first.term})")
        assert total - first.cases == person.screen.found.total


async def test_the_sentence_can_be_copied(tour) -> None:
    """`y` copies the sentence with the paper it is from, and says what is known of it."""
    async with tour() as person:
        await person.press("/")
        await person.type("gene:ALK ~s drug:*")
        await person.press("enter", "P", "y")

        assert "ALK ~ alectinib" in person.screen.clip.what
        assert "pmc:PMC" in person.screen.clip.text
        assert person.screen.footer.said


async def test_without_a_pair_it_is_said_what_to_do(tour) -> None:
    """`P` where there is nothing to pair says why; it is among the commands."""
    async with tour() as person:
        await person.press("P")
        assert "go to an entity (3)" in person.footer
        await person.press("colon")
        await person.type("pairs")
        assert "List pairs" in person.text


async def test_a_half_typed_pair_keeps_what_was_found(tour) -> None:
    """While the other side is typed the cases of the one side stay; Tab offers kinds after the sign of a pair."""
    async with tour() as person:
        await person.press("/")
        await person.type("gene:ALK")
        total = person.screen.found.total
        await person.type(" ~")
        assert total == person.screen.found.total
        await person.type(" chem")
        assert total == person.screen.found.total
        await person.press("tab")
        assert "gene:ALK ~ chemical:*" == person.screen.filter_field.text
        assert person.screen.found.paired


async def test_texts_are_read_on_while_rows_are_there(tour, monkeypatch) -> None:
    """With time for one text at once all come in, newest first; the cursor stays where it was put."""
    for module, name in [
        (tui.asking, "_LOOK_SECONDS"),
        (tui.screens.browse.listing, "LOOK_ON_SECONDS"),
        (tui.screens.browse.pairs, "LOOK_ON_SECONDS"),
    ]:
        monkeypatch.setattr(module, name, 0)
    async with tour() as person:
        await person.press("/")
        await person.type("gene:* ~s disease:*")
        await person.press("enter")
        looked = person.screen.found.looked
        total = person.screen.found.total

        assert (looked.of, False) == (looked.looked, looked.unfinished)
        assert 1 < total == len(person.screen.cases.numbers) <= looked.of
        await person.press("P")
        assert person.screen.top_layer.settled
        assert f"{looked.of} cases" in person.text


async def test_it_is_said_how_many_were_read(tour, monkeypatch) -> None:
    """Where only the newest are read, header and layer say so."""
    monkeypatch.setattr(tui.asking, "CASES_READ", 3)
    monkeypatch.setattr(tui.screens.browse.pairs, "CASES_READ", 3)
    async with tour() as person:
        await person.press("/")
        await person.type("gene:* ~s disease:*")
        await person.press("enter")
        of = person.screen.found.looked.of

        assert f"in the newest 3 of {of}" in person.lines[0]
        await person.press("P")
        assert f"in the newest 3 of {of} cases" in person.text


async def test_the_sentences_with_both_tell_how_far_was_read(tour, monkeypatch) -> None:
    """All that there are, or those of so many of the cases; where none was found it is told in how many."""
    async with tour() as person:
        for seconds, told in ((1.0, "5 sentences with both · 100%"), (0, "1 sentence with both, newest 1 of 2 cases")):
            monkeypatch.setattr(tui.screens.browse.exploring, "_SENTENCES_SECONDS", seconds)
            await person.press("e")
            await person.type("cd246")
            await person.press("enter", "3", "p")
            layer = person.screen.top_layer
            while getattr(layer.current, "entity", None) is None or layer.current.entity.name != "alectinib":
                await person.press("j")
            await person.press("enter")
            assert told in person.text
            await person.press("escape", "escape")
