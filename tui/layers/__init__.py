"""What opens above the panes: finder, palette, keys, facets, menus, questions. Each closes with Esc.

The first frame needs none of them: each is loaded when it is first opened, through the names here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.layers.ask import AskLayer as AskLayer
    from tui.layers.entity import EntityLayer as EntityLayer
    from tui.layers.facets import FacetsLayer as FacetsLayer
    from tui.layers.finder import FOUND_AT_MOST as FOUND_AT_MOST
    from tui.layers.finder import FinderLayer as FinderLayer
    from tui.layers.keys import KeysLayer as KeysLayer
    from tui.layers.menu import Choice as Choice
    from tui.layers.menu import MenuLayer as MenuLayer
    from tui.layers.note import NoteLayer as NoteLayer
    from tui.layers.pairs import PairsLayer as PairsLayer
    from tui.layers.path import PathLayer as PathLayer
    from tui.layers.places import Destination as Destination
    from tui.layers.places import PlacesLayer as PlacesLayer
    from tui.layers.places import Ways as Ways
    from tui.layers.progress import ProgressLayer as ProgressLayer
    from tui.layers.text import PlainLayer as PlainLayer
    from tui.layers.text import TextLayer as TextLayer

_HOMES = {
    "AskLayer": "tui.layers.ask",
    "Choice": "tui.layers.menu",
    "Destination": "tui.layers.places",
    "EntityLayer": "tui.layers.entity",
    "FacetsLayer": "tui.layers.facets",
    "FinderLayer": "tui.layers.finder",
    "FOUND_AT_MOST": "tui.layers.finder",
    "KeysLayer": "tui.layers.keys",
    "MenuLayer": "tui.layers.menu",
    "NoteLayer": "tui.layers.note",
    "PairsLayer": "tui.layers.pairs",
    "PathLayer": "tui.layers.path",
    "PlacesLayer": "tui.layers.places",
    "PlainLayer": "tui.layers.text",
    "ProgressLayer": "tui.layers.progress",
    "TextLayer": "tui.layers.text",
    "Ways": "tui.layers.places",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- for who opens a layer

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def load_all() -> None:
    """Load what has not been opened yet, before somebody waits for it."""
    for name in _HOMES:
        if name not in globals():
            __getattr__(name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
