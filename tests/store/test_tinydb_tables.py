"""TinyDB's documented operations on our tables, in memory and on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, set, subtract
from tinydb.table import Document, Table

from store.storage.draft import Change
from store.storage.tables import RowTable, SQLiteStorage, open_tinydb


@pytest.fixture(params=["memory", "disk"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TinyDB]:
    where_to = ":memory:" if request.param == "memory" else tmp_path / "notes.db"
    with open_tinydb(where_to) as database:
        database.drop_tables()
        database.insert_multiple({"int": 1, "char": char} for char in "abc")
        yield database


def contents(table: Any) -> list[dict[str, Any]]:
    return [dict(document) for document in table]


def test_insert_gives_rising_ids(db: TinyDB) -> None:
    """`insert` returns the new id; ids go on from the largest."""
    assert db.insert({"int": 4}) == 4
    assert db.get(doc_id=4) == {"int": 4}
    assert db.insert_multiple([{"int": 5}, {"int": 6}]) == [5, 6]


def test_insert_with_an_id_of_ones_own(db: TinyDB) -> None:
    """A `Document` keeps its id, once; later documents get larger ones."""
    assert db.insert(Document({"x": 1}, doc_id=12)) == 12
    assert db.insert({"x": 2}) == 13
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({"x": 3}, doc_id=12))
    with pytest.raises(ValueError, match="already exists"):
        db.insert_multiple([{"y": 1}, Document({"x": 3}, doc_id=12)])

    assert not db.contains(where("y") == 1)


def test_what_is_no_mapping_is_refused(db: TinyDB) -> None:
    """As in TinyDB; nothing of the batch is kept."""
    with pytest.raises(ValueError, match="Mapping"):
        db.insert([1])
    with pytest.raises(ValueError, match="Mapping"):
        db.insert_multiple([{"a": 1}, "b"])
    with pytest.raises(TypeError):
        db.insert({"a": {1, 2}})

    assert len(db) == 3


def test_all_and_iteration(db: TinyDB) -> None:
    """Documents know their ids and come in the order of them."""
    assert [document.doc_id for document in db.all()] == [1, 2, 3]
    assert [document["char"] for document in db] == ["a", "b", "c"]
    assert len(db) == 3


def test_search_and_queries(db: TinyDB) -> None:
    """Queries of every documented sort see the documents."""
    entry = Query()
    db.insert({"name": {"first": "Ann", "family": ["Li", "Lee"]}, "int": 9})

    assert len(db.search(entry.int == 1)) == 3
    assert db.search(entry.int == 5) == []
    assert [found["char"] for found in db.search((entry.int == 1) & ~(entry.char.one_of(["a", "b"])))] == ["c"]
    assert len(db.search(entry.name.first.matches("A.n"))) == 1
    assert len(db.search(entry.name.family.any(["Lee"]))) == 1
    assert len(db.search(entry.name.family.all(["Lee", "Li"]))) == 1
    assert len(db.search(entry["name"]["first"].exists())) == 1
    assert len(db.search(entry.int.test(lambda value: value > 8))) == 1
    assert db.count(entry.int > 0) == 4
    assert db.count(entry.fragment({"int": 9})) == 1
    assert len(db.search(entry.noop())) == 4
    assert [found["char"] for found in db.search(where("char") == "b")] == ["b"]


def test_get_and_contains(db: TinyDB) -> None:
    """By query, by id, by several ids."""
    assert db.get(where("char") == "b")["char"] == "b"
    assert db.get(where("char") == "z") is None
    assert db.get(doc_id=99) is None
    assert db.get(doc_id=2**70) is None
    assert [found["char"] for found in db.get(doc_ids=[3, 1, 77])] == ["a", "c"]
    assert db.contains(where("char") == "a")
    assert not db.contains(doc_id=4)
    with pytest.raises(RuntimeError):
        db.get()
    with pytest.raises(RuntimeError):
        db.contains()


def test_update(db: TinyDB) -> None:
    """Fields, operations and functions; by query, by id, everywhere; the ids of what changed come back."""
    assert db.update({"int": 2}, where("char") == "a") == [1]
    assert db.update({"int": 7}, doc_ids=[2, 50]) == [2]
    assert [document["int"] for document in db] == [2, 7, 1]
    assert db.update(increment("int")) == [1, 2, 3]
    assert db.update(lambda document: document.update(seen=True)) == [1, 2, 3]
    assert [document["int"] for document in db] == [3, 8, 2]
    assert db.count(where("seen") == True) == 3  # noqa: E712


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (delete("int"), {"char": "a"}),
        (add("int", 5), {"int": 6, "char": "a"}),
        (subtract("int", 5), {"int": -4, "char": "a"}),
        (set("char", "z"), {"int": 1, "char": "z"}),
        (increment("int"), {"int": 2, "char": "a"}),
        (decrement("int"), {"int": 0, "char": "a"}),
    ],
)
def test_operations(db: TinyDB, operation: Any, expected: dict[str, Any]) -> None:
    """Each of TinyDB's own update operations."""
    db.update(operation, where("char") == "a")

    assert expected == db.get(doc_id=1)


