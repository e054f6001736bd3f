"""What is pressed on a random tour: mostly sequences that lead somewhere, and now and then anything at all."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.hostile.attacks import ATTACKS, encoded
from tui.commands import COMMANDS
from tui.commands.table import FIELD

_NAMED = {
    "space": b" ",
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
}
ENTER, OUT, ERASE = b"\r", b"\x07", b"\x15"
_NEVER = ("quit", "quit.now", "note.editor", "field.editor")
"""What ends the app, and what lends the terminal to an editor: what is typed then is the editor's."""

Keys = list[bytes]
"""Each what a terminal sends for one key press."""


def sent_for(keys: str) -> Keys:
    """What a terminal sends for the keys of a command: `y v`, `ctrl+d`, `PgDn`."""
    return [_one(key) for key in keys.split(" ")]


def _one(key: str) -> bytes:
    if key.startswith("ctrl+"):
        return bytes([ord(key[5]) & 0x1F])
    return _NAMED[key] if key in _NAMED else key.encode()


COMMAND_KEYS = tuple(
    sent_for(keys)
    for command in COMMANDS
    if command.id not in _NEVER and command.where != frozenset({FIELD})
    for keys in command.keys
)
"""Every key of every command but those."""

_WORDS = tuple(
    word
    for line in (
        "alk evil brain metast fever gene:alk drug:* year:2020..2026 is:starred tag:a -lung OR ( ) human 9606 id:",
        'case disease:"x -- :: note: in:talk import:last title:hostile author:mal "brain met* has:doi',
    )
    for word in line.split(" ")
)


