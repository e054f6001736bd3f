"""A menu: the second keys of a chord, or a short list of choices, each with its key; a preview follows the cursor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from tui.layers.layer import ListLayer
from tui.present.styled import Line, fit, pad, wrap


class Choice(Struct, frozen=True):
    """One line of a menu."""

    key: str
    """The key that takes it at once; empty where there is none."""
    text: str
    value: str
    """What is handed on when it is taken."""


class MenuLayer(ListLayer[Choice]):
    """Shows choices; a choice is taken by its key or by Enter.

    `preview` is asked for the text of a choice when the cursor comes to it; `also` are further keys that do something
    else with the choice under the cursor: key, what it does in a word, and the function.
    """

    def __init__(
        self,
        heading: str,
        choices: Sequence[Choice],
        taken: Callable[[str], None],
        preview: Callable[[str], None] | None = None,
        also: Mapping[str, tuple[str, Callable[[str], None]]] | None = None,
    ) -> None:
        super().__init__()
        self._also = also or {}
        self._heading = heading
        self._taken = taken
        self._ask_preview = preview
        self._preview: tuple[str, str] = ("", "")
        self.items = tuple(choices)
        self.show(self.items)

    def on_mount(self) -> None:
        """Preview the first choice."""
        self.moved()

    def wanted_size(self, width: int, height: int) -> tuple[int, int]:
        """As high as its choices, and room for the preview."""
        preview = 10 if self._ask_preview else 0
        return min(92, width - 4), min(height - 3, len(self.items) + 3 + preview)

    def heading(self) -> str:
        """What is chosen."""
        return self._heading

    def footing(self) -> str:
        """What keys do here."""
        also = "".join(f"{key} {what} · " for key, (what, _) in self._also.items())
        return f"a letter takes it · {self.key('layer.accept')} · {also}{self.key('out')} close"

    def moved(self) -> None:
        """Ask for the preview of the choice under the cursor."""
        if self._ask_preview and self.current is not None:
            self._ask_preview(self.current.value)

    def show_preview(self, value: str, text: str) -> None:
        """The text that choice `value` would copy."""
        self._preview = (value, text)
        self.touch()

    @property
    def preview(self) -> str:
        """The text that the choice under the cursor would copy, as far as it is known."""
        value, text = self._preview
        return text if self.current is not None and value == self.current.value else ""

    def item_line(self, item: Choice, width: int, cursor: bool) -> Line:
        """Key and text."""
        return ((pad(item.key, 4), "key"), (fit(item.text, width - 4), "cursor.title" if cursor else ""))

    def side_lines(self, width: int, height: int) -> list[Line]:
        """The preview."""
        if self._ask_preview is None:
            return []
        lines: list[Line] = []
        shown = self.preview
        lines.append((("─" * width, "rule"),))
        lines += [((shown[a:b], ""),) for a, b in wrap(shown, width)]
        room = max(3, height)
        return [*lines[: room - 1], (("…", "dim"),)] if len(lines) > room else lines + [()] * (room - len(lines))

    def press(self, token: str) -> bool:
        """Take the choice with this key; whether there is one."""
        for choice in self.items:
            if choice.key == token:
                self.chosen(choice)
                return True
        if token in self._also and self.current is not None:
            value = self.current.value
            self.close()
            self._also[token][1](value)
            return True
        return False

    def chosen(self, item: Choice) -> None:
        """Hand it on."""
        self.close()
        self._taken(item.value)
