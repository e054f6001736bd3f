"""What `rounds doctor` says of terminal and clipboard: the route, why, whether it works, and what would improve it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from store import clean_line
from tui.clipboard.asking import Answers
from tui.clipboard.copying import load_buffer
from tui.clipboard.environment import Line, Session
from tui.clipboard.probing import TMUX_PATIENCE
from tui.clipboard.remedies import Remedy, remedy
from tui.clipboard.routes import Plan, Route, choose

BUFFER = "rounds-doctor"
"""The tmux buffer that a test writes and deletes; a named one is never what `prefix ]` pastes."""
_SYSTEMS = {"linux": "Linux", "macos": "macOS", "windows": "Windows", "wsl": "Windows Subsystem for Linux"}
_LINES = {Line.LOCAL: "this computer", Line.SSH: "over ssh", Line.MOSH: "over mosh"}


class Findings(Struct, frozen=True):
    """The examination of a session."""

    session: Session
    plan: Plan
    answers: Answers | None
    """What the terminal said when asked; None when it was not."""
    buffer_works: bool | None
    """Whether a text given to tmux came back; None outside tmux."""
    remedy: Remedy | None


def examine(session: Session, *, answers: Answers | None = None) -> Findings:
    """Examine `session`: write a tmux buffer and read it back, and weigh what the terminal answered."""
    plan = choose(session)
    terminal = answers.name if answers else ""
    help_known = remedy(session, plan.route, terminal)
    if answers and answers.takes_clipboard and plan.route is Route.OSC52 and session.line is not Line.MOSH:
        help_known = None
    return Findings(session, plan, answers, _buffer_works() if session.tmux is not None else None, help_known)


def _buffer_works() -> bool:
    import subprocess  # noqa: PLC0415 - 10 ms that only tmux users pay

    text = f"rounds {secrets.token_hex(8)} é β"
    if not load_buffer(text, send=False, name=BUFFER):
        return False
    words = ["tmux", "show-buffer", "-b", BUFFER, ";", "delete-buffer", "-b", BUFFER]
    try:
        answer = subprocess.run(  # noqa: S603 - our own words, no shell
            words, stdin=subprocess.DEVNULL, capture_output=True, timeout=TMUX_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.stdout == text.encode()


def report(session: Session, *, answers: Answers | None = None) -> dict[str, Any]:
    """The examination as JSON can hold it; every text in it is clean."""
    found = examine(session, answers=answers)
    plan, tmux = found.plan, session.tmux
    return {
        "terminal": {
            "term": clean_line(session.term),
            "name": clean_line((found.answers.name if found.answers else "") or session.program),
            "line": session.line.value,
            "system": session.system,
            "writable": session.tty,
            "says_it_takes_a_clipboard": found.answers.takes_clipboard if found.answers else None,
        },
        "tmux": tmux
        and {
            "version": clean_line(tmux.named),
            "around": clean_line(tmux.client_term),
            "takes_clipboard": tmux.knows_clipboard,
            "set_clipboard": clean_line(tmux.set_clipboard),
            "buffer_works": found.buffer_works,
        },
        "screen": session.in_screen,
        "displays": [
            {"kind": display.kind, "name": clean_line(display.name), "alive": display.alive}
            for display in session.displays
        ],
        "tools": list(session.tools),
        "clipboard": {
            "route": plan.route.value,
            "why": clean_line(plan.why),
            "also_this_computer": plan.native and plan.route is not Route.NATIVE,
            "longest_bytes": plan.longest if plan.route.reaches_terminal else None,
            "said": _what_will_be_said(found),
            "remedy": found.remedy
            and {"why": found.remedy.why, "line": found.remedy.line, "where": found.remedy.where},
        },
    }


def _what_will_be_said(found: Findings) -> str:
    """How far a copy is known to get."""
    route = found.plan.route
    parts = []
    if route.loads_buffer:
        parts.append("kept by tmux for certain" if found.buffer_works else "tmux does not keep it")
    if route.reaches_terminal:
        sure = found.answers is not None and found.answers.takes_clipboard and not route.loads_buffer
        parts.append("sent to a terminal that says it takes it" if sure else "sent to a terminal that gives no receipt")
    if found.plan.native:
        parts.append("read back from this computer's clipboard")
    return "; ".join(parts) or "nowhere"


def lines(report: Mapping[str, Any]) -> list[str]:
    """A report as lines of a label and a text, for people."""
    terminal, clipboard = report["terminal"], report["clipboard"]
    rows = [("terminal", _terminal_line(terminal)), *_multiplexer_rows(report)]
    rows += [
        ("display", f"{each['kind']} {each['name']} {_alive(each)}".replace("  ", " ")) for each in report["displays"]
    ]
    if report["tools"]:
        rows.append(("programs", ", ".join(report["tools"])))
    rows += [("clipboard", clipboard["route"]), ("because", clipboard["why"]), ("a copy is", clipboard["said"])]
    if clipboard["longest_bytes"]:
        rows.append(("at most", f"{clipboard['longest_bytes']:,} bytes; more goes to a file"))
    if better := clipboard["remedy"]:
        rows.append(("better", better["why"]))
        if better["line"]:
            rows += [("put", better["line"]), ("into", better["where"])]
    return list(_aligned(rows))


def _terminal_line(terminal: Mapping[str, Any]) -> str:
    name = f" ({terminal['name']})" if terminal["name"] else ""
    parts = [f"{terminal['term'] or 'unknown'}{name}", _LINES[Line(terminal["line"])], _SYSTEMS[terminal["system"]]]
    if not terminal["writable"]:
        parts.append("no terminal to write to")
    elif terminal["says_it_takes_a_clipboard"]:
        parts.append("says that it takes a clipboard")
    return ", ".join(parts)


def _multiplexer_rows(report: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    if tmux := report["tmux"]:
        around = f"in a terminal {tmux['around']}" if tmux["around"] else "in no terminal"
        takes = (
            "which takes a clipboard as far as tmux knows" if tmux["takes_clipboard"] else "no clipboard known to it"
        )
        works = "a buffer came back" if tmux["buffer_works"] else "no buffer came back"
        yield "tmux", f"{tmux['version']} {around}, {takes}; set-clipboard {tmux['set_clipboard']}; {works}"
    if report["screen"]:
        yield "screen", "inside GNU screen"


def _alive(display: Mapping[str, Any]) -> str:
    return "answers" if display["alive"] else "does not answer"


def _aligned(rows: list[tuple[str, str]]) -> Iterable[str]:
    width = max(len(label) for label, _ in rows) + 2
    for label, text in rows:
        yield f"{label:<{width}}{text}"
