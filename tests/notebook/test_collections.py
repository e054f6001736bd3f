"""Collections, saved places, what is remembered, corrected names."""

from __future__ import annotations

import pytest

from store.errors import LibraryError, NotFoundError
from store.notebook.notebook import Notebook

A, B, C, D = (f"pmc:PMC{number}" for number in range(4))


def test_a_collection_keeps_the_order_given_to_it(notebook: Notebook) -> None:
    """Cases are added at the end, once, and moved to where they are wanted."""
    assert 3 == notebook.collections.add("Reviews", [A, B, C])
    assert 1 == notebook.collections.add("reviews", [B, D])
    notebook.collections.move("Reviews", [D, C], 2)

    assert (A, D, C, B) == notebook.collections.cases("REVIEWS")
    assert {"Reviews": 4} == notebook.collections.names()
    assert ("Reviews",) == notebook.collections.holding(C)


@pytest.mark.parametrize(("place", "expected"), [(-3, (C, A, B)), (1, (C, A, B)), (3, (A, B, C)), (99, (A, B, C))])
def test_a_place_beyond_the_ends_is_the_end(notebook: Notebook, place: int, expected: tuple[str, ...]) -> None:
    """Any number is a place to move to."""
    notebook.collections.add("x", [A, B, C])
    notebook.collections.move("x", C, place)

    assert expected == notebook.collections.cases("x")


def test_renaming_and_deleting_a_collection(notebook: Notebook) -> None:
    """A name that is taken is refused; what is deleted comes back by undoing."""
    notebook.collections.add("x", A)
    notebook.collections.add("y", B)
    with pytest.raises(LibraryError, match="already"):
        notebook.collections.rename("x", "Y")
    notebook.collections.rename("x", "X")
    notebook.collections.delete("x")
    with pytest.raises(NotFoundError, match="no collection “x”"):
        notebook.collections.cases("x")
    notebook.undo()

    assert {"X": 1, "y": 1} == notebook.collections.names()


def test_moving_what_is_not_there_is_an_error(notebook: Notebook) -> None:
    """A case that is not in the collection is named."""
    notebook.collections.add("x", A)
    with pytest.raises(NotFoundError, match="pmc:PMC3 is not in"):
        notebook.collections.move("x", D, 1)

    assert (A,) == notebook.collections.cases("x")


def test_places_lie_under_their_keys(notebook: Notebook) -> None:
    """A place that takes another's key gives it back, and undoing brings the other back."""
    notebook.places.save("a", {"query": "alectinib", "sort": "date"})
    before = notebook.places.save("a", {"query": "gene:ALK"}, "ALK")
    assert before is not None
    assert "alectinib" == before.title
    assert ["ALK"] == [place.title for place in notebook.places.all()]
    notebook.undo()

    place = notebook.places.get("a")
    assert place is not None
    assert {"query": "alectinib", "sort": "date"} == place.place


def test_forgetting_a_place_that_is_not_there(notebook: Notebook) -> None:
    """The error names the key."""
    with pytest.raises(NotFoundError, match="under z"):
        notebook.places.delete("z")


def test_the_session_is_remembered_but_is_no_step(notebook: Notebook) -> None:
    """What the app remembers by itself does not stand between a person and their last change."""
    notebook.session.set("trail", {"query": "x"})
    notebook.session.set("style", "apa")
    notebook.session.set("style", None)

    assert {"query": "x"} == notebook.session.get("trail")
    assert "vancouver" == notebook.session.get("style", "vancouver")
    assert notebook.next_undo() is None


def test_a_star_asks_for_the_beginning_of_a_name(notebook: Notebook) -> None:
    """`in:` takes a star as `tag:` and `note:` do."""
    notebook.collections.add("talk", ["pmc:PMC1"])
    notebook.collections.add("Tables", ["pmc:PMC2"])

    assert {"pmc:PMC1", "pmc:PMC2"} == set(notebook.snapshot().ids("in", "TA*"))
    assert ["pmc:PMC1"] == list(notebook.snapshot().ids("in", "talk"))
