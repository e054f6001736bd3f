"""What a person wants otherwise, as a value; `tui.settings` reads it from a file."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

THEMES = (
    "rounds-terminal",
    "rounds-dark",
    "rounds-light",
    "rounds-contrast-dark",
    "rounds-contrast-light",
    "rounds-safe-dark",
    "rounds-safe-light",
    "auto",
)
COLUMNS = ("author", "year", "date", "journal", "stars", "tags", "notes", "unread")
DEFAULT_COLUMNS = ("author", "year", "stars", "tags", "notes")
NOTES = ("inside", "editor")


class Configuration(Struct, frozen=True):
    """What a person wants otherwise."""

    theme: str | None = None
    copy: str | None = None
    """What is copied before anything was, and the style of `rounds cite`."""
    citation_key: str | None = None
    """The pattern of BibTeX keys."""
    ascii: bool | None = None
    """Whether borders and signs are ASCII; None where the terminal decides."""
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    """What the list shows of a case beside its title, from left to right."""
    kinds: tuple[str, ...] = ("*",)
    """Kinds of entities that are listed, in this order; `*` stands for all that are not named."""
    notes: str = "inside"
    """Where `a` writes a note: inside, or in the person's own editor."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of authors as they are printed, and how they are to be split: `Li, Xiao`."""
    journals: Mapping[str, str] = field(default_factory=dict)
    """Journals and their abbreviations, before any list of abbreviations is asked."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """What in the file made no sense, a sentence each; the rest of it counts."""
