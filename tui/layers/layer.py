"""A layer: a box above the panes that has the keys until it closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual.geometry import Offset

from tui.commands import FIELD, LIST, CannotActError
from tui.present.styled import Line, clip, fit, reflowed, tinted, whole_parts, width_of
from tui.widgets.scrolling import Scroll
from tui.widgets.surface import Surface

if TYPE_CHECKING:
    from tui.widgets.field import Field

Item = TypeVar("Item")


class Layer(Surface):
    """The base of all layers: a frame with a title, placed by `wanted_size`."""

    DEFAULT_CSS = "Layer { layer: above; position: absolute; }"
    title: ClassVar[str] = ""
    covers_footer: ClassVar[bool] = False
    """Whether it stands on the line that says what was done."""

    def __init__(self) -> None:
        super().__init__()
        self.field: Field | None = None
        """What is typed into it, None where nothing can be typed."""
        self._corner = (0, 0)
        self.when_closed: Callable[[Layer], None] | None = None
        """Takes the layer off the screen, at once: the next key goes to what is below."""

    # --- for those who inherit

    def wanted_size(self, width: int, height: int) -> tuple[int, int]:
        """The size it would like on a screen of this size."""
        return min(96, width - 4), min(28, height - 4)

    def paint_inside(self, width: int, height: int) -> list[Line]:
        """What stands inside the frame."""
        raise NotImplementedError

    def heading(self) -> str:
        """The words in the upper rule."""
        return self.title

    def footing(self) -> str:
        """The words in the lower rule."""
        return f"{self.key('out')} close"

    @property
    def settled(self) -> bool:
        """Whether what is shown is the answer to what was typed."""
        return True

    @property
    def awaits_all(self) -> bool:
        """Whether there is nothing yet that a key could act on: keys then wait."""
        return False

    def press(self, token: str) -> bool:
        """Do what a key of this layer's own does; whether it has one for it."""
        return False

    def typed(self, field: Field) -> None:
        """Something was typed."""
        self.field = field
        self.touch()

    # --- the frame

    @property
    def place(self) -> str:
        """Where its keys are looked up."""
        return LIST if self.field is None else FIELD

    @property
    def cursor_place(self) -> Offset:
        """Where the hardware cursor stands: in the field, else at the upper left."""
        x, y = self._corner
        return Offset(x + (4 + self.field.column(self.size.width) if self.field else 2), y + 1)

    def put(self, width: int, height: int) -> None:
        """Take its place on a screen of this size; a narrow screen it fills."""
        wanted_width, wanted_height = self.wanted_size(width, height)
        if width < 64 or height < 18:
            wanted_width, wanted_height = width, max(3, height - 1)
        self.styles.width = max(1, min(width, wanted_width))
        self.styles.height = max(1, min(height - 1, wanted_height))
        self._corner = ((width - wanted_width) // 2, 0 if wanted_height >= height - 2 else 1)
        self.styles.offset = self._corner

    def paint(self, width: int, height: int) -> list[Line]:
        """The frame and what is inside."""
        heading = fit(self.heading(), width - 6)
        footing = whole_parts(self.footing(), width - 6)
        top = (
            ("┏━ ", "rule.focus"),
            (heading, "head"),
            (" " + "━" * (width - cell_len(heading) - 5) + "┓", "rule.focus"),
        )
        fill = "━" * (width - cell_len(footing) - 5)
        bottom = ((f"┗{fill} ", "rule.focus"), (footing, "dim"), (" ━┛", "rule.focus"))
        inside = self.paint_inside(width - 4, height - 2)[: height - 2]
        inside += [()] * (height - 2 - len(inside))
        return [top, *(self._framed(line, width) for line in inside), bottom]

    def _framed(self, line: Line, width: int) -> Line:
        line = clip(line, width - 4)
        return (("┃ ", "rule.focus"), *line, (" " * (width - 4 - width_of(line)), ""), (" ┃", "rule.focus"))

    def key(self, name: str) -> str:
        """The first key of the command with this id, as people read it."""
        return self.app.keymap.keys_of(name)  # type: ignore[attr-defined,no-any-return]

    def hand_on(self) -> None:
        """Hand on what would be lost if the app ended now."""

    def close(self) -> None:
        """Go."""
        if self.when_closed is not None:
            self.when_closed(self)

    def on_unmount(self) -> None:
        """Let go of what was painted: Textual remembers the caches of a thousand widgets that are long gone."""
        self._styles_cache.clear()

    # --- what keys do

    def action_out(self) -> None:
        """Close."""
        self.close()

    def action_quit_layer(self) -> None:
        """Close."""
        self.close()

    def action_narrow_by_item(self) -> None:
        """Narrow the cases by what is under the cursor."""
        raise CannotActError("Nothing here can be narrowed by.")

    def action_exclude_item(self) -> None:
        """Exclude what is under the cursor from the cases."""
        raise CannotActError("Nothing here can be excluded.")

    def action_rename_item(self) -> None:
        """Give what is under the cursor another name."""
        raise CannotActError("Nothing here can be renamed.")

    def action_delete_item(self) -> None:
        """Delete what is under the cursor."""
        raise CannotActError("Nothing here can be deleted.")

    def action_edit_outside(self) -> None:
        """Go on in the person's own editor."""
        raise CannotActError("Only notes can be written in your editor.")


class ListLayer(Layer, Generic[Item]):
    """A layer with a list and, perhaps, a field above it."""

    def __init__(self, *, field: Field | None = None) -> None:
        super().__init__()
        self.field = field
        self.items: Sequence[Item] = ()
        self.scroll = Scroll()

    # --- for those who inherit

    lists_at_once: ClassVar[bool] = False
    """Whether all of the list is told when it opens, where it is told in words, though one can type to filter it."""

    def item_line(self, item: Item, width: int, cursor: bool) -> Line:
        """One item on one line."""
        raise NotImplementedError

    @property
    def shows_cursor(self) -> bool:
        """Whether Enter takes what the cursor stands on."""
        return True

    def selectable(self, item: Item) -> bool:
        """Whether the cursor may stand on an item (headings say no)."""
        return True

    def empty_lines(self, width: int) -> list[Line]:
        """What stands here when the list is empty."""
        return []

    def side_lines(self, width: int, height: int) -> list[Line]:
        """What stands below the list (a preview); as many lines as it needs, `height` at most."""
        return []

    def chosen(self, item: Item) -> None:
        """An item was taken with Enter."""

    def moved(self) -> None:
        """The cursor stands on another item."""

    def prompt(self) -> str:
        """What stands before the field."""
        return "› "

    # --- values

    def show(self, items: Sequence[Item], cursor: int = 0) -> None:
        """Show another list."""
        self.items = items
        self.scroll = Scroll(len(items), self.scroll.page).at(cursor)
        if items and not self.selectable(items[self.scroll.cursor]):
            self._step(1)
        self.touch()

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.scroll.cursor] if self.items else None

    def paint_inside(self, width: int, height: int) -> list[Line]:
        """Field, list, and what stands below it."""
        lines: list[Line] = []
        if self.field is not None:
            prompt = self.prompt()
            lines += [((prompt, "accent"), *self.field.painted(width - cell_len(prompt))), ()]
        room = max(0, height - len(lines))
        # the whole list where that leaves a third for what stands below it
        over = room - len(self.items)
        below = self.side_lines(width, min(room // 2, over) if over >= room // 3 else room // 2)
        page = max(1, room - len(below))
        if page != self.scroll.page:
            self.scroll = self.scroll.resized(page)
        if not self.items:
            return lines + reflowed(self.empty_lines(width), width) + below
        if self.scroll.cursor < page and not any(self.selectable(item) for item in self.items[: self.scroll.top]):
            self.scroll = self.scroll.with_top(0)
        shown = self.items[self.scroll.top : self.scroll.top + page]
        listed = [self._row(item, width, index) for index, item in enumerate(shown, start=self.scroll.top)]
        if below:
            listed += [()] * (page - len(listed))
        return lines + listed + below

    def _row(self, item: Item, width: int, index: int) -> Line:
        if index != self.scroll.cursor or not self.shows_cursor:
            return ((" ", ""), *self.item_line(item, width - 1, False))
        return tinted((("▌", "cursor"), *self.item_line(item, width - 1, True)), width)

    # --- what keys do

    def action_move(self, rows: int) -> None:
        """Move the cursor over what can be taken."""
        if not self.items:
            raise CannotActError("There is nothing here to go through.")
        before = self.scroll
        self._step(rows)
        if self.scroll == before:
            raise CannotActError("There is nothing further down." if rows > 0 else "There is nothing further up.")
        self.moved()
        self.touch()

    def _step(self, rows: int) -> None:
        """Move by rows, and on over headings; where nothing further on can be taken, back over them."""
        scroll = self.scroll.moved(rows)
        way = 1 if rows > 0 else -1
        ahead = range(scroll.cursor, len(self.items) if way > 0 else -1, way)
        behind = range(scroll.cursor, -1 if way > 0 else len(self.items), -way)
        for index in (*ahead, *behind):
            if self.selectable(self.items[index]):
                self.scroll = scroll.at(index)
                return

    def action_page(self, pages: float) -> None:
        """Move by pages."""
        self.action_move(round(self.scroll.page * pages) or (1 if pages > 0 else -1))

    def action_move_to_end(self, end: int) -> None:
        """Go to the first or the last."""
        self.action_move(end * len(self.items))

    def action_accept(self) -> None:
        """Take the item under the cursor."""
        current = self.current
        if current is None:
            raise CannotActError("There is nothing here to take.")
        self.chosen(current)
