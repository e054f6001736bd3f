"""What a person keeps: marks, collections, tags, notes, read marks, places: undone, and there after a restart."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store import Library, LibraryError, Notebook, bundled_library
from tests.terminals.tmux import Tmux
from tui.configuration import Configuration


def marked(person) -> list[str]:
    """The marks as the list shows them."""
    return [line[1:3].strip() for line in person.lines[2:] if line[1:2].isdigit()]


async def test_all_none_and_the_others_are_marked(tour) -> None:
    """`A`, `!` and `U` mark all cases of the list, the others and none; `u` takes each back; a restart loses none."""
    async with tour() as person:
        await person.press("/")
        await person.type("nocardia")
        await person.press("enter", "A")
        assert "3 cases marked · 3 in all" in person.footer
        await person.press("[")
        assert "18 cases · newest first · 3 marked" in person.text
        await person.press("!")
        assert "15 marked" in person.footer
        await person.press("u")
        assert "3 marked" in person.lines[0]
    async with tour() as person:
        assert "3 marked" in person.lines[0]
        await person.press("U")
        assert "3 cases unmarked" in person.footer
        await person.press("u")
        assert "undone: take all marks off (3 cases)" in person.footer
        assert "3 marked" in person.lines[0]
        await person.press("'")
        await person.press("j", "enter")
        assert "in your order" in person.lines[0]
        assert ["1", "2", "3"] == marked(person)


async def test_a_collection_has_an_order_of_its_own(tour, tmp_path: Path) -> None:
    """Made on the fly, completed by name, listed with live counts, put in order, renamed, deleted and brought back."""
    async with tour() as person:
        await person.press("space", "space", "space", "c")
        assert "Put 3 marked cases into" in person.text
        await person.type("Tumour board")
        await person.press("enter")
        assert "3 cases put into “Tumour board”" in person.footer
        await person.press("U", "G", "c")
        await person.type("tu")
        await person.press("tab", "enter")
        assert "1 case put into “Tumour board”" in person.footer
        await person.press("C")
        assert re.search(r"Tumour board +4 ┃", person.text)
        await person.press("enter")
        assert "in the collection Tumour board" in person.lines[0]
        assert "4 cases · in your order" in person.lines[0]
        first = person.lines[2][3:40]
        await person.typed_ahead("J", "J")
        assert first == person.lines[6][3:40]
        await person.press("J", "J")
        assert "It is the last already" in person.footer
        await person.press("K", "u", "X")
        assert "1 case taken out of “Tumour board”" in person.footer
        assert "3 cases" in person.lines[0]
        await person.press("u", "C", "R")
        await person.press("ctrl+u")
        await person.type("Talk")
        await person.press("enter")
        assert "in the collection Talk" in person.lines[0]
        await person.press("C", "D", "y")
        assert "The collection “Talk” is deleted" in person.footer
        await person.press("u", "C")
        assert "Talk" in person.text
    with Notebook.open(tmp_path / "notebook.db") as notebook:
        assert {"Talk": 4} == notebook.collections.names()


async def test_keys_of_collections_say_why_they_cannot_act(tour) -> None:
    """Outside a collection nothing is moved or taken out, and it is said where collections are."""
    async with tour() as person:
        for key, reason in (
            ("J", "This list is no collection"),
            ("X", "This list is no collection"),
            ("C", "There is no collection yet"),
            ("U", "No case is marked"),
        ):
            await person.press(key)
            assert reason in person.footer
        await person.press("S", "c")
        assert "have an order of their own" in person.footer


async def test_fields_of_the_notebook_are_completed(tour) -> None:
    """Tab after `tag:` and `in:` offers what there is; what asks the notebook follows what is kept."""
    async with tour() as person:
        await person.press("t")
        await person.type("follow-up")
        await person.press("enter", "c")
        await person.type("Journal club")
        await person.press("enter", "/")
        await person.type("tag:fo")
        await person.press("tab", "enter")
        assert "1 case" in person.lines[0]
        await person.press("t")
        await person.type("-")
        await person.press("tab", "enter")
        assert "tagged -follow-up" in person.footer
        assert "0 cases" in person.lines[0]
        await person.press("u", "[", "/")
        await person.type("in:jo")
        await person.press("tab", "enter")
        assert "in the collection Journal club" in person.lines[0]


async def test_a_note_has_several_lines_and_none_is_lost(tour, tmp_path: Path) -> None:
    """Tab begins a line, Enter keeps the note; what is left with Esc comes back, also at the next start."""
    async with tour() as person:
        await person.press("a")
        await person.type("First")
        await person.press("tab")
        await person.type("second")
        await person.press("up", "home")
        await person.type("The ")
        await person.press("enter")
        assert "noted" in person.footer
        assert "✎ The First" in person.text
        await person.press("a", "end")
        await person.type(" and more")
        await person.press("escape")
        assert "not kept · a brings back what you typed" in person.footer
        await person.press("q")
    async with tour() as person:
        await person.press("a")
        assert "second and more" in person.text
        await person.press("enter", "u")
        assert "undone: write a note" in person.footer
    with Notebook.open(tmp_path / "notebook.db") as notebook:
        assert "The First\nsecond" == notebook.note("pmc:PMC13261293")


async def test_a_note_survives_the_end_of_the_line(tour) -> None:
    """Whoever is cut off while typing a note finds it again."""
    async with tour() as person:
        await person.press("a")
        await person.type("half a thought")
        await person.press("ctrl+q")
    async with tour() as person:
        await person.press("a")
        assert "half a thought" in person.text


async def test_a_note_survives_the_end_of_the_machine(tour, tmp_path: Path) -> None:
    """What is being typed is written down while it is typed; once kept, or typed back, nothing is left of it."""

    def written() -> str | None:
        with Notebook.open(tmp_path / "notebook.db") as notebook:
            return notebook.session.get("draft pmc:PMC13261293")

    async with tour() as person:
        await person.press("a")
        await person.type("half a thought")
        await person.until(lambda: written() == "half a thought")
        await person.press("ctrl+u", "escape")
        assert written() is None
        await person.press("a")
        await person.type("whole")
        await person.until(lambda: written() == "whole")
        await person.press("enter")
        assert "noted" in person.footer
        assert written() is None


async def test_two_apps_keep_what_is_unfinished_in_both(tour) -> None:
    """The end of one takes nothing away from the other, though they share a notebook."""
    async with tour() as one, tour() as other:
        await one.press("a")
        await one.type("from one")
        await one.press("escape")
        await other.press("j", "a")
        await other.type("from the other")
        await other.press("escape")
    async with tour() as person:
        await person.press("g", "a")
        assert "from one" in person.text
        await person.press("escape", "j", "a")
        assert "from the other" in person.text


async def test_a_note_that_cannot_be_kept_comes_back(tour, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full the text is not lost with the layer that it was typed in."""

    def refuse(*_: object) -> None:
        raise LibraryError("The disk is full.", "Make room.")

    async with tour() as person:
        await person.press("a")
        await person.type("dear to me")
        with monkeypatch.context() as patch:
            patch.setattr(Notebook, "set_note", refuse)
            await person.press("enter")
            assert "The disk is full" in person.footer
        await person.press("a")
        assert "dear to me" in person.text


