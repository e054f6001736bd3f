"""Where a person's files are on each platform. Asking creates nothing."""

from __future__ import annotations

import os
from pathlib import Path

from store.errors import RoundsError
from store.text import clean_line

_APP = "rounds"


def library_path() -> Path:
    """The person's library: `ROUNDS_LIBRARY`, else `rounds/library.db` under the platform's user data folder."""
    return named_library() or _folder("user_data_path") / "library.db"


def named_library() -> Path | None:
    """The library that `ROUNDS_LIBRARY` names."""
    return _from_environment("ROUNDS_LIBRARY")


def notebook_path() -> Path:
    """The person's notebook: `ROUNDS_NOTEBOOK`, else `notebook.db` in the same folder."""
    return _from_environment("ROUNDS_NOTEBOOK") or _folder("user_data_path") / "notebook.db"


def config_path() -> Path:
    """The configuration file."""
    return _folder("user_config_path") / "config.toml"


def crash_folder() -> Path:
    """Where reports of crashes are kept."""
    return _folder("user_state_path") / "crashes"


def cache_folder() -> Path:
    """What can be made anew at any time, the bundled library for example."""
    return _folder("user_cache_path")


def expanded(text: str) -> Path:
    """The path that a person means by `text`: `~` stands for their home, `~name` for somebody else's.

    Raises `RoundsError` where there is no such home.
    """
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        user = clean_line(path.parts[0].removeprefix("~"))
    raise RoundsError(f"There is no user “{user}” here." if user else "It is not known where your home folder is.")


def _from_environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return expanded(value) if value else None


def _folder(name: str) -> Path:
    import platformdirs  # noqa: PLC0415 -- a few ms that a command with --library need not pay

    folder: Path = getattr(platformdirs, name)(_APP, appauthor=False)
    return folder
