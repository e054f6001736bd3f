"""The browse screen without a screen: reading goes by passages, and what changes is put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store import EntityHit, RoundsError
from tui.commands import CASES, ENTITIES, FIELD, FINDINGS, CannotActError
from tui.layers.ask import AskLayer
from tui.layers.facets import FacetRow
from tui.layers.layer import Layer, ListLayer
from tui.layers.menu import MenuLayer
from tui.layers.text import TextLayer
from tui.linear.scene import Scene, Spot
from tui.linear.speech import (
    Passage,
    case_words,
    counted_off,
    entity_words,
    hit_words,
    keys_said,
    listed,
    passages,
    said,
)
from tui.present.signs import in_words
from tui.screens.browse import BrowseScreen
from tui.wording import counted

if TYPE_CHECKING:
    from tui.copies import Clip

_WIDE = 300
_SAID_AT_ONCE = 20
"""So many lines of a list are said when it opens."""
_FEW = 5
"""Passages of half a page."""
_NOTHING = "There is no screen in linear mode: {}."


class LinearScreen(BrowseScreen, whole=True):
    """Says what the app would show."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heard: list[str] = []
        """What is to be said, a line each."""
        self.at = 0
        """The passage that is read."""
        self._read_from: tuple[object, object] = (None, None)
        self._passages: list[Passage] = []
        self._scene = Scene()

    # --- what is said as it comes

    def say(self, text: str, role: str = "accent") -> None:
        """Say a sentence."""
        super().say(text, role)
        if text:
            self.heard.append(in_words(text))

    def say_error(self, error: RoundsError) -> None:
        """Say what went wrong."""
        super().say_error(error)
        self.heard.append(in_words(str(error)))

    def send_to_clipboard(self, clip: Clip) -> None:
        """Copy where a terminal can take it; else say the text itself."""
        if self.app.can_copy:  # type: ignore[attr-defined]
            super().send_to_clipboard(clip)
        else:
            self.heard += [f"{clip.what}, to be copied from here:", *clip.text.split("\n")]

    # --- reading by passages

    @property
    def passages(self) -> list[Passage]:
        """The findings of the case under the cursor."""
        page = self.page
        entry = self.entry_of(page)
        if self._read_from != (page, entry):
            if self._read_from[0] is not page:
                self.at = 0
            self._read_from = (page, entry)
            self._passages = passages(page, entry) if page is not None else []
        return self._passages

    def _read_at(self, at: int) -> None:
        here, pieces = self.at, self.passages
        if not pieces:
            raise CannotActError("There is no case to read.")
        self.at = max(0, min(at, len(pieces) - 1))
        if self.at == here:
            raise CannotActError("This is the end." if at > here else "This is the beginning.")

    def action_move(self, rows: int) -> None:
        """By passages in the findings."""
        if self.pane == FINDINGS:
            self._read_at(self.at + rows)
        else:
            super().action_move(rows)

    def action_page(self, pages: float) -> None:
        """A page of findings is the rest of a section, said as a whole; half of one is a few passages."""
        if self.pane != FINDINGS:
            super().action_page(pages)
        elif abs(pages) < 1:
            self._read_at(self.at + (_FEW if pages > 0 else -_FEW))
        elif pages < 0:
            starts = [n for n, piece in enumerate(self.passages) if piece.heading and n < self.at]
            self._read_at(starts[-1] if starts else 0)
        else:
            self._read_on()

    def _read_on(self) -> None:
        pieces, first = self.passages, self.at + 1
        if first >= len(pieces):
            raise CannotActError("This is the end.")
        last = first
        while last + 1 < len(pieces) and not pieces[last + 1].heading:
            last += 1
        self.heard += [piece.words for piece in pieces[first : last + 1]]
        self.at = last
        self._scene = self.scene()

    def action_move_to_end(self, end: int) -> None:
        """To the first or the last passage."""
        if self.pane == FINDINGS:
            self._read_at(0 if end < 0 else len(self.passages))
        else:
            super().action_move_to_end(end)

    def action_next_match(self, step: int) -> None:
        """To the passage of the next match or mention."""
        super().action_next_match(step)
        stop = self.findings.current_stop
        if stop is None or self.page is None:
            return
        for number, piece in enumerate(self.passages):
            if piece.field == stop.field and piece.start <= stop.start < max(piece.end, piece.start + 1):
                self.at = number
                entity = f"{self.page.entities[stop.entity].name}, " if stop.entity is not None else ""
                self.heard = [", ".join((*self.heard, f"{entity}in: {piece.words}"))]
        self._scene = self.scene()

    # --- what has no meaning without a screen

    def action_zoom(self) -> None:
        """There are no panes to zoom."""
        raise CannotActError(_NOTHING.format("each pane is alone already"))

    def action_mouse(self) -> None:
        """There is nothing to click."""
        raise CannotActError(_NOTHING.format("the mouse is the terminal's"))

    def action_next_theme(self) -> None:
        """There are no colours."""
        raise CannotActError(_NOTHING.format("it has no colours"))

    def action_redraw(self) -> None:
        """Say again where one stands."""
        self.action_status()

    def use_mouse(self, ours: bool) -> None:
        """The mouse is the terminal's all the time."""

    def show_plain(self, clip: Clip) -> None:
        """Say a text as it is."""
        self.heard += clip.text.split("\n") if clip.text else [f"The file gives no {clip.what}."]

    async def run_named(self, name: str, arguments: tuple[Any, ...] = ()) -> None:
        """In a text that is open, moving goes by passages too."""
        layer = self.top_layer
        if isinstance(layer, TextLayer) and name in ("move", "page", "accept", "move_to_end"):
            self._go_on_in(layer, name, arguments)
        else:
            await super().run_named(name, arguments)

    def _go_on_in(self, layer: TextLayer, name: str, arguments: tuple[Any, ...]) -> None:
        lines = layer.paragraphs
        if name == "move_to_end":
            at = 0 if arguments[0] < 0 else len(lines) - 1
        else:
            at = self._text_at + (1 if name == "accept" else round(arguments[0] * (_FEW if name == "page" else 1)))
        if 0 <= at < len(lines):
            self._text_at = at
            self.heard.append(lines[at])
        else:
            self.heard.append("This is the end." if at > 0 else "This is the beginning.")

    _text_at = 0

    # --- what has changed

    def _longest_facts(self) -> list[str]:
        return [fact[0] for fact in self._facts()]

    def begun(self) -> list[str]:
        """What is said first of all."""
        lines, self.heard, self._scene = self.heard, [], self.scene()
        case = self._scene.case.said() or self._no_case()
        keys = keys_said(f"{self.key('help')} lists the keys, {self.key('status')} says where you are.")
        return [f"Rounds, {self.headline()}", *lines, case, keys]

    def scene(self) -> Scene:
        """What there is to say now."""
        layer, row, found = self.top_layer, self.cases.current_row, self.found
        named = self.entities.current
        scroll = self.cases.scroll
        flags = self.snapshot.flags(row.keys) if self.snapshot is not None and row is not None else None
        mark = next((self.cases.marks[key] for key in row.keys if key in self.cases.marks), 0) if row else 0
        words = case_words(row, flags, mark) if scroll.count else ""
        return Scene(
            layer=id(layer) if layer is not None else 0,
            typed=self._field().text if self.place() == FIELD else None,
            item=_item(layer),
            body=_body(layer),
            pane=self.pane,
            asked=(found.request.query, found.request.sort, found.request.reverse),
            total=found.total,
            case=Spot(scroll.cursor, scroll.count, words),
            case_id=row.id if row else "",
            entity=Spot(*self.entities.place, entity_words(named)) if named is not None else Spot(),
            passage=(self.page.number if self.page else 0, self.at),
        )

    def changes(self) -> list[str]:
        """The lines that say what has changed since they were asked for last, the least that does."""
        before, now = self._scene, self.scene()
        lines, self.heard = self.heard, []
        said_something = bool(lines)
        self._scene = now
        layer = self.top_layer
        if layer is not None:
            lines += self._layer_changes(layer, before, now)
        elif now.typed is not None:
            lines += self._field_changes(before, now)
        elif before.layer or before.typed is not None or before.pane != now.pane or self._is_other_list(before, now):
            lines += self._where(before, now)
        elif now.pane == CASES:
            if now.case_id != before.case_id or (now.case != before.case and not said_something):
                lines.append(now.case.said())
        elif now.pane == FINDINGS:
            if now.passage != before.passage:
                lines.append(self._passage())
        elif now.entity != before.entity and now.entity.words:
            lines.append(now.entity.said())
        return [line for line in lines if line]

    @staticmethod
    def _is_other_list(before: Scene, now: Scene) -> bool:
        return (before.asked, before.total) != (now.asked, now.total)

    def _where(self, before: Scene, now: Scene) -> list[str]:
        """After a layer was closed, a pane entered, or for another list: where one is."""
        lines = [self.headline()] if self._is_other_list(before, now) else []
        if now.pane == CASES:
            if before.pane != CASES or before.layer or before.typed is not None or lines:
                lines.append(("" if lines else "Cases, ") + (now.case.said() if now.case.total else self._no_case()))
        elif now.pane == FINDINGS:
            count = counted(len(self.passages), "passage")
            lines.append(f"Findings, {count}. {self._passage()}" if before.pane != FINDINGS else self._passage())
        else:
            lines.append(f"Entities, {now.entity.said()}" if now.entity.words else "Entities: the file names none.")
        return lines

    def _passage(self) -> str:
        return self.passages[self.at].words if self.passages else "There is no case to read."

    def _no_case(self) -> str:
        return " ".join(said(line) for line in self.cases.empty if line)

    def headline(self) -> str:
        """How many cases, found by what, in which order, and what else the header tells."""
        found = self.found
        return in_words(listed((found.words if found.request.query.strip() else "all cases", *self._longest_facts())))

    def _field_changes(self, before: Scene, now: Scene) -> list[str]:
        """Something is typed into the header: the query, or what to find here."""
        lines = []
        if before.typed is None:
            what = "Filter the cases" if self.filter_field is not None else "Find"
            keys = keys_said(f"{self.key('layer.accept')} keeps it, {self.key('out')} goes back.")
            lines.append(f"{what}: type, {keys}" + (f" {now.typed}" if now.typed else ""))
        if self.filter_field is None:
            if now.pane == ENTITIES and now.entity != before.entity:
                lines.append(now.entity.said() or "Nothing here fits.")
        elif (now.typed, now.total, now.case_id) != (before.typed, before.total, before.case_id) and not lines:
            wrong = self.header.mistake
            odd = f", which makes no sense from “{(now.typed or '')[wrong:]}” on" if wrong is not None else ""
            result = now.case.said() if now.case.total else self._no_case()
            lines.append(f"{now.typed}{odd}: {counted(now.total, 'case')}. {result}")
        return lines

    def _layer_changes(self, layer: Layer, before: Scene, now: Scene) -> list[str]:
        if before.layer != now.layer:
            self._text_at = 0
            return opening(layer, now)
        if (now.typed, now.item) != (before.typed, before.item):
            typed = f"{now.typed}: " if now.typed != before.typed and now.typed else ""
            found = f"{now.item.total:,} found. " if typed and now.item.total else ""
            nothing = " ".join(said(line) for line in layer.empty_lines(_WIDE)) if isinstance(layer, ListLayer) else ""
            return [f"{typed}{found}{now.item.said() if now.item.total else nothing}" or str(now.typed)]
        return [now.body] if now.body != before.body else []

    def action_status(self) -> None:
        """Say where one stands."""
        now, layer = self.scene(), self.top_layer
        facts = [f"{in_words(layer.heading())}: {now.item.said()}"] if layer is not None else []
        facts.append(self.headline())
        facts.append(now.case.said() or self._no_case())
        if now.pane == FINDINGS and self.passages:
            facts.append(f"in the findings, {counted_off(self.at, len(self.passages), self._passage())}")
        elif now.pane == ENTITIES and now.entity.words:
            facts.append(f"in the entities, {now.entity.said()}")
        self.heard.append(". ".join(facts))


