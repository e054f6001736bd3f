"""Which Rounds this is."""

from __future__ import annotations


def version() -> str:
    """The version of Rounds that is installed."""
    from importlib.metadata import PackageNotFoundError  # noqa: PLC0415 -- slow to load, and seldom asked
    from importlib.metadata import version as installed  # noqa: PLC0415

    try:
        return installed("rounds")
    except PackageNotFoundError:
        return "(not installed)"
