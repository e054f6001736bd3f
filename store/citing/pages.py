"""Page ranges as styles print them."""

from __future__ import annotations

import re

_RANGE = re.compile(r"([0-9]*[a-zA-Z]+0*)?([0-9]+)\s*[-–]+\s*([0-9]*[a-zA-Z]+0*)?([0-9]+)")
_ROMAN = re.compile(r"[ivxlcmIVXLCM]+\s*[-–]+\s*[ivxlcmIVXLCM]+")
_LABEL = re.compile(r"^pp?\.\s*(?=[a-zA-Z]?[0-9])")
_SEVERAL = re.compile(r"([0-9]+(?:-[0-9]+)+)[-–]([0-9]+)")
_FALLING = re.compile(r"([0-9]+)[-–]([0-9]+)")
_DASH = re.compile(r"\s*[-–]+\s*")
_JOINT = re.compile(r"(,\s+and\s+|\s+and\s+|\s*&\s*|;\s+|,\s+)")


def pages(text: str, shape: str = "", dash: str = "–") -> str:
    """`text` with every range in it in `shape`, joined by `dash`.

    The shapes are those of CSL: `expanded` (1077–1087), `minimal` (1077–87), `chicago` (1077–87, 100–105), and ``,
    which leaves the digits as they stand.
    """
    if text.isdigit():
        return text
    text = _LABEL.sub("", text)
    if not ("-" in text or "–" in text or "&" in text):
        return text
    return "".join(part if at % 2 else _range(part, shape, dash) for at, part in enumerate(_JOINT.split(text.strip())))


def _range(text: str, shape: str, dash: str) -> str:
    match = _RANGE.fullmatch(text)
    if match is None and (several := _SEVERAL.fullmatch(text)):
        return f"{several[1]}{dash}{several[2]}"
    if match is None:
        open_ended = not shape and (falling := _FALLING.match(text)) and int(falling[1]) > int(falling[2])
        return _DASH.sub(dash if open_ended or _ROMAN.fullmatch(text) else "-", text)
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


_HYPHEN = re.compile(r"\s*-\s*")
_NUMBER = re.compile(r"(?:[0-9]*[a-zA-Z]+0*)?[0-9]+[-,:a-zA-Z]*|[ixv]+")
_NUMBER_JOINT = re.compile(r",?\s+and\s+|\s*&\s*|;\s+|,\s+|\s*[-–]+\s*")


def number(text: str, dash: str = "–") -> str:
    """A volume or an issue; a range of two numbers is joined by `dash`."""
    return _HYPHEN.sub(dash, text) if "-" in text and is_numeric(text) else text


def is_numeric(text: str) -> bool:
    """Whether `text` is a number in the sense of CSL, and takes a label: `12`, `S2`, `12A`, `iv`, `3-4`, `1 & 2`."""
    return text.isdigit() or _NUMBER.fullmatch(_NUMBER_JOINT.split(text, 1)[0]) is not None


def is_plural(text: str) -> bool:
    """Whether `text` names several numbers: `3-4`, `1 & 2`."""
    parts = _NUMBER_JOINT.split(_LABEL.sub("", text))
    return len(parts) > 1 and _NUMBER.fullmatch(parts[0]) is not None


def label(number: str, one: str, several: str) -> str:
    """The label for a number or for several; nothing for what is no number."""
    if not is_numeric(number):
        return ""
    return several if is_plural(number) else one


def labelled(text: str, shape: str = "") -> str:
    """`p. 7`, `pp. 7–9`."""
    return f"{'pp.' if is_plural(text) else 'p.'} {pages(text, shape)}" if text else ""
