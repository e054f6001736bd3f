"""Finding in the text and among the entities of a case: Esc leads back, and nothing is offered that cannot act."""

from __future__ import annotations


async def test_esc_leads_back_to_the_entity_that_had_the_cursor(tour) -> None:
    """Also from a filter that nothing fits, or that led to another one."""
    async with tour() as person:
        await person.press("3", "j", "j", "j")
        before = person.screen.entities.current
        for typed in ("nosuchname", "can", ""):
            await person.press("/")
            await person.type(typed)
            await person.press("escape")
            assert before == person.screen.entities.current


async def test_tab_is_for_queries(tour) -> None:
    """In what is found in a text nothing can be completed: Tab is not offered, and says so."""
    async with tour(size=(80, 24)) as person:
        for pane in ("2", "3"):
            await person.press(pane, "/")
            await person.type("lo")
            assert "Tab complete" not in person.footer
            await person.press("tab")
            assert "Only queries are completed." in person.footer
            await person.press("escape", "escape", "escape")
        await person.press("1", "/")
        assert "Tab complete" in person.footer


async def test_keys_while_something_is_typed_above(tour) -> None:
    """F1 shows those of the field; one that does nothing there says so; none ends in a fault."""
    async with tour(size=(80, 24)) as person:
        for pane in ("1", "2", "3"):
            await person.press(pane, "/")
            await person.type("lung")
            for key, said in [
                ("ctrl+o", "Only notes can be written in your editor."),
                ("f2", "F2 does nothing while you type"),
                ("ctrl+l", "^l does nothing while you type"),
                ("insert", "insert does nothing while you type"),
            ]:
                await person.press(key)
                assert said in person.footer
            await person.press("f1")
            assert "Keys while you type" in person.text
            assert "Take it" in person.text
            assert "Go to the pane" not in person.text
            await person.press("escape", "x")
            assert "lungx" in person.lines[0]
            await person.press("escape", "escape")
        assert person.app.report is None
