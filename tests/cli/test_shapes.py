"""What `--json` prints, key by key."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tui.cli.registry import all_commands

Ask = Callable[..., Any]
LINES = {
    "list": ["list"],
    "search": ["search", "gene:ALK ~s drug:*"],
    "pairs": ["pairs", "gene:ALK ~ drug:*"],
    "show": ["show", "PMC7000001"],
    "entities": ["entities", "ALK"],
    "entity": ["entity", "ncbigene:238"],
    "cite": ["cite", "PMC7000001", "--style", "ama"],
    "stats": ["stats"],
    "check": ["check"],
    "remove": ["remove", "PMC7000001"],
    "star": ["star", "PMC7000001"],
    "unstar": ["unstar", "PMC7000001"],
    "tag": ["tag", "PMC7000001", "--add", "hand"],
    "note": ["note", "PMC7000001", "--text", "Look again."],
    "collection": ["collection", "talk", "PMC7000001"],
    "doctor": ["doctor"],
    "undo": ["undo"],
    "redo": ["redo"],
}
"""A command line for each command whose shape does not need a place or a file of its own."""


def kinds_of(value: Any) -> Any:
    """The shape of a JSON value: names of keys, kinds of leaves, the first item of a list."""
    if isinstance(value, dict):
        return {key: kinds_of(item) for key, item in value.items()}
    if isinstance(value, list):
        return [kinds_of(value[0])] if value else []
    return type(value).__name__


def agrees(declared: Any, printed: Any) -> bool:
    """Whether `printed` has the keys of `declared` and leaves of the same kind, where neither is empty or null."""
    if isinstance(declared, dict) and isinstance(printed, dict):
        return declared.keys() == printed.keys() and all(agrees(declared[key], printed[key]) for key in declared)
    if isinstance(declared, list) and isinstance(printed, list):
        return not declared or not printed or agrees(declared[0], printed[0])
    return "NoneType" in (declared, printed) or declared == printed or {declared, printed} == {"int", "float"}


@pytest.mark.parametrize("name", LINES)
def test_the_shape_is_the_declared_one(name: str, answer: Ask) -> None:
    """What a command prints has the keys that its declaration, and so the README, shows."""
    command = next(command for command in all_commands() if command.name == name)
    printed = answer(*LINES[name])

    assert agrees(kinds_of(json.loads(command.shape)), kinds_of(printed)), json.dumps(printed, indent=1)


def test_every_shape_is_tried() -> None:
    """No command prints JSON that no test looks at; some have tests of their own."""
    elsewhere = {"import", "share", "notebook"}

    assert {command.name for command in all_commands() if command.shape} - elsewhere == set(LINES)


def test_list_in_full(answer: Ask) -> None:
    """`list` gives query, total and the five facts of each case, newest first, undated last."""
    assert answer("list") == {
        "query": "",
        "total": 3,
        "cases": [
            {
                "id": "pmc:PMC7000001",
                "title": "A tumour of the hand with an ALK fusion",
                "authors": ["Ada Lovelace", "Grace Hopper", "Mary Anning"],
                "journal": "Journal of Tests",
                "date": "2024-03-05",
            },
            {
                "id": "doi:10.5555/beta.2",
                "title": "Necrosis after a bee sting",
                "authors": ["Carl Linnaeus"],
                "journal": "Bee Reports",
                "date": "2021",
            },
            {
                "id": answer("search", "undated")["cases"][0]["id"],
                "title": "An undated observation",
                "authors": [],
                "journal": None,
                "date": None,
            },
        ],
    }


def test_show_in_full(answer: Ask) -> None:
    """`show` gives every field of the case file."""
    case = answer("show", "PMC7000001")

    assert {key: case[key] for key in case if key not in ("mentions", "entity_lists")} == {
        "id": "pmc:PMC7000001",
        "pmcid": "PMC7000001",
        "pmid": "11111111",
        "doi": "10.5555/Alpha.1",
        "title": "A tumour of the hand with an ALK fusion",
        "authors": ["Ada Lovelace", "Grace Hopper", "Mary Anning"],
        "journal": "Journal of Tests",
        "date": "2024-03-05",
        "archive": "PMC",
        "url": "https://example.org/paper/PMC7000001",
        "tldr": "A hand tumour with ALK answered to alectinib.",
        "contribution": "Shows what a command prints.",
        "key_findings": ["ALK was fused in the hand.", "Alectinib shrank the tumour."],
        "abstract": ["A first paragraph about ALK.", "A second paragraph about necrosis."],
        "full_text": {"url": "https://example.org/paper/PMC7000001/full.md", "text": None},
        "figures": {"count": 2, "url": "https://example.org/paper/PMC7000001/full.md", "items": []},
        "references": {"count": 11, "url": "https://example.org/paper/PMC7000001/full.md", "items": []},
        "other_sections": [{"heading": "Funding", "text": "None."}],
    }
    assert case["mentions"][2] == {
        "section": "full_text",
        "kind": "gene",
        "name": "ALK",
        "description": "ALK receptor tyrosine kinase",
        "curies": ["ncbigene:238"],
        "aliases": ["ALK1", "CD246"],
        "raw": "ALK (ALK receptor tyrosine kinase) [NCBI Gene 238] {aka ALK1, CD246}",
    }


def test_entity_in_full(answer: Ask) -> None:
    """`entity` gives names, ids, the cases and what occurs with it."""
    entity = answer("entity", "CD246")

    assert tuple(entity[key] for key in ("id", "kinds", "name", "curies", "cases")) == (
        "ncbigene:238",
        ["gene"],
        "ALK",
        ["ncbigene:238"],
        1,
    )
    assert {"ALK1", "CD246"} <= set(entity["aliases"])
    assert entity["case_ids"] == ["pmc:PMC7000001"]
    assert {"alectinib", "necrosis", "Homo sapiens"} == {other["name"] for other in entity["co_occurring"]}


def test_entities_in_full(answer: Ask) -> None:
    """`entities` gives the hits, best first, and how many there are."""
    found = answer("entities", "alectinib")

    assert (found["query"], found["total"]) == ("alectinib", 1)
    assert {"mesh:C582670", "pubchem.compound:49806720"} == set(found["entities"][0]["curies"])


def test_absent_values_are_null_or_empty(answer: Ask) -> None:
    """A case that says next to nothing has every key all the same."""
    case = answer("show", answer("search", "undated")["cases"][0]["id"])

    assert None is case["pmcid"] is case["doi"] is case["date"] is case["contribution"]
    assert [] == case["authors"] == case["mentions"] == case["other_sections"]
    assert case["figures"] == {"count": None, "url": None, "items": []}


def test_cite_in_full(answer: Ask) -> None:
    """`cite` gives id and text."""
    (citation,) = answer("cite", "PMC7000001", "--style", "vancouver")

    assert citation["id"] == "pmc:PMC7000001"
    assert citation["text"].startswith("Lovelace A, Hopper G, Anning M. A tumour of the hand with an ALK fusion.")
