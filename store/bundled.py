"""The cases that come with Rounds, as a library of their own for whoever has none yet."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from store.errors import LibraryError, RoundsError
from store.index import VERSION
from store.library import BUNDLED, NAME, Library
from store.places import cache_folder
from store.storage.schema import LIBRARY, note
from store.storage.snapshots import passing_beside

_CALLED = "bundled library"
_HERE = Path(__file__).resolve().parent


def seeds_folder() -> Path:
    """The folder of the bundled case files: inside the package where it was installed, else beside it."""
    inside = _HERE / "seeds"
    return inside if inside.is_dir() else _HERE.parent / "seeds"


def bundled_library() -> Path:
    """The library of the bundled cases, made when it is first asked for or when they have changed.

    It lies in the person's cache folder; where that cannot be written to, in the folder for temporary files.
    """
    name = f"bundled-{_state_of_seeds()}.db"
    for folder in (cache_folder, _temporary_folder):
        with suppress(OSError, LibraryError):
            path = folder() / name
            if not _is_whole(path):
                _make(path)
            return path
    raise LibraryError("The bundled cases cannot be shown: neither the cache folder nor the temporary one is writable.")


def _seeds() -> list[Path]:
    return sorted(seed for seed in seeds_folder().glob("*.md") if seed.name != "README.md")


def _state_of_seeds() -> str:
    """Differs once the bundled cases or the form of the library change."""
    digest = hashlib.blake2b(f"{LIBRARY.version} {VERSION}".encode(), digest_size=8)
    for seed in _seeds():
        digest.update(seed.name.encode() + b"\0" + seed.read_bytes() + b"\0")
    return digest.hexdigest()


def _temporary_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="rounds-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _is_whole(path: Path) -> bool:
    try:
        Library.open(path, readonly=True).close()
    except RoundsError:
        return False
    return True


def _make(path: Path) -> None:
    """Make it beside its place and move it there, so that nobody sees a part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = passing_beside(path)
    try:
        with Library.open(passing, create=True) as library:
            library.import_paths(_seeds(), jobs=1)
            note(library.connection, BUNDLED, 1)
            note(library.connection, NAME, _CALLED)
            library.connection.execute("PRAGMA journal_mode = DELETE")
        passing.replace(path)
    finally:
        with suppress(FileNotFoundError):
            passing.unlink()
