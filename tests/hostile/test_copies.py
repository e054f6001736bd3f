"""What is copied of hostile cases is text: on the clipboard, shown plain, and with its italics in HTML and RTF."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from store import Library
from store.text import is_harmless
from tui.clipboard import copy
from tui.clipboard.environment import Probes, read
from tui.configuration import Configuration
from tui.copies import COPIES
from tui.copying import cases_of_entity, copy_of_cases
from tui.present.styled import wrap

_TAGS = {"html", "head", "meta", "body", "p", "i", "b", "em", "strong", "br", "title", "sup", "sub", "ol", "li", "div"}
_RTF_WORDS = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\'[0-9a-f]{2}|\\[\\{}~_*-]")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [pair for pair in attrs if tag != "meta"]


@pytest.fixture(scope="module")
def ids(hostile_library: Path) -> list[str]:
    with Library.open(hostile_library) as library:
        return [row.id for row in library.index.rows(library.index.search("").numbers)]


@pytest.mark.parametrize("what", list(COPIES))
def test_everything_that_can_be_copied(hostile_library: Path, ids: list[str], what: str) -> None:
    """It reaches the clipboard as it is, no byte of it acts, and none of its lines needs another one."""
    written: list[bytes] = []
    with Library.open(hostile_library) as library:
        for chosen in [[one] for one in ids] + [ids]:
            clip = copy_of_cases(library, chosen, what, Configuration())
            assert is_harmless(clip.text)
            if not clip.text or len(clip.text.encode()) > 70_000:
                continue
            copy(clip.text, read({"TERM": "xterm-256color"}, Probes()), written.append)
            payload = re.fullmatch(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)", written[-1])
            assert payload
            assert clip.text == base64.b64decode(payload[1]).decode()
            assert all(is_harmless(clip.text[a:b]) and "\n" not in clip.text[a:b] for a, b in wrap(clip.text, 60))
    assert written


@pytest.mark.parametrize("what", [what for what in COPIES if what in ("ama", "apa", "vancouver", "chicago")])
def test_italics_bring_no_markup_along(hostile_library: Path, ids: list[str], what: str) -> None:
    """HTML holds the tags that we write and no others, RTF no control word of the data."""
    with Library.open(hostile_library) as library:
        clip = copy_of_cases(library, ids, what, Configuration())
    if not clip.html:
        pytest.skip("a style without italics")
    tags = _Tags()
    tags.feed(clip.html)
    words = {word[1] for word in _RTF_WORDS.finditer(clip.rtf) if word[1]}

    assert tags.tags <= _TAGS
    assert not [pair for pair in tags.attributes if pair[0].startswith("on") or "javascript" in (pair[1] or "")]
    assert is_harmless(clip.html) and is_harmless(clip.rtf)
    assert clip.rtf.isascii()
    assert words.isdisjoint({"field", "object", "fldinst", "include", "pict", "objdata"})


def test_the_cases_of_an_entity(hostile_library: Path) -> None:
    """A line each, however the titles look."""
    with Library.open(hostile_library) as library:
        entity = library.index.entity("ncbigene:666")
        clip = cases_of_entity(library, entity)

    assert is_harmless(clip.text)
    assert entity.cases == len(clip.text.split("\n"))
