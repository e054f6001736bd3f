"""Text of a field made ready for an entry: inline markup, quotation marks, apostrophes.

Straight quotation marks become typographic ones and are told from apostrophes by where they stand; markup and
quotation marks that do not pair stay as they are written.
"""

from __future__ import annotations

import re

from store.citing import marked

_NEEDS_LOOK = re.compile("[\"'“”‘’<«]| [:;?!»]")
_SPACED = re.compile(" ([:;?!»])")
_SMALL_CAPS = re.compile(r'<span\s+style="font-variant:\s*small-caps;?"[^>]*>')
_CLASSES = re.compile(r'<span\s+class="(?:nocase|nodecor)"[^>]*>')
_LETTER = "-0-9a-zA-Z\u0e01-\u0e5bÀ-ſ\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u0600-\u06ff\u1f00-\u1fff"
_INNER_APOSTROPHE = re.compile(f"(?<=[{_LETTER}])’(?=[{_LETTER}])")
_TOKEN = re.compile("</?(?:sc|i|b|sup|sub|span)>|<span sc>|[“”‘’\"']")
_TAGS = {
    "<i>": ("</i>", marked.ITALIC, marked.ITALIC_END),
    "<b>": ("</b>", marked.BOLD, marked.BOLD_END),
    "<sup>": ("</sup>", marked.SUPER, marked.SUPER_END),
    "<sub>": ("</sub>", marked.SUB, marked.SUB_END),
    "<sc>": ("</sc>", marked.CAPS, marked.CAPS_END),
    "<span>": ("</span>", "", ""),
    "<span sc>": ("</span>", marked.CAPS, marked.CAPS_END),
}
_OUTER = (marked.QUOTE, marked.QUOTE_END)
_INNER = (marked.INNER, marked.INNER_END)
_AMERICAN = _TAGS | {'"': ('"', *_OUTER), "'": ("'", *_INNER), "“": ("”", *_OUTER), "‘": ("’", *_INNER)}
_BRITISH = _TAGS | {'"': ('"', *_OUTER), "'": ("'", *_INNER), "‘": ("’", *_OUTER), "“": ("”", *_INNER)}


def prepare(text: str) -> str:
    """`text` as marked text (see `store.citing.marked`)."""
    if _NEEDS_LOOK.search(text) is None:
        return text
    return _Pairing(_AMERICAN).run(text)


def prepare_british(text: str) -> str:
    """Like `prepare`; single quotation marks are the outer ones, and no punctuation goes inside them."""
    if _NEEDS_LOOK.search(text) is None:
        return text
    return marked.british(_Pairing(_BRITISH).run(text))


class _Pairing:
    """One pass over a text: openers wait for their closers, what finds no partner stays as written."""

    def __init__(self, openers: dict[str, tuple[str, str, str]]) -> None:
        self.openers = openers
        self.pieces: list[str] = []
        self.waiting: list[tuple[int, str]] = []
        """Where in `pieces` an opener stands, and the opener."""
        self.straight: list[tuple[int, int, str]] = []
        """Pairs of straight quotation marks: where they stand, and which mark."""

    def run(self, text: str) -> str:
        """`text` with marks for what pairs."""
        text = _SPACED.sub("\u202f\\1", text).replace("« ", "«\u202f")
        text = _CLASSES.sub("<span>", _SMALL_CAPS.sub("<span sc>", text))
        text = _INNER_APOSTROPHE.sub("'", text)
        at = 0
        for match in _TOKEN.finditer(text):
            self.pieces.append(text[at : match.start()])
            at = match.end()
            self.pieces.append(self._place(match[0], text[match.start() - 1 : match.start()], text[at : at + 1]))
        self.pieces.append(text[at:])
        while self.waiting:
            self._give_up()
        self._order_straight()
        return "".join(self.pieces)

    def _place(self, sign: str, before: str, after: str) -> str:
        """What stands for `sign` between the characters `before` and `after`."""
        straight = sign in "\"'"
        opens = sign in self.openers and (not straight or before in ("", " ", "(") or self._just_opened())
        if sign == "'" and ((opens and after == " ") or (not opens and after not in ("", *",.?:; "))):
            return "’"
        if opens:
            self.waiting.append((len(self.pieces), sign))
            return self.openers[sign][1]
        while self.waiting:
            place, opener = self.waiting[-1]
            closer, _, mark = self.openers[opener]
            if closer == sign:
                self.waiting.pop()
                if straight:
                    self.straight.append((place, len(self.pieces), sign))
                return mark
            if sign == "'":
                return "’"
            self._give_up()
        return "’" if sign == "'" else sign

    def _just_opened(self) -> bool:
        """Whether nothing stands between the last opener and here."""
        return bool(self.waiting) and self.waiting[-1][0] == len(self.pieces) - 2 and not self.pieces[-1]

    def _give_up(self) -> None:
        place, opener = self.waiting.pop()
        self.pieces[place] = "’" if opener == "'" else opener

    def _order_straight(self) -> None:
        """The form of straight quotation mark that comes first is the outer one."""
        if self.straight and min(self.straight)[2] == "'":
            for start, end, mark in self.straight:
                opening, closing = _OUTER if mark == "'" else _INNER
                self.pieces[start], self.pieces[end] = opening, closing
