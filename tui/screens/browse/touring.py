"""The tour in the app: it says what to press, notices when that was done, and never has a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import FINDINGS
from tui.screens.browse.listing import Listing

if TYPE_CHECKING:
    from tui.tour import Step
    from tui.widgets.tour import TourBar


class Touring(Listing):
    """Goes through the steps of `tui.tour`; the command that begins it goes on to the next step as well."""

    tour_bar: TourBar | None = None
    """What is shown of the tour; None where none is under way."""
    _step = 0
    _before: object = None
    """What was there when the step began."""
    _tried = False
    """The first half of a step was done."""

    def action_tour(self) -> None:
        """Begin the tour; when it is under way, skip a step."""
        if self.tour_bar is not None:
            self._go_to_step(self._step + 1)
            return
        from tui.widgets.tour import TourBar  # noqa: PLC0415 -- most sessions show no tour

        self.tour_bar = TourBar()
        self.mount(self.tour_bar, before=self.footer)
        if self.trail.here.query:
            self.go_to_list("")
        self._go_to_step(0)
        self.replace_panes()

    def leave_tour(self) -> bool:
        """End the tour where one is under way; whether there was one."""
        bar, self.tour_bar = self.tour_bar, None
        if bar is None:
            return False
        bar.remove()
        self.replace_panes()
        return True

    def _go_to_step(self, number: int) -> None:
        from tui.tour import ENDED, STEPS, in_keys  # noqa: PLC0415

        if number > len(STEPS):
            self.leave_tour()
            return
        bar = self.tour_bar
        assert bar is not None
        self._step, self._tried = number, False
        if number == len(STEPS):
            bar.heading, bar.footing = "Tour", in_keys("{tour} closes", self.keymap.keys_of)
            bar.text = in_keys(ENDED, self.keymap.keys_of)
            bar.touch()
            return
        self._before = self._now_for(STEPS[number])
        bar.heading = f"Tour {number + 1} of {len(STEPS)}"
        bar.footing = in_keys("{tour} skips · {out} leaves", self.keymap.keys_of)
        bar.text = in_keys(STEPS[number].text, self.keymap.keys_of)
        bar.touch()

    def look_at_tour(self) -> None:
        """Something was done: go on where it was what the step asked for."""
        if self.tour_bar is None:
            return
        from tui.tour import STEPS  # noqa: PLC0415

        if self._step < len(STEPS) and self._was_done(STEPS[self._step]):
            self._go_to_step(self._step + 1)

    def _now_for(self, step: Step) -> object:
        match step.name:
            case "move":
                return self.cases.current
            case "find":
                return self.trail.here
            case "copy":
                return self.clip
            case "keep":
                return self._starred()
        return None

    def _was_done(self, step: Step) -> bool:
        match step.name:
            case "move":
                self._before = self._before or self.cases.current
                return self.cases.current != self._before
            case "read":
                return self.pane == FINDINGS and self.findings.stop is not None
            case "find":
                return self.trail.here.follow is not None and self.trail.here != self._before and self.asked is None
            case "copy":
                return self.clip is not None and self.clip is not self._before
        now = self._starred()
        self._tried = self._tried or now != self._before
        return self._tried and now == self._before

    def _starred(self) -> frozenset[str]:
        return frozenset(self.snapshot.ids("is", "starred")) if self.snapshot is not None else frozenset()
