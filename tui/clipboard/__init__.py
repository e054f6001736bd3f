"""The clipboard of the person's own computer, reached from wherever the program runs.

    session = this_session()
    receipt = copy(text, session, to_terminal)

`this_session` looks at the environment, the multiplexer and the displays; `copy` sends the text by the best route and
says what is known about where it went. A program that draws gives its own way of writing instead of `to_terminal`.
What `rounds doctor` prints of it is in `doctor`.
"""

from __future__ import annotations

from tui.clipboard.copying import Receipt, copy, to_terminal
from tui.clipboard.environment import Session
from tui.clipboard.probing import this_session

__all__ = ["Receipt", "Session", "copy", "this_session", "to_terminal"]