def test_update_multiple(db: TinyDB) -> None:
    """Several updates with a condition each."""
    changed = db.update_multiple([({"int": 2}, where("char") == "a"), ({"int": 4}, where("char") == "b")])

    assert changed == [1, 2]
    assert [document["int"] for document in db] == [2, 4, 1]


def test_upsert(db: TinyDB) -> None:
    """Updates what matches, inserts where nothing does; a `Document` is matched by its id."""
    assert db.upsert({"int": 5}, where("int") == 1) == [1, 2, 3]
    assert db.upsert({"char": "d"}, where("char") == "d") == [4]
    assert db.upsert(Document({"char": "B"}, doc_id=2)) == [2]
    assert db.upsert(Document({"char": "i"}, doc_id=9)) == [9]
    with pytest.raises(ValueError, match="doc_id"):
        db.upsert({"char": "x"})

    assert db.get(doc_id=2) == {"int": 5, "char": "B"}


def test_remove_and_truncate(db: TinyDB) -> None:
    """By query, by id; removing everything is `truncate`, and ids start again."""
    assert db.remove(where("char") == "b") == [2]
    assert db.remove(doc_ids=[3, 40]) == [3]
    assert len(db) == 1
    with pytest.raises(RuntimeError):
        db.remove()
    db.truncate()

    assert db.all() == []
    assert db.insert({}) == 1


def test_tables(db: TinyDB) -> None:
    """Tables are apart from one another and can be dropped alone or all at once."""
    table = db.table("other", cache_size=0)
    assert {"_default"} == db.tables()
    table.insert({"only": "here"})

    assert {"_default", "other"} == db.tables()
    assert len(db) == 3
    assert len(table) == 1
    db.drop_table("other")
    assert {"_default"} == db.tables()
    assert len(db.table("other")) == 0
    db.drop_table("never there")
    db.drop_tables()
    assert db.tables() == set_of()
    assert len(db) == 0


def set_of(*names: str) -> Any:
    """A set; TinyDB's operation `set` hides the builtin here."""
    return {*names}


def test_names_of_tables_are_data(db: TinyDB) -> None:
    """A table may be called anything."""
    for name in ("", 'a"; DROP TABLE meta; --', "naïve ✓", "documents_1"):
        db.table(name).insert({"in": name})

    assert all(db.table(name).all() == [{"in": name}] for name in ("", 'a"; DROP TABLE meta; --', "naïve ✓"))


def test_persist_empty(db: TinyDB) -> None:
    """A table that is to be stored though empty is stored."""
    db.table("empty", persist_empty=True)

    assert {"_default", "empty"} == db.tables()


def test_the_query_cache_never_lies(tmp_path: Path) -> None:
    """What was found before is found again from memory, but not after a change, be it by another process."""
    with open_tinydb(tmp_path / "a.db") as one, open_tinydb(tmp_path / "a.db") as other:
        query = where("x") == 1
        one.insert({"x": 1})
        assert len(one.search(query)) == 1
        assert one.table("_default")._query_cache.length == 1
        other.insert({"x": 1})
        assert len(one.search(query)) == 2
        one.update({"x": 2})

        assert one.search(query) == []
        one.clear_cache()
        assert one.table("_default")._query_cache.length == 0


def test_documents_are_values(db: TinyDB) -> None:
    """Changing a document in hand changes nothing in the file; JSON's own limits hold (tuples become lists)."""
    document = db.get(doc_id=1)
    document["char"] = "changed"
    number = db.insert({"t": (1, 2), "f": 1.5, "n": None, "text": "é\ud800\u202e\0", "deep": {"a": [{"b": True}]}})

    assert db.get(doc_id=1)["char"] == "a"
    assert db.get(doc_id=number) == {
        "t": [1, 2],
        "f": 1.5,
        "n": None,
        "text": "é\ud800\u202e\0",
        "deep": {"a": [{"b": True}]},
    }


def test_an_update_that_fails_changes_nothing(db: TinyDB) -> None:
    """All documents are updated, or none is."""
    with pytest.raises(KeyError):
        db.update(lambda document: document.update(int=9) if document["char"] < "c" else document["missing"])

    assert [document["int"] for document in db] == [1, 1, 1]


