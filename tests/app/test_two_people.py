"""Two people of one machine, one library that neither may write to, and a notebook of their own each."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import Library, Notebook, bundled_library, share
from tests.terminals.programs import environment, need
from tests.terminals.pty_terminal import PtyTerminal

ADA, CARL = 61001, 61002
"""User ids that no account has; no account is needed."""
REPOSITORY = Path(__file__).resolve().parents[2]
OpenTerminal = Callable[..., PtyTerminal]


class Person:
    """Somebody with a home of their own."""

    def __init__(self, uid: int, folder: Path) -> None:
        self.uid = uid
        self.home = folder / str(uid)
        self.home.mkdir(mode=0o700)
        os.chown(self.home, uid, uid)

    @property
    def env(self) -> dict[str, str]:
        """What their programs inherit."""
        return environment(HOME=str(self.home), PYTHONPATH=str(REPOSITORY), PYTHONDONTWRITEBYTECODE="1")

    def command(self, *words: str) -> list[str]:
        """A command line of theirs."""
        who = ["--reuid", str(self.uid), "--regid", str(self.uid), "--clear-groups"]
        return [need("setpriv"), *who, sys.executable, *words]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `rounds WORDS` as them."""
        return subprocess.run(
            self.command("-m", "tui", *words),
            env=self.env,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    @property
    def notebook(self) -> Path:
        """Their notebook."""
        return self.home / ".local" / "share" / "rounds" / "notebook.db"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter."""
    path = Path(tempfile.mkdtemp(prefix="rounds-people-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def people(folder: Path) -> tuple[Person, Person]:
    """Two people who can run the program."""
    if os.geteuid() != 0:
        pytest.skip("only root can act as two other users")
    ada, carl = Person(ADA, folder), Person(CARL, folder)
    tried = subprocess.run(ada.command("-c", "import tui.app"), env=ada.env, cwd="/", capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("other users may not read this checkout or its Python")
    return ada, carl


@pytest.fixture
def shared_library(folder: Path) -> Path:
    """A snapshot that root shares under the name tumour-board."""
    own = folder / "own.db"
    own.write_bytes(Path(bundled_library()).read_bytes())
    with Library.open(own) as library:
        report = share(library, folder / "cases", name="tumour-board")
    own.unlink()

    assert () == report.obstacles
    return report.path


def test_two_people_mix_nothing(
    people: tuple[Person, Person], shared_library: Path, pty_terminal: OpenTerminal
) -> None:
    """Both have the app open, star, tag and note, and see nothing of one another; the library stays as it is."""
    ada, carl = people
    before, modified = shared_library.read_bytes(), shared_library.stat().st_mtime_ns
    screens = [
        pty_terminal(one.command("-m", "tui", "--library", str(shared_library)), size=(120, 40), env=one.env)
        for one in people
    ]
    for screen in screens:
        screen.wait_for("18 cases · tumour-board (snapshot of today, read-only)")
    hers, his = screens
    for screen, keys, said in (
        (hers, "s", "starred · this case"),
        (his, "js", "starred · this case"),
        (hers, "t" + "hers\r", "tagged #hers"),
        (his, "a" + "his note\r", "noted"),
        (hers, "cTalk\r", "1 case put into “Talk”"),
        (his, "D", "This library is read-only"),
    ):
        screen.send(keys)
        screen.wait_for(said)
    for screen, theirs, others in ((hers, "# hers", "his note"), (his, "✎ his note", "# hers")):
        screen.wait_for(theirs)
        assert others not in "\n".join(screen.screen())
        screen.send("q")
        screen.wait_exit()

    assert (before, modified) == (shared_library.read_bytes(), shared_library.stat().st_mtime_ns)
    assert [shared_library.name] == [one.name for one in shared_library.parent.iterdir()]
    for person, starred in ((ada, "PMC13261293"), (carl, "PMC12893846")):
        assert 0o600 == stat.S_IMODE(person.notebook.stat().st_mode)
        assert person.uid == person.notebook.stat().st_uid
        listed = person.run("search", "is:starred", "--library", str(shared_library)).stdout
        assert [starred] == re.findall(r"pmc:(PMC\d+)", listed)
    with Notebook.open(carl.notebook) as notebook:
        assert ({}, {}) == (notebook.collections.names(), notebook.tags())


def test_what_cannot_be_done_with_a_shared_library_is_said(people: tuple[Person, Person], shared_library: Path) -> None:
    """Removing and importing are refused with a reason; nobody gets at the notebook of somebody else."""
    ada, carl = people
    ada.run("star", "PMC12893846", "--library", str(shared_library))
    removed = ada.run("remove", "PMC12893846", "--library", str(shared_library))
    looked = carl.run("search", "is:starred", "--library", str(shared_library), "--notebook", str(ada.notebook))

    assert 1 == removed.returncode
    assert "read" in removed.stderr
    assert 1 == looked.returncode
    assert "PMC12893846" not in looked.stdout


def test_every_folder_that_keeps_others_out_is_named(folder: Path) -> None:
    """`share` says what to do about each folder on the way, and what can be done is done: then others get in."""
    own = folder / "own.db"
    own.write_bytes(Path(bundled_library()).read_bytes())
    inner = folder / "closed" / "further"
    inner.mkdir(parents=True)
    for one in (inner, inner.parent):
        one.chmod(0o700)
    done = subprocess.run(
        [sys.executable, "-m", "tui", "share", str(inner), "--name", "own", "--library", str(own)],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    )
    commands = re.findall(r"others may not enter this folder: (chmod o\+x \S+)", done.stderr)

    assert f"rounds --library {inner}/own.db\n" == done.stdout
    assert {f"chmod o+x {inner.parent}", f"chmod o+x {inner}"} == set(commands)
    assert "Others cannot open it yet:" in done.stderr
