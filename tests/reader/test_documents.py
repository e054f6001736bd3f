"""Documents from outside are checked and cleaned."""

from __future__ import annotations

import json
from typing import Any

import pytest

from store.documents import admit, to_case, to_document
from store.errors import RejectedError
from store.text import is_clean
from tests.reader.case_texts import case_text, read


def document(**changes: Any) -> dict[str, Any]:
    return json.loads(json.dumps(to_document(read(case_text(more="## Notes\n\nOne.\n\nTwo."))))) | changes


def test_a_document_of_ours_comes_back_equal() -> None:
    """Through JSON, by either way."""
    case = read(case_text(more="## Notes\n\nOne.\n\nTwo."))

    assert to_case(document()) == case
    assert admit(document()) == case


def test_what_is_absent_may_be_missing() -> None:
    """A title is enough."""
    case = admit({"title": "T"})

    assert (case.title, case.mentions, case.full_text.url) == ("T", (), None)
    assert case.id.startswith("hash:")


def test_text_from_outside_is_cleaned() -> None:
    """No string of a document acts."""
    case = admit(
        document(title="\x1b]52;c;x\x07 T\u202e\nsecond", key_findings=["a\x00b"], tldr="one\n\ntwo\x9b", journal=" J ")
    )

    assert case.title == "\ufffd]52;c;x\ufffd T⟦RLO⟧ second"
    assert case.key_findings == ("a\ufffdb",)
    assert case.tldr == "one\n\ntwo\ufffd"
    assert case.journal == "J"
    assert all(is_clean(text) for text in (case.title, case.tldr, *case.key_findings))


def test_the_key_is_derived_anew() -> None:
    """A document cannot claim to be another case."""
    assert admit(document(id="pmc:PMC1")).id == "pmc:PMC77"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": 5},
        {"title": None, "doi": None, "pmcid": None},
        {"authors": "Ada Test"},
        {"authors": [1]},
        {"mentions": {"a": 1}},
        {"mentions": [{"section": "abstract", "kind": "gene", "name": "ALK"}]},
        {"mentions": ["ALK"]},
        {"mentions": [{"section": "linked", "kind": "gene", "name": "ALK", "curies": ["=gene:alk"]}]},
        {"mentions": [{"section": "linked", "kind": "gene", "name": "ALK", "curies": ["238"]}]},
        {"mentions": [{"section": "linked", "kind": "gene", "name": "ALK", "curies": ["mesh:"]}]},
        {"mentions": [{"section": "linked", "kind": "gene", "name": "ALK", "curies": ["of two: words"]}]},
        {"figures": {"count": "many"}},
        {"figures": {"count": True}},
        {"figures": 4},
        {"full_text": "text"},
        {"other_sections": [{"heading": [], "text": "x"}]},
    ],
)
def test_other_kinds_of_values_are_refused(changes: dict[str, Any]) -> None:
    """With a reason that names the field."""
    with pytest.raises(RejectedError, match=r"“|neither"):
        admit(document(**changes))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("MESH:d009369", "mesh:D009369"),
        ("NCBI Gene 238", "ncbigene:238"),
        ("EFO:0000311", "efo:0000311"),
        ("my-own.db:a/b:c", "my-own.db:a/b:c"),
    ],
)
def test_ids_are_written_as_everywhere(written: str, meant: str) -> None:
    """However the document writes them; a database that nobody knows yet may have ids as well."""
    mention = {"section": "linked", "kind": "gene", "name": "ALK", "curies": [written, meant]}

    assert (meant,) == admit(document(mentions=[mention])).mentions[0].curies


@pytest.mark.parametrize("value", [None, [], "text", 5])
def test_other_json_is_refused(value: object) -> None:
    """A case is an object."""
    with pytest.raises(RejectedError):
        admit(value)
