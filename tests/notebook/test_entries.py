"""Stars, tags and notes."""

from __future__ import annotations

import pytest

from store.errors import LibraryError
from store.notebook.notebook import Notebook
from store.notebook.tagging import complete_tag, normalise_tag

A, B, C = "pmc:PMC1", "pmc:PMC2", "doi:10.1/x"


def test_stars_come_and_go(notebook: Notebook) -> None:
    """A star stays where it was put, with its date, until it is taken off."""
    notebook.star([A, B])
    first = notebook.entry(A).starred
    notebook.star(A)
    notebook.unstar(B)

    assert first and first == notebook.entry(A).starred
    assert notebook.entry(B).starred is None
    assert {A} == set(notebook.ids("is", "starred"))


def test_toggling_stars_all_unless_all_have_one(notebook: Notebook) -> None:
    """The star key stars what is not starred yet, and takes the stars off where nothing is left to star."""
    notebook.star(A)

    assert notebook.toggle_stars([A, B]) is True
    assert notebook.toggle_stars([A, B]) is False
    assert [] == list(notebook.ids("is", "starred"))


def test_tags_are_one_word_and_one_spelling(notebook: Notebook) -> None:
    """Tags lose `#`, spaces and signs of the query language; the first spelling of a tag stays the only one."""
    notebook.tag(A, add=["#ALK fusion", "child"])
    notebook.tag([A, B], add=["alk-Fusion"], remove=["CHILD"])

    assert ("ALK-fusion",) == notebook.entry(A).tags == notebook.entry(B).tags
    assert {"ALK-fusion": 2} == notebook.tags()


@pytest.mark.parametrize("text", ["", "#", " - ", "***"])
def test_a_tag_without_a_letter_is_refused(text: str) -> None:
    """What holds neither letter nor digit is no tag, and the error says so."""
    with pytest.raises(LibraryError, match="cannot be a tag"):
        normalise_tag(text)


def test_tags_complete_from_their_beginning_then_from_later_words() -> None:
    """Completion puts common tags first and finds the words within a tag."""
    tags = {"alk": 1, "alectinib": 3, "review-all": 9, "child": 5}

    assert ["alectinib", "alk", "review-all"] == complete_tag("#AL", tags)


def test_a_note_is_kept_as_written_but_cannot_act(notebook: Notebook) -> None:
    """Markdown stays, lines stay, escape sequences go; an empty text takes the note away."""
    notebook.set_note(A, "# Ask\n\n- *why*\x1b[2J\n")
    text = notebook.note(A)
    notebook.set_note(A, "  \n")

    assert "# Ask\n\n- *why*\N{REPLACEMENT CHARACTER}[2J" == text
    assert notebook.note(A) is None
    assert notebook.entries() == []


def test_flags_tell_what_a_list_shows(notebook: Notebook) -> None:
    """Each case in view gets its flags, and its place in the order of marking."""
    notebook.star(A)
    notebook.set_note(B, "x")
    notebook.tag(B, add=["t"])
    notebook.mark_read(B)
    notebook.set_marks([C, B])
    flags = notebook.flags([A, B, C])

    assert (True, False, False, False, 0) == _as_tuple(flags[A])
    assert (False, True, True, True, 2) == _as_tuple(flags[B])
    assert (False, False, False, False, 1) == _as_tuple(flags[C])


def _as_tuple(flags: object) -> tuple[object, ...]:
    return tuple(getattr(flags, name) for name in ("starred", "tagged", "noted", "read", "mark"))


def test_queries_find_by_every_field(notebook: Notebook) -> None:
    """`is:`, `tag:`, `note:` and `in:` give the keys of the cases; a tag and a note also by their beginning."""
    notebook.tag(A, add=["ALK-fusion"])
    notebook.set_note(B, "Ask about TNF-α in the child")
    notebook.collections.add("My Reviews", [C, A])
    notebook.mark_read([A, C])

    assert [A] == list(notebook.ids("tag", "alk-FUSION")) == list(notebook.ids("tag", "alk*"))
    assert [B] == list(notebook.ids("note", "tnf alpha ask")) == list(notebook.ids("note", "ask chi*"))
    assert [] == list(notebook.ids("note", "chi"))
    assert [C, A] == list(notebook.ids("in", "my reviews"))
    assert [A, C] == list(notebook.ids("is", "read"))
    assert [A] == list(notebook.ids("is", "tagged"))
    with pytest.raises(KeyError):
        notebook.ids("is", "beautiful")


def test_a_snapshot_does_not_change(notebook: Notebook) -> None:
    """A query that runs in another thread sees the notebook of one moment."""
    notebook.star(A)
    snapshot = notebook.snapshot()
    notebook.unstar(A)

    assert [A] == list(snapshot.ids("is", "starred"))


def test_what_was_read_stays_read_and_undoing_does_not_unread(notebook: Notebook) -> None:
    """Reading in passing is no step of the undo log; marking by hand is."""
    notebook.star(A)
    notebook.mark_read(B)
    notebook.undo()
    notebook.mark_unread(B)
    unread = notebook.is_read(B)
    notebook.undo()

    assert not unread
    assert notebook.is_read(B)
