"""Undo while another process changes the notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.notebook.notebook import Notebook
from store.notebook.pages import STEPS, Pages


def test_a_step_that_another_process_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the numbers and at the step itself: the one before it is next."""
    numbers = Pages.numbers
    path = tmp_path / "notebook.db"
    with Notebook.open(path) as notebook, Notebook.open(path) as other:
        notebook.tag(["pmc:PMC1"], add=["first"])
        notebook.tag(["pmc:PMC1"], add=["second"])

        def late(pages: Pages, table: str) -> list[int]:
            found = numbers(pages, table)
            if table == STEPS and pages is not other.steps._pages:
                monkeypatch.setattr(Pages, "numbers", numbers)
                other.undo()
                other.tag(["pmc:PMC2"], add=["third"])
            return found

        monkeypatch.setattr(Pages, "numbers", late)
        step = notebook.next_undo()

    assert step is not None
    assert "PMC2" in step.what or "case" in step.what
