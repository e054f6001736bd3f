"""A driver for the app with plain verbs: press keys, read the screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tui.app import RoundsApp
from tui.configuration import Configuration
from tui.screens.browse import BrowseScreen
from tui.shelf import Shelf

_DEADLINE = 20.0


class Tour:
    """The app as a person uses it."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self._pilot = pilot
        self.app: RoundsApp = pilot.app  # type: ignore[assignment]

    @property
    def screen(self) -> BrowseScreen:
        """The one screen."""
        assert isinstance(self.app.screen, BrowseScreen)
        return self.app.screen

    async def press(self, *keys: str) -> None:
        """Press keys one after another, and wait for what they lead to."""
        for key in keys:
            await self._pilot.press(key)
        await self.settled()

    async def type(self, text: str) -> None:
        """Type a text at once and wait for what it leads to."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def typed_ahead(self, *keys: str) -> None:
        """Press keys without waiting for anything in between."""
        await self._pilot.press(*keys)
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is awaited any more and all of it is painted."""
        end = asyncio.get_running_loop().time() + _DEADLINE
        calm = 0
        while calm < 3:
            await self._pilot.pause(0.02)
            calm = calm + 1 if self.screen.is_settled else 0
            assert asyncio.get_running_loop().time() < end, f"never settled:\n{self.text}"

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that takes its time."""
        end = asyncio.get_running_loop().time() + _DEADLINE
        while not condition():
            assert asyncio.get_running_loop().time() < end, f"never came:\n{self.text}"
            await self._pilot.pause(0.02)

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self._pilot.resize_terminal(width, height)
        await self.settled()

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines)

    @property
    def footer(self) -> str:
        """The last line, or what stands on several because that has no room for it."""
        saying = self.screen.saying
        if saying is None or not saying.display:
            return self.lines[-1]
        return " ".join(line.strip() for line in self.lines[saying.region.y : saying.region.bottom])


OpenTour = Callable[..., AbstractAsyncContextManager[Tour]]


@pytest.fixture
def tour(tmp_path: Path) -> OpenTour:
    """Open the app on a library (None: the bundled cases) at a size."""

    @asynccontextmanager
    async def opened(
        library: Path | None = None, size: tuple[int, int] = (120, 40), configuration: Configuration | None = None
    ) -> AsyncIterator[Tour]:
        app = RoundsApp(Shelf(library, tmp_path / "notebook.db"), configuration)
        async with app.run_test(size=size) as pilot:
            driver = Tour(pilot)
            await driver.settled()
            yield driver

    return opened
