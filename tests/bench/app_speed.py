"""What the app costs on a terminal: time, bytes and memory, with real key presses."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from operator import ne
from pathlib import Path
from statistics import median

from store import CaseRow, Library
from tests.bench.figures import Figure
from tests.bench.on_screen import (
    Panes,
    Shows,
    found_in_finder,
    no_case_listed,
    squeezed,
    title_listed,
    title_read,
)
from tests.bench.programs import REPOSITORY, ROUNDS, environment, percentile
from tests.bench.terminal import MeasuredTerminal, Seen
from tui.asking import Request, find_cases

_STARTS = 7
_MOVES = 60
_PAGES = 15
_HELD = 40
_EMPTY = Path(__file__).with_name("empty_app.py")


class AppSpeed:
    """Measures the app on one library."""

    def __init__(self, path: Path, work: Path) -> None:
        self._path = path
        self._home = work / "home"
        self._library = Library.open(path, readonly=True)
        self._numbers = self._library.index.search("").numbers

    def close(self) -> None:
        """Done."""
        self._library.close()

    @contextmanager
    def _app(self, *, rate: int | None = None) -> Iterator[tuple[MeasuredTerminal, Panes]]:
        command = [*ROUNDS, "--library", str(self._path)]
        with MeasuredTerminal(command, env=environment(self._home), cwd=REPOSITORY, rate=rate) as terminal:
            title = self._title(0)
            terminal.wait(lambda rows: title_read(Panes(rows), title)(rows), what=f"no {title!r}")
            yield terminal, Panes(terminal.rows())

    def _title(self, index: int) -> str:
        row: CaseRow = self._library.index.rows([self._numbers[index]])[0]
        return row.title

    # --- the first frame

    def first_frame(self) -> list[Figure]:
        """Until the cases stand on the screen, against an empty Textual app."""
        rounds, empty = [], []
        wanted = squeezed(self._title(0))[:24]
        for _ in range(_STARTS):
            with MeasuredTerminal(
                [sys.executable, str(_EMPTY)], env=environment(self._home), cwd=REPOSITORY
            ) as terminal:
                empty.append(terminal.wait(lambda rows: rows[0].startswith("empty")).frame)
            command = [*ROUNDS, "--library", str(self._path)]
            with MeasuredTerminal(command, env=environment(self._home), cwd=REPOSITORY) as terminal:
                seen = terminal.wait(lambda rows: wanted in squeezed("".join(row[:40] for row in rows)))
                rounds.append(seen.frame)
        return [
            Figure("first usable frame", median(rounds) * 1e3, "ms", 1.5e3 * median(empty)),
            Figure("first frame of an empty Textual app", median(empty) * 1e3, "ms"),
        ]

    # --- moving

    def moves(self) -> list[Figure]:
        """The cursor from case to case, each move after the one before has settled; then pages; then a held key."""
        with self._app() as (terminal, panes):
            moves = []
            for at in range(1, _MOVES + 1):
                since = terminal.press("j")
                moves.append(terminal.wait(title_read(panes, self._title(at)), since=since, what=f"move {at}"))
            at, pages = _MOVES, []
            for _ in range(_PAGES):
                since = terminal.press("PageDown")
                before = self._read_title(terminal, panes)
                pages.append(terminal.wait(_other_title(panes, before), since=since, what="page"))
            held = self._held(terminal)
            terminal.press("z")
            terminal.wait(lambda rows: "2 Findings" not in rows[1], what="zoomed")
            alone = []
            for _ in range(20):
                since = terminal.press("k")
                alone.append(terminal.wait(partial(ne, terminal.rows()), since=since, what="move when zoomed"))
        return [
            *_times("cursor move → findings drawn", moves, budget=40),
            Figure("bytes: cursor move in the list alone, key held", held, "B", 700),
            Figure("bytes: cursor move in the list alone, zoomed", median(one.size for one in alone), "B", 700),
            Figure("bytes: cursor move with findings", median(one.size for one in moves), "B", 6_000),
            Figure("bytes: page", median(one.size for one in pages), "B", 8_000),
        ]

    def _read_title(self, terminal: MeasuredTerminal, panes: Panes) -> str:
        return _findings_head(terminal.rows(), panes)

    def _held(self, terminal: MeasuredTerminal) -> float:
        """Bytes per move while a key is held, when the list alone is drawn."""
        sizes = []
        for _ in range(20):
            terminal.press("j")
            sizes.append(terminal.read_for(0.06))
        terminal.read_for(0.5)
        return median(sizes)

    # --- typing

    def finder(self, texts: Sequence[str]) -> list[Figure]:
        """Texts typed letter by letter into the entity finder."""
        seen: list[Seen] = []
        with self._app() as (terminal, _):
            terminal.press("e")
            terminal.wait(lambda rows: any("Find an entity" in row for row in rows), what="finder")
            for text in texts:
                for end in range(1, len(text) + 1):
                    typed = text[:end]
                    names = [hit.entity.name for hit in self._library.index.find_entities(typed, limit=60).hits[:5]]
                    if typed.endswith(" "):
                        terminal.press(" ")
                        terminal.read_for(0.3)
                        continue
                    since = terminal.press(typed[-1])
                    seen.append(
                        terminal.wait(found_in_finder(typed, names), since=since, what=f"finder {typed!r}: {names}")
                    )
                terminal.press("ctrl+u")
                terminal.read_for(0.3)
        return [
            *_times("key in the entity finder → rows", seen, budget=50),
            Figure("bytes: key typed in the finder", median(one.size for one in seen), "B", 6_000),
        ]

    def filter(self, queries: Sequence[str]) -> list[Figure]:
        """Queries typed letter by letter into the filter of the cases."""
        seen: list[Seen] = []
        with self._app() as (terminal, panes):
            for query in queries:
                terminal.press("/")
                terminal.wait(lambda rows: rows[0].lstrip().startswith("/"), what="filter")
                for end in range(1, len(query) + 1):
                    typed = query[:end]
                    shows = self._filtered(panes, typed)
                    since = terminal.press(typed[-1])
                    if typed.endswith((":", " ")):
                        terminal.read_for(0.3)
                    else:
                        seen.append(terminal.wait(shows, since=since, what=f"filter {typed!r}"))
                terminal.press("ctrl+g")
                terminal.wait(lambda rows: "all cases" in rows[0], what="filter cancelled")
        return [
            *_times("key in the filter → rows", seen, budget=50),
            Figure("bytes: key typed in the filter", median(one.size for one in seen), "B", 6_000),
        ]

    def _filtered(self, panes: Panes, typed: str) -> Shows:
        """What the list shows for a typed query: the case under the cursor where it fits, else the first that does."""
        request = Request(typed, typing=True, keep=self._library.index.rows([self._numbers[0]])[0].id)
        found = find_cases(self._library, request)
        if not found.total:
            return no_case_listed(typed)
        number = found.keep if found.keep is not None and found.keep in found.numbers else found.numbers[0]
        return title_listed(panes, self._library.index.rows([number])[0].title, typed, found.total)

    # --- memory, slow lines

    def memory(self, texts: Sequence[str], queries: Sequence[str]) -> list[Figure]:
        """What the app holds after a tour of everything."""
        with self._app() as (terminal, _):
            at_rest = terminal.memory()[0]
            for keys in ("j" * 30, "G", "g", *(("PageDown",) * 20)):
                terminal.press(keys)
                terminal.read_for(0.1)
            for text in texts[:6]:
                terminal.press("e")
                for letter in text:
                    terminal.press(letter)
                    terminal.read_for(0.05)
                terminal.press("Enter")
                terminal.read_for(0.5)
                terminal.press("[")
                terminal.read_for(0.3)
            for query in queries[:6]:
                terminal.press("/")
                for letter in query:
                    terminal.press(letter)
                    terminal.read_for(0.05)
                terminal.press("Enter")
                terminal.read_for(0.5)
                terminal.press("[")
                terminal.read_for(0.3)
            terminal.press("F")
            terminal.read_for(2.0)
            now, most = terminal.memory()
        return [
            Figure("resident memory after a tour", now / 1e6, "MB", 80),
            Figure("resident memory at the most", most / 1e6, "MB"),
            Figure("resident memory at the first frame", at_rest / 1e6, "MB"),
        ]

    def slow_line(self, rate: int) -> list[Figure]:
        """Forty quick moves on a slow line: until the screen has settled, from the last key on."""
        with self._app(rate=rate) as (terminal, panes):
            for _ in range(_HELD):
                since = terminal.press("j")
                terminal.read_for(0.033)
            seen = terminal.wait(
                title_read(panes, self._title(_HELD)), since=since, what=f"{_HELD} moves at {rate} B/s"
            )
        return [Figure(f"{_HELD} quick moves at {rate // 1000} kB/s: settled after", seen.last, "s")]


def _findings_head(rows: list[str], panes: Panes) -> str:
    return squeezed("".join(row[panes.findings + 1 : panes.entities] for row in rows[2:5]))


def _other_title(panes: Panes, before: str) -> Shows:
    return lambda rows: _findings_head(rows, panes) != before


def _times(what: str, seen: Sequence[Seen], *, budget: float) -> list[Figure]:
    frames = [one.frame * 1e3 for one in seen]
    busy = sum(one.busy for one in seen) / len(seen) * 1e3
    return [
        Figure(f"{what}, p95", percentile(frames, 95), "ms", budget, note=f"{len(seen)} keys"),
        Figure(f"{what}, p50", percentile(frames, 50), "ms"),
        Figure(f"{what}, processor time", busy, "ms"),
    ]
