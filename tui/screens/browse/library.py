"""The library under the screen: what it is called, and noticing that it has changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.present.libraries import library_words
from tui.screens.browse.listing import Listing

if TYPE_CHECKING:
    from store import Library, LibraryInfo
    from tui.present.bars import Fact

_LOOK_SECONDS = 2.0


class _Seen(Struct, frozen=True):
    """What was seen of the library at a look."""

    version: int
    info: LibraryInfo


def _look(library: Library) -> _Seen:
    return _Seen(library.data_version(), library.info)


class Watching(Listing):
    """Looks at the library now and then; another process may write to it, or a first import may bring one."""

    library_words: Fact = ()
    """What the header says of the library."""
    page_is_stale = False
    _seen: _Seen | None = None
    _was_bundled = False

    def watch_library(self) -> None:
        """Begin to look."""
        self._was_bundled = self.shelf.is_bundled
        self._look_again()
        self.set_interval(_LOOK_SECONDS, self._look_again)

    def _look_again(self) -> None:
        if self._was_bundled and not self.shelf.is_bundled:
            self._was_bundled = False
            self.refresh_library()
        if not self.fetching.is_busy:
            self.fetch(_look, self._take_look)

    def _take_look(self, seen: _Seen) -> None:
        self.show_library(seen.info)
        if self._seen is None:
            self._seen = seen
        elif self._seen.version != seen.version and self.asked is None and self.filter_field is None:
            # only now: a change that is seen while the list cannot follow is to be seen again
            self._seen = seen
            self.page_is_stale = True
            self.refresh_list()

    def show_library(self, info: LibraryInfo) -> None:
        """Say in the header what the library is called."""
        words = library_words(info, datetime.now(UTC))
        if self.library_words != words:
            self.library_words, self.library_is_readonly = words, info.readonly
            self.show_chrome()

    def refresh_library(self) -> None:
        """The library is another file, or holds other cases."""
        for lane in (self.searching, self.reading, self.fetching, self.finding):
            lane.reopen()
        self._seen = None
        self._was_bundled = self.shelf.is_bundled
        self.page_is_stale = True
        self.refresh_list()
        self.fetch(_look, self._take_look)
