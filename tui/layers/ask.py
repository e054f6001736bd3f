"""A question that is answered by a line of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store import clean_line
from tui.commands import CannotActError
from tui.layers.layer import ListLayer
from tui.present.styled import Line, fit, wrapped
from tui.widgets.field import Field

Completer = Callable[[str], Sequence[str]]


class AskLayer(ListLayer[str]):
    """Asks for a line; what may be meant is listed below it, Tab completes."""

    def __init__(
        self,
        heading: str,
        answered: Callable[[str], None],
        *,
        text: str = "",
        complete: Completer | None = None,
        remark: str = "",
    ) -> None:
        """`text` stands in the field already."""
        super().__init__(field=Field.of(text))
        self._heading = clean_line(heading)
        self._answered = answered
        self._complete = complete
        self._remark = clean_line(remark)
        self.picked = False
        """Whether the cursor was put on a completion, which Enter then takes."""
        self.fill()

    def wanted_size(self, width: int, height: int) -> tuple[int, int]:
        """A few lines."""
        return min(92, width - 4), min(height - 4, 14 if self._complete else 6)

    def heading(self) -> str:
        """The question."""
        return self._heading

    def footing(self) -> str:
        """What keys do here."""
        complete = f"{self.key('field.complete')} complete · " if self._complete else ""
        return f"{self.key('layer.accept')} take it · {complete}{self.key('out')} close"

    def typed(self, field: Field) -> None:
        """Something was typed."""
        self.picked = False
        super().typed(field)
        self.fill()

    def action_move(self, rows: int) -> None:
        """Put the cursor on a completion: at first on the first of them."""
        if self.picked or not self.items:
            super().action_move(rows)
        else:
            self.picked = True
            self.touch()

    @property
    def shows_cursor(self) -> bool:
        """Until a completion is picked, Enter takes what was typed."""
        return self.picked

    def fill(self) -> None:
        """List what may be meant."""
        if self._complete is not None and self.field is not None:
            self.show(tuple(self._complete(self.field.text)))

    def item_line(self, item: str, width: int, cursor: bool) -> Line:
        """A completion."""
        return ((fit(item, width), "cursor.title" if cursor else "dim"),)

    def side_lines(self, width: int, height: int) -> list[Line]:
        """The remark."""
        return [((line, "dim"),) for line in wrapped(self._remark, width, height)] if self._remark else []

    def action_complete(self) -> None:
        """Put the completion under the cursor into the field."""
        if self.current is None:
            raise CannotActError("Nothing goes on like that." if self._complete else "Only you know how it goes on.")
        if self.field is not None and self.field.text == self.current:
            raise CannotActError("Nothing else goes on like that.")
        self.typed(Field.of(self.current))

    def action_accept(self) -> None:
        """Answer."""
        text = self.current if self.picked and self.current is not None else self.field.text if self.field else ""
        self.close()
        self._answered(text)
