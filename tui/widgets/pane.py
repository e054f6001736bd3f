"""A pane: a rule with its title above, an edge on its left, and lines inside."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.message import Message

from tui.present.styled import Line, Span, fit
from tui.widgets.surface import Surface


class Pane(Surface):
    """One of the three panes. Inside it lines are painted by `paint_body`."""

    class Clicked(Message):
        """The mouse was pressed inside a pane, on line `y` of its body (from 0), once or `twice`."""

        def __init__(self, pane: Pane, y: int, twice: bool) -> None:
            super().__init__()
            self.pane = pane
            self.y = y
            self.twice = twice

    class Wheeled(Message):
        """The wheel was turned over a pane by so many lines, down is positive."""

        def __init__(self, pane: Pane, lines: int) -> None:
            super().__init__()
            self.pane = pane
            self.lines = lines

    def __init__(self, number: int, title: str, *, id: str) -> None:
        super().__init__(id=id)
        self.number = number
        self.title = title
        self.note = ""
        """On the right of the title's rule: "match 2 of 3"."""
        self.active = False
        """Whether keys go here."""
        self.edge = False
        """Whether another pane stands on the left (an edge is drawn then)."""
        self.left_active = False
        """Whether the pane on the left is the active one (its heavy rule meets ours)."""

    # --- for those who inherit

    def paint_body(self, width: int, height: int) -> list[Line]:
        """The lines below the title."""
        raise NotImplementedError

    def edge_at(self, y: int) -> str:
        """The character of the left edge beside line `y` of the body."""
        return "│"

    def heading(self) -> str:
        """The words in the title's rule."""
        return self.title

    # --- geometry

    @property
    def body_width(self) -> int:
        """Cells across inside the pane."""
        return max(0, self.size.width - (1 if self.edge else 0))

    @property
    def body_height(self) -> int:
        """Lines below the title."""
        return max(0, self.size.height - 1)

    def paint(self, width: int, height: int) -> list[Line]:
        """The title's rule and the body, with the edge on the left."""
        lines = [self._rule(width)]
        body = self.paint_body(self.body_width, height - 1)[: height - 1]
        if not self.edge:
            return lines + body
        body += [()] * (height - 1 - len(body))
        return lines + [((self.edge_at(y), "rule"), *line) for y, line in enumerate(body)]

    def _rule(self, width: int) -> Line:
        role = "rule.focus" if self.active else "rule"
        stroke = "━" if self.active else "─"
        spans: list[Span] = []
        if self.edge:
            spans.append(("┮" if self.active else "┭" if self.left_active else "┬", "rule"))
        room = width - len(spans)
        heading = fit(f"{self.number} {self.heading()}", max(0, room - 4))
        note = fit(self.note, max(0, room - cell_len(heading) - 8)) if self.note else ""
        spans += [(f"{stroke} ", role), (heading, "head" if self.active else "title")]
        used = 2 + cell_len(heading)
        if note:
            fill = room - used - cell_len(note) - 4
            spans += [(" " + stroke * max(1, fill), role), (f" {note} ", "dim"), (stroke, role)]
        else:
            spans.append((" " + stroke * max(0, room - used - 1), role))
        return tuple(spans)

    # --- mouse

    def on_click(self, event: events.Click) -> None:
        """A click goes to the line under the pointer, two open it."""
        event.stop()
        self.post_message(self.Clicked(self, event.y - 1, event.chain >= 2))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves."""
        event.stop()
        self.post_message(self.Wheeled(self, 3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves."""
        event.stop()
        self.post_message(self.Wheeled(self, -3))
