"""Keys as people read them."""

from __future__ import annotations

_SHOWN = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "⇧Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "f1": "F1",
    "backspace": "⌫",
}


_IN_ASCII = _SHOWN | {
    "shift+tab": "S-Tab",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "backspace": "BkSp",
}


def shown(keys: str, *, ascii: bool = False) -> str:
    """A key or chord as people read it: `^d`, `PgDn`, `y v` as `yv`; arrows in words where only `ascii` is shown."""
    names = _IN_ASCII if ascii else _SHOWN
    return "".join(f"^{key[5:]}" if key.startswith("ctrl+") else names.get(key, key) for key in keys.split(" "))
