"""What a person can do, each thing declared once: keys, footer, palette, help and key sheet follow from it."""

from tui.commands.command import ANYWHERE, CASES, ENTITIES, FIELD, FINDINGS, LIST, PANES, CannotActError, Command
from tui.commands.table import COMMANDS

__all__ = [
    "ANYWHERE",
    "CASES",
    "COMMANDS",
    "ENTITIES",
    "FIELD",
    "FINDINGS",
    "LIST",
    "PANES",
    "CannotActError",
    "Command",
]
