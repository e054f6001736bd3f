"""Text written for LaTeX: nothing in it acts, every brace is balanced."""

from __future__ import annotations

import re

_SPECIAL = str.maketrans(
    {
        "\\": "\\textbackslash{}",
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "&": "\\&",
        "%": "\\%",
        "$": "\\$",
        "#": "\\#",
        "_": "\\_",
    }
)
"""A brace is written by name: readers of BibTeX count braces whether or not a backslash is before them."""
_TAGS = {"i": "\\textit", "b": "\\textbf", "sub": "\\textsubscript", "sup": "\\textsuperscript", "sc": "\\textsc"}
_MARKUP = re.compile(r"<(i|b|sub|sup|sc)>((?:(?!</?(?:i|b|sub|sup|sc)>).)*)</\1>")
_SPAN = re.compile(r"</?span(?:\s[^<>]*)?>")
_PLACE = re.compile("\x01(\\d+)\x02|\x03")


def escape(text: str) -> str:
    """`text` on one line such that LaTeX prints it."""
    return " ".join(text.split()).translate(_SPECIAL)


def escape_title(text: str) -> str:
    """Like `escape`; inline markup of CSL-JSON that pairs becomes LaTeX commands."""
    if "<" not in text:
        return escape(text)
    commands: list[str] = []

    def set_aside(match: re.Match[str]) -> str:
        commands.append(_TAGS[match[1]])
        return f"\x01{len(commands) - 1}\x02{match[2]}\x03"

    text = _SPAN.sub("", text)
    while (changed := _MARKUP.sub(set_aside, text)) != text:
        text = changed
    return _PLACE.sub(lambda match: f"{commands[int(match[1])]}{{" if match[1] else "}", escape(text))


def verbatim(text: str) -> str:
    """`text` for a field that LaTeX reads verbatim (DOI, address); braces and backslashes are percent-encoded."""
    return "".join(text.split()).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
