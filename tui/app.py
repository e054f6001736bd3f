"""The app: it wires the screen to the library, the keyboard and the terminal."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections import deque
from contextlib import nullcontext, suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import RenderableType
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import Monochrome, NoColor
from textual.message import Message
from textual.screen import Screen
from textual.theme import Theme

from store import Library, config_path, crash_folder, tell_waiting
from tui.abilities import MONOCHROME, SIXTEEN, Abilities, abilities_of
from tui.beginning import Beginning
from tui.configuration import Configuration
from tui.crash import write_report
from tui.keymap import Keymap, token_of
from tui.present.signs import Signs
from tui.replies import GroundTold
from tui.screens.browse import BrowseScreen
from tui.shelf import Shelf
from tui.sparing import Picture
from tui.themes import AUTO, DEFAULT_THEME, textual_themes
from tui.work import Deliver, Lane, R

if TYPE_CHECKING:
    from store import Notebook

_FAULTS_IN_A_SPELL, _SPELL = 3, 10.0
"""With more faults than this in so many seconds the app ends."""


class Answered(Message):
    """A lane has an answer; `deliver` hands it over, on the event loop."""

    def __init__(self, deliver: Deliver) -> None:
        super().__init__()
        self.deliver = deliver


class RoundsApp(App[None]):
    """Rounds: explore biomedical case reports."""

    TITLE = "Rounds"
    CSS_PATH = Path(__file__).parent / "screens/browse/browse.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = None
    SCREEN: ClassVar[type[BrowseScreen]] = BrowseScreen
    """The one screen."""
    ALLOW_SELECT = False
    """Text is selected by the terminal itself; Textual's own selecting fails where a layer goes under the pointer."""

    def __init__(
        self,
        shelf: Shelf | None = None,
        configuration: Configuration | None = None,
        abilities: Abilities | None = None,
        beginning: Beginning | None = None,
    ) -> None:
        self.configuration = configuration or Configuration()
        self.abilities = abilities or Abilities()
        self.colours = self.abilities.colours
        """How many colours may be used."""
        wanted = self.configuration.theme
        self._themes = {theme.name: theme for theme in textual_themes(self.colours)}
        self.set_reactive(App.theme, wanted if wanted and wanted != AUTO else DEFAULT_THEME)
        super().__init__()  # with the theme in force: the style sheets are read once
        self._disable_tooltips = self._disable_notifications = True
        self.animation_level = "none"
        self.shelf = shelf or Shelf(None)
        self._beginning = beginning
        self.signs = Signs(self.abilities.ascii, self.abilities.encoding)
        """Which characters the terminal shows."""
        self.keymap = Keymap(self.configuration.keys, ascii=self.signs.ascii)
        self._lanes: list[Lane[Any]] = []
        self._held: deque[events.Key] = deque()
        self._faults: list[float] = []
        """When the latest faults happened."""
        self.ground = ""
        """`dark` or `light` once the terminal has said which it is."""
        self._filters = [one for one in self._filters if not isinstance(one, (Monochrome, NoColor))]
        self.picture = Picture()
        """What stands on the terminal."""
        self.begins_with_tour = False
        self.report: Path | None = None
        """Where the report of a crash was written."""

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Our own themes."""
        return self._themes

    def get_driver_class(self) -> type[Driver]:
        """What reads keys from the terminal and writes pictures to it."""
        usual = super().get_driver_class()
        if usual.__module__ != "textual.drivers.linux_driver":
            return usual
        from tui.driver import TolerantDriver  # noqa: PLC0415 -- there is no termios on other platforms

        return TolerantDriver

    def get_default_screen(self) -> Screen[None]:
        """The one screen."""
        beginning = self._beginning or Beginning(self.shelf)
        self._connected(beginning.lane)
        return self.SCREEN(self.shelf, self.keymap, beginning, self._lane, self._notebook_lane)

    def on_mount(self) -> None:
        """A line that drops, or a request to end, ends the app in order: what was made is in its files already."""
        self.app_resume_signal.subscribe(self, lambda _: self.redraw(), immediate=True)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with suppress(ValueError, NotImplementedError, RuntimeError):
                loop.add_signal_handler(number, self._end_by_signal, number)
        self.call_after_refresh(self._ask_ground)
        tell_waiting(lambda: self.post_message(Answered(self._say_waiting)))

    @property
    def browsing(self) -> BrowseScreen | None:
        """The one screen; None while the app begins and when it has ended."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        return screen if isinstance(screen, BrowseScreen) else None

    def _say_waiting(self) -> None:
        if self.browsing is not None:
            self.browsing.say("waiting for another process to finish writing …", "dim")

    def _end_by_signal(self, number: int) -> None:
        if self.browsing is not None:
            self.browsing.end_session()
        self.exit(return_code=128 + number)

    # --- colours

    def _ask_ground(self) -> None:
        """Ask how bright the terminal's background is, after the first frame and where the answer would matter."""
        few = self.theme == DEFAULT_THEME and self.colours == SIXTEEN
        wanted = self.colours != MONOCHROME and (few or self.configuration.theme == AUTO)
        ask = getattr(self._driver, "ask_ground", None)
        if wanted and self.abilities.answers and ask is not None:
            ask()

    def on_ground_told(self, message: GroundTold) -> None:
        """The terminal has said how bright its background is; a theme that was chosen meanwhile stays."""
        message.stop()
        self.ground = message.ground
        if self.theme != DEFAULT_THEME:
            return
        if self.configuration.theme == AUTO and self.colours != SIXTEEN:
            self.theme = f"rounds-{message.ground}"
        if self.browsing is not None:
            self.browsing.draw_anew()

    def on_ready(self) -> None:
        """The first frame stands: what was put off for it is done now."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        if self.browsing is not None:
            self.browsing.warm_up()

    # --- lanes

    def _lane(self, name: str) -> Lane[Library]:
        return self._connected(Lane(name, self.shelf.open, interrupt=Library.interrupt))

    def _notebook_lane(self) -> Lane[Notebook]:
        return self._connected(Lane("keep", self.shelf.open_notebook, finishes=True))

    def _connected(self, lane: Lane[R]) -> Lane[R]:
        lane.connect(lambda deliver: self.post_message(Answered(deliver)), self._lane_crashed)
        self._lanes.append(lane)
        return lane

    def on_answered(self, message: Answered) -> None:
        """A lane has an answer."""
        message.stop()
        if self.browsing is None and self._exit:
            return  # it has ended meanwhile: nobody is there to answer
        with self.browsing.refusals_said() if self.browsing is not None else nullcontext():
            message.deliver()
        self.replay_keys()

    def _lane_crashed(self, error: Exception) -> None:
        path = write_report(error, crash_folder())
        self.post_message(Answered(lambda: self._say_crash(error, path)))

    def _say_crash(self, error: Exception, path: Path | None) -> None:
        where = f" A report is in {path}." if path else ""
        if self.browsing is not None:
            self.browsing.say(f"That did not work ({type(error).__name__}).{where}", "error")
            self.browsing.give_up_waiting()

    def on_unmount(self) -> None:
        """The threads end with the app."""
        for lane in self._lanes:
            lane.close()

    # --- keys

    async def on_event(self, event: events.Event) -> None:
        """Keys go to the screen one after another, each after what the one before it led to.

        Textual would hand them to the focused widget's own queue; a key typed ahead could then reach a layer that
        the key before it has not opened yet.
        """
        if isinstance(event, events.Key) and not event.is_forwarded:
            event.stop()
            if (screen := self.browsing) is None:
                self._held.append(event)
                return
            if screen.is_attached and self.keymap.way_out(screen.place(), token_of(event)):
                self._held.clear()
            elif self._held or screen.must_wait(event):
                self._held.append(event)
                return
            await screen.press(event)
            return
        await super().on_event(event)

    @property
    def alt_keys(self) -> frozenset[str]:
        """What the driver need not take for Esc and a key."""
        return self.keymap.alt_keys

    def replay_keys(self) -> None:
        """Press what was typed ahead, as far as what it acts on is here."""
        if self._held:
            self.call_next(self._press_held)

    async def _press_held(self) -> None:
        while self._held and (screen := self.browsing) is not None and not screen.must_wait(self._held[0]):
            try:
                await screen.press(self._held.popleft())
            except Exception as error:
                if not self.survives(error):
                    raise

    # --- the terminal

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send what differs from what stands on the terminal; where nothing does, nothing."""
        if isinstance(renderable, CompositorUpdate) and not self._batch_count and not self.is_headless:
            renderable = self.picture.change(renderable, self.console)
            if self.browsing is not None:
                self.browsing.put_cursor()
            cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
            if not renderable.text and cursor == self._previous_cursor_position:
                renderable = None
        super()._display(screen, renderable)

    def on_resize(self, event: events.Resize) -> None:
        """A terminal that becomes smaller forgets what does not fit, also where it has its old size again at once."""
        self.picture.distrust()
        if event.size == self.size and self.picture.is_doubtful:
            self.screen.refresh()

    def redraw(self) -> None:
        """Send everything anew: something else may have written to the terminal."""
        self.picture.forget()
        self.screen.refresh(layout=True)

    def write_bytes(self, data: bytes) -> None:
        """Send bytes that are no picture to the terminal, in order with the frames."""
        if self._driver is not None:
            self._driver.write(data.decode("ascii"))

    def use_mouse(self, ours: bool) -> None:
        """Ask the terminal for the mouse, or leave it to the terminal's own selection."""
        support = getattr(self._driver, "_enable_mouse_support" if ours else "_disable_mouse_support", None)
        if support is not None:
            support()

    # --- faults

    async def _dispatch_message(self, message: Message) -> None:
        """A fault costs what it happened in, and not the app."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self.survives(error):
                raise

    def survives(self, error: Exception) -> bool:
        """Report a fault and go on, where there is something to go on with and faults do not come thick and fast."""
        now = monotonic()
        self._faults = [*(at for at in self._faults if now - at < _SPELL), now]
        ready = self.browsing is not None and self.browsing.is_attached
        if self.is_headless or not ready or len(self._faults) > _FAULTS_IN_A_SPELL:
            return False
        self._say_crash(error, write_report(error, crash_folder()))
        return True

    def _handle_exception(self, error: Exception) -> None:
        """What nobody expected goes to a file; the terminal is restored and one sentence is said."""
        self.report = write_report(error, crash_folder())
        super()._handle_exception(error) if self.is_headless else self._end_with(error)

    def _end_with(self, error: Exception) -> None:
        where = f" A report is in {self.report}." if self.report else ""
        self.exit(return_code=70, message=f"rounds: something went wrong ({type(error).__name__}).{where}")


def configured() -> Configuration:
    """What the person's file says; most people have none, and pay for none."""
    path = config_path()
    if not path.exists():
        return Configuration()
    from tui.settings import read_configuration  # noqa: PLC0415

    return read_configuration(path)


def run(beginning: Beginning, *, ascii: bool = False, tour: bool = False) -> int:
    """Run the app, on wish with signs in ASCII or beginning with the tour; the exit code."""
    configuration = configured()
    app = RoundsApp(beginning.shelf, configuration, abilities_of(ascii=ascii or configuration.ascii), beginning)
    app.begins_with_tour = tour
    app.run()
    return app.return_code or 0
