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


def shown(keys: str) -> str:
    """A key or chord as people read it: `^d`, `PgDn`, `y v` as `yv`."""
    return "".join(_shown_one(key) for key in keys.split(" "))


def _shown_one(key: str) -> str:
    if key.startswith("ctrl+"):
        return f"^{key[5:]}"
    return _SHOWN.get(key, key)
