"""Which library the app shows: the one that was named, else a person's own, else the bundled cases."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store import Library, RoundsError, library_path, notebook_path

if TYPE_CHECKING:
    from store import Known, Notebook, Step


class Shelf:
    """Finds and opens the library and the notebook; safe to ask from several threads."""

    def __init__(self, library: Path | None, notebook: Path | None = None, *, bundled: bool = False) -> None:
        """With `bundled` the bundled cases are shown, whatever library there is."""
        self._named = library
        self._bundled = bundled
        self._notebook = notebook
        self._finding = threading.Lock()

    @property
    def own_path(self) -> Path:
        """Where a person's own library is, or will be with the first import."""
        return self._named or library_path()

    @property
    def notebook_path(self) -> Path:
        """Where the notebook is, or will be with the first thing put into it."""
        return self._notebook or notebook_path()

    @property
    def is_bundled(self) -> bool:
        """Whether the bundled cases are shown, for want of a library."""
        return self._bundled or (self._named is None and not self.own_path.exists())

    @property
    def shown(self) -> str:
        """What is shown, by name: the file of the library, or `bundled`."""
        return "bundled" if self.is_bundled else str(self.own_path.absolute())

    def file_shown(self) -> tuple[str, ...]:
        """What is shown, as another file in its place would not be."""
        shown = self.shown
        try:
            found = None if shown == "bundled" else self.own_path.stat()
        except OSError:
            found = None
        return (shown, str(found.st_dev), str(found.st_ino)) if found else (shown,)

    def open(self, *, readonly: bool = False) -> Library:
        """Open what is to be shown, in the calling thread."""
        if not self.is_bundled:
            return Library.open(self.own_path, readonly=readonly)
        from store import bundled_library  # noqa: PLC0415 -- it can import, which few starts need

        with self._finding:
            path = bundled_library()
        return Library.open(path, readonly=readonly)

    def open_for(self, step: Step) -> Library:
        """Open the library that a step of the notebook changed, where it still is; else the one that is shown."""
        if step.library is not None and Path(step.library).exists():
            return Library.open(Path(step.library))
        return self.open()

    def open_notebook(self) -> Notebook:
        """Open the notebook, in the calling thread.

        It asks the library which keys a case has had, so that what was kept under an older one goes on counting.
        """
        from store import Notebook  # noqa: PLC0415 -- on a first start there is none

        asking = _Asking(self)
        notebook = Notebook.open(self.notebook_path, lookup=asking.known)
        notebook.close_with(asking.close)
        return notebook


class _Asking:
    """A library that stays open to be asked about cases, for as long as it is the one that is shown."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._library: Library | None = None
        self._which: tuple[str, ...] = ()

    def known(self, keys: Sequence[str]) -> Mapping[str, Known]:
        """What the library knows of the cases with these keys; nothing where it cannot be opened."""
        try:
            library = self._opened()
            library.data_version()  # has one that is read without locks follow its file
            return library.known(keys)
        except RoundsError:
            self.close()
            return {}

    def _opened(self) -> Library:
        which = self._shelf.file_shown()
        if self._library is None or self._which != which:
            self.close()
            self._library, self._which = self._shelf.open(readonly=True), which
        return self._library

    def close(self) -> None:
        """Close it until it is asked again."""
        library, self._library = self._library, None
        if library is not None:
            library.close()
