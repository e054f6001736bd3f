"""What is undone, and then changed: nothing is lost, and nothing is in the way."""

from __future__ import annotations

from store.notebook.notebook import Notebook

A, B = "pmc:PMC1", "pmc:PMC2"


def test_a_change_after_undoing_forgets_what_anybody_can_do_again(notebook: Notebook) -> None:
    """A star that was undone is not in the way of undoing further."""
    notebook.tag(A, add=["x"])
    notebook.star(A)
    notebook.undo()
    notebook.star(B)
    notebook.undo()
    step = notebook.undo()

    assert step is not None
    assert step.what.startswith("tag")
    assert [] == notebook.entries()


def test_what_was_taken_out_and_brought_back_again_and_again_is_in_nobodys_way(notebook: Notebook) -> None:
    """One case put into a collection, taken out or moved is done again by hand: undoing goes on to what was before."""
    notebook.collections.add("talk", A)
    notebook.collections.add("talk", B)
    for _ in range(3):
        notebook.collections.remove("talk", A)
        notebook.undo()
        notebook.collections.move("talk", B, 1)
        notebook.undo()
    steps = [notebook.undo(), notebook.undo()]

    assert all(step is not None and step.what.startswith("put") for step in steps)
    assert notebook.undo() is None
    assert {} == notebook.collections.names()


def test_a_change_after_undoing_never_loses_a_collection(notebook: Notebook) -> None:
    """A list that was put together, or brought into an order, is found again by undoing further."""
    cases = [f"pmc:PMC{number}" for number in range(1, 6)]
    notebook.collections.add("talk", cases)
    for place, case in enumerate(reversed(cases), 1):
        notebook.collections.move("talk", case, place)
    for _ in range(5):
        notebook.undo()
    notebook.star(A)
    notebook.undo()
    step = notebook.undo()

    assert step is not None
    assert step.what.startswith("undo")
    assert tuple(reversed(cases)) == notebook.collections.cases("talk")


def test_a_change_after_undoing_never_loses_a_note(notebook: Notebook) -> None:
    """A note that was undone by accident is found again by undoing further, even after another change."""
    notebook.set_note(A, "three hours of work")
    notebook.undo()
    notebook.star(B)
    assert notebook.redo() is None
    notebook.undo()
    step = notebook.undo()

    assert step is not None
    assert f"undo “write a note on {A}”" == step.what
    assert "three hours of work" == notebook.note(A)