def _item(layer: Layer | None) -> Spot:
    """The item under the cursor of a layer, counted among those that can be taken."""
    if not isinstance(layer, ListLayer) or layer.current is None:
        return Spot()
    able = [n for n, item in enumerate(layer.items) if layer.selectable(item)]
    place = able.index(layer.scroll.cursor) if layer.scroll.cursor in able else 0
    taken = f", {layer.key('layer.accept')} takes it" if isinstance(layer, AskLayer) and layer.picked else ""
    return Spot(place, len(able), _words(layer, layer.current) + taken)


def _words(layer: ListLayer[Any], item: Any) -> str:
    if isinstance(item, EntityHit):
        return hit_words(item)
    if isinstance(item, FacetRow):
        return f"{item.text}, {counted(item.cases, 'case')}" if item.term else item.text
    return keys_said(said(layer.item_line(item, _WIDE, False)))


def _body(layer: Layer | None) -> str:
    if layer is None or isinstance(layer, TextLayer):
        return ""
    if isinstance(layer, MenuLayer):
        return in_words(layer.preview)
    if isinstance(layer, ListLayer):
        return ""
    return listed(said(line) for line in layer.paint_inside(_WIDE, 40) if line) if layer.field is None else ""


def opening(layer: Layer, now: Scene) -> list[str]:
    """What is said of a layer that opens: its heading, what keys do there, and its list where it is not long."""
    head = f"{in_words(layer.heading())}. {keys_said(in_words(layer.footing()))}."
    if isinstance(layer, TextLayer):
        lines = layer.paragraphs
        keys = keys_said(f"{layer.key('move.down')} goes on, {layer.key('quit')} closes.")
        return [f"{in_words(layer.heading())}, {counted(len(lines), 'line')}: {keys}", *lines[:1]]
    if not isinstance(layer, ListLayer) or (layer.field is not None and not layer.lists_at_once):
        return [head + (f" {now.typed}" if now.typed else ""), now.body]
    lines, number = [], 0
    for item in layer.items:
        words = _words(layer, item)
        if layer.selectable(item):
            number += 1
            words = f"{number}. {words}"
        lines.append(words)
    more = len(lines) - _SAID_AT_ONCE
    goes_on = f"and {more:,} more: {keys_said(layer.key('move.down'))} goes on."
    shown = lines if layer.lists_at_once or more <= 0 else [*lines[:_SAID_AT_ONCE], goes_on]
    return [head, *shown, f"Now at {now.item.said()}" if now.item.place else ""]
