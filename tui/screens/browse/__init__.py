"""The one screen of the app: three panes, a line above, a line below, and layers that open over them.

Each file here is one thing a person does; `state` holds what they share, `screen` puts them together.
"""

from tui.screens.browse.screen import BrowseScreen

__all__ = ["BrowseScreen"]
