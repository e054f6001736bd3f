"""Where a list stands: cursor and first row shown, as a value. The same arithmetic serves every list and text."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class Scroll(Struct, frozen=True):
    """A cursor in `count` rows of which `page` are shown from `top` on. With `count` 0 the cursor is 0."""

    count: int = 0
    page: int = 1
    cursor: int = 0
    top: int = 0

    def at(self, cursor: int) -> Scroll:
        """With the cursor on another row; at an edge the view goes on by a third of a page, to spare a slow line."""
        cursor = max(0, min(cursor, self.count - 1))
        top = self.top
        leap = self.page // 3
        if cursor < top:
            top = cursor - (leap if self.cursor - cursor <= 1 else 0)
        elif cursor >= top + self.page:
            top = cursor - self.page + 1 + (leap if cursor - self.cursor <= 1 else 0)
        return replace(self, cursor=cursor).with_top(top)

    def moved(self, rows: int) -> Scroll:
        """With the cursor `rows` further down."""
        return self.at(self.cursor + rows)

    def paged(self, pages: float) -> Scroll:
        """The view and the cursor go together."""
        rows = round(self.page * pages) or (1 if pages > 0 else -1)
        if abs(pages) == 1 and self.page > 2:
            rows -= 1 if rows > 0 else -1
        cursor = max(0, min(self.cursor + rows, self.count - 1))
        return replace(self, cursor=cursor).with_top(self.top + rows)._with_cursor_in_view()

    def resized(self, page: int) -> Scroll:
        """With another number of rows shown; the cursor stays in view."""
        return replace(self, page=max(1, page)).with_top(self.top)._with_cursor_in_view()

    def recounted(self, count: int, cursor: int | None = None) -> Scroll:
        """With another number of rows; the cursor's distance to the first row shown is kept."""
        cursor = max(0, min(self.cursor if cursor is None else cursor, count - 1))
        top = cursor - (self.cursor - self.top)
        return replace(self, count=count, cursor=cursor).with_top(top)._with_cursor_in_view()

    def with_top(self, top: int) -> Scroll:
        """With another first row shown, as far as there are rows."""
        return replace(self, top=max(0, min(top, self.count - self.page)))

    def _with_cursor_in_view(self) -> Scroll:
        if self.cursor < self.top:
            return self.with_top(self.cursor)
        if self.cursor >= self.top + self.page:
            return self.with_top(self.cursor - self.page + 1)
        return self
