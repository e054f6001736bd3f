"""The order of cases: the same whether it is worked out or was kept, however it is looked at."""

from __future__ import annotations

import random
import sqlite3
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Library
from store.index import IndexReader, IndexWriter, create, entry_of, ordering
from store.index.bits import set_of
from store.index.ordering import Ordered, keep_order

NUMBERS = st.lists(st.integers(1, 3000), min_size=1, max_size=60, unique=True)


@given(NUMBERS, st.integers(0, 10), st.integers(0, 1000).map(random.Random))
def test_numbers_in_order_however_they_are_asked_for(wanted: list[int], split: int, chance: random.Random) -> None:
    """A set picked out of the order of all is what a list of it would be: by place, by stretch, by number, whole."""
    order = array("I", range(1, 3001))
    chance.shuffle(order)
    place = {number: at for at, number in enumerate(order)}
    first, second = sorted(wanted[:split], key=place.__getitem__), sorted(wanted[split:], key=place.__getitem__)
    expected = first + second

    def made() -> Ordered:
        return Ordered(set_of(wanted), (set_of(first), array("I", second)), order, 3000)

    asks: list[Callable[[Ordered | list[int]], object]] = [
        len,
        list,
        lambda numbers: [numbers.index(number) for number in reversed(wanted)],
        lambda numbers: [numbers[at] for at in (-1, 0, len(wanted) // 2)],
        lambda numbers: [list(numbers[at : at + 7]) for at in (3, 0, 50, -4)],
        lambda numbers: list(numbers[5:1:-2]),
        lambda numbers: list(numbers[::-1]),
        lambda numbers: [number in numbers for number in (wanted[0], 3001, -1)],
    ]
    chance.shuffle(asks)
    numbers = made()
    for ask in asks:
        assert ask(expected) == ask(numbers)
        assert ask(expected) == ask(made())


def test_what_is_not_there_is_not_found() -> None:
    """As with any sequence."""
    numbers = Ordered(set_of([2, 3]), (set_of([2, 3]),), array("I", [3, 2, 1]), 3)

    with pytest.raises(ValueError, match="not among"):
        numbers.index(1)
    with pytest.raises(IndexError):
        numbers[2]


def test_the_order_that_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is that of the cases, and is worked out anew once something has been written after it."""
    monkeypatch.setattr(ordering, "_KEPT_FROM", 2)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    create(connection)
    writer = IndexWriter(connection)
    dates = {1: "2020", 2: "", 3: "2024-05", 4: "2022"}
    writer.apply([(number, None, entry_of({"id": f"x:{number}", "date": date})) for number, date in dates.items()])
    writer.finish()
    keep_order(connection)

    assert [3, 4, 1, 2] == list(IndexReader(connection).search("").numbers)
    assert connection.execute("SELECT count(*) FROM index_orders").fetchone() == (1,)

    writer.apply([(5, None, entry_of({"id": "x:5", "date": "2023"}))])
    writer.finish()

    assert [3, 5, 4, 1, 2] == list(IndexReader(connection).search("").numbers)


def test_an_import_keeps_the_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """So does making the index anew; a small library needs none."""
    (tmp_path / "a.md").write_text("# One\n\nPMC · 2024\n\n## Abstract\n\nText.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# Two\n\nPMC · 2025\n\n## Abstract\n\nText.\n", encoding="utf-8")
    kept = "SELECT count(*) FROM sqlite_master WHERE name = 'index_orders'"
    with Library.open(tmp_path / "library.db", create=True) as library:
        library.import_paths([tmp_path / "a.md"], jobs=1)
        assert library.connection.execute(kept).fetchone() == (0,)
        monkeypatch.setattr(ordering, "_KEPT_FROM", 2)
        library.import_paths([tmp_path / "b.md"], jobs=1)
        assert library.connection.execute(kept).fetchone() == (1,)
        library.rebuild_index()
        assert library.connection.execute(kept).fetchone() == (1,)
        assert ["Two", "One"] == [row.title for row in library.index.rows(library.index.search("").numbers)]
