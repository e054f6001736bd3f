"""What becomes of an error: a sentence on standard error and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from store import CancelledError, QueryError, RoundsError, clean_line
from tui.cli.declare import UsageError
from tui.cli.terminal import Terminal, let_go

DONE, NOT_THERE, USAGE = 0, 1, 2
"""Exit codes of the contract: done; something named is not there, or was rejected or refused; wrong usage."""
FAULT, INTERRUPTED, BROKEN_PIPE = 70, 130, 141
"""EX_SOFTWARE of sysexits.h; 128 + SIGINT; 128 + SIGPIPE."""
_AROUND = 60
"""Characters of a query shown on either side of the place that makes no sense."""


def guarded(work: Callable[[], int], terminal: Terminal) -> int:
    """The exit code of `work`; whatever it raises is said on standard error."""
    try:
        code = work()
        terminal.flush()
    except BrokenPipeError:
        drop_output()
        return BROKEN_PIPE
    except (KeyboardInterrupt, CancelledError):
        drop_output()
        terminal.note("Interrupted.")
        return INTERRUPTED
    except UsageError as error:
        terminal.note(str(error))
        return USAGE
    except QueryError as error:
        terminal.error_lines(explain_query(error))
        return USAGE
    except RoundsError as error:
        terminal.note(str(error))
        return NOT_THERE
    except OSError as error:
        drop_output()
        terminal.note(f"Reading or writing failed: {reason_of(error)}.")
        return NOT_THERE
    except Exception as fault:  # noqa: BLE001 -- the one handler that every other fault reaches
        terminal.note(report(fault))
        return FAULT
    return code


def report(fault: Exception) -> str:
    """Write the crash report; the sentence that says so."""
    from store import crash_folder  # noqa: PLC0415 -- after a fault alone
    from tui.crash import write_report  # noqa: PLC0415

    path = write_report(fault, crash_folder())
    where = f"The report is in {path}." if path else "No report could be written."
    return f"A fault of Rounds itself: {type(fault).__name__}. {where}"


def reason_of(error: OSError) -> str:
    """Why the system refused, with the file it is about."""
    reason = error.strerror or str(error)
    return clean_line(f"{reason}: {os.fsdecode(error.filename)}" if error.filename else reason)


def explain_query(error: QueryError) -> str:
    """The query with a caret under the place that makes no sense, and why."""
    from tui.cli.columns import cells  # noqa: PLC0415 -- for errors alone

    start = max(0, error.column - _AROUND)
    before = clean_line("." + error.query[start : error.column] + ".")[1:-1]
    after = clean_line(error.query[error.column : error.column + _AROUND])
    lead = "…" if start else ""
    tail = "…" if len(error.query) > error.column + _AROUND else ""
    return "\n".join(
        (
            f"rounds: {clean_line(str(error))}",
            f"  {lead}{before}{after}{tail}",
            " " * (2 + cells(lead + before)) + "^",
        )
    )


def drop_output() -> None:
    """Let nothing more reach standard output."""
    if sys.stdout is not None:
        let_go(1)
