"""Textual, loaded without what the app never uses: that takes a tenth less time.

Modules that others load only to name them are kept out while those others are loaded. Whoever asks for one of them
later gets the real one.
"""

from __future__ import annotations

import sys
from types import ModuleType


class _Empty(ModuleType):
    """A module in which every name is a class with nothing in it."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def load_textual() -> None:
    """Load what the app runs on.

    Left out are Textual's command palette, which alone brings inputs, trees and selections, and OpenSSL, without which
    asyncio loads as it does on a Python that has none: the app speaks to no other machine.
    """
    left_out = {"textual.command": _Empty("textual.command"), "ssl": None}
    for name in left_out.keys() & sys.modules.keys():
        del left_out[name]
    sys.modules.update(left_out)  # type: ignore[arg-type]  # None, as the language reference has it: not to be found
    try:
        import textual.app  # noqa: F401, PLC0415
    finally:
        for name in left_out:
            del sys.modules[name]
