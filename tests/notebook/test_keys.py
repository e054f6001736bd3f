"""Cases by any key they ever had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.model import Known
from store.notebook.notebook import Notebook

OLD, NEW = "doi:10.1/x", "pmc:PMC1"


def knows_both(ids: Sequence[str]) -> Mapping[str, Known]:
    """A library in which the case has gained a PMC id."""
    return {case: Known((NEW, OLD), "A case") for case in ids if case in (OLD, NEW)}


def test_what_was_written_under_an_older_key_is_found(notebook: Notebook) -> None:
    """A case that gains an id keeps its star, tags, note, marks, read mark and collections."""
    notebook.star(OLD)
    notebook.set_note(OLD, "mine")
    notebook.mark(OLD)
    notebook.mark_read(OLD)
    notebook.collections.add("c", OLD)
    notebook.consult(knows_both)
    flags = notebook.flags([NEW])[NEW]

    assert (True, True, True, 1) == (flags.starred, flags.noted, flags.read, flags.mark)
    assert "mine" == notebook.note(NEW)
    assert (NEW,) == notebook.marks() == notebook.collections.cases("c")
    assert ("c",) == notebook.collections.holding(NEW)


def test_changes_by_the_new_key_reach_what_the_old_one_holds(notebook: Notebook) -> None:
    """Nothing is there twice, and everything can be taken away, whichever key it was written under."""
    notebook.star(OLD)
    notebook.mark(OLD)
    notebook.mark_read(OLD)
    notebook.collections.add("c", OLD)
    notebook.consult(knows_both)
    notebook.mark(NEW)
    notebook.collections.add("c", NEW)
    assert 1 == len(notebook.marks()) == len(notebook.collections.cases("c"))
    notebook.unstar(NEW)
    notebook.unmark(NEW)
    notebook.mark_unread(NEW)
    notebook.collections.remove("c", NEW)

    assert [] == notebook.entries()
    assert () == notebook.marks() == notebook.collections.cases("c")
    assert not notebook.is_read(NEW)


def test_two_cases_that_become_one_lose_nothing(notebook: Notebook) -> None:
    """Where both were written about, stars, tags and notes of both are there."""
    notebook.set_note(OLD, "first")
    notebook.tag(OLD, add=["a"])
    notebook.set_note(NEW, "second")
    notebook.tag(NEW, add=["b"])
    notebook.consult(knows_both)
    seen = notebook.entry(NEW)
    notebook.star(NEW)

    assert "second\n\nfirst" == seen.note == notebook.entry(OLD).note
    assert {"a", "b"} == set(seen.tags)
    assert 1 == len(notebook.entries())


def test_another_library_that_knows_only_the_other_key(notebook: Notebook) -> None:
    """All keys are written down, so that a library that never heard of the new one finds the star too."""
    notebook.consult(knows_both)
    notebook.star(NEW)
    notebook.consult(lambda ids: {case: Known((OLD,)) for case in ids if case == OLD})

    assert notebook.entry(OLD).starred
    assert {OLD, NEW} == set(notebook.ids("is", "starred"))


def test_steps_name_the_case_by_its_title(notebook: Notebook) -> None:
    """What can be undone is said in words that a person recognises."""
    notebook.consult(knows_both)
    notebook.star(NEW)
    step = notebook.next_undo()

    assert step is not None
    assert "star “A case”" == step.what
