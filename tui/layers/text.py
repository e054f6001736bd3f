"""A text over the whole screen, without a frame, so that it can be read, or selected by mouse as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store import clean, clean_line
from tui.commands import LIST, CannotActError
from tui.layers.layer import Layer
from tui.present.signs import VERBATIM
from tui.present.styled import Line, fit, wrap
from tui.widgets.scrolling import Scroll


class TextLayer(Layer):
    """Shows text; `plain` texts have nothing around them but a line of keys below."""

    covers_footer = True

    def __init__(self, heading: str, text: str, *, lead: Sequence[str] = ()) -> None:
        super().__init__()
        self._heading = clean_line(heading)
        self._text = clean("\n".join([*lead, text]))
        self._lines: list[tuple[int, int]] = []
        """Where each line that is laid out begins and ends in the text."""
        self._width = 0
        self.scroll = Scroll()

    @property
    def place(self) -> str:
        """Keys of a list: they scroll."""
        return LIST

    @property
    def paragraphs(self) -> list[str]:
        """The lines that are not empty, as long as they are."""
        return [line for line in self._text.split("\n") if line.strip()]

    def put(self, width: int, height: int) -> None:
        """The whole screen."""
        self.styles.width, self.styles.height, self.styles.offset = width, height, (0, 0)

    def paint(self, width: int, height: int) -> list[Line]:
        """The text, and one line of keys."""
        top = self.scroll.top
        if width != self._width:
            self._width = width
            at = self._lines[top][0] if top < len(self._lines) else 0
            self._lines = wrap(self._text, min(width, 100))
            top = max((line for line, (start, _) in enumerate(self._lines) if start <= at), default=0)
        self.scroll = Scroll(len(self._lines), height - 1).with_top(top)
        shown = self._lines[self.scroll.top : self.scroll.top + height - 1]
        lines: list[Line] = [((self._text[start:end], VERBATIM),) for start, end in shown]
        lines += [()] * (height - 1 - len(lines))
        percent = 100 * min(len(self._lines), self.scroll.top + height - 1) // max(1, len(self._lines))
        return [*lines, ((fit(f" {self._heading} · {percent}% · {self.key('quit')} close", width), "dim"),)]

    def action_move(self, rows: int) -> None:
        """Scroll."""
        before = self.scroll
        self.scroll = self.scroll.with_top(self.scroll.top + rows)
        if self.scroll == before:
            raise CannotActError("This is the end." if rows > 0 else "This is the beginning.")
        self.touch()

    def action_page(self, pages: float) -> None:
        """Scroll by pages."""
        self.action_move(round(self.scroll.page * pages) - (2 if pages == 1 else -2 if pages == -1 else 0))

    def action_move_to_end(self, end: int) -> None:
        """Go to the beginning or the end."""
        self.action_move(end * len(self._lines))

    def action_accept(self) -> None:
        """Page on."""
        self.action_page(1)


class PlainLayer(TextLayer):
    """A text to be selected with the mouse, which the terminal has while it is open; `w` writes it to a file."""

    def __init__(self, heading: str, text: str, save: Callable[[], None], use_mouse: Callable[[bool], None]) -> None:
        super().__init__(f"{heading} · select with the mouse · w write", text)
        self._save = save
        self._use_mouse = use_mouse
        use_mouse(False)

    def press(self, token: str) -> bool:
        """`w` writes the text to a file."""
        if token != "w":  # noqa: S105 - a key
            return False
        self.close()
        self._save()
        return True

    def close(self) -> None:
        """Go, and take the mouse back."""
        self._use_mouse(True)
        super().close()
