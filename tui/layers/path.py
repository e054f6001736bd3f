"""A question that is answered by a path."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import copy_context
from threading import Thread

from tui.layers.ask import AskLayer
from tui.paths import Entries, entries_of, fitting, folder_and_beginning
from tui.present.styled import Line
from tui.widgets.field import Field


class PathLayer(AskLayer):
    """Asks for a path; what the folder being typed holds is listed below it.

    Each folder is read once, in a thread of its own: a large one, or a share whose server is gone, holds up nothing
    but the completion of its names.
    """

    def __init__(
        self, heading: str, answered: Callable[[str], None], *, text: str, suggested: bool, remark: str
    ) -> None:
        """Where `text` is but `suggested`, the first letter typed replaces the name, `/` or `~` all of it."""
        self._suggested = text if suggested else None
        self._read: dict[str, Entries | None] = {}
        """The folders that were typed with what they hold, None while they are read."""
        super().__init__(heading, answered, text=text, complete=self._going_on, remark=remark)

    @property
    def settled(self) -> bool:
        """Whether the folder being typed has been read."""
        folder, _ = folder_and_beginning(self.field.text if self.field else "")
        return self._read.get(folder) is not None

    def typed(self, field: Field) -> None:
        """Something was typed."""
        suggested, self._suggested = self._suggested, None
        if suggested is not None and field.text[:-1] == suggested:
            folder, _ = folder_and_beginning(suggested)
            letter = field.text[-1]
            field = Field.of(letter if letter in (os.sep, "~") else folder + letter)
        super().typed(field)

    def empty_lines(self, width: int) -> list[Line]:
        """That the folder is being read."""
        return [] if self.settled else [(("reading the folder …", "dim"),)]

    def _going_on(self, typed: str) -> Sequence[str]:
        folder, beginning = folder_and_beginning(typed)
        if folder not in self._read:
            self._read[folder] = None
            self._begin_to_read(folder)
        return fitting(folder, self._read[folder] or (), beginning)

    def _begin_to_read(self, folder: str) -> None:
        loop, context = asyncio.get_running_loop(), copy_context()

        def read() -> None:
            entries = entries_of(folder)
            with suppress(RuntimeError):  # the app has ended meanwhile
                loop.call_soon_threadsafe(self._take, folder, entries, context=context)

        Thread(target=read, name="rounds-folder", daemon=True).start()

    def _take(self, folder: str, entries: Entries) -> None:
        self._read[folder] = entries
        if self.is_attached:
            self.fill()
            self.app.replay_keys()  # type: ignore[attr-defined]
