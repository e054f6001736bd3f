"""Documents as rows: one SQLite table for each TinyDB table, one row for each document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.storage.connection import Connection

LARGEST_ID = 2**63 - 1
_PORTION = 200


class DocumentRows:
    """The rows of one TinyDB table. The table is made when the first row is written or `make` is called.

    Bodies are bytes as `store.storage.packing` makes them; ids are 64-bit integers.
    """

    def __init__(self, connection: Connection, name: str) -> None:
        self.connection = connection
        self.name = name

    def number(self) -> int | None:
        """The number of the table in the file, None where it does not exist."""
        row = self.connection.execute("SELECT number FROM document_tables WHERE name = ?", (self.name,)).fetchone()
        return row[0] if row else None

    def make(self) -> int:
        """Make the table unless it is there; its number."""
        number = self.number()
        if number is None:
            with self.connection.transaction():
                insert = "INSERT INTO document_tables (name) VALUES (?) RETURNING number"
                number = int(self.connection.execute(insert, (self.name,)).fetchone()[0])
                self.connection.execute(
                    f"CREATE TABLE documents_{number} (doc_id INTEGER PRIMARY KEY, body BLOB NOT NULL)"
                )
        return number

    def drop(self) -> None:
        """Forget the table with all its rows."""
        number = self.number()
        if number is not None:
            with self.connection.transaction():
                self.connection.execute("DELETE FROM document_tables WHERE number = ?", (number,))
                self.connection.execute(f"DROP TABLE documents_{number}")

    def get(self, doc_id: int) -> bytes | None:
        """One body, or None."""
        number = self.number()
        if number is None or not -LARGEST_ID <= doc_id <= LARGEST_ID:
            return None
        row = self.connection.execute(f"SELECT body FROM documents_{number} WHERE doc_id = ?", (doc_id,)).fetchone()
        return row[0] if row else None

    def count(self) -> int:
        """How many rows there are; kept in one place, since counting them would read the whole table."""
        row = self.connection.execute("SELECT documents FROM document_tables WHERE name = ?", (self.name,)).fetchone()
        return row[0] if row else 0

    def ids(self) -> list[int]:
        """All ids in rising order."""
        number = self.number()
        if number is None:
            return []
        rows = self.connection.execute(f"SELECT doc_id FROM documents_{number} ORDER BY doc_id")
        return [doc_id for (doc_id,) in rows]

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Ids and bodies in rising order of ids, those that are there at the start and still there when reached.

        Read in portions, so that rows may be written meanwhile and memory stays flat.
        """
        number = self.number()
        if number is None:
            return
        last: int | None = self.connection.execute(f"SELECT max(doc_id) FROM documents_{number}").fetchone()[0]
        seen = -LARGEST_ID - 1
        while last is not None and seen < last:
            rows = self.connection.execute(
                f"SELECT doc_id, body FROM documents_{number} WHERE doc_id > ? AND doc_id <= ? ORDER BY doc_id LIMIT ?",
                (seen, last, _PORTION),
            ).fetchall()
            if not rows:
                return
            yield from rows
            seen = rows[-1][0]

    def take_id(self) -> int:
        """A number that no document of the table has or had (since the table was last emptied)."""
        self.make()
        take = "UPDATE document_tables SET last_id = max(0, last_id) + 1 WHERE name = ? RETURNING last_id"
        return int(self.connection.execute(take, (self.name,)).fetchone()[0])

    def next_id(self) -> int:
        """The number that `take_id` would give; stays free as long as the transaction at hand lasts."""
        row = self.connection.execute("SELECT last_id FROM document_tables WHERE name = ?", (self.name,)).fetchone()
        return max(0, row[0]) + 1 if row else 1

    def insert(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """Add rows with ids that are free; call inside a transaction."""
        rows = list(rows)
        if not rows:
            return
        number = self.make()
        self.connection.executemany(f"INSERT INTO documents_{number} (doc_id, body) VALUES (?, ?)", rows)
        self.connection.execute(
            "UPDATE document_tables SET documents = documents + ?, last_id = max(last_id, ?) WHERE number = ?",
            (len(rows), max(doc_id for doc_id, _ in rows), number),
        )

    def replace(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """Give rows that are there another body; call inside a transaction."""
        number = self.make()
        self.connection.executemany(
            f"UPDATE documents_{number} SET body = ? WHERE doc_id = ?", [(body, doc_id) for doc_id, body in rows]
        )

    def delete(self, doc_ids: Iterable[int]) -> None:
        """Remove rows that are there; call inside a transaction."""
        doc_ids = list(doc_ids)
        number = self.make()
        self.connection.executemany(f"DELETE FROM documents_{number} WHERE doc_id = ?", [(one,) for one in doc_ids])
        self.connection.execute(
            "UPDATE document_tables SET documents = documents - ? WHERE number = ?", (len(doc_ids), number)
        )

    def clear(self) -> None:
        """Remove all rows and count ids from 1 again; call inside a transaction."""
        number = self.make()
        self.connection.execute(f"DELETE FROM documents_{number}")
        self.connection.execute("UPDATE document_tables SET documents = 0, last_id = 0 WHERE number = ?", (number,))


def table_names(connection: Connection) -> list[str]:
    """The names of all TinyDB tables in the file."""
    return [name for (name,) in connection.execute("SELECT name FROM document_tables ORDER BY number")]
