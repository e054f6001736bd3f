"""Brackets in lists: what stands inside them is not cut.

Only brackets that have their partner count, each form for itself, so that a missing one swallows nothing.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[()\[\]{}]|, |,$")
_BRACE = re.compile(r"[{}]")
_OPENING = {"(": 0, "[": 1, "{": 2}
_CLOSING = {")": 0, "]": 1, "}": 2}
_BRACKET = re.compile(r"[()\[\]{}]")


def split_outside(text: str) -> list[str]:
    """`text` cut at each `, ` that stands outside all brackets; empty pieces are left out."""
    if not _BRACKET.search(text):
        pieces = text.split(", ")
    else:
        pieces = []
        start = 0
        for comma in _commas_outside(text):
            pieces.append(text[start:comma])
            start = comma + 1
        pieces.append(text[start:])
    return [piece for piece in (piece.strip(" ,") for piece in pieces) if piece]


def _commas_outside(text: str) -> list[int]:
    tokens = [(match.start(), match[0]) for match in _TOKEN.finditer(text)]
    depth_changes = [0] * len(tokens)
    open_tokens: tuple[list[int], list[int], list[int]] = ([], [], [])
    for number, (_, token) in enumerate(tokens):
        if token in _OPENING:
            open_tokens[_OPENING[token]].append(number)
        elif token in _CLOSING and open_tokens[_CLOSING[token]]:
            depth_changes[open_tokens[_CLOSING[token]].pop()] = 1
            depth_changes[number] = -1
    commas = []
    depth = 0
    for number, (place, token) in enumerate(tokens):
        depth += depth_changes[number]
        if depth == 0 and token[0] == ",":
            commas.append(place)
    return commas


def opening_of_last(text: str) -> int:
    """Where the bracket opens that closes at the end of `text`, or -1."""
    closing = text[-1:]
    opening = {")": "(", "]": "[", "}": "{"}.get(closing)
    if opening is None:
        return -1
    place = text.rfind(opening)
    if place < 0 or text.find(closing, place) == len(text) - 1:
        return place
    depth = 0
    for match in reversed(list(re.finditer(f"[{re.escape(opening + closing)}]", text))):
        depth += 1 if match[0] == closing else -1
        if depth == 0:
            return match.start()
    return -1


def closing_braces(text: str) -> dict[int, int]:
    """Where each brace closes, by where it opens; a brace without a partner is not among them."""
    closings: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            closings[opened.pop()] = match.start()
    return closings


def balanced(text: str) -> bool:
    """Whether each form of bracket opens as often as it closes."""
    return (
        text.count("(") == text.count(")") and text.count("[") == text.count("]") and text.count("{") == text.count("}")
    )
