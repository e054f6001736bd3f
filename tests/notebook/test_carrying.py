"""Notebooks written to one file and taken in elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import RejectedError
from store.model import Known
from store.notebook.carrying import read_notebook, take_in, write_notebook
from store.notebook.contents import Contents, admit, read_json, write_json
from store.notebook.markdown import read_markdown, write_markdown
from store.notebook.notebook import Notebook

A, B, C = "pmc:PMC1", "pmc:PMC2", "doi:10.1/x"

KEYS = st.from_regex(r"(pmc:PMC|doi:10\.1/|hash:)[a-z0-9()<>#*_-]{1,9}", fullmatch=True)
LINES = st.text(max_size=30).map(lambda text: " ".join(text.split()))
WHEN = st.just("2026-11-22T10:00:00Z")
NAMED = LINES.filter(bool)
CASES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"keys": st.lists(KEYS, min_size=1, max_size=3, unique=True), "title": st.none() | NAMED},
    optional={
        "star": WHEN,
        "tags": st.lists(st.sampled_from(["alk", "βeta-2", "x.y"]), min_size=1, unique=True),
        "note": st.fixed_dictionaries({"text": st.text(min_size=1), "at": WHEN}),
    },
)
NOTEBOOKS = st.fixed_dictionaries(
    {
        "cases": st.lists(CASES, max_size=3),
        "read": st.lists(st.fixed_dictionaries({"case": KEYS, "at": WHEN}), max_size=3),
        "marks": st.lists(KEYS, max_size=4, unique=True),
        "collections": st.lists(
            st.fixed_dictionaries({"name": NAMED, "cases": st.lists(KEYS, max_size=3, unique=True)}), max_size=2
        ),
        "places": st.lists(
            st.fixed_dictionaries(
                {"key": NAMED, "title": LINES, "place": st.dictionaries(NAMED, LINES | st.integers()), "at": WHEN}
            ),
            max_size=2,
        ),
    }
)


@settings(deadline=None)
@given(value=NOTEBOOKS)
def test_what_is_written_is_read_back(value: dict[str, Any]) -> None:
    """Either format holds everything, whatever the texts are."""
    contents = admit(value)

    assert contents == read_json(write_json(contents))
    assert contents == read_markdown(write_markdown(contents, lambda _: {A: "# A title"}))


@settings(deadline=None)
@given(text=st.text())
def test_any_text_is_read_or_rejected(text: str) -> None:
    """No file makes the reader fail in any other way."""
    for data in (text, "# Notebook of Rounds\n" + text, "# Notebook of Rounds\n\n## Places\n\n- " + text):
        try:
            read_notebook(data.encode("utf-8", "surrogatepass"))
        except RejectedError:
            continue


@pytest.mark.parametrize(
    "value",
    [
        [],
        {"rounds": "library"},
        {"rounds": "notebook", "version": 2},
        {"rounds": "notebook", "version": 1, "cases": {}},
        {"rounds": "notebook", "version": 1, "cases": [1]},
        {"rounds": "notebook", "version": 1, "cases": [{"keys": []}]},
        {"rounds": "notebook", "version": 1, "marks": ["two words"]},
        {"rounds": "notebook", "version": 1, "cases": [{"keys": [A], "tags": ["#"]}]},
    ],
)
def test_what_is_no_notebook_is_rejected(value: object) -> None:
    """JSON of anything else is refused with a reason and the name of the file."""
    with pytest.raises(RejectedError, match=r"^n\.json(:1: it is no notebook|: )"):
        read_notebook(json.dumps(value).encode(), "n.json")


@pytest.mark.parametrize(
    ("version", "reason"), [({}, "no number"), ({"version": True}, "no number"), ({"version": 2}, "later")]
)
def test_which_version_a_notebook_says(version: dict[str, object], reason: str) -> None:
    """One that says none was not written by a later Rounds."""
    with pytest.raises(RejectedError, match=reason):
        read_notebook(json.dumps({"rounds": "notebook", **version}).encode(), "n.json")


def test_a_place_is_named_where_there_is_one() -> None:
    """The line at which JSON breaks off; none where a value is of another kind."""
    with pytest.raises(RejectedError, match=r"^n\.json:2: it is no JSON"):
        read_notebook(b'{"rounds":\n', "n.json")


def fill(notebook: Notebook) -> None:
    """Write something of each kind."""
    notebook.star([A, B])
    notebook.tag(A, add=["alk"])
    notebook.set_note(A, "> quoted\n\n## Cases\n\n- starred: never")
    notebook.mark([B, C])
    notebook.mark_read([C, A])
    notebook.collections.add("Reviews", [B, A])
    notebook.places.save("a", {"query": "drug:alectinib", "sort": "date"})


@pytest.mark.parametrize("format_", ["json", "markdown"])
def test_a_notebook_carried_elsewhere_is_the_same(notebook: Notebook, format_: Any) -> None:
    """Taken into an empty notebook all is there; taken in twice nothing is there twice; undone at once."""
    fill(notebook)
    notebook.consult(lambda ids: {case: Known((case,), f"Title of {case}") for case in ids})
    text = write_notebook(notebook, format_)
    with Notebook.open(":memory:") as other:
        taken = take_in(other, read_notebook(text.encode()), "n.md")
        again = take_in(other, read_notebook(text.encode()), "n.md")

        assert (2, 2, 2, 1, 1, ()) == (
            taken.cases,
            taken.read,
            taken.marks,
            taken.collections,
            taken.places,
            taken.kept,
        )
        assert (0, 0, 0, 0, 0) == (
            again.cases,
            again.read,
            again.marks,
            again.collections,
            again.places,
        )
        assert notebook.entries() == other.entries()
        assert notebook.marks() == other.marks()
        step = other.undo()
        assert step is not None
        assert "take in n.md" == step.what
        assert other.next_undo() is None
        assert Contents() == read_json(write_notebook(other, "json"))


def test_taking_in_overwrites_nothing(notebook: Notebook) -> None:
    """Two notes on a case are joined; a key that is in use stays, and that is said."""
    fill(notebook)
    with Notebook.open(":memory:") as other:
        other.set_note(A, "mine")
        other.places.save("a", {"query": "other"})
        taken = take_in(other, read_notebook(write_notebook(notebook, "json").encode()), "n.json")
        note, place = other.note(A), other.places.get("a")

    assert note is not None
    assert note.startswith("mine\n\n> quoted")
    assert place is not None
    assert "other" == place.title
    assert 1 == len(taken.kept)


def test_markdown_is_for_reading(notebook: Notebook) -> None:
    """A case stands under its title, with what was written about it in plain sight."""
    notebook.consult(lambda ids: {case: Known((case,), "A Giant Neoplasm") for case in ids})
    notebook.tag(A, add=["alk"])
    notebook.set_note(A, "Ask *why*.\n\nThen ask again.")
    notebook.collections.add("Talk", [A])
    text = write_notebook(notebook, "markdown")

    assert "### A Giant Neoplasm\n\n- case: pmc:PMC1\n- tags: #alk\n" in text
    assert "> Ask *why*.\n>\n> Then ask again.\n" in text
    assert "### Talk\n\n1. pmc:PMC1 A Giant Neoplasm\n" in text
