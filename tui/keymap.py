"""Which key does what where: a value made of the commands and a person's own wishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from textual.events import Key

from tui.commands import COMMANDS, Command
from tui.commands.keynames import shown
from tui.keyboard import clashes, table_of

_WAYS_OUT = ("out", "quit.now")


def token_of(event: Key) -> str:
    """The name of a key press as the commands write it: the character where it prints one, else Textual's name."""
    if event.character == " ":
        return "space"
    if event.key == "ctrl+j":
        return "enter"  # typed before the terminal was in raw mode, Enter arrives as a line feed
    if event.character is not None and event.is_printable:
        return event.character
    return event.key


class Chord(Struct, frozen=True):
    """The first key of a chord was pressed; these commands may follow, by their second key."""

    first: str
    choices: Mapping[str, Command]


class Keymap:
    """Answers which command a key runs in a place. `wishes` maps command ids to keys that replace the default ones.

    With `ascii` keys are shown without arrows and the like.
    """

    def __init__(
        self,
        wishes: Mapping[str, tuple[str, ...]] | None = None,
        commands: Iterable[Command] = COMMANDS,
        *,
        ascii: bool = False,
    ) -> None:
        wishes = dict(wishes or {})
        self._ascii = ascii
        self.commands = tuple(commands)
        self._keys = {command.id: wishes.get(command.id, command.keys) for command in self.commands}
        self._table, _ = table_of(wishes, self.commands)
        self.problems = tuple(clashes(wishes)) if wishes else ()
        """What of the wishes cannot be had, a sentence each."""

    def keys(self, command: Command) -> tuple[str, ...]:
        """The keys that run `command`."""
        return self._keys[command.id]

    def keys_of(self, name: str) -> str:
        """The first key of the command with this id as people read it; its name where it has none."""
        command = next(command for command in self.commands if command.id == name)
        keys = self._keys[name]
        return self.shown(keys[0]) if keys else f"“{command.title}”"

    @property
    def alt_keys(self) -> frozenset[str]:
        """The characters that have a meaning of their own with Alt."""
        pressed = (key for keys in self._keys.values() for chord in keys for key in chord.split())
        return frozenset(key.removeprefix("alt+") for key in pressed if key.startswith("alt+"))

    def shown(self, keys: str) -> str:
        """A key or chord as people read it."""
        return shown(keys, ascii=self._ascii)

    def lookup(self, place: str, token: str) -> Command | Chord | None:
        """What `token` means in `place`: a command, the beginning of a chord, or nothing."""
        command = self._table.get((place, token))
        if command is not None:
            return command
        choices = {
            keys[len(token) + 1 :]: command
            for (at, keys), command in self._table.items()
            if at == place and keys.startswith(token + " ")
        }
        return Chord(token, choices) if choices else None

    def way_out(self, place: str, pressed: str) -> Command | None:
        """The command that gets out of anything, where `pressed` runs it in `place`.

        Such a key waits for nothing and takes back what was typed ahead. A letter is none: ahead of a field that has
        yet to open it is meant as text.
        """
        command = self._table.get((place, pressed))
        is_letter = len(pressed) == 1 or pressed == "space"
        return command if command is not None and command.id in _WAYS_OUT and not is_letter else None

    def of_place(self, place: str) -> tuple[Command, ...]:
        """The commands that have a key in `place`, in the order of the table."""
        return tuple(command for command in self.commands if place in command.where and self._keys[command.id])

    def hints(self, place: str, acts: Mapping[str, bool]) -> tuple[tuple[str, str], ...]:
        """The footer of `place`, most useful first: (key as shown, hint). Left out is what `acts` says cannot act."""
        offered = (c for c in self.of_place(place) if c.hint and acts.get(c.id, True))
        commands = sorted(offered, key=lambda command: command.rank)
        return tuple((self.shown(self._keys[command.id][0]), command.hint) for command in commands)
