"""Where commands write."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import QueryError, is_clean
from tui.cli.guard import explain_query
from tui.cli.terminal import Terminal

ANY = st.text(max_size=30)


class Utf8(io.StringIO):
    """A stream in memory that says it can carry every letter."""

    encoding = "utf-8"  # type: ignore[assignment]


def written(write: str, *values: Any) -> str:
    """What a method of `Terminal` writes to standard output."""
    out = Utf8()
    getattr(Terminal(out, io.StringIO()), write)(*values)
    return out.getvalue()


@pytest.mark.parametrize("write", ["line", "heading", "paragraph", "row", "block"])
@given(text=ANY)
def test_nothing_acts_on_the_terminal(write: str, text: str) -> None:
    """Whatever a text holds, what is written is clean and, but for a block, one line."""
    output = written(write, text)

    assert is_clean(output)
    assert write == "block" or output.count("\n") == 1


@given(st.dictionaries(ANY, ANY | st.none() | st.lists(ANY, max_size=3), max_size=3))
def test_json_is_clean_and_stays_json(value: dict[str, Any]) -> None:
    """A document parses again and holds nothing that a terminal would obey."""
    output = written("document", value)

    assert is_clean(output)
    assert len(json.loads(output)) <= len(value)


@given(st.lists(st.dictionaries(st.sampled_from("ab"), ANY, max_size=2), max_size=4))
def test_a_stream_is_one_document(items: list[dict[str, str]]) -> None:
    """What is printed item by item is one JSON document with all of them."""
    document = json.loads(written("stream", {"query": "q", "total": len(items)}, "cases", items))

    assert list(document) == ["query", "total", "cases"]
    assert len(document["cases"]) == len(items)


@given(ANY, st.data())
def test_the_caret_stays_in_reach(query: str, data: st.DataObject) -> None:
    """Any query that fails is explained in three clean lines."""
    column = data.draw(st.integers(0, len(query)))
    explained = explain_query(QueryError(query, column, "It makes no sense here."))

    assert is_clean(explained)
    assert len(explained.split("\n")) == 3
    assert explained.endswith("^")


def test_a_long_query_is_shown_around_the_place() -> None:
    """Of a long query the part around the caret is shown."""
    _, shown, caret = explain_query(QueryError("word " * 100 + ")", 500, "Why.")).split("\n")

    assert len(shown) < 80
    assert shown[caret.index("^")] == ")"
