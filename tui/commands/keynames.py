"""Keys as people read them."""

from __future__ import annotations

import re
from collections.abc import Mapping

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


CANNOT_BE_SENT = {
    "ctrl+h": "Backspace",
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+j": "Enter",
    "ctrl+[": "Esc",
    "ctrl+left_square_bracket": "Esc",
}
"""Keys that a terminal sends as other ones."""
_NAMED = (
    r"(?:(?:ctrl|shift|alt)\+)*(?:space|enter|escape|tab|up|down|left|right|pageup|pagedown|home|end|insert|delete"
    r"|backspace|f(?:[1-9]|1[0-9]|2[0-4]))|(?:ctrl|alt)\+(?:[a-z0-9]|[a-z_]+)"
)


def is_key(name: str) -> bool:
    """Whether a terminal can send a key that is called so."""
    return (len(name) == 1 and name.isprintable() and name != " ") or re.fullmatch(_NAMED, name) is not None


def shown(keys: str, *, ascii: bool = False) -> str:
    """A key or chord as people read it: `^d`, `PgDn`, `y v` as `yv`; arrows in words where only `ascii` is shown."""
    return "".join(_shown_one(key, _IN_ASCII if ascii else _SHOWN) for key in keys.split(" "))


def _shown_one(key: str, names: Mapping[str, str]) -> str:
    if key.startswith("ctrl+"):
        return f"^{key[5:]}"
    if key[:1] == "f" and key[1:].isdigit():
        return key.upper()
    return names.get(key, key)
