"""Keys: what a key press leads to, now or when what it acts on has come; chords and their menus."""

from __future__ import annotations

import asyncio
from typing import Any

from textual import actions, events
from textual.timer import Timer

from tui import layers
from tui.commands import CASES, ENTITIES, FIELD, CannotActError, Command
from tui.commands.keynames import is_key
from tui.keymap import Chord, token_of
from tui.screens.browse.completing import Completing
from tui.screens.browse.copying import Copying
from tui.screens.browse.reading import Reading
from tui.widgets.field import Field

_CHORD_PAUSE = 0.45
"""Seconds after the first key of a chord until its menu appears."""


class Pressing(Copying, Reading, Completing):
    """Runs the command that a key stands for where it is pressed."""

    chord: Chord | None = None
    """The chord whose second key is awaited."""
    _chord_timer: Timer | None = None

    def place(self) -> str:
        """Where keys are looked up now."""
        if self.top_layer is not None:
            return self.top_layer.place
        return FIELD if self.filter_field is not None or self.find_field is not None else self.pane

    def must_wait(self, event: events.Key) -> bool:
        """Whether a key acts on an answer that is still awaited: it is then kept and pressed when that has come."""
        place = self.place()
        if self.keys_held_for or not self.is_attached:
            return True
        if place == FIELD:
            if not isinstance(self.keymap.lookup(FIELD, token_of(event)), Command):
                return False
            return not self.top_layer.settled if self.top_layer is not None else self.asked is not None
        if self.top_layer is not None:
            return self.top_layer.awaits_all
        if self.asked is not None:
            return True
        return self.asked_page is not None and self.pane != CASES

    async def press(self, event: events.Key) -> None:
        """Do what a key asks for, here and now."""
        token = token_of(event)
        if self.footer.said:
            self.say("")
        if self.chord is not None:
            command = self._end_chord(token)
            if command is not None:
                await self.run_command(command)
            return
        place = self.place()
        with self.refusals_said():
            if not (self._type(event, token) if place == FIELD else self._press_in_layer(token)):
                await self._run_key(place, token)

    async def _run_key(self, place: str, token: str) -> None:
        found = self.keymap.lookup(place, token)
        if isinstance(found, Chord):
            self._begin_chord(found)
        elif found is not None:
            await self.run_command(found)
        elif place != FIELD:
            self.say(f"{self.keymap.shown(token)} does nothing here · {self.key('help')} shows the keys", "dim")
        elif is_key(token):
            self.say(
                f"{self.keymap.shown(token)} does nothing while you type · {self.key('field.help')} shows the keys",
                "dim",
            )

    def _press_in_layer(self, token: str) -> bool:
        return self.top_layer is not None and self.top_layer.press(token)

    def _type(self, event: events.Key, token: str) -> bool:
        field = self._field()
        if event.character is not None and event.is_printable and not event.key.startswith("ctrl+"):
            self._typed(field.typed(event.character))
            return True
        if isinstance(self.keymap.lookup(FIELD, token), Command):
            return False
        edited = field.edited(event.key)
        if edited is not None:
            self._typed(edited)
        return edited is not None

    def _field(self) -> Field:
        if self.top_layer is not None:
            return self.top_layer.field or Field()
        return self.filter_field or self.find_field or Field()

    def _typed(self, field: Field) -> None:
        if self.top_layer is not None:
            self.top_layer.typed(field)
        elif self.filter_field is not None:
            self.filter_typed(field)
        else:
            self.find_typed(field)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text goes into the field."""
        event.stop()
        if self.place() == FIELD:
            with self.refusals_said():
                self._typed(self._field().typed(event.text))

    async def run_command(self, command: Command) -> None:
        """Do what a command does: the layer in force is asked first, then the screen."""
        _, name, arguments = actions.parse(command.action)
        await self.run_named(name, arguments)

    async def run_named(self, name: str, arguments: tuple[Any, ...] = ()) -> None:
        """Call `action_NAME`; what cannot be done says why."""
        holder = self.top_layer if self.top_layer is not None and hasattr(self.top_layer, f"action_{name}") else self
        with self.refusals_said():
            answer = getattr(holder, f"action_{name}")(*arguments)
            if asyncio.iscoroutine(answer):
                await answer

    def run_command_soon(self, command: Command) -> None:
        """Run a command that was chosen in a layer, when the layer is gone."""
        self.call_later(self.run_command, command)

    def run_action_named(self, name: str) -> None:
        """Do what a double click stands for."""
        self.call_later(self.run_named, name)

    def action_accept(self) -> None:
        """Enter in a field of the header."""
        if self.filter_field is not None:
            self.accept_filter()
        elif self.find_field is not None:
            self.end_find(keep=True)

    def action_complete(self) -> None:
        """Tab in a field of the header."""
        if self.filter_field is None:
            raise CannotActError("Only queries are completed.")
        self.complete_filter()

    # --- chords

    def _begin_chord(self, chord: Chord) -> None:
        self.chord = chord
        self._chord_timer = self.set_timer(_CHORD_PAUSE, self._open_chord_menu)

    def _end_chord(self, token: str) -> Command | None:
        chord, self.chord = self.chord, None
        if self._chord_timer is not None:
            self._chord_timer.stop()
        assert chord is not None
        shown = self.keymap.shown
        command = chord.choices.get(token)
        way_out = self.keymap.way_out(self.place(), token)
        if command is None and way_out is not None:
            return way_out if way_out.id == "quit.now" else None
        if command is None:
            self.say(
                f"{shown(chord.first)}{shown(token)} is nothing · {shown(chord.first)} alone shows what can follow",
                "dim",
            )
        return command

    def _open_chord_menu(self) -> None:
        chord, self.chord = self.chord, None
        if chord is None:
            return
        choices = [
            layers.Choice(self.keymap.shown(key), command.title, command.id) for key, command in chord.choices.items()
        ]
        by_id = {command.id: command for command in chord.choices.values()}
        copying = chord.first == "y" and self.pane != ENTITIES

        def what_of(command_id: str) -> str:
            _, name, arguments = actions.parse(by_id[command_id].action)
            return self.last_copy if name == "copy_again" else str(arguments[0]) if arguments else ""

        def preview(command_id: str) -> None:
            self.preview(what_of(command_id), command_id)

        heading = self.of_what("Copy") if chord.first == "y" else "Sort"
        self.open_layer(
            layers.MenuLayer(
                heading,
                choices,
                lambda command_id: self.run_command_soon(by_id[command_id]),
                preview if copying else None,
                self.also(what_of) if copying else None,
            )
        )
