"""Marks and their order."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.notebook import marking
from store.notebook.notebook import Notebook

A, B, C, D = (f"pmc:PMC{number}" for number in range(4))


def test_marks_keep_the_order_of_marking(notebook: Notebook, path: Path) -> None:
    """Whatever is marked and unmarked, the rest stays in order, also after a restart."""
    notebook.mark([C, A])
    notebook.mark([B, A, D])
    notebook.unmark(A)
    notebook.close()
    with Notebook.open(path) as again:
        marks = again.marks()

    assert (C, B, D) == marks


def test_inverting_marks_what_was_not(notebook: Notebook) -> None:
    """Of the cases at hand the marked lose their mark and the others get one; other marks stay."""
    notebook.mark([D, B])
    notebook.invert_marks([A, B, C])

    assert (D, A, C) == notebook.marks()


def test_clearing_marks_can_be_undone(notebook: Notebook) -> None:
    """Marks taken off by accident come back in their order."""
    notebook.mark([B, A])
    notebook.clear_marks()
    step = notebook.undo()

    assert step is not None
    assert "take all marks off (2 cases)" == step.what
    assert (B, A) == notebook.marks()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(st.lists(st.integers(0, 30), unique=True, max_size=20), min_size=1, max_size=8),
    portion=st.integers(1, 5),
)
def test_marks_become_exactly_what_is_asked(changes: list[list[int]], portion: int) -> None:
    """From any marks to any others, and back by undoing, however they lie in the file."""
    before, marking._PORTION = marking._PORTION, portion
    try:
        with Notebook.open(":memory:") as notebook:
            seen = [notebook.marks()]
            for change in changes:
                wanted = tuple(f"k:{number}" for number in change)
                notebook.set_marks(wanted)

                assert wanted == notebook.marks()
                assert all(notebook.flags(wanted)[case].mark == place for place, case in enumerate(wanted, 1))
                if wanted != seen[-1]:
                    seen.append(wanted)
            for expected in reversed(seen[:-1]):
                notebook.undo()

                assert expected == notebook.marks()
    finally:
        marking._PORTION = before