async def test_read_marks_are_set_by_reading_and_by_hand(tour) -> None:
    """Opening the findings marks a case as read, `r` turns that round for all cases at hand."""
    async with tour(configuration=Configuration(columns=("year", "unread"))) as person:
        assert 18 == person.text.count("•")
        await person.press("enter")
        assert 17 == person.text.count("•")
        await person.press("r")
        assert "unread · this case" in person.footer
        assert 18 == person.text.count("•")
        await person.press("1", "space", "space", "r")
        assert "read · 2 marked cases" in person.footer
        await person.press("u", "U", "/")
        await person.type("is:read")
        await person.press("enter")
        assert "0 cases" in person.lines[0]


async def test_places_are_saved_under_keys(tour) -> None:
    """`m` and a key save the query, `'` and the key go there; the count is live; what was there before is told."""
    async with tour() as person:
        await person.press("e")
        await person.type("cd246")
        await person.press("enter", "m", "a")
        assert "saved under a" in person.footer
        await person.press("[", "m", "a")
        assert "instead of" in person.footer
        await person.press("u", "'")
        assert re.search(r"┃ ▌a .+ 2 ┃", person.text)
        await person.press("a")
        assert "2 cases" in person.lines[0]
        await person.press("'", "D")
        assert "The place under a is forgotten" in person.footer
        await person.press("u", "'")
        assert "Saved under a key".upper() in person.text


async def test_deleting_marked_cases_is_undone_with_their_marks(tour, tmp_path: Path) -> None:
    """One undo brings back the cases and their marks, also after a restart."""

    library = tmp_path / "mine.db"
    library.write_bytes(Path(bundled_library()).read_bytes())
    with Library.open(library) as opened:
        assert 18 == opened.info.cases
    async with tour(library) as person:
        await person.press("space", "space", "D", "y")
        assert "2 cases deleted · u brings back" in person.footer
        assert "16 cases" in person.lines[0]
    async with tour(library) as person:
        await person.press("u")
        assert "undone: delete 2 cases" in person.footer
        assert "18 cases" in person.lines[0]
        assert "2 marked" in person.lines[0]
        await person.press("ctrl+r")
        assert "done again: delete 2 cases" in person.footer
        assert "16 cases" in person.lines[0]


EDITORS = {
    "good": ('printf "from the editor\\n" >> "$1"', "noted"),
    "failing": ('printf "half done\\n" >> "$1"; exit 3', "a brings back the text"),
    "idle": ("true", "The note is as it was."),
}


@pytest.mark.parametrize("editor", [*EDITORS, "missing"])
def test_a_note_is_written_in_an_editor(tmux: Callable[..., Tmux], tmp_path: Path, editor: str) -> None:
    """The screen is the editor's while it runs and comes back whole; one that fails or is missing loses nothing."""
    script, said = EDITORS.get(editor, ("", "The editor “no-such-editor” cannot be started"))
    program = tmp_path / "editor"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    chosen = str(program) if script else "no-such-editor"
    window = tmux(["env", f"VISUAL={chosen}", sys.executable, "-m", "tui"], size=(100, 30))
    window.wait_for("18 cases")
    before = window.screen()[:12]
    window.send_keys("E")
    window.wait_for(said)
    assert [line.replace("✎", "").rstrip() for line in window.screen()[:12]] == before
    if editor == "good":
        window.wait_for("✎ from the editor")
    if editor == "failing":
        window.send_keys("a")
        window.wait_for("half done")
        window.send_keys("Enter")
        window.wait_for("✎ half done")
