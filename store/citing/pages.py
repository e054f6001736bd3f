"""Page ranges as styles print them."""

from __future__ import annotations

import re

_RANGE = re.compile(r"([0-9]*[a-zA-Z]+0*)?([0-9]+)\s*[-–]+\s*([0-9]*[a-zA-Z]+0*)?([0-9]+)")
_ROMAN = re.compile(r"[ivxlcmIVXLCM]+\s*[-–]+\s*[ivxlcmIVXLCM]+")
_DASH = re.compile(r"\s*[-–]+\s*")
_JOINT = re.compile(r"(,\s+and\s+|\s+and\s+|\s*&\s*|;\s+|,\s+)")


def pages(text: str, shape: str = "", dash: str = "–") -> str:
    """`text` with every range in it in `shape`, joined by `dash`.

    The shapes are those of CSL: `expanded` (1077–1087), `minimal` (1077–87), `chicago` (1077–87, 100–105), and ``,
    which leaves the digits as they stand.
    """
    if text.isdigit() or not ("-" in text or "–" in text or "&" in text):
        return text
    return "".join(part if at % 2 else _range(part, shape, dash) for at, part in enumerate(_JOINT.split(text.strip())))


def _range(text: str, shape: str, dash: str) -> str:
    match = _RANGE.fullmatch(text)
    if match is None:
        return _DASH.sub(dash if _ROMAN.fullmatch(text) else "-", text)
    letters, first, letters_again, last = match[1] or "", match[2], match[3] or "", match[4]
    if letters != letters_again:
        return _DASH.sub("-", text)
    full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    if int(first) >= int(full) or (not shape and int(first) > int(last)):
        return f"{letters}{first}{dash}{letters_again}{last}"
    if shape == "minimal":
        return f"{letters}{first}{dash}{_minimal(first, full)}"
    if shape == "chicago":
        return f"{letters}{first}{dash}{_chicago(first, full)}"
    return f"{letters}{first}{dash}{letters}{full}"


def _minimal(first: str, last: str) -> str:
    """The digits of `last` from the first that differs."""
    if len(first) == len(last):
        for at, digit in enumerate(last):
            if first[at] != digit:
                return last[at:]
    return last


def _chicago(first: str, last: str) -> str:
    """The Chicago Manual's way: two digits or more of what changed, all digits below and at multiples of 100."""
    begin, end = int(first), int(last)
    if begin > 100 and begin % 100:
        for digits in range(2, len(str(end))):
            if begin // 10**digits == end // 10**digits:
                return str(end % 10**digits)
    return last


_NUMBER_RANGE = re.compile(r"[0-9]+\s*[-–]\s*[0-9]+")


def number(text: str, dash: str = "–") -> str:
    """A volume or an issue; a range of two numbers is joined by `dash`."""
    return _DASH.sub(dash, text) if not text.isdigit() and _NUMBER_RANGE.fullmatch(text) else text


def label(text: str) -> str:
    """`p.` for one page, `pp.` for several."""
    return "pp." if re.search(r"[0-9ivxlc]\s*([-–,&]|and)\s*[0-9a-zA-Z]", text) else "p."
