"""Capitals as English titles have them: headline style, and the first letter alone.

Both work on text as it is stored, inline markup included, and never make a letter small: `ALK`, `mRNA` and `T-cell`
keep their shape.
"""

from __future__ import annotations

import re

from store.citing.word_sets import word_set

_SMALL_WORDS = word_set(
    """a about above across afore after against al along alongside amid amidst among amongst an and anenst apropos apud
    around as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by
    c ca circa de despite down during et except for forenenst from given in inside into lest like modulo near next
    nor notwithstanding of off on onto or out over per plus pro qua sans since so than the through throughout
    thruout till to toward towards under underneath until unto up upon v v. van versus via von vs vs. with within
    without yet"""
)
"""Articles, conjunctions and prepositions that a headline leaves small."""
_SPAN = re.compile(r'<span\s+(?:class="no(?:case|decor)"|style="font-variant:\s*small-caps;?")[^>]*>')
_BREAK = re.compile(
    "(‘|’|“|”| \"| '|\"|'(?!.)|'(?=[-–—/.,;?!:‘’“”\\[\\]()\"]| [\"'])|[-–—/.,;?!:\\[\\]()]"
    "|<span[^>]*>|</span>|</?(?:i|sc|b|sub|sup|em|strong|italic|bold|u)>)"
)
_VERSION = re.compile("v.")
"""`v2` of `v2.1`, and `vu`."""
_SPACES = re.compile("([\u00a0 \u2000-\u200b\u205f\u3000]+)")
_UNTOUCHED = {"<sc>": "</sc>", "<sub>": "</sub>", "<sup>": "</sup>"}
_QUOTES = {' "': '"', " '": "'", "‘": "’", "“": "”"}
_CLOSING = frozenset("\"'’”")
_TAG = re.compile("<[^>]*>")


def _capital(word: str) -> str:
    """`word` with a capital; a lone Greek letter is a symbol and stays."""
    if len(word) == 1 and "\u0370" <= word <= "\u03ff":
        return word
    return word[0].upper() + word[1:]


def capitalize_first(text: str) -> str:
    """`text` with a capital where its first word has none."""
    at = 0
    while match := _TAG.match(text, at):
        at = match.end()
    word = text[at:].split(" ", 1)[0]
    return text[:at] + _capital(text[at:]) if word and word == word.lower() else text


def headline(text: str) -> str:
    """`text` with capitals as a headline has them."""
    return _Headline(text).text if text else text


class _Headline:
    """The state while a text is walked through from break to break (punctuation, quotation marks, markup)."""

    def __init__(self, text: str) -> None:
        self.first = True
        self.after_stop = False
        self.pieces = _BREAK.split(_SPAN.sub("<span>", text) if "<span" in text else text)
        self.spans = iter(_SPAN.findall(text)) if "<span" in text else iter(())
        self.last: tuple[int, int] | None = None
        self.walk()
        self.text = "".join(self.pieces)

    def walk(self) -> None:
        """Set the capitals of every piece."""
        pieces = self.pieces
        within: list[str] = []
        quotes: list[tuple[str, int]] = []
        before = pieces[:]
        pieces[0] = self.capitals(0, pieces[1:2] == ["-"] and "'" not in pieces[0])
        for at in range(1, len(pieces), 2):
            mark = pieces[at]
            if mark.startswith("<"):
                self._nest(within, mark, at)
            if mark[-1] in "!?:":
                self.after_stop = True
            if within:
                if pieces[at + 1].strip():
                    self.last = None
            else:
                pieces[at + 1] = self.capitals(at + 1, False)
            undo = self._quote(quotes, mark, at)
            if undo is not None:
                pieces[undo + 1] = before[undo + 1][:1] + pieces[undo + 1][1:]
                self.last = None
            if pieces[at + 1].strip():
                self.first = self.after_stop = False
        for _, at in quotes:
            pieces[at + 1] = before[at + 1][:1] + pieces[at + 1][1:]
        self._end_with_capital()

    def _nest(self, within: list[str], mark: str, at: int) -> None:
        if mark == "<span>":
            self.pieces[at] = next(self.spans)
            within.append("</span>")
        elif mark in _UNTOUCHED:
            within.append(_UNTOUCHED[mark])
        elif within and within[-1] == mark:
            within.pop()

    @staticmethod
    def _quote(quotes: list[tuple[str, int]], mark: str, at: int) -> int | None:
        """Follow quotation marks; the place of one without a partner (an apostrophe), where nothing is to change."""
        if mark in _QUOTES:
            quotes.append((_QUOTES[mark], at))
        elif mark in _CLOSING:
            if quotes and quotes[-1][0] == mark:
                quotes.pop()
            else:
                return at
        return None

    def capitals(self, at: int, hyphen_follows: bool) -> str:
        """The piece at `at` with capitals; a small word has one only at the start and before a hyphen."""
        text = self.pieces[at]
        if not text.strip():
            return text
        words = _SPACES.split(text)
        for place in range(0, len(words), 2):
            word = words[place]
            if not word:
                continue
            small = word.lower()
            wanted = (
                (len(word) > 1 and small not in _SMALL_WORDS and not _VERSION.fullmatch(small))
                or (hyphen_follows and place == len(words) - 1)
                or self.first
                or self.after_stop
            )
            if wanted and word == small:
                words[place] = _capital(word)
            self.first = self.after_stop = False
            self.last = (at, place)
        return "".join(words)

    def _end_with_capital(self) -> None:
        """The last word has a capital even where it is a small one."""
        if self.last is None:
            return
        at, place = self.last
        words = _SPACES.split(self.pieces[at])
        if len(words[place]) > 1 and words[place].lower() in _SMALL_WORDS:
            words[place] = _capital(words[place])
            self.pieces[at] = "".join(words)
