"""Sets of cases: whatever is changed and in whichever portions it is written, they hold what was told last."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from store.index import create
from store.index.bits import CHUNK, BitChanges, numbers_of, stored_set

NUMBERS = st.integers(0, 40) | st.integers(CHUNK - 20, CHUNK + 20)
TERMS = st.sets(st.integers(1, 12))
TRANSACTIONS = st.lists(st.lists(st.dictionaries(NUMBERS, TERMS, max_size=60), max_size=4), max_size=4)


@given(TRANSACTIONS)
def test_what_was_told_last_is_stored(transactions: list[list[dict[int, set[int]]]]) -> None:
    """Cases that come, change and go, also within one transaction; a case of no terms is gone."""
    connection = sqlite3.connect(":memory:")
    create(connection)
    held: dict[int, set[int]] = {}
    for portions in transactions:
        bits = BitChanges()
        for portion in portions:
            for number in portion.keys() & held.keys():
                bits.clear_row(number, sum(1 << term for term in held[number]))
            bits.add_rows([(number, sum(1 << term for term in terms)) for number, terms in portion.items() if terms])
            held.update(portion)
        bits.write(connection)

        stored = {term: set(numbers_of(stored_set(connection, term))) for term in range(1, 13)}
        assert stored == {term: {number for number in held if term in held[number]} for term in range(1, 13)}
    connection.close()
