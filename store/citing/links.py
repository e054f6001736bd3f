"""A link to the work, for a text in Markdown."""

from __future__ import annotations

from store.citing.formats.values import address, untagged
from store.citing.reference import Reference

_SPECIAL = str.maketrans({character: "\\" + character for character in "\\`*_[]<>#|~!&"})
_IN_ADDRESS = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"})


def as_markdown_link(reference: Reference) -> str:
    """`[Title](address)`; the title alone where no address is known.

    An address that came with the data is used only where it is one of the web.
    """
    title = untagged(reference.title).translate(_SPECIAL)
    place = address(reference)
    if not place.startswith(("https://", "http://")):
        return title
    return f"[{title}]({place.translate(_IN_ADDRESS)})"
