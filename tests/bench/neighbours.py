"""What stands beside Rounds: general tools doing the nearest thing they can, where they are installed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure
from tests.bench.programs import environment, medians
from tests.bench.vocabulary import Vocabulary

_TIMES = 5


def searching_files(folder: Path, words: Sequence[str], work: Path) -> Iterator[Figure]:
    """ripgrep over the case files, listing those that hold a word."""
    if shutil.which("rg"):
        env = environment(work / "home")
        taken = medians([["rg", "-l", "-i", "-w", word, str(folder)] for word in words], env, times=3)
        yield Figure("beside: rg over the files, a word", median(taken) * 1e3, "ms")


def filtering_names(vocabulary: Vocabulary, texts: Sequence[str], work: Path) -> Iterator[Figure]:
    """fzf over the names of all entities, one process for each text as it has no other way to be asked."""
    if not shutil.which("fzf"):
        return
    names = [
        f"{one.name}\t{one.full_text}"
        for ranked in (vocabulary.genes, vocabulary.diseases, vocabulary.chemicals, vocabulary.species)
        for one in ranked.things
    ]
    listed = "\n".join(names).encode()
    env = environment(work / "home")

    def ask(text: str) -> None:
        subprocess.run(["fzf", "--filter", text], input=listed, env=env, stdout=subprocess.DEVNULL, check=False)

    taken = [_seconds(partial(ask, text)) for text in texts]
    yield Figure(f"beside: fzf over {len(names):,} names, a text", median(taken) * 1e3, "ms")


def bare_full_text(folder: Path, words: Sequence[str], work: Path) -> Iterator[Figure]:
    """SQLite's FTS5 with nothing around it: build it, ask for the first rows of a prefix and of a common word."""
    path = work / "bare.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("CREATE VIRTUAL TABLE cases USING fts5(text, content='')")
    began = time.perf_counter()
    texts = ((path.read_text(encoding="utf-8"),) for path in sorted(folder.rglob("*.md")))
    connection.executemany("INSERT INTO cases(text) VALUES (?)", texts)
    connection.commit()
    seconds = time.perf_counter() - began
    count = connection.execute("SELECT count(*) FROM cases_docsize").fetchone()[0]
    prefix = [_seconds(_first_rows(connection, f"{word[:4]}*", "rowid")) for word in words]
    ranked = _seconds(_first_rows(connection, words[0], "rank"))
    connection.close()
    path.unlink()
    yield Figure("beside: bare FTS5, import", count / seconds, "/s")
    yield Figure("beside: bare FTS5, first rows of a prefix", median(prefix) * 1e3, "ms")
    yield Figure("beside: bare FTS5, a word of every case ranked", ranked * 1e3, "ms")


def _first_rows(connection: sqlite3.Connection, words: str, order: str) -> Callable[[], object]:
    statement = f"SELECT rowid FROM cases WHERE cases MATCH ? ORDER BY {order} LIMIT 60"
    return lambda: connection.execute(statement, (words,)).fetchall()


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)