class Fingers:
    """Makes up what to press next."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._ways: tuple[tuple[int, Callable[[], Keys]], ...] = (
            (20, self._move),
            (20, self._command),
            (6, self._filter),
            (6, self._finder),
            (4, self._palette),
            (6, self._chord),
            (8, self._notebook),
            (4, self._places),
            (4, self._facets),
            (3, self._delete),
            (2, self._write),
            (1, self._import),
            (4, self._read),
            (2, self._entity),
            (3, self._mouse),
            (2, self._paste),
            (2, self._junk),
            (5, lambda: [OUT] * dice.randint(1, 4)),
        )
        self._weights = [weight for weight, _ in self._ways]

    def next(self) -> Keys:
        """The keys of one thing to do."""
        return self._dice.choices(self._ways, self._weights)[0][1]()

    def _pick(self, *keys: bytes) -> bytes:
        return self._dice.choice(keys)

    def _out(self) -> bytes:
        return self._pick(ENTER, ENTER, b"\x1b", OUT)

    def _text(self) -> Keys:
        words = self._dice.choices(_WORDS, k=self._dice.randint(1, 3))
        text = " ".join(words)[: self._dice.randint(1, 24)]
        if self._dice.random() < 0.2:
            text = "".join(one for one in self._dice.choice(ATTACKS) if one.isprintable())[:30]
        return [*(one.encode("utf-8", "replace") for one in text), *self._edits()]

    def _edits(self) -> Keys:
        edits = (b"\x7f", b"\x1b[D", b"\x1b[C", b"\x01", b"\x05", b"\x17", b"\x15", b"\x0b", b"\t", b"\x0e", b"\x10")
        return self._dice.choices(edits, k=self._dice.choice((0, 0, 1, 3)))

    def _move(self) -> Keys:
        keys = (
            b"j",
            b"k",
            b"g",
            b"G",
            b"\x04",
            b"\x15",
            b"\x1b[6~",
            b"\x1b[5~",
            b"1",
            b"2",
            b"3",
            b"n",
            b"N",
            b"\t",
            b"z",
        )
        return [self._dice.choice(keys)] * self._dice.choice((1, 1, 1, 2, 8))

    def _command(self) -> Keys:
        return list(self._dice.choice(COMMAND_KEYS))

    def _filter(self) -> Keys:
        return [self._pick(b"1", b"2", b"3"), b"/", *self._text(), self._out()]

    def _finder(self) -> Keys:
        return [b"e", *self._text(), *self._dice.choices((b"\t", b"\x0e", b"\x10", b"\x1b[6~"), k=2), self._out()]

    def _palette(self) -> Keys:
        return [
            self._pick(b":", b"?"),
            *(one.encode() for one in self._dice.choice(("copy", "sort", "go", "s", "th"))),
            self._out(),
        ]

    def _chord(self) -> Keys:
        return [
            self._pick(b"1", b"2", b"3"),
            self._pick(b"y", b"S"),
            self._dice.choice("yamvsbrjditfxlocpw").encode(),
            self._out(),
        ]

    def _notebook(self) -> Keys:
        target = self._pick(b"1", b"2")
        return self._dice.choice(
            (
                [target, b"s"],
                [target, b"t", *self._text(), ENTER],
                [target, b"t", b"-", *self._text(), ENTER],
                [target, b"a", ERASE, *self._text(), ENTER],
                [b"u"] * self._dice.randint(1, 4),
                [b"\x12"] * self._dice.randint(1, 3),
                [b"1", b" ", b" ", b"V"],
            )
        )

    def _places(self) -> Keys:
        return self._dice.choice(([b"m", self._pick(b"a", b"1")], [b"'", self._pick(b"a", b"1", b"D", ENTER, OUT)]))

    def _facets(self) -> Keys:
        return [
            b"F",
            *([b"j"] * self._dice.randint(0, 9)),
            self._pick(b"=", b"-", ENTER, OUT),
            self._pick(b"[", b"]", b"j"),
        ]

    def _delete(self) -> Keys:
        return [b"1", b"D", self._pick(b"y", b"n", OUT), self._pick(b"u", b"j", b"j")]

    def _write(self) -> Keys:
        name = [ERASE, *(b"w%d" % self._dice.randint(0, 9999))] if self._dice.random() < 0.7 else []
        return [b"w", self._pick(b"m", b"j", b"c", b"b", b"r", b"J", b"N", b"B", b"e"), *map(_byte, name), self._out()]

    def _import(self) -> Keys:
        return [b"I", ENTER, self._pick(OUT, b"j", b"i")]

    def _read(self) -> Keys:
        return self._dice.choice(
            ([b"f", b" ", b"G", OUT], [b"i", b"j", OUT], [b"Y", b"j", b"w", OUT], [b"3", b"o"], [b"2", b"n", ENTER])
        )

    def _entity(self) -> Keys:
        return [b"3", b"p", *([b"j"] * self._dice.randint(0, 5)), self._pick(ENTER, b"=", b"c", OUT), OUT]

    def _mouse(self) -> Keys:
        button = self._dice.choice((0, 0, 2, 64, 65, 32))
        place = (self._dice.randint(1, 130), self._dice.randint(1, 45))
        return [b"\x1b[<%d;%d;%dM" % (button, *place), b"\x1b[<%d;%d;%dm" % (button, *place)]

    def _paste(self) -> Keys:
        text = encoded(self._dice.choice(ATTACKS)).replace(b"\x1b[201~", b"")
        return [
            self._pick(b"/", b"e", b"t", b"a", b"j"),
            b"\x1b[200~" + text.replace(b"\x1b", b"") + b"\x1b[201~",
            self._out(),
        ]

    def _junk(self) -> Keys:
        length = self._dice.randint(1, 6)
        junk = [bytes([self._dice.randrange(256)]) for _ in range(length)]
        strange = (
            b"\x1b[",
            b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
            b"\x1b[?62;52c",
            b"\x1b[200~",
            b"\x1b[201~",
            b"\x1bO",
            b"\xe2\x82",
        )
        return [key for key in [*junk, self._pick(*strange)] if key not in (b"\x03", b"\x0f", b"\x11", b"q", b"E")]


def _byte(key: bytes | int) -> bytes:
    return key if isinstance(key, bytes) else bytes([key])