def test_rows_may_be_written_while_they_are_read(db: TinyDB) -> None:
    """A loop over a table may change it and ends all the same."""
    for document in db:
        db.update({"int": 0}, doc_ids=[document.doc_id])
        db.insert({"char": document["char"].upper(), "int": 3})

    assert len(db) == 6


def test_several_changes_as_one(db: TinyDB) -> None:
    """A transaction holds or falls as a whole; an inner one that fails takes back only itself."""
    storage = db.storage
    assert isinstance(storage, SQLiteStorage)
    with pytest.raises(ZeroDivisionError), storage.transaction():
        db.insert({"lost": True})
        raise ZeroDivisionError
    with storage.transaction():
        db.insert({"kept": True})
        with pytest.raises(ZeroDivisionError), storage.transaction():
            db.insert({"lost": True})
            raise ZeroDivisionError

    assert not db.contains(where("lost") == True)  # noqa: E712
    assert db.contains(where("kept") == True)  # noqa: E712


def test_listeners_hear_every_change_once(db: TinyDB) -> None:
    """Whatever the operation, before and after arrive, inside the transaction; what stays the same is not told."""
    heard: list[Change] = []
    storage = db.storage
    assert isinstance(storage, SQLiteStorage)
    storage.listen("cases", heard.extend)
    cases = db.table("cases")
    cases.insert({"a": 1})
    cases.insert_multiple([{"a": 2}, {"a": 3}])
    cases.update({"a": 2}, doc_ids=[1, 2])
    cases.upsert({"a": 4}, where("a") == 3)
    cases.remove(where("a") == 4)
    cases.truncate()
    db.table("else").insert({})

    assert [
        Change(1, None, {"a": 1}),
        Change(2, None, {"a": 2}),
        Change(3, None, {"a": 3}),
        Change(1, {"a": 1}, {"a": 2}),
        Change(3, {"a": 3}, {"a": 4}),
        Change(3, {"a": 4}, None),
        Change(1, {"a": 2}, None),
        Change(2, {"a": 2}, None),
    ] == heard


def test_a_listener_that_refuses_prevents_the_change(db: TinyDB) -> None:
    """An index that cannot be kept right keeps the document out."""
    storage = db.storage
    assert isinstance(storage, SQLiteStorage)

    def refuse(changes: list[Change]) -> None:
        raise LookupError

    storage.listen("_default", refuse)
    for change in (lambda: db.insert({}), lambda: db.remove(where("char") == "a"), db.truncate, db.drop_tables):
        with pytest.raises(LookupError):
            change()

    assert len(db) == 3


def test_many_documents_changed_in_place(tmp_path: Path) -> None:
    """More documents than are held in memory at a time are all updated."""
    with open_tinydb(tmp_path / "many.db") as db:
        db.insert_multiple({"n": n} for n in range(1000))
        db.update(lambda document: document.update(n=-document["n"]), where("n") >= 300)

        assert [n if n < 300 else -n for n in range(1000)] == [document["n"] for document in db]


def test_plain_tables_over_our_storage(db: TinyDB) -> None:
    """The storage alone keeps TinyDB's contract: its unchanged `Table` works over it, listeners included."""
    storage = db.storage
    assert isinstance(storage, SQLiteStorage)
    heard: list[Change] = []
    storage.listen("plain", heard.extend)
    table = Table(storage, "plain")
    table.insert_multiple([{"a": 1}, {"a": 2}])
    table.remove(doc_ids=[1])
    table.update({"a": 5})

    assert contents(table) == [{"a": 5}]
    assert contents(db.table("plain")) == [{"a": 5}]
    assert Change(2, {"a": 2}, {"a": 5}) == heard[-1]
    assert len(db) == 3
    assert "RowTable" in repr(db.table("plain"))
    assert isinstance(db.table("plain"), RowTable)


def test_one_document_is_read_alone(tmp_path: Path) -> None:
    """`get(doc_id=…)` reads one row: a damaged neighbour does not matter."""
    with open_tinydb(tmp_path / "a.db") as db:
        db.insert_multiple([{"a": 1}, {"a": 2}])
        storage = db.storage
        assert isinstance(storage, SQLiteStorage)
        storage.connection.execute("UPDATE documents_1 SET body = x'00' WHERE doc_id = 2")

        assert db.get(doc_id=1) == {"a": 1}


def test_it_is_there_after_closing(tmp_path: Path) -> None:
    """What was written is found by the next who opens the file."""
    with open_tinydb(tmp_path / "a.db") as db:
        db.table("x").insert({"kept": "é" * 1000})
    with open_tinydb(tmp_path / "a.db", create=False, readonly=True) as db:
        assert db.table("x").all() == [{"kept": "é" * 1000}]
