"""Programs that are killed: each does one thing after another and says each when it is done.

    python -m tests.faults.doing import LIBRARY PATH…

They use the store as the commands and the app do, in a process of their own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from store.library import Library
from store.notebook.carrying import read_notebook, take_in
from store.notebook.notebook import Notebook
from store.removing import remove_cases
from store.sharing import share
from store.storage.connection import Connection
from store.storage.opening import connect
from store.storage.schema import LIBRARY, Kind

NEWEST = 3
"""The schema that `migrating` leads to."""
ROWS = 20_000


def say(*words: object) -> None:
    """Say that something is done: from now on it must not be lost."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def importing(library: str, *paths: str) -> None:
    """Import with worker processes; say how many files are done."""
    with Library.open(library, create=True) as opened:
        say("begun")
        report = opened.import_paths(paths, jobs=2, progress=lambda progress: say(progress.done))
        say("end", report.added, report.updated, report.unchanged)


def removing(library: str, notebook: str, *cases: str) -> None:
    """Remove one case after another, then undo it all."""
    with Library.open(library) as opened, Notebook.open(Path(notebook), lookup=opened.known) as own:
        say("begun")
        for case in cases:
            remove_cases(opened, own, [case])
            say("removed", case)
        for case in reversed(cases):
            own.undo(opened)
            say("back", case)


def writing(notebook: str, first: str, last: str) -> None:
    """Do one thing after another in a notebook, all kinds in turn."""
    with Notebook.open(Path(notebook)) as own:
        say("begun")
        for number in range(int(first), int(last)):
            write_once(own, number)
            say(number)


def write_once(notebook: Notebook, number: int) -> None:
    """The change with this number."""
    case = f"pmc:PMC{number // 3}"
    kinds: tuple[Callable[[], object], ...] = (
        lambda: notebook.star(case),
        lambda: notebook.tag(case, add=[f"tag{number % 7}", "all"]),
        lambda: notebook.set_note(case, f"Note {number}. " + "Long. " * (number % 400)),
        lambda: notebook.collections.add(f"Collection {number % 4}", [case]),
        notebook.undo,
        lambda: notebook.mark([case]),
        lambda: notebook.places.save("a", {"query": f"gene:{number}"}),
        lambda: notebook.redo() or notebook.mark_read(case),
    )
    kinds[number % len(kinds)]()


def taking_in(notebook: str, source: str) -> None:
    """Import another notebook, then undo that, again and again."""
    contents = read_notebook(Path(source).read_bytes())
    with Notebook.open(Path(notebook)) as own:
        say("begun")
        for _ in range(100):
            take_in(own, contents, "another notebook")
            say("taken")
            own.undo()
            say("undone")


def sharing(library: str, folder: str) -> None:
    """Write a snapshot."""
    with Library.open(library, readonly=True) as opened:
        say("begun")
        share(opened, Path(folder))
        say("end")


def rebuilding(library: str) -> None:
    """Make the index anew."""
    with Library.open(library) as opened:
        say("begun")
        opened.rebuild_index(lambda done, _: say(done) if done else None)
        say("end")


def updating(library: str) -> None:
    """Open a library whose index or schema is older than this program."""
    say("begun")
    Library.open(library).close()
    say("end")


def migrating(library: str) -> None:
    """Bring a library to a later schema in two steps."""
    say("begun")
    connect(Path(library), later_kind(say)).close()
    say("end")


def later_kind(told: Callable[[object], None] = lambda _: None) -> Kind:
    """A library as a later version of Rounds might keep it: two steps lead there, of which `told` hears."""

    def second(connection: Connection) -> None:
        connection.execute("CREATE TABLE of_second (n INTEGER PRIMARY KEY, said TEXT)")
        connection.executemany("INSERT INTO of_second VALUES (?, ?)", ((n, f"row {n}") for n in range(ROWS)))
        told(2)

    def third(connection: Connection) -> None:
        connection.execute("CREATE TABLE of_third AS SELECT n, said || '!' AS said FROM of_second")
        connection.execute("DROP TABLE of_second")
        told(3)

    return Kind(LIBRARY.application_id, LIBRARY.name, LIBRARY.private, NEWEST, {1: second, 2: third})


DOING: Mapping[str, Callable[..., None]] = {
    "import": importing,
    "remove": removing,
    "write": writing,
    "take-in": taking_in,
    "share": sharing,
    "rebuild": rebuilding,
    "update": updating,
    "migrate": migrating,
}

if __name__ == "__main__":
    DOING[sys.argv[1]](*sys.argv[2:])
