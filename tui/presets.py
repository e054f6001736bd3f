"""Sets of keys to choose from: what differs from the default keys, which are those of vi where it has any."""

from __future__ import annotations

from collections.abc import Mapping

ARROWS: Mapping[str, tuple[str, ...]] = {
    "move.down": ("down",),
    "move.up": ("up",),
    "move.first": ("home",),
    "move.last": ("end",),
    "move.half_down": (),
    "move.half_up": (),
    "pane.left": ("left", "shift+tab"),
    "pane.right": ("right", "tab"),
    "trail.back": ("backspace", "["),
    "trail.forward": ("]",),
    "collection.down": (">", "shift+down"),
    "collection.up": ("<", "shift+up"),
}
"""Nothing that moves is a letter."""

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"vim": {}, "arrows": ARROWS}
