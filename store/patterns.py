"""Regular expressions that are compiled when they are first used.

Compiling the patterns of all modules took as long as loading the modules, and a run of the program uses few of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["pattern"]


class _Compiled:
    """Has the methods of a compiled pattern as attributes, which costs a call no more than the pattern itself."""


class _Later(_Compiled):
    """Compiles its expression when anything is asked of it, and is a `_Compiled` from then on."""

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self._source = expression, flags

    def __getattr__(self, name: str) -> Any:
        expression, flags = self._source
        compiled = re.compile(expression, flags)
        vars(self).update({name: getattr(compiled, name) for name in dir(compiled) if not name.startswith("_")})
        self.__class__ = _Compiled  # type: ignore[assignment]  # further calls do without a detour
        return getattr(self, name)


if TYPE_CHECKING:
    pattern = re.compile
else:

    def pattern(expression: str | bytes, flags: int = 0) -> _Compiled:
        """As `re.compile`, later."""
        return _Later(expression, flags)
