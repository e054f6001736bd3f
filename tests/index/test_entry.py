"""What the index computes of a document: the same words as everywhere, and something for whatever TinyDB is given."""

from __future__ import annotations

import pickle
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.index import entry_of
from store.index.bits import flags_of, numbers_of, set_of
from store.index.common import common_columns, common_terms, patterns_of
from store.index.saying import BREAK, tokens
from store.text import words

TEXTS = st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=5)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = (
    "id",
    "title",
    "authors",
    "journal",
    "date",
    "tldr",
    "key_findings",
    "abstract",
    "mentions",
    "full_text",
    "figures",
)


@given(TEXTS)
def test_tokens_are_the_words_of_the_texts(texts: list[str]) -> None:
    """Nothing is lost or joined, and no phrase spans two texts."""
    clean = [text.replace("\x1f", "") for text in texts]
    said = " ".join(tokens(clean))

    assert [words(text) for text in clean if words(text)] == [
        part.split() for part in said.split(BREAK) if part.strip()
    ]


@settings(max_examples=300)
@given(
    st.dictionaries(st.sampled_from(KEYS), ANYTHING),
    st.lists(
        st.dictionaries(st.sampled_from(["name", "kind", "curies", "aliases", "description"]), ANYTHING), max_size=3
    ),
)
def test_any_document_can_be_indexed(new_bench: Any, document: dict[str, Any], mentions: list[dict[str, Any]]) -> None:
    """Whatever is put into the table by hand is indexed as far as it makes sense, and taken out again."""
    bench = new_bench()
    for number, odd in enumerate((document, {**document, "mentions": mentions, "title": "\ud800 \x1f"}), 1):
        entry = entry_of(odd)
        assert entry == pickle.loads(pickle.dumps(entry)) == entry_of(odd)
        bench.write({number: odd})
    bench.write({1: None, 2: None})

    assert {} == bench.entities()
    bench.connection.close()


@given(st.sets(st.integers(0, 3000)))
def test_sets_of_numbers(numbers: set[int]) -> None:
    """A set as bits holds what was put in, in ascending order."""
    bits = set_of(numbers)

    assert sorted(numbers) == list(numbers_of(bits))
    assert numbers == {number for number, flag in enumerate(flags_of(bits, 3001)) if flag}
    assert len(numbers) == bits.bit_count()


@given(st.sets(st.sampled_from(["the", "thenar", "con", "contra", "x", "肿", "patients", "zz9"])))
def test_common_terms(said: set[str]) -> None:
    """A case has the bit of every word and beginning in the list that it holds, and no other."""
    found = common_terms(patterns_of(said), ())
    expected = {
        number
        for term, number in common_columns().items()
        if term in said or (term.endswith("*") and any(word.startswith(term[:-1]) for word in said))
    }

    assert expected == {number for number in range(found.bit_length()) if found >> number & 1}
