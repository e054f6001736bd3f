"""What the parts of a notebook share: its tables, its steps, and what the library knows of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from store.model import Known
from store.notebook.known import Lookup, nothing_known
from store.notebook.pages import Pages
from store.notebook.steps import Steps
from store.text import clean_line, shorten

_TITLE = 50
"""Characters of a title in the description of a step."""


Self = TypeVar("Self", bound="Part")
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def locked(
    method: Callable[Concatenate[Self, Arguments], Result],
) -> Callable[Concatenate[Self, Arguments], Result]:
    """Have a method read and write while no other process writes."""

    @wraps(method)
    def within_a_change(self: Self, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        with self.pages.change():
            return method(self, *arguments, **named)

    return within_a_change


class Part:
    """A part of a notebook."""

    def __init__(self, pages: Pages, steps: Steps, lookup: Lookup = nothing_known) -> None:
        self.lookup = lookup
        """May be given anew when the library changes or another one is opened."""
        self.pages = pages
        self.steps = steps

    def _known(self, cases: Sequence[str]) -> dict[str, Known]:
        """What is known of each case; at least its id is one of its keys."""
        found = self.lookup(cases)
        return {case: found.get(case) or Known((case,)) for case in cases}

    def _named(self, cases: Sequence[str]) -> str:
        """The cases in the description of a step: by title or id, or how many."""
        if len(cases) != 1:
            return f"{len(cases):,} cases"
        title = self.lookup(cases).get(cases[0], Known(())).title
        return f"“{shorten(clean_line(title), _TITLE)}”" if title else cases[0]


def several(cases: str | Iterable[str]) -> tuple[str, ...]:
    """One id or several, without repetition."""
    return (cases,) if isinstance(cases, str) else tuple(dict.fromkeys(cases))


def same_case(case: str, known: Known) -> tuple[str, ...]:
    """The keys under which a case may be written down, the one asked for first."""
    return (case, *(key for key in known.keys if key != case))
